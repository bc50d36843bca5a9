package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class Mat5SourceTest {
    private static final int[] TWO_BY_THREE = {2, 3};

    @TempDir
    Path folder;

    private final Mat5Bytes mat = Mat5Bytes.little();

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("lab.mat"), bytes);
    }

    private static float[] numbers(ArraySource source, String name) throws IOException, ArrayFormatException {
        float[] numbers = new float[(int) source.shape(name).length()];
        String letters = "ABCDEF".substring(0, source.shape(name).rank());
        ArrayValues.read(source, name, letters, letters, (place, value) -> numbers[place] = value);
        return numbers;
    }

    private static List<String> texts(ArraySource source, String name) throws IOException, ArrayFormatException {
        return ArrayValues.texts(source, name, (int) source.shape(name).length());
    }

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void reads_numbers_of_all_classes_in_the_order_of_numpy(ByteOrder order) throws Exception {
        Mat5Bytes mat = new Mat5Bytes(order);
        Path file = written(mat.file(
                mat.array(6, "f8", TWO_BY_THREE, mat.element(9, mat.doubles(1, 4, 2, 5, 3, 6))),
                mat.array(7, "f4", TWO_BY_THREE, mat.element(7, mat.floats(1, 4, 2, 5, 3, 6))),
                mat.array(8, "i1", TWO_BY_THREE, mat.element(1, Mat5Bytes.bytes(1, 4, 2, 5, 3, 6))),
                mat.array(9, "u1", TWO_BY_THREE, mat.element(2, Mat5Bytes.bytes(1, 4, 2, 5, 3, 6))),
                mat.array(10, "i2", TWO_BY_THREE, mat.element(3, mat.shorts(1, 4, 2, 5, 3, 6))),
                mat.array(11, "u2", TWO_BY_THREE, mat.element(4, mat.shorts(1, 4, 2, 5, 3, 6))),
                mat.array(12, "i4", TWO_BY_THREE, mat.element(5, mat.ints(1, 4, 2, 5, 3, 6))),
                mat.array(13, "u4", TWO_BY_THREE, mat.element(6, mat.ints(1, 4, 2, 5, 3, 6))),
                mat.array(14, "i8", TWO_BY_THREE, mat.element(12, mat.longs(1, 4, 2, 5, 3, 6))),
                mat.deflated(mat.array(15, "u8", TWO_BY_THREE, mat.element(13, mat.longs(1, 4, 2, 5, 3, 6))))));

        try (Mat5Source source = Mat5Source.open(file)) {
            assertThat(source.names()).containsExactly("f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8");
            for (String name : source.names()) {
                assertThat(source.shape(name)).as(name).hasToString(name + " [2, 3]");
                assertThat(numbers(source, name)).as(name).containsExactly(1, 2, 3, 4, 5, 6);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void reads_doubles_that_are_kept_in_fewer_bytes_and_elements_within_their_tag(ByteOrder order) throws Exception {
        Mat5Bytes mat = new Mat5Bytes(order);
        Path file = written(mat.file(
                mat.array(6, "a", new int[] {1, 3}, mat.small(2, Mat5Bytes.bytes(2, 255, 3))),
                mat.array(6, "b", new int[] {2, 1}, mat.small(3, mat.shorts(-2, 257))),
                mat.array(9, 0x200, "c", new int[] {1, 2}, mat.small(2, Mat5Bytes.bytes(1, 0)))));

        try (Mat5Source source = Mat5Source.open(file)) {
            assertThat(source.shape("a")).hasToString("f8 [1, 3]");
            assertThat(numbers(source, "a")).containsExactly(2, 255, 3);
            assertThat(numbers(source, "b")).containsExactly(-2, 257);
            assertThat(source.shape("c")).hasToString("b1 [1, 2]");
            assertThat(numbers(source, "c")).containsExactly(1, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void reads_text_of_one_row_of_many_rows_and_of_cells(ByteOrder order) throws Exception {
        Mat5Bytes mat = new Mat5Bytes(order);
        byte[] empty = mat.element(14, new byte[0]);
        byte[] utf8 = mat.array(4, "", new int[] {1, 4}, mat.element(16, Mat5Bytes.bytes('c', 'a', 'f', 0xc3, 0xa9)));
        Path file = written(mat.file(
                mat.text("row", 1, 4, "dF/F"),
                mat.text("rows", 2, 5, "tvraali n "), // train and val, one column after another
                mat.array(1, "column", new int[] {3, 1}, mat.text("", 1, 2, "b\u03b2"), empty, utf8),
                mat.array(1, "line", new int[] {1, 2}, mat.text("", 1, 1, "x"), mat.text("", 1, 3, "yes"))));

        try (Mat5Source source = Mat5Source.open(file)) {
            assertThat(source.shape("row")).hasToString("text []");
            assertThat(texts(source, "row")).containsExactly("dF/F");
            assertThat(source.shape("rows")).hasToString("text [2]");
            assertThat(texts(source, "rows")).containsExactly("train", "val");
            assertThat(source.shape("column")).hasToString("text [3]");
            assertThat(texts(source, "column")).containsExactly("b\u03b2", "", "caf\u00e9");
            assertThat(texts(source, "line")).containsExactly("x", "yes");
        }
    }

    @Test
    void names_the_fields_of_structs_and_reads_them() throws Exception {
        byte[] inner = mat.struct(
                "", new String[] {"two"}, mat.array(6, "", new int[] {1, 1}, mat.small(2, Mat5Bytes.bytes(2))));
        byte[] three = mat.array(6, "", new int[] {1, 2}, mat.small(2, Mat5Bytes.bytes(3, 5)));
        byte[] outer = mat.struct("s", new String[] {"inner", "three"}, inner, three);
        for (byte[] variable : List.of(outer, mat.deflated(outer))) {
            try (Mat5Source source = Mat5Source.open(written(mat.file(variable)))) {
                assertThat(source.names()).containsExactly("s/inner/two", "s/three");
                assertThat(numbers(source, "s/inner/two")).containsExactly(2);
                assertThat(numbers(source, "s/three")).containsExactly(3, 5);
            }
        }
    }

    @Test
    void reads_large_arrays_block_by_block() throws Exception {
        int[] sizes = {7, 60_013, 2};
        byte[] values = new byte[7 * 60_013 * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i % 251);
        }
        Path file = written(mat.file(mat.deflated(mat.array(9, "x", sizes, mat.element(2, values)))));

        try (Mat5Source source = Mat5Source.open(file)) {
            float[] numbers = numbers(source, "x");
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                int a = i % 7;
                int b = i / 7 % 60_013;
                int c = i / (7 * 60_013);
                if (numbers[(a * 60_013 + b) * 2 + c] != i % 251) {
                    wrong.add("%d, %d, %d".formatted(a, b, c));
                }
            }
            assertThat(wrong).isEmpty();
            List<Long> lengths = new ArrayList<>();
            source.read("x", (start, block) -> lengths.add(block.length()));
            // 2^18 elements at most: 37449 of 60013 columns of 7, then the other 22564, for each of 2
            assertThat(lengths).containsExactly(7 * 37_449L, 7 * 22_564L, 7 * 37_449L, 7 * 22_564L);
        }
    }

    private static void assertRefused(Mat5Source source, String name, String problem) {
        assertThatExceptionOfType(ArrayFormatException.class)
                .isThrownBy(() -> source.shape(name))
                .withMessage(problem);
    }

    /** As SCIRun and others write them, and scipy reads them: unsigned sizes, signed flags, names in UTF-8. */
    @ParameterizedTest
    @MethodSource("orders")
    void reads_sizes_and_names_as_other_programs_write_them(ByteOrder order) throws Exception {
        Mat5Bytes mat = new Mat5Bytes(order);
        byte[] value = mat.element(9, mat.doubles(2, 3, 5));
        byte[] field = mat.element(
                14,
                Mat5Bytes.joined(
                        mat.element(6, mat.ints(6, 0)),
                        mat.element(6, mat.ints(1, 3)),
                        mat.element(16, new byte[0]),
                        value));
        Path file = written(mat.file(
                mat.element(
                        14,
                        Mat5Bytes.joined(
                                mat.element(5, mat.ints(6, 0)),
                                mat.element(6, mat.ints(1, 3)),
                                mat.small(16, Mat5Bytes.bytes('r', 0xc3, 0xa9)),
                                value)),
                mat.element(
                        14,
                        Mat5Bytes.joined(
                                mat.element(6, mat.ints(2, 0)),
                                mat.element(6, mat.ints(1, 1)),
                                mat.small(2, Mat5Bytes.bytes('s')),
                                mat.small(6, mat.ints(4)),
                                mat.small(16, Mat5Bytes.bytes('x', 'y', 0, 0)),
                                field))));

        try (Mat5Source source = Mat5Source.open(file)) {
            assertThat(source.names()).containsExactly("r\u00e9", "s/xy");
            assertThat(numbers(source, "r\u00e9")).containsExactly(2, 3, 5);
            assertThat(numbers(source, "s/xy")).containsExactly(2, 3, 5);
        }
    }

    @Test
    void refuses_what_is_neither_numbers_nor_text_only_if_it_is_asked_for() throws Exception {
        byte[] number = mat.small(2, Mat5Bytes.bytes(2));
        byte[] name = mat.element(1, "string".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        byte[] opaque = mat.element(14, Mat5Bytes.joined(mat.element(6, mat.ints(17, 0)), name, name, name));
        Path file = written(mat.file(
                mat.array(5, "sparse", new int[] {3, 3}, number),
                mat.array(16, "function", new int[] {1, 1}, number),
                mat.array(3, "object", new int[] {1, 1}, number),
                mat.array(2, "structs", new int[] {1, 2}, number),
                mat.array(6, 0x800, "complex", new int[] {1, 1}, number, number),
                opaque,
                mat.array(9, "", new int[] {1, 1}, number), // what MATLAB adds for objects
                mat.array(6, "x", new int[] {1, 1}, number)));

        try (Mat5Source source = Mat5Source.open(file)) {
            assertThat(source.names())
                    .containsExactly("complex", "function", "object", "sparse", "string", "structs", "x");
            assertThat(numbers(source, "x")).containsExactly(2);
            String expected = "expected numbers, logical, char or a cell of texts, got the class ";
            assertRefused(source, "sparse", "expected a full matrix, got a sparse one; save it as full(x)");
            assertRefused(source, "function", expected + "function_handle; save the numbers that it gives");
            assertRefused(source, "object", expected + "number 3; save its numbers or texts as variables of their own");
            assertRefused(source, "structs", expected + "struct; save its fields as variables of their own");
            assertRefused(
                    source,
                    "complex",
                    "expected real numbers, got complex ones; save their real part or their magnitude, whichever is meant");
            assertRefused(source, "string", expected + "string; save it as cellstr(x)");
        }
    }

    @Test
    void refuses_sizes_that_the_file_does_not_hold_before_anything_is_allocated() throws Exception {
        int huge = 1 << 20;
        Path file = written(mat.file(
                mat.array(6, "x", new int[] {huge, huge}, mat.element(9, mat.doubles(2))),
                mat.array(1, "cells", new int[] {huge, 2047}, mat.text("", 1, 1, "x")),
                mat.array(4, "text", new int[] {huge, huge}, mat.small(16, Mat5Bytes.bytes('x')))));

        try (Mat5Source source = Mat5Source.open(file)) {
            assertRefused(
                    source, "x", "expected 8796093022208 bytes for f8 [1048576, 1048576], got 8; the file is damaged");
            assertRefused(source, "cells", "expected at most 8 cells, got text [1048576, 2047]; the file is damaged");
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> source.read("text", (start, values) -> {}))
                    .withMessage(
                            "expected at most 4194304 texts of 67108864 characters in all, got text [1048576, 1048576]");
        }
    }

    @Test
    void refuses_a_compressed_variable_that_claims_more_than_deflate_can_shrink() throws Exception {
        byte[] honest = mat.array(6, "x", new int[] {1, 1}, mat.element(9, mat.doubles(2)));
        ByteBuffer.wrap(honest).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -8); // 4 GB but for 8 bytes
        int packed = mat.deflated(honest).length - 8;

        assertNotOpened(
                mat.file(mat.deflated(honest)),
                "expected an element of at most %d bytes, got 4294967288; the file is damaged"
                        .formatted((packed + 1) * 1032 - 8));
    }

    private void assertNotOpened(byte[] bytes, String problem) throws IOException {
        Path file = written(bytes);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Mat5Source.open(file))
                .withMessage("lab.mat: " + problem);
    }

    @Test
    void refuses_damaged_bytes_of_a_compressed_variable_when_it_is_read() throws Exception {
        byte[] values = new byte[100_003];
        Arrays.setAll(new Object[values.length], i -> values[i] = (byte) ((i * i) >> 3));
        byte[] bytes = mat.file(mat.deflated(mat.array(9, "x", new int[] {1, values.length}, mat.element(2, values))));
        byte[] sum = bytes.clone();
        sum[sum.length - 1] ^= 1; // the checksum at the end

        try (Mat5Source source = Mat5Source.open(written(sum))) {
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> numbers(source, "x"))
                    .withMessage("a variable is damaged (incorrect data check); copy or save the file again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v6.mat", "v7.mat"})
    void refuses_a_file_cut_short_anywhere(String name) throws IOException {
        byte[] whole = Files.readAllBytes(SameRecordingTest.fixture(name));
        int refused = 0;
        for (int length = 0; length < whole.length; length += 37) {
            Path file = written(Arrays.copyOf(whole, length));
            try {
                String site = RecordingReader.read(file, ReadOptions.found()).site();
                assertThat(site).isEqualTo("lab"); // cut where the last variable begins, which says the site
            } catch (BadDataFileException e) {
                assertThat(e.getMessage()).startsWith("lab.mat: ").doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 37 - 2);
    }

    @Test
    void refuses_matlab_4_and_other_files() throws IOException {
        byte[] four = Mat5Bytes.joined(mat.ints(0, 1, 1, 0, 2), new byte[] {'x', 0}, mat.doubles(2), new byte[100]);
        Path file = written(four);

        assertNotOpened(
                four, "expected MATLAB 5 to 7.3, got MATLAB 4; load it and save it again with save(file, '-v7')");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(file, ReadOptions.found()))
                .withMessage("lab.mat: expected MATLAB 5 to 7.3, got MATLAB 4;"
                        + " load it and save it again with save(file, '-v7')");
        assertNotOpened(
                "1, 2, 3".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "expected a MATLAB 5 to 7 file, got one that begins with '1, 2, 3'; save it with save(file, '-v7')");
    }

    @Test
    void refuses_one_name_for_two_variables_and_reads_numbers_beyond_a_long() throws Exception {
        byte[] x = mat.array(15, "x", new int[] {1, 1}, mat.element(13, mat.longs(-1)));

        assertNotOpened(mat.file(x, x), "the variable 'x' is there twice; save it again");
        try (Mat5Source source = Mat5Source.open(written(mat.file(x)))) {
            assertThat(ArrayValues.texts(source, "x", 1)).containsExactly("18446744073709551615");
        }
    }

    @Test
    void refuses_cells_that_are_not_text() throws Exception {
        byte[] number = mat.array(6, "", new int[] {1, 1}, mat.small(2, Mat5Bytes.bytes(2)));
        Path file = written(mat.file(
                mat.array(1, "x", new int[] {1, 2}, mat.text("", 1, 1, "a"), number),
                mat.array(1, "y", new int[] {2, 2}, number, number, number, number)));

        try (Mat5Source source = Mat5Source.open(file)) {
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> texts(source, "x"))
                    .withMessage(
                            "expected numbers or a cell of texts, got a cell of 2 with f8 [1, 1] in cell 2; save images as cat(3, x{:}) and say 'axes: {images: HWS}' in a mapping, other numbers as cell2mat(x)");
            assertRefused(source, "y", "expected cells in one row or one column, got text [2, 2]");
        }
    }
}
