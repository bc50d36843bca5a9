package org.hypercolumn.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 of files of a folder, in its file {@code SHA256SUMS}, which {@code sha256sum -c} reads too. A file is taken out of
 * the list before it is written and put back when it is whole: a process that is killed leaves files that are not listed,
 * never files that look damaged. Mutable; one thread's.
 */
public final class DigestList {

    private static final String NAME = "SHA256SUMS";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S.*)");

    private final Path folder;
    private final Map<String, String> hexByName;

    private DigestList(Path folder, Map<String, String> hexByName) {
        this.folder = folder;
        this.hexByName = hexByName;
    }

    /** Of a folder that has none yet. */
    public static DigestList of(Path folder) {
        return new DigestList(folder, new TreeMap<>());
    }

    /**
     * Reads a folder's list; an empty one where there is none. Lines that say nothing are passed over.
     *
     * @throws IOException if it cannot be read
     */
    public static DigestList read(Path folder) throws IOException {
        DigestList list = of(folder);
        byte[] bytes;
        try {
            bytes = DataFile.bytes(folder.resolve(NAME), Limits.MOST_TEXT_BYTES);
        } catch (NoSuchFileException e) {
            return list;
        }
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                list.hexByName.put(parts.group(2), parts.group(1));
            }
        }
        return list;
    }

    /**
     * Refuses a file that the list of its folder has with another SHA-256. Another process may write both meanwhile.
     *
     * @param remedy what to do where the file is damaged
     * @throws BadDataFileException if it is not as it was written
     * @throws IOException if it cannot be read
     */
    public static void check(Path file, String remedy) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            check(folder, String.valueOf(file.getFileName()), remedy);
        }
    }

    /** The same for a file of a folder below: {@code name} is relative to {@code folder}, with {@code /}. */
    public static void check(Path folder, String name, String remedy) throws IOException {
        Path file = folder.resolve(name);
        DigestList list = read(folder);
        while (list.lists(name) && Files.exists(file) && !list.isTrueOf(name)) {
            DigestList again = read(folder);
            if (again.hexByName.equals(list.hexByName)) {
                throw new BadDataFileException(
                        file, "is damaged: its SHA-256 is not the one in %s; %s".formatted(NAME, remedy));
            }
            list = again;
        }
    }

    /** Whether a file, by its name relative to the folder with {@code /}, is listed. */
    public boolean lists(String name) {
        return hexByName.containsKey(name);
    }

    /** The names that are listed, in order. */
    public List<String> names() {
        return List.copyOf(hexByName.keySet());
    }

    /**
     * Whether a file is there, is listed and has the SHA-256 of the list.
     *
     * @throws IOException if it cannot be read
     */
    public boolean isTrueOf(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) && sha256(file).equals(hexByName.get(name));
    }

    /** Lists a file of the folder as it is now. */
    public void put(Path file) throws IOException {
        hexByName.put(name(folder, file), sha256(file));
    }

    /** How a folder's list names a file in it or below it. */
    public static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Takes out the files of these names. */
    public void remove(Predicate<String> which) {
        hexByName.keySet().removeIf(which);
    }

    /** Writes the list, whole or not at all. */
    public void write() throws IOException {
        StringBuilder text = new StringBuilder();
        hexByName.forEach(
                (name, hex) -> text.append(hex).append("  ").append(name).append('\n'));
        WholeFile.write(folder.resolve(NAME), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Removes a folder's list, before its files are written anew. */
    public static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }

    private static String sha256(Path file) throws IOException {
        FileDigests digest = FileDigests.all();
        digest.add(file);
        return String.valueOf(digest.hexByName().get(String.valueOf(file.getFileName())));
    }
}
