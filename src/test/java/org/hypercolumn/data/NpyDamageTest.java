package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NpyDamageTest {
    @TempDir
    Path folder;

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = NpyBytes.file(folder, "bad.npy", bytes);
        for (boolean headerOnly : new boolean[] {true, false}) {
            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> {
                        if (headerOnly) {
                            NpyFile.header(file);
                        } else {
                            NpyFile.read(file);
                        }
                    })
                    .withMessage("bad.npy: " + message)
                    .satisfies(e -> assertThat(e.path()).isEqualTo(file));
        }
    }

    @Test
    void refuses_what_is_not_npy() throws IOException {
        assertRefused(new byte[0], "expected an npy file, got an empty one; save it with numpy.save");
        assertRefused(
                "1.5,2\n3".getBytes(StandardCharsets.UTF_8),
                "expected an npy file, which begins with '?NUMPY', got one that begins with '1.5,2?3';"
                        + " save the array with numpy.save");
        assertRefused(
                "PK\3\4abcdef".getBytes(StandardCharsets.UTF_8),
                "expected an npy file, got a zip or npz file; save the array with numpy.save");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "|O # Python objects # save numbers as numpy.array(a.tolist()), ids and text as numpy.array(a.tolist(), dtype=str)",
                "<c16 # complex numbers # save its real part or its magnitude",
                "|V7 # records or raw bytes # save each field as an array of its own",
                "<M8[ns] # dates or times # save it as a.astype(str)",
                "<f2 # floats of another width # save it as a.astype('float64')",
                "<u16 # integers of another width # save it as a.astype(str)",
            })
    void refuses_types_that_are_neither_numbers_nor_text(String descr, String name, String advice) throws IOException {
        assertRefused(
                NpyBytes.of(descr, "(3,)", "00".repeat(48)),
                "expected numbers (f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1) or text, got %s '%s'; %s"
                        .formatted(name, descr, advice));
    }

    @Test
    void refuses_records_with_named_fields() throws IOException {
        assertRefused(
                NpyBytes.of(
                        1,
                        "{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (1,), }",
                        new byte[8]),
                "expected one number or one text an element, got records with named fields"
                        + " ('descr': [('a', '<f4'), ('b', '<i4')], 'fortran_o...); save each field as an array of its own");
    }

    @Test
    void refuses_shapes_that_no_file_can_hold() throws IOException {
        assertRefused(
                NpyBytes.of("<f4", "(1048576, 1048576)", "00000000"),
                "expected 4398046511104 bytes of elements for f4 [1048576, 1048576], got 4;"
                        + " the file is cut short, copy or save it again");
        assertRefused(
                NpyBytes.of("|u1", "(2147483647, 2147483647, 2147483647)", "00"),
                "expected more bytes than there can be of elements for u1 [2147483647, 2147483647, 2147483647], got 1;"
                        + " the file is cut short, copy or save it again");
        assertRefused(
                NpyBytes.of("|u1", "(1099511627776, 0)", ""),
                "expected sizes of 0 to 2147483647, got the shape [1099511627776, 0]; save the array again with numpy.save");
        assertRefused(
                NpyBytes.of("|u1", "(-1, -3)", "000000"),
                "expected sizes of 0 to 2147483647, got the shape [-1, -3]; save the array again with numpy.save");
        assertRefused(
                NpyBytes.of("|u1", "(99999999999999999999,)", ""),
                "header: the number 99999999999999999999 is too large; save the array again with numpy.save");
        assertRefused(
                NpyBytes.of("<U0", "(2147483647,)", ""),
                "expected text of one character or more, got '<U0';"
                        + " save the array with numpy.save, which gives text a width");
    }

    @Test
    void refuses_bytes_after_the_array() throws IOException {
        assertRefused(
                NpyBytes.of("<f4", "(2,)", "00000000 00000000 00"),
                "expected 8 bytes of elements for f4 [2], got 9; something else follows the array, save it again");
    }

    @Test
    void refuses_unknown_versions() throws IOException {
        assertRefused(
                NpyBytes.of(4, "{'descr': '|u1', 'fortran_order': False, 'shape': ()}", (byte) 0),
                "expected npy version 1, 2 or 3, got 4; save it again with numpy.save");
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("", "header: expected '{', got its end"),
                Arguments.of("[]", "header: expected '{', got '[]'"),
                Arguments.of("{'descr': '|u1'}", "header: expected descr, fortran_order and shape, got [descr]"),
                Arguments.of(
                        "{'descr': '|u1', 'fortran_order': False, 'shape': (1)}",
                        "header: expected a shape such as (3,), got (1)"),
                Arguments.of(
                        "{'descr': '|u1', 'fortran_order': 0, 'shape': (1,)}",
                        "header: expected a text, a truth value and a tuple of sizes, got {descr=|u1, fortran_order=0, shape=[1]}"),
                Arguments.of(
                        "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)} + 1",
                        "header: expected the end of the header, got '+ 1'"),
                Arguments.of(
                        "{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (1,)}",
                        "header: 'descr' stands there twice"),
                Arguments.of(
                        "{'descr': '|u1', 'fortran_order': False, 'shape': (1 2)}",
                        "header: expected ',' or ')', got '2)}'"),
                Arguments.of(
                        "{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}",
                        "header: expected a number, got '__import__('os'), 'fortran_order': False...'"),
                Arguments.of(
                        "{'descr': '\\x7cu1', 'fortran_order': False, 'shape': (1,)}",
                        "header: expected a text in quotes, got ''\\x7cu1', 'fortran_order': False, 'shape...'"),
                Arguments.of(
                        "{'descr': '|u1', 'fortran_order': Fals, 'shape': (1,)}",
                        "header: expected True or False, got 'Fals, 'shape': (1,)}'"),
                Arguments.of(
                        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + "1,".repeat(65) + ")}",
                        "header: expected at most 64 axes, got more"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void refuses_headers_that_are_not_numpys(String header, String problem) throws IOException {
        assertRefused(NpyBytes.of(1, header, (byte) 0), problem + "; save the array again with numpy.save");
    }

    @Test
    void refuses_text_that_is_not_unicode() throws IOException {
        Path file = NpyBytes.file(folder, "bad.npy", NpyBytes.of("<U1", "(1,)", "ffffffff"));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NpyFile.read(file))
                .withMessage("bad.npy: expected Unicode text, got the code point 4294967295;"
                        + " save the array again with numpy.save");
    }

    @Test
    void refuses_folders_and_missing_files() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NpyFile.read(folder))
                .withMessageEndingWith(": expected a file, got a folder (%s); give the file itself", folder);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NpyFile.read(folder.resolve("no.npy")))
                .withMessage("no.npy: there is no such file (%s); check the path", folder.resolve("no.npy"));
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(ints = {1, 2, 3})
    void refuses_a_file_cut_short_anywhere(int version) throws IOException {
        byte[] whole =
                NpyBytes.of(version, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }   \n", new byte[24]);
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            Path file = NpyBytes.file(folder, "cut.npy", Arrays.copyOf(whole, length));
            try {
                NpyFile.read(file);
            } catch (BadDataFileException e) {
                assertThat(e.getMessage())
                        .startsWith("cut.npy: expected ")
                        .contains("; ")
                        .doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isEqualTo(whole.length);
        assertThat(NpyFile.read(NpyBytes.file(folder, "cut.npy", whole)).length())
                .isEqualTo(6);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void never_fails_otherwise_on_files_damaged_at_random(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] whole = {
            NpyBytes.of("<f4", "(2, 3)", "00".repeat(24)),
            NpyBytes.of("<U2", "(2, 1)", "00".repeat(16)),
            NpyBytes.of(3, "{'descr': '>i8', 'fortran_order': True, 'shape': (2, 1, 2), }", new byte[32]),
        };
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = Damage.random(whole[random.nextInt(whole.length)], random);
            try {
                NpyArray array = NpyFile.array(NpyReader.open(new ByteArrayInputStream(bytes), bytes.length));
                assertThat(array.length()).isLessThan(1000);
                read++;
            } catch (ArrayFormatException e) {
                assertThat(e.problem()).isNotBlank().doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
        assertThat(read).isGreaterThan(40);
    }
}
