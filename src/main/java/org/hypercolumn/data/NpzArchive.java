package org.hypercolumn.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An npz file that stays open while its arrays are read one at a time, stored or deflated, zip64 too. Names are only names:
 * nothing is ever unpacked to a folder.
 *
 * <p>Mutable: to be closed.
 */
public final class NpzArchive implements Closeable {
    static final String SUFFIX = ".npy";
    private static final long MOST_DEFLATE_RATIO = Limits.MOST_DEFLATE_RATIO;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private final List<String> others = new ArrayList<>();

    private NpzArchive(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /**
     * Opens an archive and looks through its directory; no array is read.
     *
     * @throws BadDataFileException if {@code file} is no zip archive, is damaged, claims sizes that it cannot hold, or has a
     *     name twice
     * @throws IOException if {@code file} cannot be read
     */
    public static NpzArchive open(Path file) throws IOException {
        try {
            DataFile.check(file);
            NpzArchive archive = new NpzArchive(file, new ZipFile(file.toFile()));
            try {
                archive.list();
                return archive;
            } catch (IOException | IllegalArgumentException e) {
                archive.close();
                throw e;
            }
        } catch (ClosedByInterruptException | BadDataFileException e) {
            throw e;
        } catch (ZipException | IllegalArgumentException e) { // the latter for names that are not text
            throw new BadDataFileException(
                    file,
                    "expected an npz file (a zip archive), got damage or another format: " + e.getMessage()
                            + "; save it again with numpy.savez",
                    e);
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "there is no such file (%s); check the path".formatted(file), e);
        } catch (IOException e) {
            throw new BadDataFileException(file, "could not be read: " + e.getMessage() + "; copy or save it again", e);
        }
    }

    private void list() throws IOException {
        List<? extends ZipEntry> found = Collections.list(zip.entries());
        checkSizes(found);
        for (ZipEntry entry : found) {
            String name = entry.getName();
            if (!name.endsWith(SUFFIX)) {
                others.add(name);
            } else if (entries.put(name.substring(0, name.length() - SUFFIX.length()), entry) != null) {
                throw new BadDataFileException(
                        file,
                        "the entry '%s' is there twice; save it again with numpy.savez".formatted(Excerpt.of(name)));
            }
        }
    }

    /** Refuses, before anything is read, sizes that an honest archive cannot have. */
    private void checkSizes(List<? extends ZipEntry> found) throws IOException {
        long left = Files.size(file);
        for (ZipEntry entry : found) {
            long packed = entry.getCompressedSize();
            left -= packed;
            if (packed < 0 || left < 0 || entry.getSize() < 0 || entry.getSize() / MOST_DEFLATE_RATIO > packed) {
                throw new BadDataFileException(
                        file,
                        "entry '%s': expected a size that %d bytes can hold, got %d bytes; the file is damaged"
                                .formatted(Excerpt.of(entry.getName()), packed, entry.getSize()));
            }
        }
    }

    /** The arrays' names without {@code .npy}, in the order of the archive. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** The names of entries that are no npy arrays. */
    List<String> others() {
        return List.copyOf(others);
    }

    /**
     * Reads the type and shape of an array.
     *
     * @throws BadDataFileException if there is no such array, or it is not npy, or not of the size that the archive says
     */
    public NpyHeader header(String name) throws IOException {
        return use(name, NpyReader::header, CheckSum.NOT_YET);
    }

    /**
     * Reads an array block by block.
     *
     * @throws BadDataFileException if there is no such array, it is damaged, or the sink refuses a block
     */
    public void read(String name, BlockSink sink) throws IOException {
        use(
                name,
                reader -> {
                    reader.blocks(sink);
                    return reader.header();
                },
                CheckSum.HELD);
    }

    /** The whole array. */
    NpyArray array(String name) throws IOException {
        return use(name, NpyFile::array, CheckSum.HELD);
    }

    /** Whether an entry was read to its end, where its checksum is known. */
    private enum CheckSum {
        NOT_YET,
        HELD
    }

    private <T> T use(String name, DataFile.Use<T> use, CheckSum sum) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new BadDataFileException(file, "there is no entry '%s'".formatted(Excerpt.of(name + SUFFIX)));
        }
        String who = "entry '%s': ".formatted(Excerpt.of(entry.getName()));
        try (InputStream in = zip.getInputStream(entry);
                CheckedInputStream checked = new CheckedInputStream(in, new CRC32())) {
            T result = use.of(NpyReader.open(checked, entry.getSize()));
            if (sum == CheckSum.HELD && checked.getChecksum().getValue() != entry.getCrc()) {
                throw new ArrayFormatException("its checksum is wrong, the file is damaged; copy or save it again");
            }
            return result;
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, who + e.problem(), e);
        } catch (ClosedByInterruptException | BadDataFileException e) {
            throw e;
        } catch (IOException e) {
            throw new BadDataFileException(
                    file, who + "damaged (" + e.getMessage() + "); copy or save the file again", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
