package org.hypercolumn.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hypercolumn.data.DigestList;

/**
 * The SHA-256 of what a run has written, in its file {@code SHA256SUMS}: of all but models and checkpoints, which have their
 * own. There is no list while a command writes, nor after one that was killed; the same command, given again, lists all anew.
 */
public final class RunSeal {

    /** Ends of the names of what a run writes, beside which a user may put files of other kinds. */
    private static final Set<String> SUFFIXES = Set.of("csv", "jsonl", "npz", "md", "tex");

    private final RunFolder folder;

    RunSeal(RunFolder folder) {
        this.folder = folder;
    }

    /** Removes the list, before any file is written anew. */
    public void open() throws IOException {
        DigestList.delete(folder.path());
    }

    /**
     * Lists all files as they are now.
     *
     * @throws IOException if a file cannot be read or the list not be written
     */
    public void close() throws IOException {
        DigestList list = DigestList.of(folder.path());
        list.put(folder.description());
        for (Path root : folder.results()) {
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(RunSeal::isOurs).toList()) {
                        list.put(file);
                    }
                }
            }
        }
        list.write();
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * The files, relative to the folder, that are others than the list says.
     *
     * @throws IOException if a file cannot be read
     */
    public List<String> broken() throws IOException {
        DigestList list = DigestList.read(folder.path());
        List<String> broken = new ArrayList<>();
        for (String name : list.names()) {
            if (Files.exists(folder.path().resolve(name)) && !list.isTrueOf(name)) {
                broken.add(name);
            }
        }
        return broken;
    }
}
