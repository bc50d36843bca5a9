package org.hypercolumn.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
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
        for (Path file : files()) {
            list.put(file);
        }
        list.write();
    }

    /** What is to be listed, of what is there now. */
    private List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        found.add(folder.description());
        if (Files.exists(folder.spareDescription())) {
            found.add(folder.spareDescription());
        }
        for (Path root : folder.results()) {
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(RunSeal::isOurs).forEach(found::add);
                }
            }
        }
        return found;
    }

    static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * Refuses a file of the run that is listed and not as it was written; zip's checksums do not know one model's from another's.
     *
     * @throws BadDataFileException if it is another file than the list says
     * @throws IOException if it cannot be read
     */
    void check(Path file) throws IOException {
        DigestList.check(folder.path(), DigestList.name(folder.path(), file), RunFolder.REWRITE);
    }

    /**
     * The files, relative to the folder, that are listed but missing or others than the list says.
     *
     * @throws IOException if a file cannot be read
     */
    public List<String> broken() throws IOException {
        DigestList list = DigestList.read(folder.path());
        List<String> broken = new ArrayList<>();
        for (String name : list.names()) {
            if (!list.isTrueOf(name)) {
                broken.add(name);
            }
        }
        return broken;
    }

    /**
     * The files that are not listed, so that nobody can tell whether they are as they were written: all of them while a command
     * writes.
     *
     * @throws IOException if the folder or the list cannot be read
     */
    public List<Path> unlisted() throws IOException {
        DigestList list = DigestList.read(folder.path());
        return files().stream()
                .filter(file -> !list.lists(DigestList.name(folder.path(), file)))
                .toList();
    }

    /** Whether a file of the run is as it was written, as far as the list says. */
    boolean isAsListed(Path file) throws IOException {
        DigestList list = DigestList.read(folder.path());
        String name = DigestList.name(folder.path(), file);
        return !list.lists(name) || list.isTrueOf(name);
    }

    /**
     * Whether a file of the run is listed, and so must be there.
     *
     * @throws IOException if the list cannot be read
     */
    public boolean lists(Path file) throws IOException {
        return DigestList.read(folder.path()).lists(DigestList.name(folder.path(), file));
    }
}
