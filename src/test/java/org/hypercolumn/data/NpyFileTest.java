package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
    @TempDir
    Path folder;

    private NpyArray read(byte[] bytes) throws IOException {
        return NpyFile.read(NpyBytes.file(folder, "a.npy", bytes));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "<f4 ; 0000c03f 000000c0 ; F4 ; 1.5 ; -2",
                ">f4 ; 3fc00000 c0000000 ; F4 ; 1.5 ; -2",
                "<f8 ; 9a9999999999b93f 0000000000000440 ; F8 ; 0.1 ; 2.5",
                ">f8 ; 3fb999999999999a 4004000000000000 ; F8 ; 0.1 ; 2.5",
                "|i1 ; 80 7f ; I1 ; -128 ; 127",
                "<i2 ; 0080 ff7f ; I2 ; -32768 ; 32767",
                ">i2 ; 8000 7fff ; I2 ; -32768 ; 32767",
                "<i4 ; 00000080 ffffff7f ; I4 ; -2147483648 ; 2147483647",
                "<i8 ; ffffffffffffffff 0000000000000040 ; I8 ; -1 ; 4611686018427387904",
                ">i8 ; ffffffffffffffff 4000000000000000 ; I8 ; -1 ; 4611686018427387904",
                "|u1 ; 00 ff ; U1 ; 0 ; 255",
                "u1 ; 00 ff ; U1 ; 0 ; 255",
                "<u2 ; 0100 ffff ; U2 ; 1 ; 65535",
                "=u4 ; 01000000 ffffffff ; U4 ; 1 ; 4294967295",
                "<u8 ; 0100000000000000 0000000000000040 ; U8 ; 1 ; 4611686018427387904",
                "|b1 ; 01 00 ; B1 ; 1 ; 0",
                "? ; 02 00 ; B1 ; 1 ; 0",
            })
    void reads_every_number_type_in_either_byte_order(
            String descr, String elements, ElementType type, double first, double second) throws IOException {
        NpyArray array = read(NpyBytes.of(descr, "(2,)", elements));

        assertThat(array.type()).isEqualTo(type);
        assertThat(array.toDoubles()).containsExactly(first, second);
        assertThat(array.at(1)).isEqualTo(second);
        assertThat(array.toFloats()).containsExactly((float) first, (float) second);
        if (type.isInteger()) {
            assertThat(array.toLongs()).containsExactly((long) first, (long) second);
        }
    }

    @Test
    void keeps_every_digit_of_unsigned_numbers_of_64_bits() throws IOException {
        NpyArray array = read(NpyBytes.of("<u8", "(3,)", "ffffffffffffffff 0100000000000080 0004000001000080"));

        assertThat(array.digitsAt(0)).isEqualTo("18446744073709551615");
        assertThat(array.digitsAt(1)).isEqualTo("9223372036854775809");
        assertThat(array.toDoubles()).containsExactly(0x1p64, 0x1p63, 0x1p63 + 4294968320.0);
        // 2^63 + 2^32 + 1024 lies nearer to 2^63 than to the next float, 2^40 further on
        assertThat(array.toFloats()).containsExactly(0x1p64f, 0x1p63f, 0x1p63f);
    }

    @Test
    void reads_text_of_bytes_as_utf_8_and_else_as_latin_1() throws IOException {
        assertThat(read(NpyBytes.of("|S3", "(2,)", "c3a978 e97800")).toText()).containsExactly("\u00e9x", "\u00e9x");
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(ints = {1, 2, 3})
    void reads_every_version(int version) throws IOException {
        byte[] bytes = NpyBytes.of(
                version,
                "{'descr': '<i2', 'fortran_order': False, 'shape': (3,), }   \n",
                (byte) 2,
                (byte) 0,
                (byte) 3,
                (byte) 0,
                (byte) 5,
                (byte) 0);

        assertThat(read(bytes).toLongs()).containsExactly(2, 3, 5);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'descr':'|u1','fortran_order':False,'shape':(2,3)}",
                "{'shape': (2, 3,), 'fortran_order': False, 'descr': '|u1'}\n",
                " { \"shape\" : ( 2 , 3 ) ,\t\"descr\" : \"|u1\" , 'fortran_order' : False , } \n\n",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2L, 3L), }",
            })
    void reads_a_header_in_any_spelling_of_python(String header) throws IOException {
        NpyArray array = read(NpyBytes.of(1, header, new byte[6]));

        assertThat(array.shape()).containsExactly(2, 3);
    }

    @Test
    void reads_a_single_number_as_an_array_without_axes() throws IOException {
        NpyArray array = read(NpyBytes.of("<f8", "()", "0000000000001d40"));

        assertThat(array.rank()).isZero();
        assertThat(array.length()).isEqualTo(1);
        assertThat(array.at(0)).isEqualTo(7.25);
    }

    @Test
    void reads_an_array_without_elements() throws IOException {
        NpyArray array = read(NpyBytes.of("<f4", "(0, 5)", ""));

        assertThat(array.shape()).containsExactly(0, 5);
        assertThat(array.toFloats()).isEmpty();
    }

    @Test
    void reads_unicode_text_beyond_16_bits_and_without_the_zeros_at_its_end() throws IOException {
        String gross = "47000000 72000000 f6000000 df000000 65000000";
        String letter = "38d50100 78000000 00000000 00000000 00000000";

        assertThat(read(NpyBytes.of("<U5", "(2,)", gross + letter)).toText()).containsExactly("Größe", "𝔸x");
        assertThat(read(NpyBytes.of(">U2", "(1,)", "0001d538 00000078")).toText())
                .containsExactly("𝔸x");
    }

    @Test
    void reads_text_in_bytes() throws IOException {
        assertThat(read(NpyBytes.of("|S2", "(3,)", "6162 6300 0064")).toText()).containsExactly("ab", "c", "\0d");
    }

    @Test
    void gives_fortran_order_back_in_c_order() throws IOException {
        // numpy.save of numpy.asfortranarray(numpy.arange(6, dtype='>i2').reshape(2, 3))
        byte[] bytes = NpyBytes.of(
                1,
                "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }\n",
                HexFormat.of().parseHex("000000030001000400020005"));

        assertThat(read(bytes).toLongs()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"|u1", "<f8", "<U4"})
    void gives_fortran_order_back_for_shapes_larger_than_a_chunk(String descr) throws IOException {
        int[] shape = {7, 53, 97, 1, 2}; // 71,974 elements; a chunk holds 131,072 bytes
        int length = 71_974;
        int width = descr.equals("|u1") ? 1 : descr.equals("<f8") ? 8 : 16;
        byte[] elements = new byte[length * width];
        for (int i = 0; i < length; i++) { // i counts in Fortran order
            int rest = i;
            int place = 0;
            int stride = length;
            for (int size : shape) {
                stride /= size;
                place += rest % size * stride;
                rest /= size;
            }
            byte mark = (byte) (place % 89 + 33);
            elements[i * width + (width == 8 ? 7 : 0)] = mark; // the exponent of a double, else the lowest byte
        }
        NpyArray array = read(NpyBytes.of(
                1, "{'descr': '%s', 'fortran_order': True, 'shape': (7, 53, 97, 1, 2), }".formatted(descr), elements));

        if (width == 16) {
            assertThat(array.toText())
                    .isEqualTo(IntStream.range(0, length)
                            .mapToObj(place -> Character.toString(place % 89 + 33))
                            .toArray(String[]::new));
        } else {
            assertThat(array.toDoubles())
                    .isEqualTo(IntStream.range(0, length)
                            .mapToDouble(place -> width == 1
                                    ? place % 89 + 33
                                    : Double.longBitsToDouble((long) (place % 89 + 33) << 56))
                            .toArray());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3, 5, 7})
    void gives_back_what_was_written(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int length = 30_030; // more than a chunk of 65,536 bytes for every type but u1
        double[] doubles = random.doubles(length).toArray();
        long[] longs = random.longs(length).toArray();
        float[] floats = new float[length];
        byte[] bytes = new byte[length];
        String[] texts = new String[length];
        for (int i = 0; i < length; i++) {
            floats[i] = (float) doubles[i];
            bytes[i] = (byte) longs[i];
            texts[i] = Long.toString(longs[i], 36).substring(0, (int) (seed % 4));
        }
        int[] shape = {2, 3, 5, 7, 11, 13};
        Path file = folder.resolve("again.npy");

        NpyFile.write(file, NpyArray.ofDoubles(doubles, shape));
        assertThat(NpyFile.read(file).toDoubles()).isEqualTo(doubles);
        NpyFile.write(file, NpyArray.ofFloats(floats, shape));
        assertThat(NpyFile.read(file).toFloats()).isEqualTo(floats);
        NpyFile.write(file, NpyArray.ofLongs(longs, shape));
        assertThat(NpyFile.read(file).toLongs()).isEqualTo(longs);
        NpyFile.write(file, NpyArray.ofBytes(bytes, shape));
        assertThat(NpyFile.read(file).toBytes()).isEqualTo(bytes);
        NpyFile.write(file, NpyArray.ofText(texts, shape));
        assertThat(NpyFile.read(file).toText()).isEqualTo(texts);
        assertThat(NpyFile.read(file).shape()).isEqualTo(shape);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"<i2", "<u2", "<i4", "<u4", "<u8", "|i1", "|b1"})
    void writes_types_that_only_files_have_as_they_were(String descr) throws IOException {
        int width = Integer.parseInt(descr.substring(2));
        byte[] bytes = NpyBytes.numpy(
                128 + 2 * width,
                "{'descr': '%s', 'fortran_order': False, 'shape': (2,), }".formatted(descr),
                "01".repeat(2 * width));
        Path again = folder.resolve("again.npy");

        NpyFile.write(again, read(bytes));

        assertThat(Files.readAllBytes(again)).isEqualTo(bytes);
    }

    @Test
    void says_type_and_shape_without_reading_the_elements() throws IOException {
        Path file = NpyBytes.file(folder, "h.npy", NpyBytes.of("<u2", "(2, 0, 3)", ""));

        NpyHeader header = NpyFile.header(file);

        assertThat(header.type()).isEqualTo(ElementType.U2);
        assertThat(header.shape()).containsExactly(2, 0, 3);
        assertThat(header.rank()).isEqualTo(3);
        assertThat(header.size(2)).isEqualTo(3);
        assertThat(header.length()).isZero();
        assertThat(header).hasToString("u2 [2, 0, 3]");
    }

    @Test
    void copies_what_it_is_given_and_what_it_gives() {
        float[] values = {2, 3};
        int[] shape = {2};
        NpyArray array = NpyArray.ofFloats(values, shape);
        values[0] = 5;
        shape[0] = 7;
        array.toFloats()[1] = 11;
        array.shape()[0] = 13;

        assertThat(array.toFloats()).containsExactly(2, 3);
        assertThat(array.shape()).containsExactly(2);
    }

    @Test
    void refuses_a_shape_that_its_values_do_not_fill() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyArray.ofFloats(new float[5], 2, 3))
                .withMessage("array: expected values for the shape [2, 3], got 5 values");
        assertThatIllegalArgumentException().isThrownBy(() -> NpyArray.ofBytes(new byte[6], -2, -3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyArray.ofBytes(new byte[0], 1 << 30, 1 << 30, 1 << 30, 1 << 30));
    }

    @Test
    void refuses_to_give_what_it_is_not() {
        NpyArray text = NpyArray.ofText(new String[] {"V1"}, 1);
        NpyArray floats = NpyArray.ofFloats(new float[] {2}, 1);

        assertThatIllegalStateException()
                .isThrownBy(text::toFloats)
                .withMessage("array: expected numbers, got text [1]");
        assertThatIllegalStateException().isThrownBy(() -> text.at(0));
        assertThatIllegalStateException().isThrownBy(floats::toText);
        assertThatIllegalStateException().isThrownBy(floats::toBytes);
        assertThatIllegalStateException()
                .isThrownBy(floats::toLongs)
                .withMessage("array: expected whole numbers, got f4 [1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> floats.at(1))
                .withMessage("array: element 1 of f4 [1] asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> floats.size(1))
                .withMessage("array: axis 1 of shape [1] asked for");
    }
}
