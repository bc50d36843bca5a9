package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Makes files that are not regular. */
public final class Special {

    private Special() {}

    /** Makes a named pipe that nobody writes to: whoever opens it waits forever. */
    public static Path pipe(Path path) throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
        assertThat(mkfifo.waitFor()).as("exit code of mkfifo").isZero();
        return path;
    }
}
