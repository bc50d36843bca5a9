package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SafetensorsFileTest {

    /** Of the text k = v and the tensors a and n below, each name and text with its length before it. */
    private static final String DIGEST = "0947c800ff64a19084d9be015e5a954dc9c2f8c1e472a473911b68d9f99b636a";

    private static final String HEADER = "{\"__metadata__\":{\"k\":\"v\",\"hypercolumn.sha256\":\"" + DIGEST + "\"},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]}}";

    @TempDir
    private Path folder;

    private static SafetensorsFile small() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", Tensor.of(Tensor.Kind.FLOAT, new int[] {2}, new float[] {1, -2}));
        tensors.put("n", Tensor.of(Tensor.Kind.WHOLE, new int[0], new float[] {3}));
        return SafetensorsFile.of(Map.of("k", "v"), tensors);
    }

    private byte[] written(SafetensorsFile file) throws IOException {
        Path path = folder.resolve("good.safetensors");
        file.write(path);
        return Files.readAllBytes(path);
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = SafetensorsBytes.file(folder, bytes);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> SafetensorsFile.read(file))
                .withMessage("bad.safetensors: " + message)
                .satisfies(e -> assertThat(e.path()).isEqualTo(file));
    }

    @Test
    void writes_a_length_a_header_in_json_and_the_values() throws IOException {
        int padding = 7 - (HEADER.length() + 7) % 8;
        ByteBuffer expected =
                ByteBuffer.allocate(8 + HEADER.length() + padding + 16).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(HEADER.length() + padding);
        expected.put((HEADER + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8));
        expected.putFloat(1).putFloat(-2).putLong(3);

        assertThat(written(small())).isEqualTo(expected.array());
    }

    @ParameterizedTest(name = "bit {0} of each byte")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void finds_one_flipped_bit_in_any_byte(int bit) throws IOException {
        byte[] whole = written(small());
        SafetensorsFile right = small();
        int unharmed = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << bit);
            try {
                SafetensorsFile read = new SafetensorsReader(bytes).file();
                assertThat(TensorDigest.of(Map.of("k", "v"), read.tensors()))
                        .as("byte %d, bit %d", at, bit)
                        .isEqualTo(TensorDigest.of(right.metadata(), right.tensors()));
                unharmed++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching("(?s)(expected|tensor|is damaged).*");
            }
        }
        assertThat(unharmed).isLessThanOrEqualTo("hypercolumn.sha256".length() + 7); // the digest's own name, padding
    }

    @Test
    void says_that_weights_are_damaged() throws IOException {
        byte[] bytes = written(small());
        bytes[bytes.length - 9] ^= 1;

        assertRefused(
                bytes,
                "is damaged: its weights or metadata are not those that its SHA-256 is of; copy it again, or, if another"
                        + " program changed them on purpose, take hypercolumn.sha256 out of its metadata");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                // spaces as json.dumps writes them
                "{\"__metadata__\": {\"k\":\"v\",\"hypercolumn.sha256\":\"of other weights\"},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                // texts in an order of their own, as safetensors.torch writes them
                "{\"__metadata__\":{\"hypercolumn.sha256\":\"of other weights\",\"k\":\"v\"},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                // another type
                "{\"__metadata__\":{\"k\":\"v\",\"hypercolumn.sha256\":\"of other weights\"},"
                        + "\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}"
            })
    void takes_a_file_of_another_program_that_has_kept_our_metadata(String header) throws IOException {
        Path file = SafetensorsBytes.file(folder, SafetensorsBytes.of(header, new byte[] {0, 0x3c, 0, 0x3c}));

        assertThat(SafetensorsFile.read(file).metadata()).containsEntry("hypercolumn.sha256", "of other weights");
    }

    @Test
    void writes_a_new_digest_of_what_was_changed() throws IOException {
        SafetensorsFile read = SafetensorsFile.read(SafetensorsBytes.file(folder, written(small())));
        Map<String, Tensor> changed = read.tensors();
        changed.put("a", Tensor.of(Tensor.Kind.FLOAT, new int[] {2}, new float[] {1, 2}));
        byte[] again = written(SafetensorsFile.of(read.metadata(), changed));

        assertThat(SafetensorsFile.read(SafetensorsBytes.file(folder, again)).metadata())
                .containsKey(SafetensorsFile.SHA256)
                .isNotEqualTo(read.metadata());
    }

    /** Values: sign, exponent and mantissa written out. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0000, 0",
        "8000, -0.0",
        "0001, 5.9604644775390625e-8", // 2^-24, the least of all
        "03ff, 6.097555160522461e-5", // 1023 * 2^-24, the largest without a leading 1
        "0400, 6.103515625e-5", // 2^-14
        "3c00, 1",
        "3c01, 1.0009765625", // 1 + 2^-10
        "c000, -2",
        "7bff, 65504", // 2047 * 2^5
        "7c00, Infinity",
        "fc00, -Infinity",
        "7e00, NaN"
    })
    void reads_half_precision(String bits, float value) {
        ByteBuffer in = ByteBuffer.allocate(2).putShort(0, (short) Integer.parseInt(bits, 16));

        assertThat(Float.compare(StoredType.F16.read(in, 0), value)).isZero();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "3f80, 1",
        "bf81, -1.0078125",
        "0001, 9.183549615799121e-41",
        "7f7f, 3.3895313892515355e38",
        "7f80, Infinity"
    })
    void reads_brain_floats(String bits, float value) {
        ByteBuffer in = ByteBuffer.allocate(2).putShort(0, (short) Integer.parseInt(bits, 16));

        assertThat(StoredType.BF16.read(in, 0)).isEqualTo(value);
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        SafetensorsFile read = SafetensorsFile.read(SafetensorsBytes.file(folder, written(small())));

        assertThat(read.metadata()).containsExactly(Map.entry("k", "v"), Map.entry("hypercolumn.sha256", DIGEST));
        assertThat(read.tensors().keySet()).containsExactly("a", "n");
        assertThat(read.tensors().get("a").values()).containsExactly(1, -2);
        assertThat(read.tensors().get("a").shape()).containsExactly(2);
        assertThat(read.tensors().get("a").kind()).isEqualTo(Tensor.Kind.FLOAT);
        assertThat(read.tensors().get("n").values()).containsExactly(3);
        assertThat(read.tensors().get("n").shape()).isEmpty();
        assertThat(read.tensors().get("n").kind()).isEqualTo(Tensor.Kind.WHOLE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keeps_every_bit_and_the_order_of_what_it_wrote(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 7; i++) {
            int[] shape = random.ints(random.nextInt(4), 0, 5).toArray();
            float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
            for (int v = 0; v < values.length; v++) {
                values[v] = Float.intBitsToFloat(random.nextInt(0x7f800000));
            }
            tensors.put("tensor \"%d\" é".formatted(random.nextInt()), Tensor.of(Tensor.Kind.FLOAT, shape, values));
        }
        SafetensorsFile file = SafetensorsFile.of(Map.of("quoted \"\n\\", "ΔF/F"), tensors);

        SafetensorsFile read = SafetensorsFile.read(SafetensorsBytes.file(folder, written(file)));

        assertThat(read.metadata()).containsAllEntriesOf(file.metadata());
        assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> {
            assertThat(read.tensors().get(name).shape()).isEqualTo(tensor.shape());
            assertThat(read.tensors().get(name).values()).isEqualTo(tensor.values());
        });
    }

    @Test
    void reads_doubles_and_small_whole_numbers_of_python_in_any_order() throws IOException {
        byte[] values = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0.25)
                .putDouble(-1e300)
                .putInt(-7)
                .array();
        String header = "{\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[16,20]},"
                + "\"d\":{\"data_offsets\":[0,16],\"shape\":[2,1],\"dtype\":\"F64\"}}";

        SafetensorsFile read = SafetensorsFile.read(SafetensorsBytes.file(folder, SafetensorsBytes.of(header, values)));

        assertThat(read.metadata()).isEmpty();
        assertThat(read.tensors().get("d").values()).containsExactly(0.25f, Float.NEGATIVE_INFINITY);
        assertThat(read.tensors().get("i").values()).containsExactly(-7);
        assertThat(read.roundedValues()).isEqualTo(1); // 1e300
    }

    @Test
    void refuses_every_beginning_of_a_file() throws IOException {
        byte[] whole = written(small());
        for (int length = 0; length < whole.length; length++) {
            Path file = SafetensorsBytes.file(folder, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(BadDataFileException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> SafetensorsFile.read(file))
                    .withMessageMatching("bad\\.safetensors: .*expected .*; copy or save .*again");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void takes_or_refuses_damaged_files_and_does_nothing_worse(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        byte[] whole = written(small());
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = SafetensorsBytes.damaged(whole, 8 + HEADER.length(), random);
            try {
                new SafetensorsReader(bytes).file();
            } catch (IllegalArgumentException e) { // which SafetensorsFile turns into a BadDataFileException
                assertThat(e).hasMessageMatching("[ -~]{20,400}");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @ParameterizedTest(name = "length {0}")
    @ValueSource(longs = {-1, 0, 1, 17, 100_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void refuses_a_header_of_an_impossible_length(long length) throws IOException {
        assertRefused(
                SafetensorsBytes.of(length, "{\"a\":{}}        "),
                "expected a safetensors file, got something else or one cut short; copy or save it again");
    }

    @Test
    void refuses_other_files_and_folders() throws IOException {
        assertRefused(
                new byte[0], "expected a safetensors file, got something else or one cut short; copy or save it again");
        assertRefused(
                "PK\3\4 a file of torch.save".getBytes(StandardCharsets.UTF_8),
                "expected a safetensors file, got a zip archive, as torch.save writes it; save the state_dict with"
                        + " safetensors.torch.save_file");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> SafetensorsFile.read(folder.resolve("none.safetensors")))
                .withMessage("none.safetensors: expected a model file, but there is none at %s"
                        .formatted(folder.resolve("none.safetensors")));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> SafetensorsFile.read(folder))
                .withMessage("%s: expected a file, got a folder (%s); give the file itself"
                        .formatted(folder.getFileName(), folder));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"{", "{]", "{\"a\":}", "{\"a\" 1}", "{}}", "{} x", "{\"a\":{},\"a\":{}}", "{\u0000\"\u0000"})
    void refuses_a_header_that_is_not_json(String header) throws IOException {
        assertRefused(
                SafetensorsBytes.of(header + "  "),
                "expected a safetensors header in JSON, got a damaged one; copy or save the file again");
    }

    @Test
    void refuses_a_header_nested_without_end() throws IOException {
        assertRefused(
                SafetensorsBytes.of("{\"a\":" + "[".repeat(100_000)),
                "expected a safetensors header in JSON, got a damaged one; copy or save the file again");
    }

    @Test
    void refuses_metadata_that_is_not_text() throws IOException {
        assertRefused(
                SafetensorsBytes.of("{\"__metadata__\":[\"k\"]}"),
                "expected metadata as an object of texts, got [\"k\"]; copy or save the file again");
        assertRefused(
                SafetensorsBytes.of("{\"__metadata__\":{\"k\":{}}}"),
                "expected metadata as an object of texts, got {\"k\":{}}; copy or save the file again");
    }

    @Test
    void says_which_file_could_not_be_written() {
        Path file = folder.resolve("file");
        assertThatIOException()
                .isThrownBy(() -> {
                    Files.writeString(file, "in the way");
                    small().write(file.resolve("model.safetensors"));
                })
                .withMessageStartingWith("%s: could not be written: ".formatted(file.resolve("model.safetensors")));
    }
}
