package org.hypercolumn.cli;

import java.io.Console;

/** Whether somebody looks at a terminal. */
final class Terminal {

    private Terminal() {}

    /** Whether both standard input and output are a terminal that can redraw a line. */
    @SuppressWarnings("SystemConsoleNull") // JDKs from 22 on are asked in another way
    static boolean isPresent() {
        Console console = System.console();
        String kind = System.getenv("TERM");
        if (console == null || "dumb".equals(kind)) {
            return false;
        }
        try {
            // From JDK 22 on there is a console without a terminal too, and this method to tell.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
