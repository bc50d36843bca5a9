package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five presentations of images of 2 x 3 pixels, each of one gray, and two neurons. */
class NamedArraysTest {
    private static final float NAN = Float.NaN;

    @TempDir
    Path folder;

    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();
    private ReadOptions options = ReadOptions.found();

    @BeforeEach
    void five_images() {
        images(2, 3, 5, 7, 11);
        arrays.put("responses", NpyArray.ofFloats(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 5, 2));
    }

    private void images(int... grays) {
        byte[] pixels = new byte[grays.length * 6];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) grays[i / 6];
        }
        arrays.put("images", NpyArray.ofBytes(pixels, grays.length, 2, 3));
    }

    private void texts(String name, String... texts) {
        arrays.put(name, NpyArray.ofText(texts, texts.length));
    }

    private Recording read() throws IOException {
        NpzFile.write(folder.resolve("lab.npz"), arrays);
        return RecordingReader.read(folder.resolve("lab.npz"), options);
    }

    private void assertRefused(String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(this::read)
                .withMessage("lab.npz: " + problem);
    }

    private void map(String yaml) throws IOException {
        options = options.withMapping(Optional.of(MappingTest.mapping(folder, yaml)));
    }

    private static float[] trials(Tier tier, int stimulus, int neuron) {
        Trials trials = tier.responses().trials().orElseThrow();
        float[] values = new float[trials.repeats()];
        for (int r = 0; r < values.length; r++) {
            values[r] = trials.at(r, stimulus, neuron);
        }
        return values;
    }

    @Test
    void takes_rows_of_one_id_and_tier_as_trials_of_one_image() throws IOException {
        images(2, 3, 2, 2, 3);
        arrays.put("image_ids", NpyArray.ofLongs(new long[] {8, 9, 8, 8, 9}, 5));
        texts("tiers", "train", "train", "train", "test", "test");

        Recording recording = read();

        Tier training = recording.training();
        assertThat(training.labels().ids()).containsExactly("8", "9");
        assertThat(trials(training, 0, 1)).containsExactly(1, 5);
        assertThat(trials(training, 1, 1)).containsExactly(3, NAN);
        assertThat(training.responses().at(0, 1)).isEqualTo(3); // (1 + 5) / 2
        assertThat(recording.test().orElseThrow().labels().ids()).containsExactly("8", "9");
        assertThat(recording.test().orElseThrow().responses().trials()).isEmpty();
    }

    @Test
    void refuses_one_id_for_images_with_other_pixels_in_a_tier() {
        arrays.put("image_ids", NpyArray.ofLongs(new long[] {8, 9, 8, 10, 11}, 5));

        assertRefused("images: expected the same image wherever the id is '8', got others at 0 and 2 (counted from 0);"
                + " if these are two images, give each its own id");
    }

    @Test
    void refuses_one_id_in_two_groups() {
        images(2, 3, 2, 5, 7);
        arrays.put("image_ids", NpyArray.ofLongs(new long[] {8, 9, 8, 10, 11}, 5));
        texts("groups", "a", "a", "b", "b", "b");

        assertRefused(
                "images: presentation 2 (counted from 0): expected image '8' to be of one group, got 'a' and 'b'; say groups: none in a mapping if these are no groups of images");
    }

    @Test
    void averages_the_trials_that_there_are() throws IOException {
        arrays.remove("responses");
        // [R, S, N] = [3, 5, 1]: image 1 was shown once, image 2 twice, the second of three lost
        float[] values = {1, 2, 3, 4, 5, 3, NAN, NAN, 4, 5, 8, NAN, 5, 4, 5};
        arrays.put("responses_trials", NpyArray.ofFloats(values, 3, 5, 1));

        Tier training = read().training();

        assertThat(training.responses().neuron(0)).containsExactly(4, 2, 4, 4, 5);
        assertThat(trials(training, 0, 0)).containsExactly(1, 3, 8);
        assertThat(trials(training, 1, 0)).containsExactly(2, NAN, NAN);
        assertThat(trials(training, 2, 0)).containsExactly(3, NAN, 5);
    }

    @Test
    void takes_a_plane_of_trials_as_one_neuron_since_matlab_drops_the_last_axis() throws IOException {
        arrays.remove("responses");
        arrays.put("responses_trials", NpyArray.ofFloats(new float[] {1, 2, 3, 4, 5, 3, 2, 5, 4, 5}, 2, 5));

        Tier training = read().training();

        assertThat(training.responses().neuron(0)).containsExactly(2, 2, 4, 4, 5);
        assertThat(trials(training, 2, 0)).containsExactly(3, 5);
    }

    @Test
    void takes_one_row_of_as_many_responses_as_images_as_one_neuron() throws IOException {
        arrays.put("responses", NpyArray.ofFloats(new float[] {1, 2, 3, 4, 5}, 1, 5));

        assertThat(read().training().responses().neuron(0)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void keeps_means_that_stand_beside_their_trials_as_they_are() throws IOException {
        float[] trials = new float[20];
        Arrays.setAll(new Object[20], i -> trials[i] = i % 10 + (i < 10 ? -1 : 1)); // mean i % 10
        arrays.put("responses_trials", NpyArray.ofFloats(trials, 2, 5, 2));
        float[] means = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9.0001f};
        arrays.put("responses", NpyArray.ofFloats(means, 5, 2));

        Tier training = read().training();

        assertThat(training.responses().at(4, 1)).isEqualTo(9.0001f);
        assertThat(trials(training, 4, 1)).containsExactly(8, 10);
    }

    @Test
    void refuses_trials_that_have_other_means_than_those_beside_them() {
        float[] trials = new float[20];
        Arrays.setAll(new Object[20], i -> trials[i] = i % 10);
        trials[7] = 8; // stimulus 3, neuron 1: (8 + 7) / 2
        arrays.put("responses_trials", NpyArray.ofFloats(trials, 2, 5, 2));

        assertRefused(
                "responses_trials: expected trials whose means are responses, got 7.5 for 7.0 at stimulus 3, neuron 1"
                        + " (counted from 0); find out which are right, and leave the others out");

        arrays.put("responses_trials", NpyArray.ofFloats(new float[30], 2, 5, 3));
        assertRefused("responses_trials: expected trials [R, 5, 2] as in responses, got [R, 5, 3]");
    }

    @Test
    void refuses_trials_that_lack_what_the_means_have() {
        float[] trials = new float[20];
        Arrays.setAll(new Object[20], i -> trials[i] = i % 10 == 4 ? NAN : i % 10);
        arrays.put("responses_trials", NpyArray.ofFloats(trials, 2, 5, 2));

        assertRefused(
                "responses_trials: expected trials whose means are responses, got NaN for 4.0 at stimulus 2, neuron 0"
                        + " (counted from 0); find out which are right, and leave the others out");
    }

    @Test
    void refuses_or_keeps_gaps() throws IOException {
        arrays.put(
                "responses",
                NpyArray.ofFloats(new float[] {0, 1, 2, NAN, 4, 5, 6, 7, 8, Float.POSITIVE_INFINITY}, 5, 2));

        assertRefused(
                "responses: train tier: expected finite responses, got 2 NaN or infinite, the first at stimulus 1,"
                        + " neuron 1 (counted from 0); repair them, or take them out with prepare --drop-incomplete");

        options = options.withGaps(Gaps.KEPT);
        assertThat(read().training().responses().at(1, 1)).isNaN();
        assertThat(read().training().responses().at(4, 1)).isInfinite();
    }

    @Test
    void refuses_or_keeps_pixels_that_are_not_finite() throws IOException {
        float[] pixels = new float[30];
        pixels[13] = NAN;
        arrays.put("images", NpyArray.ofFloats(pixels, 5, 2, 3));

        assertRefused("images: expected finite pixels, got 1 NaN or infinite, the first in image 2 (counted from 0);"
                + " repair them, or take them out with prepare --drop-incomplete images");

        options = options.withGaps(Gaps.KEPT);
        float[] image = new float[6];
        read().training().stimuli().copyTo(2, image, 0);
        assertThat(image).containsExactly(0, NAN, 0, 0, 0, 0);
    }

    @Test
    void knows_tiers_by_their_usual_names_and_says_what_it_leaves_out() throws IOException {
        texts("tiers", "Training", "valid", "test", "final_test", "final_test");

        Recording recording = read();

        assertThat(recording.tiers()).containsOnlyKeys("train", "val", "test");
        assertThat(recording.training().count()).isEqualTo(1);
        assertThat(recording.validation().orElseThrow().responses().at(0, 0)).isEqualTo(2);
        assertThat(recording.labels().remarks()).containsExactly("2 presentations of tier 'final_test' are left out");
    }

    @Test
    void refuses_tiers_of_other_names_and_recordings_without_training() {
        texts("tiers", "train", "train", "held out", "test", "test");
        assertRefused(
                "tiers: presentation 2 (counted from 0): expected tiers called train, validation or test,"
                        + " got 'held out'; call it so if it is one of them, or say tiers: none in a mapping if these are no tiers");

        texts("tiers", "test", "test", "test", "test", "test");
        assertRefused("tiers: expected images of the tier train, got none; check what the tiers are called");
    }

    @Test
    void takes_all_images_for_training_where_a_mapping_says_that_there_are_no_tiers() throws IOException {
        texts("tiers", "train", "train", "held out", "test", "test");
        options = options.withMapping(Optional.of(new Mapping(Map.of("tiers", "none"), Map.of())));

        Recording recording = read();

        assertThat(recording.tiers()).containsOnlyKeys("train");
        assertThat(recording.training().count()).isEqualTo(5);
    }

    @Test
    void refuses_labels_that_are_not_one_for_each() {
        texts("neuron_ids", "a", "b", "c");
        assertRefused("neuron_ids: expected one for each of 2, got text [3]");

        texts("neuron_ids", "a", "a");
        assertRefused(
                "neuron_ids: neuron ids: expected one for each neuron, got 'a' for neurons 0 and 1; give each its own");

        arrays.put("neuron_ids", NpyArray.ofDoubles(new double[] {1, 1.5}, 2));
        assertRefused("entry 'neuron_ids.npy': expected text or whole numbers, got 1.5");

        arrays.put("neuron_ids", NpyArray.ofLongs(new long[4], 2, 2));
        assertRefused("neuron_ids: expected one axis, got i8 [2, 2]");
    }

    @Test
    void lists_the_arrays_that_there_are_where_one_is_missing() throws IOException {
        arrays.remove("responses");
        texts("notes", "n");
        assertRefused("responses: expected an array called images and one called responses, got images, notes;"
                + " rename them or say with --mapping which is which");

        map("responses: dff");
        assertRefused("dff: expected an array of this name, as the mapping says, got images, notes");
    }

    @ParameterizedTest
    @CsvSource({"HWS, NS", "WSH, SN", "SHW1, SN1"})
    void reads_arrays_in_the_axes_that_a_mapping_says(String images, String responses) throws IOException {
        float[] pixels = new float[30];
        Arrays.setAll(new Object[30], i -> pixels[i] = i * 7 % 30);
        arrays.put("images", NpyArray.ofFloats(pixels, 5, 2, 3));
        List<String> expected = RecordingBytes.of(read());

        arrays.put("images", moved(pixels, "SHW", images));
        float[] values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        arrays.put("responses", moved(values, "SN", responses));
        map("axes: {images: %s, responses: %s}".formatted(images, responses));

        assertThat(RecordingBytes.of(read())).isEqualTo(expected);
    }

    /** An array with its axes in another order, place by place. */
    private static NpyArray moved(float[] values, String from, String to) {
        Map<Character, Integer> sizes = Map.of('S', 5, 'H', 2, 'W', 3, 'N', 2, '1', 1);
        float[] moved = new float[values.length];
        int[] shape = to.chars().map(letter -> sizes.get((char) letter)).toArray();
        for (int i = 0; i < values.length; i++) {
            Map<Character, Integer> at = new LinkedHashMap<>();
            int rest = i;
            for (int axis = from.length() - 1; axis >= 0; axis--) {
                int size = sizes.get(from.charAt(axis));
                at.put(from.charAt(axis), rest % size);
                rest /= size;
            }
            int place = 0;
            for (int axis = 0; axis < to.length(); axis++) {
                place = place * shape[axis] + at.getOrDefault(to.charAt(axis), 0);
            }
            moved[place] = values[i];
        }
        return NpyArray.ofFloats(moved, shape);
    }

    @Test
    void refuses_axes_that_the_array_does_not_have() throws IOException {
        map("axes: {images: SHW1}");
        assertRefused("images: expected axes SHW1, got u1 [5, 2, 3]; say its axes in a mapping");

        map("axes: {responses: 1SN}");
        assertRefused("responses: expected axes 1SN, got f4 [5, 2]; say its axes in a mapping");

        map("axes: {images: HWS}");
        assertRefused("responses: expected responses to 3 images, got f4 [5, 2] taken as SN;"
                + " find out which images or responses are missing, or say the axes in a mapping");
    }

    @Test
    void takes_values_from_the_mapping_or_from_arrays() throws IOException {
        arrays.put("deg", NpyArray.ofDoubles(new double[] {0.02}, 1, 1));
        map("{degrees_per_pixel: deg, response_unit: spikes/s, site: m1}");

        assertThat(read().labels().degreesPerPixel()).hasValue(0.02);
        assertThat(read().labels().responseUnit()).hasValue("spikes/s");
        assertThat(read().site()).isEqualTo("m1");

        map("{degrees_per_pixel: 0.5}");
        assertThat(read().labels().degreesPerPixel()).hasValue(0.5);
        assertThat(read().site()).isEqualTo("lab");

        map("{degrees_per_pixel: wide}");
        assertRefused("degrees_per_pixel: expected degrees of visual angle a pixel, a number above 0, got 'wide'");
        map("{degrees_per_pixel: -1}");
        assertRefused("degrees_per_pixel: expected degrees of visual angle a pixel, a number above 0, got '-1'");
    }

    @Test
    void leaves_out_a_test_tier_that_is_hidden() throws IOException {
        arrays.put("responses", NpyArray.ofFloats(new float[] {0, 1, 2, 3, 4, 5, 0, 0, 0, 0}, 5, 2));
        texts("tiers", "train", "train", "train", "test", "test");

        assertThat(read().test()).isEmpty();
        assertThat(read().labels().remarks())
                .containsExactly(
                        "all test responses are 0, as where a competition hides them: the test tier is left out");

        options = options.withGaps(Gaps.KEPT);
        assertThat(read().test()).isPresent();
    }
}
