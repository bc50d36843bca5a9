package org.hypercolumn.prepare;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.WholeFile;

/**
 * Where a recording is written: an HDF5 file if the path ends in {@code .h5} or {@code .hdf5}, else a folder of npy files.
 * Whole or not at all.
 */
public final class PreparedFiles {
    private static final List<String> HDF5 = List.of(".h5", ".hdf5");
    private static final List<String> OTHERS = List.of(".npy", ".npz", ".mat", ".nwb", ".csv", ".zip");

    private final Path out;

    private PreparedFiles(Path out) {
        this.out = out;
    }

    /**
     * A place where nothing is yet.
     *
     * @throws BadDataFileException if there is something already, or the path looks like a file of another format
     * @throws IOException if it cannot be looked at
     */
    public static PreparedFiles at(Path out) throws IOException {
        if (endsIn(out, OTHERS)) {
            throw new BadDataFileException(
                    out, "expected a folder, or a file that ends in .h5, to write; choose another name");
        }
        var files = new PreparedFiles(out);
        if (Files.isDirectory(out) && !files.isHdf()) {
            List<Path> entries = entries(out);
            if (!entries.isEmpty()) {
                throw new BadDataFileException(
                        out,
                        "expected a new or empty folder to write to, got one with %s in it; choose another"
                                .formatted(entries.get(0).getFileName()));
            }
        } else if (Files.exists(out)) {
            throw new BadDataFileException(
                    out, "expected a path where nothing is yet, got one that is taken; choose another");
        }
        return files;
    }

    private static boolean endsIn(Path path, List<String> suffixes) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return suffixes.stream().anyMatch(name::endsWith);
    }

    /** Whether it is an HDF5 file. */
    public boolean isHdf() {
        return endsIn(out, HDF5);
    }

    /**
     * Writes the recording, its statistics and what made it.
     *
     * @throws IOException if it cannot be written; nothing is left then
     */
    public void write(Prepared prepared, Provenance provenance) throws IOException {
        Path target = out.toAbsolutePath().normalize();
        Path part = WholeFile.part(target);
        boolean done = false;
        try {
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            clear(part);
            try (ArrayOutput output = isHdf() ? new HdfOutput(part) : folder(part)) {
                write(prepared, provenance, output);
            }
            if (Files.isDirectory(target)) {
                Files.delete(target); // empty: not every system renames over a folder
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } catch (FileSystemException e) {
            throw new IOException(
                    "%s: could not be written: %s; choose a folder with free space that you may write to"
                            .formatted(out, e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()),
                    e);
        } finally {
            if (!done) {
                discard(part);
            }
        }
    }

    private static ArrayOutput folder(Path part) throws IOException {
        Files.createDirectory(part);
        return new NpyOutput(part);
    }

    private static void write(Prepared prepared, Provenance provenance, ArrayOutput output) throws IOException {
        new RecordingArrays(prepared.recording()).write(output);
        Statistics statistics = prepared.statistics();
        RecordingArrays.number(output, "image_mean", statistics.imageMean());
        RecordingArrays.number(output, "image_sd", statistics.imageDeviation());
        RecordingArrays.numbers(output, "response_sd", statistics.neurons(), statistics::responseDeviation);
        RecordingArrays.numbers(output, "response_divisor", statistics.neurons(), statistics::divisor);
        output.about(provenance.json(prepared));
        output.finish();
    }

    /** Removes what is left of an earlier attempt, if anything. */
    private static void clear(Path part) throws IOException {
        if (Files.isDirectory(part)) {
            for (Path entry : entries(part)) {
                Files.delete(entry);
            }
        }
        Files.deleteIfExists(part);
    }

    private static void discard(Path part) {
        try {
            clear(part);
        } catch (IOException e) {
            return; // the failure that brought us here matters more; the next attempt clears the part
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
