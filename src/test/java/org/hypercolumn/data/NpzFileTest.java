package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NpzFileTest {
    /** numpy.savez(f, b=numpy.arange(6, dtype='f4').reshape(2, 3), a=numpy.array('V1')), with its zip64 fields. */
    private static final String STORED = """
            UEsDBBQAAAAAAAAAIQBP6QAqmAAAAJgAAAAFABQAYi5ucHkBABAAmAAAAAAAAACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rl
            c2NyJzogJzxmNCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAzKSwgfSAgICAgICAgICAgICAg
            ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAgD8AAABAAABAQAAAgEAAAKBA
            UEsDBBQAAAAAAAAAIQClycCQiAAAAIgAAAAFABQAYS5ucHkBABAAiAAAAAAAAACIAAAAAAAAAJNOVU1QWQEAdgB7J2Rl
            c2NyJzogJzxVMicsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgpLCB9ICAgICAgICAgICAgICAgICAg
            ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKVgAAADEAAABQSwECFAMUAAAAAAAAACEA
            T+kAKpgAAACYAAAABQAAAAAAAAAAAAAAgAEAAAAAYi5ucHlQSwECFAMUAAAAAAAAACEApcnAkIgAAACIAAAABQAAAAAA
            AAAAAAAAgAHPAAAAYS5ucHlQSwUGAAAAAAIAAgBmAAAAjgEAAAAA""";

    /** The same by numpy.savez_compressed. */
    private static final String DEFLATED = """
            UEsDBBQAAAAIAAAAIQBP6QAqVQAAAJgAAAAFABQAYi5ucHkBABAAmAAAAAAAAABVAAAAAAAAAJvsF+obEMnIUMZQrZ6S
            WpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYwaLAHEg5ABMQNQLzA
            AQBQSwMEFAAAAAgAAAAhAKXJwJBJAAAAiAAAAAUAFABhLm5weQEAEACIAAAAAAAAAEkAAAAAAAAAm+wX6hsQychQxlCt
            npJanFykbqWgbhNqpK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAa4wBgYGQyAGAFBLAQIUAxQA
            AAAIAAAAIQBP6QAqVQAAAJgAAAAFAAAAAAAAAAAAAACAAQAAAABiLm5weVBLAQIUAxQAAAAIAAAAIQClycCQSQAAAIgA
            AAAFAAAAAAAAAAAAAACAAYwAAABhLm5weVBLBQYAAAAAAgACAGYAAAAMAQAAAAA=""";

    /** The same with every limit of zip set so low that all of it is in zip64: directory, sizes and end record. */
    private static final String ZIP64 = """
            UEsDBC0AAAAIAAAAIQBP6QAq//////////8FABQAYi5ucHkBABAAmAAAAAAAAABVAAAAAAAAAJvsF+obEMnIUMZQrZ6S
            WpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYwaLAHEg5ABMQNQLzA
            AQBQSwMELQAAAAgAAAAhAKXJwJD//////////wUAFABhLm5weQEAEACIAAAAAAAAAEkAAAAAAAAAm+wX6hsQychQxlCt
            npJanFykbqWgbhNqpK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAa4wBgYGQyAGAFBLAQItAy0A
            AAAIAAAAIQBP6QAq//////////8FABQAAAAAAAAAAACAAQAAAABiLm5weQEAEACYAAAAAAAAAFUAAAAAAAAAUEsBAi0D
            LQAAAAgAAAAhAKXJwJD//////////wUAHAAAAAAAAAAAAIAB/////2EubnB5AQAYAIgAAAAAAAAASQAAAAAAAACMAAAA
            AAAAAFBLBgYsAAAAAAAAAC0ALQAAAAAAAAAAAAIAAAAAAAAAAgAAAAAAAACWAAAAAAAAAAwBAAAAAAAAUEsGBwAAAACi
            AQAAAAAAAAEAAABQSwUGAAAAAAIAAgCWAAAADAEAAAAA""";

    @TempDir
    Path folder;

    private static byte[] decoded(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private Path file(byte[] bytes) throws IOException {
        return NpyBytes.file(folder, "a.npz", bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {STORED, DEFLATED, ZIP64})
    void reads_what_numpy_writes(String base64) throws IOException {
        Map<String, NpyArray> arrays = NpzFile.read(file(decoded(base64)));

        assertThat(arrays.keySet()).containsExactly("b", "a");
        assertThat(arrays.get("b")).isNotNull().satisfies(b -> {
            assertThat(b.shape()).containsExactly(2, 3);
            assertThat(b.toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
        });
        assertThat(arrays.get("a"))
                .isNotNull()
                .satisfies(a -> assertThat(a.toText()).containsExactly("V1"));
    }

    @Test
    void gives_back_what_was_written_in_its_order() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("layers.0.weight", NpyArray.ofFloats(new float[] {2, 3, 5, 7, 11, 13}, 3, 2));
        arrays.put("folder/step 1", NpyArray.ofLongs(new long[] {17}));
        arrays.put("empty", NpyArray.ofBytes(new byte[0], 0));
        Path file = folder.resolve("again.npz");

        NpzFile.write(file, arrays);
        Map<String, NpyArray> again = NpzFile.read(file);

        assertThat(again.keySet()).containsExactly("layers.0.weight", "folder/step 1", "empty");
        assertThat(again.values()).extracting(NpyArray::toString).containsExactly("f4 [3, 2]", "i8 []", "u1 [0]");
        assertThat(again.values().iterator().next().toFloats()).containsExactly(2, 3, 5, 7, 11, 13);
    }

    @Test
    void writes_an_archive_without_arrays() throws IOException {
        Path file = folder.resolve("empty.npz");

        NpzFile.write(file, Map.of());

        assertThat(NpzFile.read(file)).isEmpty();
    }

    @Test
    void writes_the_same_bytes_at_any_time_in_any_time_zone() throws IOException {
        Map<String, NpyArray> arrays = Map.of("a", NpyArray.ofFloats(new float[] {2, 3}, 2));
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            NpzFile.write(folder.resolve("1.npz"), arrays);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            NpzFile.write(folder.resolve("2.npz"), arrays);
        } finally {
            TimeZone.setDefault(zone);
        }

        assertThat(folder.resolve("1.npz")).hasSameBinaryContentAs(folder.resolve("2.npz"));
        // 30 local header + 5 name + 128 npy header + 8 elements + 46 central header + 5 name + 22 end: no extra fields
        assertThat(folder.resolve("1.npz")).hasSize(244);
    }

    private void assertRefused(byte[] bytes, String problem) throws IOException {
        Path file = file(bytes);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NpzFile.read(file))
                .withMessageMatching("a\\.npz: " + problem)
                .satisfies(e -> assertThat(e.path()).isEqualTo(file));
    }

    @Test
    void refuses_what_is_not_a_zip_archive() throws IOException {
        assertRefused(new byte[0], "expected an npz file \\(a zip archive\\), got damage or another format: .*");
        assertRefused(
                NpyBytes.of("|u1", "(1,)", "00"),
                "expected an npz file \\(a zip archive\\), got damage or another format: .*; save it again with numpy.savez");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NpzFile.read(folder.resolve("no.npz")))
                .withMessageMatching("no\\.npz: there is no such file \\(.*no\\.npz\\); check the path");
    }

    @Test
    void refuses_entries_that_are_no_arrays() throws IOException {
        assertRefused(
                zip("README", new byte[3]),
                "expected npy arrays only, got the entry 'README'; save it again with numpy.savez");
        assertRefused(zip("x.npy", new byte[3]), "entry 'x.npy': expected an npy file, which begins with .*");
        assertRefused(
                zip("x.npy", NpyBytes.of("<f4", "(1048576, 1048576)", "00000000")),
                "entry 'x.npy': expected 4398046511104 bytes of elements for f4 \\[1048576, 1048576\\], got 4; .*");
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void refuses_sizes_that_deflate_cannot_reach_before_allocating() throws IOException {
        byte[] honest = zip("x.npy", NpyBytes.of("|u1", "(2000000000,)", ""));
        ByteBuffer bytes = ByteBuffer.wrap(honest).order(ByteOrder.LITTLE_ENDIAN);
        int central = bytes.getInt(honest.length - 6); // the end record says where the central directory is
        bytes.putInt(central + 24, 2_000_000_000 + 70); // the size that the directory claims

        assertRefused(honest, "entry 'x.npy': expected a size that \\d+ bytes can hold, got 2000000070 bytes; .*");
    }

    @Test
    void refuses_a_damaged_deflate_block() throws IOException {
        byte[] bytes = zip("x.npy", NpyBytes.of("|u1", "(97,)", "17".repeat(97)));
        bytes[30 + 5] = (byte) 0xff; // after header and name: a block of a type that there is not

        assertRefused(bytes, "entry 'x.npy': damaged \\(invalid block type\\); copy or save the file again");
    }

    @Test
    void refuses_elements_whose_checksum_is_wrong() throws IOException {
        Path file = folder.resolve("whole.npz");
        NpzFile.write(file, Map.of("x", NpyArray.ofFloats(new float[] {2, 3}, 2)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[30 + 5 + 128 + 3] ^= 1; // in the first element

        assertRefused(bytes, "entry 'x.npy': its checksum is wrong, the file is damaged; copy or save it again");
    }

    @Test
    void leaves_nothing_when_writing_fails() {
        Path file = folder.resolve("a.npz");

        assertThatIllegalStateException()
                .isThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(1);
                    throw new IllegalStateException();
                }));

        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void never_fails_otherwise_on_files_damaged_at_random(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] whole = {decoded(STORED), decoded(DEFLATED), decoded(ZIP64)};
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            Path file = file(Damage.random(whole[random.nextInt(whole.length)], random));
            try {
                NpzFile.read(file);
                read++;
            } catch (BadDataFileException e) {
                assertThat(e.getMessage()).startsWith("a.npz: ").doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(150);
        assertThat(read).isGreaterThan(10);
    }
}
