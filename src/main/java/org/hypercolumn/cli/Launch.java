package org.hypercolumn.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where the program starts. Needs no library, so that one line says why if the rest cannot be loaded. */
public final class Launch {

    /** Made before anything else, for when there is no memory left to say it with. */
    private static final byte[] LAST_WORDS =
            "hypercolumn: out of memory: give Java more, for example HYPERCOLUMN_JAVA_OPTS=-Xmx4g\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /** With less, Java cannot even say what is wrong. */
    private static final long LEAST_HEAP_BYTES = 7 << 20;

    private static final FileOutputStream ERROR = new FileOutputStream(FileDescriptor.err);

    private Launch() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) throws IOException {
        try {
            if (Runtime.getRuntime().maxMemory() < LEAST_HEAP_BYTES) {
                throw new OutOfMemoryError();
            }
            System.exit(exitCode(arguments));
        } catch (OutOfMemoryError e) {
            ERROR.write(LAST_WORDS);
            Runtime.getRuntime().halt(1);
        }
    }

    private static int exitCode(String[] arguments) {
        VisibleStream out = VisibleStream.out();
        System.setOut(out.printer());
        System.setErr(VisibleStream.err().printer());
        try {
            // Help is our own text, and may be in color.
            int exitCode = Hypercolumn.run(new PrintWriter(Terminal.stream(), true, Terminal.charset()), arguments);
            IOException failure = out.failure();
            return failure == null || isClosedPipe(failure) ? exitCode : Failure.report(unwritten(failure));
        } catch (Error e) { // a class or a library that cannot be loaded
            return Failure.report(e);
        }
    }

    /** Whoever reads no further, as {@code head} does, has what it wanted. */
    private static boolean isClosedPipe(IOException failure) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
    }

    private static IOException unwritten(IOException failure) {
        return new IOException("standard output: could not be written: " + failure.getMessage(), failure);
    }
}
