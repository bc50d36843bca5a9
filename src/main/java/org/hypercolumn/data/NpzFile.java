package org.hypercolumn.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Reads and writes numpy's npz files: zip archives of npy arrays by name. */
public final class NpzFile {
    private static final String SUFFIX = ".npy";
    private static final long MOST_DEFLATE_RATIO = 1032; // deflate cannot shrink further: 258 bytes in 2 bits

    /** Later than the first day of zip's calendar, which Java would write with the time zone of the machine. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private NpzFile() {}

    /**
     * Reads all arrays, stored or deflated, zip64 too.
     *
     * @return by their names without {@code .npy}, in the order of the archive; cannot be changed
     * @throws BadDataFileException if {@code file} is no zip archive, is damaged, or holds anything but npy arrays
     * @throws IOException if {@code file} cannot be read
     */
    public static Map<String, NpyArray> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            String found = Files.exists(file) ? "something else" : "nothing";
            throw new BadDataFileException(
                    file, "expected a file at %s, got %s; check the path".formatted(file, found));
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return arrays(file, zip);
        } catch (ClosedByInterruptException | BadDataFileException e) {
            throw e;
        } catch (ZipException | IllegalArgumentException e) { // the latter for names that are not text
            throw new BadDataFileException(
                    file,
                    "expected an npz file (a zip archive), got damage or another format: " + e.getMessage()
                            + "; save it again with numpy.savez",
                    e);
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "there is no such file; check the path", e);
        } catch (IOException e) {
            throw new BadDataFileException(file, "could not be read: " + e.getMessage() + "; copy or save it again", e);
        }
    }

    /**
     * Writes arrays uncompressed, whole or not at all, see {@link WholeFile}; the same arrays give the same bytes.
     *
     * @param arrays by their names without {@code .npy}, written in the map's order
     * @throws IOException if {@code file} cannot be written
     */
    public static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
        WholeFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, NpyArray> entry : arrays.entrySet()) {
                zip.putNextEntry(stored(entry.getKey() + SUFFIX, entry.getValue()));
                NpyWriter.write(zip, entry.getValue());
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /** A stored entry needs length and checksum in front, so the array is written twice, once to nowhere. */
    private static ZipEntry stored(String name, NpyArray array) throws IOException {
        long[] length = new long[1];
        OutputStream nowhere = new OutputStream() {
            @Override
            public void write(int oneByte) {
                length[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
                length[0] += count;
            }
        };
        CheckedOutputStream checked = new CheckedOutputStream(nowhere, new CRC32());
        OutputStream buffered = new BufferedOutputStream(checked);
        NpyWriter.write(buffered, array);
        buffered.flush();
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(length[0]);
        entry.setCompressedSize(length[0]);
        entry.setCrc(checked.getChecksum().getValue());
        return entry;
    }

    private static Map<String, NpyArray> arrays(Path file, ZipFile zip) throws IOException {
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        checkSizes(file, entries);
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (!name.endsWith(SUFFIX)) {
                throw new BadDataFileException(
                        file,
                        "expected npy arrays only, got the entry '%s'; save it again with numpy.savez"
                                .formatted(Excerpt.of(name)));
            }
            String key = name.substring(0, name.length() - SUFFIX.length());
            if (arrays.put(key, array(file, zip, entry)) != null) {
                throw new BadDataFileException(
                        file,
                        "the entry '%s' is there twice; save it again with numpy.savez".formatted(Excerpt.of(name)));
            }
        }
        return Collections.unmodifiableMap(arrays);
    }

    /** Refuses, before anything is read, sizes that an honest archive cannot have. */
    private static void checkSizes(Path file, List<? extends ZipEntry> entries) throws IOException {
        long left = Files.size(file);
        for (ZipEntry entry : entries) {
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

    private static NpyArray array(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        String who = "entry '%s': ".formatted(Excerpt.of(entry.getName()));
        try (InputStream in = zip.getInputStream(entry);
                CheckedInputStream checked = new CheckedInputStream(in, new CRC32())) {
            NpyArray array = NpyFile.array(NpyReader.open(checked, entry.getSize()));
            if (checked.getChecksum().getValue() != entry.getCrc()) {
                throw new ArrayFormatException("its checksum is wrong, the file is damaged; copy or save it again");
            }
            return array;
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, who + e.problem(), e);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new BadDataFileException(
                    file, who + "damaged (" + e.getMessage() + "); copy or save the file again", e);
        }
    }
}
