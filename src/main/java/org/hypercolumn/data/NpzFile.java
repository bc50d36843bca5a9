package org.hypercolumn.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Reads and writes numpy's npz files: zip archives of npy arrays by name. */
public final class NpzFile {
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
        try (NpzArchive archive = NpzArchive.open(file)) {
            if (!archive.others().isEmpty()) {
                throw new BadDataFileException(
                        file,
                        "expected npy arrays only, got the entry '%s'; save it again with numpy.savez"
                                .formatted(Excerpt.of(archive.others().get(0))));
            }
            Map<String, NpyArray> arrays = new LinkedHashMap<>();
            for (String name : archive.names()) {
                arrays.put(name, archive.array(name));
            }
            return Collections.unmodifiableMap(arrays);
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
                zip.putNextEntry(stored(entry.getKey() + NpzArchive.SUFFIX, entry.getValue()));
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
}
