package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.train.RunFolder;

/** Where a command may write: nowhere in what it reads, and in no folder that a user may throw away with what it reads. */
final class OutputPlace {

    private OutputPlace() {}

    /**
     * Checks that the folder to write to and what is read are apart, whatever links lead to them. A run that is there already, as
     * that of the demo, may hold its recording.
     *
     * @param out the folder to write to, which need not exist
     * @param read a file or folder
     * @throws BadDataFileException if one is in the other, or they are the same
     */
    static void check(Path out, Path read) throws IOException {
        Path written = real(out);
        Path source = real(read);
        if (written.startsWith(source)) {
            throw new BadDataFileException(
                    out, "expected a folder apart from what is read, got one in %s; choose another".formatted(read));
        }
        if (source.startsWith(written) && !Files.exists(RunFolder.of(out).description())) {
            throw new BadDataFileException(
                    out,
                    "expected a folder apart from what is read, got one that holds %s; choose another".formatted(read));
        }
    }

    /** Without links, as far as the path exists. */
    private static Path real(Path path) throws IOException {
        Path whole = path.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (Files.exists(whole) || parent == null) {
            return whole.toRealPath();
        }
        return real(parent).resolve(whole.getFileName());
    }
}
