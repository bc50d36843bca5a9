package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyBytes;
import org.hypercolumn.data.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzSourceTest {
    private static final int CENTRAL = 0x02014b50; // what an entry of the directory begins with

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("lab.npz"), bytes);
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private static String array(String descr, String shape, String hex) {
        return new String(NpyBytes.of(descr, shape, hex), StandardCharsets.ISO_8859_1);
    }

    private void assertNotOpened(byte[] bytes, String pattern) throws IOException {
        Path file = file(bytes);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NpzSource.open(file))
                .withMessageMatching("lab\\.npz: " + pattern);
    }

    @Test
    void knows_shapes_without_reading_arrays_and_reads_only_what_is_asked_for() throws Exception {
        byte[] bytes = zip(
                "b.npy", array("<f4", "(1, 2)", "0000803f 00000040"),
                "a/x.npy", array("|u1", "(3,)", "020305"),
                "objects.npy", array("|O", "(1,)", "00"),
                "README", "not an array");

        try (NpzSource source = NpzSource.open(file(bytes))) {
            assertThat(source.names()).containsExactly("a/x", "b", "objects");
            assertThat(source.shape("b")).hasToString("f4 [1, 2]");
            List<float[]> blocks = new ArrayList<>();
            source.read("b", (start, values) -> blocks.add(values.toFloats()));
            assertThat(blocks).singleElement().isEqualTo(new float[] {1, 2});
            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> source.shape("objects"))
                    .withMessageStartingWith("lab.npz: entry 'objects.npy': expected numbers");
        }
    }

    @Test
    void reads_large_arrays_block_by_block() throws Exception {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("x", NpyArray.ofBytes(new byte[3 * 200_003], 3, 200_003));
        NpzFile.write(folder.resolve("large.npz"), arrays);

        try (NpzSource source = NpzSource.open(folder.resolve("large.npz"))) {
            List<Long> lengths = new ArrayList<>();
            source.read("x", (start, values) -> lengths.add(values.length()));
            assertThat(lengths).containsExactly(200_003L, 200_003L, 200_003L); // a row each: two are more than 2^18
        }
    }

    @Test
    void takes_names_that_climb_out_for_names() throws Exception {
        byte[] bytes = zip("../../x.npy", array("|u1", "(1,)", "07"), "/y.npy", array("|u1", "(1,)", "07"));

        try (NpzSource source = NpzSource.open(file(bytes))) {
            assertThat(source.names()).containsExactly("../../x", "/y");
            source.read("../../x", (start, values) -> assertThat(values.at(0)).isEqualTo(7));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("lab.npz"));
        }
    }

    @Test
    void refuses_a_name_that_is_there_twice() throws IOException {
        byte[] bytes = zip("a.npy", array("|u1", "(1,)", "07"), "b.npy", array("|u1", "(1,)", "08"));
        for (int i = 0; i < bytes.length - 5; i++) {
            if (new String(bytes, i, 5, StandardCharsets.ISO_8859_1).equals("b.npy")) {
                bytes[i] = 'a';
            }
        }

        assertNotOpened(bytes, "the entry 'a\\.npy' is there twice; save it again with numpy\\.savez");
    }

    private static byte[] withCentralShort(byte[] bytes, int offset, int value) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bytes.length - 4; i++) {
            if (buffer.getInt(i) == CENTRAL) {
                buffer.putShort(i + offset, (short) value);
                return bytes;
            }
        }
        throw new IllegalArgumentException("no directory");
    }

    @Test
    void refuses_encrypted_entries_and_methods_that_it_does_not_know() throws IOException {
        byte[] bytes = zip("a.npy", array("|u1", "(1,)", "07"));

        assertNotOpened(
                withCentralShort(bytes.clone(), 8, 1),
                "expected an npz file \\(a zip archive\\), got damage or another format: .*; save it again with numpy\\.savez");
        assertNotOpened(
                withCentralShort(bytes.clone(), 10, 93), // Zstandard
                "expected an npz file \\(a zip archive\\), got damage or another format: .*; save it again with numpy\\.savez");
    }

    @Test
    void refuses_a_bomb_before_it_is_inflated() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            zip.write(NpyBytes.of("|u1", "(1048576, 1048576)", ""));
            for (int i = 0; i < 20; i++) {
                zip.write(new byte[1 << 20]); // 20 MB of zeros in 20 kB
            }
        }
        Path file = file(out.toByteArray());

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(file, ReadOptions.found()))
                .withMessageStartingWith(
                        "lab.npz: responses: expected an array called images and one called responses");
        try (NpzSource source = NpzSource.open(file)) {
            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> source.shape("images"))
                    .withMessage("lab.npz: entry 'images.npy': expected 1099511627776 bytes of elements for"
                            + " u1 [1048576, 1048576], got 20971520; the file is cut short, copy or save it again");
        }
    }

    @Test
    void refuses_an_array_whose_checksum_is_wrong() throws IOException {
        byte[] content = NpyBytes.of("|u1", "(3,)", "020305");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("x.npy");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
        }
        byte[] bytes = out.toByteArray();
        bytes[30 + 5 + content.length - 1] ^= 1; // after header and name

        try (NpzSource source = NpzSource.open(file(bytes))) {
            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> source.read("x", (start, values) -> {}))
                    .withMessage(
                            "lab.npz: entry 'x.npy': its checksum is wrong, the file is damaged; copy or save it again");
        }
    }
}
