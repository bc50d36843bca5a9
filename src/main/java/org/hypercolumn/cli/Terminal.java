package org.hypercolumn.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether somebody looks at a terminal, and how large it is. */
final class Terminal {

    private static final Size USUAL = new Size(24, 80);

    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d{1,5}) (\\d{1,5})");

    private static final long LONGEST_MILLISECONDS = 1000;

    /**
     * How many characters it shows.
     *
     * @param rows from the top to the bottom
     * @param columns from the left to the right
     */
    record Size(int rows, int columns) {}

    private Terminal() {}

    /** The characters that standard output takes, as the system says. */
    static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.US_ASCII; // a system with a character set that Java does not know
        }
    }

    /** Standard output with cursor movements and colors: for our own text only. */
    static PrintStream stream() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset());
    }

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

    /** How large it is now, as {@code stty} tells; 24 rows of 80 where it does not. */
    static Size size() throws InterruptedException {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return stty.waitFor(LONGEST_MILLISECONDS, TimeUnit.MILLISECONDS)
                        ? size(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        : USUAL;
            } finally {
                stty.destroyForcibly();
            }
        } catch (IOException e) {
            return USUAL; // a system without stty
        }
    }

    /** The size of a text such as {@code 24 80}; a terminal over a serial line may say that it has none. */
    static Size size(String told) {
        Matcher numbers = ROWS_AND_COLUMNS.matcher(told.strip());
        if (!numbers.matches()) {
            return USUAL;
        }
        Size size = new Size(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
        return size.rows() == 0 || size.columns() == 0 ? USUAL : size;
    }
}
