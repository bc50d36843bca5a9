package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixtures come from scripts/recordings/make_hdf5.py. */
@Timeout(60)
class HdfSourceTest {
    @TempDir
    Path folder;

    private static HdfSource open(String fixture) throws IOException {
        return HdfSource.open(SameRecordingTest.fixture(fixture));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"})
    void reads_numbers_of_either_byte_order(String type) throws IOException, ArrayFormatException {
        try (HdfSource source = open("kinds.h5")) {
            assertThat(source.shape("number/" + type)).hasToString(type + " [3]");
            assertThat(ReadArrays.elements(source, "number/" + type)).containsExactly("3.0", "100.0", "7.0");
            assertThat(ReadArrays.elements(source, "swapped/" + type)).containsExactly("3.0", "100.0", "7.0");
        }
    }

    @Test
    void reads_truth_enumerations_scalars_and_negative_numbers() throws IOException, ArrayFormatException {
        try (HdfSource source = open("kinds.h5")) {
            assertThat(source.shape("truth")).hasToString("b1 [3]");
            assertThat(ReadArrays.elements(source, "truth")).containsExactly("1.0", "0.0", "1.0");
            assertThat(ReadArrays.elements(source, "colours")).containsExactly("2.0", "1.0");
            assertThat(source.shape("scalar")).hasToString("f8 []");
            assertThat(ReadArrays.elements(source, "scalar")).containsExactly("2.5");
            assertThat(ReadArrays.elements(source, "number/negative")).containsExactly("-1.0", "-128.0");
            assertThat(source.shape("none")).hasToString("f8 [0, 4]");
            assertThat(ReadArrays.elements(source, "none")).isEmpty();
        }
    }

    @Test
    void reads_text_that_is_filled_up_with_spaces() throws IOException, ArrayFormatException {
        try (HdfSource source = open("kinds.h5")) {
            assertThat(ReadArrays.elements(source, "spaces")).containsExactly("ab", "abcdef");
        }
    }

    @Test
    void takes_the_fill_value_for_what_was_never_written() throws IOException, ArrayFormatException {
        try (HdfSource source = open("kinds.h5")) {
            String[] expected = new String[35]; // [7, 5], filled with -9, but for rows 4 and 5 from column 3 on
            Arrays.fill(expected, "-9.0");
            for (int place : new int[] {23, 24, 28, 29}) {
                expected[place] = "7.0";
            }
            assertThat(ReadArrays.elements(source, "sparse")).containsExactly(expected);
            assertThat(ReadArrays.elements(source, "unwritten")).containsExactly("NaN", "NaN", "NaN");
        }
    }

    /** Each array of the fixture has as an attribute what h5py reads, for all fill times, values and ways to store it. */
    @ParameterizedTest
    @ValueSource(strings = {"fills-earliest.h5", "fills-latest.h5"})
    void reads_what_was_never_written_as_h5py_does(String file) throws IOException, ArrayFormatException {
        try (HdfTree tree = HdfTree.open(SameRecordingTest.fixture(file))) {
            int compared = 0;
            for (String name : tree.paths()) {
                HdfArray expected = tree.attribute(name, "h5py").orElseThrow();
                assertThat(tree.array(name).values(7000).toLongs())
                        .as(name)
                        .isEqualTo(expected.values(7000).toLongs());
                compared++;
            }
            assertThat(compared).isEqualTo(file.contains("latest") ? 195 : 72);
        }
    }

    @Test
    void remarks_on_what_was_never_written() throws IOException, ArrayFormatException {
        try (HdfSource source = open("kinds.h5")) {
            ReadArrays.elements(source, "sparse");
            ReadArrays.elements(source, "unwritten");
            ReadArrays.elements(source, "scalar");

            // chunks of [3, 2]: of 9, the two in the middle row from column 2 on were written, 3 x 2 and 3 x 1 elements
            assertThat(source.remarks())
                    .containsExactly(
                            "sparse: 26 of 35 elements were never written to the file and are read as its fill value, or 0 if it has none",
                            "unwritten: 3 of 3 elements were never written to the file and are read as its fill value, or 0 if it has none");
        }
    }

    @Test
    void follows_links_within_the_file_only() throws IOException, ArrayFormatException {
        try (HdfSource source = open("kinds.h5")) {
            assertThat(ReadArrays.elements(source, "soft")).containsExactly("3.0", "100.0", "7.0");
            assertThat(source.names()).doesNotContain("dangling", "loop").allMatch(name -> !name.contains("back/"));
        }
    }

    @Test
    void finds_arrays_by_every_name_of_their_group() throws IOException, ArrayFormatException {
        try (HdfSource source = open("kinds.h5")) {
            assertThat(ReadArrays.elements(source, "numerals/i2")).containsExactly("3.0", "100.0", "7.0");
            assertThat(ReadArrays.elements(source, "number/back/numerals/back/truth"))
                    .containsExactly("1.0", "0.0", "1.0");
            assertThat(source.names()).contains("number/i2").doesNotContain("numerals/i2");
            assertThat(source.has("numerals/i2")).isTrue();
            assertThat(source.has("numerals")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "half # expected floats of 4 or 8 bytes, got some of 16 bits; save it as float64",
                "pairs # expected numbers, truth values or text, got records of several fields; save each field as an array of its own",
                "complex # expected real numbers, got complex ones; save their real part or their magnitude, whichever is meant",
                "ragged # expected numbers, truth values or text, got elements of the kind VariableLength (ragged rows); save it as numbers or text",
                "refs # expected numbers or text, got references to other arrays; save what they refer to",
                "null # expected at most 32 axes, each of 0 to 2147483647 elements, got an empty one",
                "packed # expected the filters gzip, lzf, shuffle and fletcher32, got scaleoffset; save it with compression='gzip'",
                "outside # is a link into another file ('other.h5'), which is not followed; copy it into this one",
                "elsewhere # lies in another file (external storage), which is not followed; copy it into this one",
                "virtual # lies in another file (a virtual dataset), which is not followed; copy it into this one",
                "long # expected at most 32 axes, each of 0 to 2147483647 elements, got [1099511627776]",
                "number # expected an array, got none",
                "nowhere # is not in the file",
            })
    void refuses_what_is_not_numbers_or_text_of_its_own(String name, String problem) throws IOException {
        try (HdfSource source = open("kinds.h5")) {
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> source.shape(name))
                    .withMessage(problem);
        }
    }

    @Test
    void reads_integers_that_a_long_cannot_hold() throws IOException, ArrayFormatException {
        try (HdfSource source = open("kinds.h5")) {
            assertThat(ArrayValues.texts(source, "large", 2)).containsExactly("5", "9223372036854775808");
            assertThat(ReadArrays.elements(source, "large")).containsExactly("5.0", "9.223372036854776E18");
        }
    }

    /** 2^40 floats, with a few kilobytes behind them. */
    @ParameterizedTest
    @ValueSource(strings = {"huge", "huge_chunks"})
    void refuses_shapes_that_the_file_cannot_hold(String name) throws IOException {
        try (HdfSource source = open("kinds.h5")) {
            long bytes = Files.size(SameRecordingTest.fixture("kinds.h5"));
            long most = name.equals("huge") ? bytes : 1032 * bytes; // deflate shrinks no further
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> source.shape(name))
                    .withMessage(
                            "expected at most the %d bytes that the file can hold, got a shape of 4398046511104; the file is damaged or cut short",
                            most);
        }
    }

    /** 2^22 chunks of one element, none of them written. */
    @Test
    void refuses_more_chunks_than_the_file_has_bytes_but_for_some() throws IOException {
        try (HdfSource source = open("kinds.h5")) {
            long most = Files.size(SameRecordingTest.fixture("kinds.h5")) + (1 << 20);
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> source.read("crumbs", (start, values) -> {}))
                    .withMessage("expected at most %d chunks, got 4194304; copy it with h5repack in larger ones", most);
        }
    }

    @Test
    void finds_attributes_that_lie_in_a_heap() throws IOException, ArrayFormatException {
        try (HdfSource source = open("attributes.h5")) {
            assertThat(source.names()).containsExactly("site");
            assertThat(ReadArrays.elements(source, "site")).containsExactly("m7s3");
        }
    }

    private void assertRefused(byte[] bytes, String message) throws IOException {
        Path file = Files.write(folder.resolve("bad.h5"), bytes);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(file, ReadOptions.found().withFormat(Optional.of(Format.HDF5))))
                .withMessage("bad.h5: " + message);
    }

    private static byte[] bytes(String fixture) throws IOException {
        return Files.readAllBytes(SameRecordingTest.fixture(fixture));
    }

    @Test
    void refuses_what_is_not_hdf5() throws IOException {
        assertRefused(
                "1.5,2\n3".getBytes(StandardCharsets.UTF_8),
                "expected an HDF5 file, got one without its signature; copy or save it again");
    }

    @Test
    void refuses_a_file_cut_short() throws IOException {
        byte[] whole = bytes("chunked.h5");
        assertRefused(
                Arrays.copyOf(whole, whole.length - 1),
                "expected %d bytes, got %d; the file is cut short, copy or save it again"
                        .formatted(whole.length, whole.length - 1));
    }

    /** Where some bytes lie in others; there must be one such place. */
    private static int place(byte[] bytes, byte[] wanted) {
        int found = -1;
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                assertThat(found).isEqualTo(-1);
                found = at;
            }
        }
        assertThat(found).isGreaterThan(0);
        return found;
    }

    @Test
    void refuses_a_chunk_whose_checksum_is_wrong() throws IOException {
        byte[] whole = bytes("chunked.h5");
        byte[] ids = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(100)
                .putLong(107)
                .putLong(114)
                .array();
        whole[place(whole, ids) + 8] ^= 1;
        assertRefused(whole, "image_ids: its checksum is wrong, the file is damaged; copy it again");
    }

    @Test
    void refuses_a_chunk_that_does_not_inflate() throws IOException {
        byte[] whole = bytes("chunked.h5");
        int found = 0;
        for (int at = 2048; at + 8 < whole.length; at++) {
            if (whole[at] == 0x78 && whole[at + 1] == 0x5e) { // how zlib begins at level 4
                Arrays.fill(whole, at + 2, at + 8, (byte) 0xff);
                found++;
            }
        }
        assertThat(found).isGreaterThan(10);
        assertRefused(whole, "images: its compressed bytes are damaged; copy the file again");
    }

    /** A group whose table of names is its own tree's node again. */
    @Test
    void refuses_a_tree_that_is_its_own_branch() throws IOException {
        byte[] whole = bytes("chunked.h5");
        int node = place(whole, new byte[] {'T', 'R', 'E', 'E', 0, 0}); // of links, a leaf
        whole[node + 5] = 1; // no leaf any more
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(node + 32, node);
        assertRefused(whole, "its structure points back to itself; the file is damaged, copy or save it again");
    }

    @Test
    void hands_out_blocks_of_bounded_size() throws IOException, ArrayFormatException {
        int[] sizes = {3, 1 << 10, 1 << 10};
        long elements = 0;
        int boxes = 0;
        for (Boxes.Box box : Boxes.of(sizes, 1 << 18)) {
            assertThat(box.length()).isEqualTo(1 << 18);
            assertThat(box.offset()).isEqualTo(elements);
            elements += box.length();
            boxes++;
        }
        assertThat(boxes).isEqualTo(12); // 3 * 2^20 / 2^18
        assertThat(elements).isEqualTo(3 << 20);
    }
}
