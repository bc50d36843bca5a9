package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three images of 2 x 5 pixels and two neurons, in a folder of npy files. */
class IdsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void three_images() throws IOException {
        write(
                "images",
                NpyArray.ofBytes(
                        ByteBuffer.allocate(30)
                                .put(29, (byte) 1)
                                .put(3, (byte) 2)
                                .array(),
                        3,
                        2,
                        5));
        write("responses", NpyArray.ofFloats(new float[] {0, 1, 2, 3, 4, 5}, 3, 2));
    }

    private void write(String name, NpyArray array) throws IOException {
        NpyFile.write(folder.resolve(name + ".npy"), array);
    }

    private Recording read() throws IOException {
        return RecordingReader.read(folder, ReadOptions.found());
    }

    private void assertRefused(String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::read)
                .withMessageEndingWith(": " + problem);
    }

    private List<String> imageIds() throws IOException {
        return read().training().labels().ids();
    }

    @Test
    void are_unsigned_numbers_of_64_bits_exactly() throws IOException {
        write("neuron_ids", NpyArray.ofUnsignedLongs(new long[] {-1, Long.MIN_VALUE}, 2));
        write("image_ids", NpyArray.ofUnsignedLongs(new long[] {950911932, (1L << 53) + 1, 0}, 3));
        write("groups", NpyArray.ofUnsignedLongs(new long[] {-2, -1, -1}, 3));

        Recording recording = read();

        assertThat(recording.labels().neuronIds().all())
                .containsExactly("18446744073709551615", "9223372036854775808"); // 2^64 - 1, 2^63
        assertThat(recording.training().labels().ids()).containsExactly("950911932", "9007199254740993", "0");
        assertThat(recording.training().labels().groups().orElseThrow())
                .containsExactly("18446744073709551614", "18446744073709551615", "18446744073709551615");
    }

    @Test
    void are_whole_numbers_kept_in_floats_as_long_as_these_are_exact() throws IOException {
        write("image_ids", NpyArray.ofFloats(new float[] {0x1p24f - 1, -0f, -7}, 3));
        assertThat(imageIds()).containsExactly("16777215", "0", "-7");
        write("image_ids", NpyArray.ofDoubles(new double[] {0x1p53 - 1, 950911932, 0x1p24}, 3));
        assertThat(imageIds()).containsExactly("9007199254740991", "950911932", "16777216");
    }

    @Test
    void are_refused_where_floats_may_have_rounded_them() throws IOException {
        write("image_ids", NpyArray.ofFloats(new float[] {0x1p24f, 1, 2}, 3)); // may have been 2^24 + 1
        assertRefused(
                "expected text or whole numbers that are exact, got 16777216 as float32, which rounds whole numbers"
                        + " from 2^24 on; save the original numbers as int64 or text, not these");
        write("image_ids", NpyArray.ofDoubles(new double[] {1, 2, -0x1p53}, 3));
        assertRefused(
                "expected text or whole numbers that are exact, got -9007199254740992 as float64, which rounds whole"
                        + " numbers from 2^53 on; save the original numbers as int64 or text, not these");
        write("image_ids", NpyArray.ofDoubles(new double[] {1, Double.NaN, 2}, 3));
        assertRefused("expected text or whole numbers, got NaN");
    }

    @Test
    void of_a_single_that_matlab_stores_as_whole_numbers_are_refused_too() throws IOException {
        Mat5Bytes mat = Mat5Bytes.little();
        Path file = folder.resolve("ids.mat");
        Files.write(file, mat.file(mat.array(7, "x", new int[] {1, 1}, mat.element(5, mat.ints(950911936)))));

        try (Mat5Source source = Mat5Source.open(file)) {
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> ArrayValues.texts(source, "x", 1))
                    .withMessageStartingWith("expected text or whole numbers that are exact, got 950911936 as float32");
        }
    }

    @Test
    void keep_zeros_in_front_and_blanks_and_lose_zeros_that_fill_up() throws IOException, ArrayFormatException {
        write("image_ids", NpyArray.ofText(new String[] {"007", "7", "7 "}, 3));

        Recording recording = read();

        assertThat(recording.training().labels().ids()).containsExactly("007", "7", "7 ");
        assertThat(recording.labels().remarks())
                .containsExactly("1 of 3 image ids begin or end with a blank, which is part of the id");
        assertThat(ArrayValues.text(NpyArray.ofText(new String[] {"a\0b\0\0"}, 1), 0, ElementType.TEXT))
                .isEqualTo("a\0b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a\\u0007b # U+0007 (bel)",
                "a\\u001b[2Jb # U+001B (escape)",
                "a\\u0000b # U+0000 (null)",
                "a\\u007fb # U+007F (delete)",
                "a\\u009bb # U+009B (control sequence introducer)",
                "a\\u202eb # U+202E (right-to-left override)",
                "a\\u2066b # U+2066 (left-to-right isolate)",
                "a\\u2028b # U+2028 (line separator)",
                "a\\ufeffb # U+FEFF (zero width no-break space)",
                "a\\ud800b # U+D800 (high surrogates d800)",
            })
    void are_refused_with_characters_that_cannot_be_seen(String id, String named) throws IOException {
        String bad = unescaped(id);
        for (String name : List.of("neuron_ids", "image_ids", "groups")) {
            Files.deleteIfExists(folder.resolve("neuron_ids.npy"));
            Files.deleteIfExists(folder.resolve("image_ids.npy"));
            boolean neurons = name.equals("neuron_ids");
            write(
                    name,
                    NpyArray.ofText(neurons ? new String[] {"a", bad} : new String[] {"a", bad, "c"}, neurons ? 2 : 3));
            String what = neurons ? "neuron ids" : name.equals("image_ids") ? "image ids" : "groups of images";
            assertRefused(
                    "%s: expected text that can be printed on one line, got the character %s in '%s' of %s 1 (counted from 0); take it out where the ids come from"
                            .formatted(what, named, Excerpt.of(bad), neurons ? "neuron" : "image"));
        }
    }

    private static String unescaped(String text) {
        int at = text.indexOf('\\');
        return text.substring(0, at)
                + (char) Integer.parseInt(text.substring(at + 2, at + 6), 16)
                + text.substring(at + 6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u00e9t\u00e9", "\u732b", "\ud83d\udc08", "\u0645\u06cc\u200c\u0634\u0648\u062f", "cell 7, left"
            })
    void may_be_in_any_script(String id) throws IOException {
        write("image_ids", NpyArray.ofText(new String[] {id, "b", "c"}, 3));

        assertThat(imageIds()).containsExactly(id, "b", "c");
    }

    @Test
    void are_refused_where_they_are_blank_or_there_twice() throws IOException {
        write("neuron_ids", NpyArray.ofText(new String[] {"a", " "}, 2));
        assertRefused(
                "neuron ids: expected a name for each neuron, got a blank one for neuron 1 (counted from 0); give it a name of its own");
        write("neuron_ids", NpyArray.ofText(new String[] {"a", "a"}, 2));
        assertRefused("neuron ids: expected one for each neuron, got 'a' for neurons 0 and 1; give each its own");
    }

    @Test
    void that_say_there_is_none_are_remarked_on() throws IOException {
        write("groups", NpyArray.ofText(new String[] {"nan", "b", "nan"}, 3));

        assertThat(read().labels().remarks())
                .containsExactly("2 of 3 groups of images are 'nan', which is taken as a name");
    }

    @Test
    void that_may_have_been_rounded_to_floats_are_remarked_on() throws IOException {
        // multiples of 64, which is how far apart floats lie there: by chance once in 64^3
        write("image_ids", NpyArray.ofLongs(new long[] {950911936, 950912000, 950912192}, 3));
        assertThat(read().labels().remarks()).isEmpty();
        // of 2^17: by chance once in 2^51
        write("image_ids", NpyArray.ofLongs(new long[] {1L << 40, (1L << 40) + (1 << 17), 3L << 40}, 3));
        assertThat(read().labels().remarks())
                .containsExactly("all 3 image ids are numbers that float32 has, as if they had been rounded to it;"
                        + " compare them with their source");
        write("image_ids", NpyArray.ofLongs(new long[] {1L << 40, (1L << 40) + 1, 3L << 40}, 3));
        assertThat(read().labels().remarks()).isEmpty();
    }
}
