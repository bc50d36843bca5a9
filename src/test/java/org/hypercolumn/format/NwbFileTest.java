package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fixtures come from scripts/recordings/make_nwb.py. */
class NwbFileTest {

    private static Recording read(String fixture) throws IOException {
        return RecordingReader.read(SameRecordingTest.fixture(fixture), ReadOptions.found());
    }

    private static float[] responses(Tier tier, int image) {
        float[] responses = new float[tier.neurons()];
        for (int n = 0; n < responses.length; n++) {
            responses[n] = tier.responses().at(image, n);
        }
        return responses;
    }

    @Test
    void reads_a_matrix_with_a_row_a_presentation_to_the_bytes_of_the_npy_folder() throws IOException {
        Mapping mapping = Mapping.read(SameRecordingTest.fixture("matrix.yaml"));

        Recording recording = RecordingReader.read(
                SameRecordingTest.fixture("matrix.nwb"), ReadOptions.found().withMapping(Optional.of(mapping)));

        assertThat(RecordingBytes.of(recording)).isEqualTo(RecordingBytes.of(read("npy")));
        assertThat(recording.sha256()).containsOnlyKeys("matrix.nwb");
        assertThat(recording.labels().remarks()).isEmpty();
    }

    /** Sample t, at (t + 0.5) / 10 s, of neuron n is (t + 100 n) / 100; images change every 0.5 s: 2, 0, 2, 1. */
    @Test
    void takes_the_mean_of_a_fluorescence_series_while_an_image_was_shown() throws IOException {
        Recording recording = read("rois.nwb");

        assertThat(recording.site()).isEqualTo("m3s5");
        assertThat(recording.labels().responseUnit()).hasValue("dF/F");
        assertThat(recording.labels().neuronIds().all()).containsExactly("4", "2", "9"); // rows 1, 0, 3 of 2, 4, 7, 9
        assertThat(recording.labels().remarks())
                .containsExactly(
                        "each response is the mean of the samples of processing/ophys/Fluorescence/dff between start and stop of its presentation: 0.5 s, 5 samples (an image of an index series stops when the next one starts)");
        Tier training = recording.training();
        assertThat(training.labels().ids()).containsExactly("2", "0", "1");
        // image 2: mean of samples 0 to 4 is 2, of 10 to 14 is 12; image 0: 5 to 9, 7; image 1: 15 to 19, 17
        assertThat(training.responses().trials().orElseThrow().at(0, 0, 1)).isEqualTo(1.02f);
        assertThat(training.responses().trials().orElseThrow().at(1, 0, 1)).isEqualTo(1.12f);
        assertThat(responses(training, 1)).containsExactly(0.07f, 1.07f, 2.07f);
        assertThat(responses(training, 2)).containsExactly(0.17f, 1.17f, 2.17f);
        float[] pixels = new float[35];
        training.stimuli().copyTo(0, pixels, 0);
        assertThat(pixels[2 * 7 + 3]).isEqualTo(97); // 40 * 2 + 7 * 2 + 3
    }

    /** Spikes at 0.1, 0.49, 0.5, 2.2 | none | 1.6, 1.9, 2.6 s; images every 0.5 s: 2, 0, gray, 0, 1. */
    @Test
    void counts_spikes_and_leaves_out_what_is_no_image() throws IOException {
        Recording recording = read("spikes.nwb");

        assertThat(recording.labels().responseUnit()).hasValue("spikes");
        assertThat(recording.labels().neuronIds().all()).containsExactly("11", "13", "17");
        assertThat(recording.labels().remarks())
                .containsExactly(
                        "each response is the number of spikes between start and stop of its presentation: 0.5 s",
                        "1 of 5 presentations left out: no image");
        assertThat(recording.training().labels().ids()).containsExactly("2", "0");
        assertThat(responses(recording.training(), 0)).containsExactly(2, 0, 0);
        assertThat(responses(recording.training(), 1)).containsExactly(1, 0, 0); // 0.5 is the second image's
        assertThat(responses(recording.test().orElseThrow(), 0)).containsExactly(0, 0, 2);
        assertThat(responses(recording.validation().orElseThrow(), 0)).containsExactly(1, 0, 0);
    }

    @Test
    void is_known_by_its_version_whatever_the_file_is_called(@TempDir Path folder) throws IOException {
        Path file = Files.copy(SameRecordingTest.fixture("rois.nwb"), folder.resolve("rois.h5"));

        assertThat(RecordingReader.read(file, ReadOptions.found()).site()).isEqualTo("m3s5");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(file, ReadOptions.found().withFormat(Optional.of(Format.HDF5))))
                .withMessageStartingWith("rois.h5: images: expected an array called images");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "version # expected NWB 2, got version '1.0.6'; convert it with pynwb",
                "empty # expected one table of intervals with a column such as image_index, or one IndexSeries, got no such table (stimulus/presentation: none); films are not read; say the column with --mapping (image_ids: intervals/TABLE/COLUMN)",
                "film # expected one table of intervals with a column such as image_index, or one IndexSeries, got no such table (stimulus/presentation: stimulus/presentation/movie (ImageSeries)); films are not read; say the column with --mapping (image_ids: intervals/TABLE/COLUMN)",
                "colour # stimulus/templates/photographs/data: expected images [S, H, W], [S, H, W, 1] or [S, 1, H, W], got u1 [3, 5, 7, 3]; if axis 4 is color, convert it to gray, such as a[:, :, :, :3].mean(axis=3)",
                "external # stimulus/templates/photographs: expected frames in the file, got none or a film in another file; save the frames as data",
                "several # expected one matrix with a row for each of 4 presentations, one RoiResponseSeries, or units with spike times, got processing/ophys/Fluorescence/dff (RoiResponseSeries), processing/ophys/Fluorescence/raw (RoiResponseSeries); say which with --mapping (responses: PATH)",
                "silent # expected one matrix with a row for each of 4 presentations, one RoiResponseSeries, or units with spike times, got none; say which with --mapping (responses: PATH)",
                "beyond # intervals/trials/image_index: expected numbers of images from 0 to 2, got 3 in row 2 (counted from 0); if stimulus/templates/gratings/data is [H, W, S], say so with --mapping (axes: {images: HWS})",
                "unordered # intervals/trials/image_index: expected the name of one of 3 images, got '2' in row 0 (counted from 0); numbers name images only where order_of_images is given",
                "infinite # intervals/trials/image_index: expected names or whole numbers, got Infinity in row 2 (counted from 0)",
                "half # intervals/trials/image_index: expected names or whole numbers, got 0.5 in row 2 (counted from 0)",
                "twice # stimulus/templates/photographs/order_of_images: expected each image once, got stimulus/templates/photographs/photo 0 twice",
                "crowd # stimulus/templates/photographs/order_of_images: expected each image once, got 120 references in a file of 21 objects",
            })
    void refuses_the_rest_and_says_what_was_found(String name, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read("refused/" + name + ".nwb"))
                .withMessage(name + ".nwb: " + problem);
    }

    @Test
    void tells_several_apart_by_a_mapping() throws IOException {
        Mapping mapping = new Mapping(Map.of("responses", "processing/ophys/Fluorescence/raw"), Map.of());

        Recording recording = RecordingReader.read(
                SameRecordingTest.fixture("refused/several.nwb"),
                ReadOptions.found().withMapping(Optional.of(mapping)));

        assertThat(responses(recording.training(), 1)).containsExactly(7, 107, 207);
    }

    private static Recording rois(Map<String, String> names, Map<String, String> axes) throws IOException {
        return RecordingReader.read(
                SameRecordingTest.fixture("rois.nwb"),
                ReadOptions.found().withMapping(Optional.of(new Mapping(names, axes))));
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.25", "processing/ophys/Fluorescence/dff/starting_time, 0.05"})
    void takes_degrees_from_the_mapping_or_from_an_array(String said, double expected) throws IOException {
        assertThat(rois(Map.of("degrees_per_pixel", said), Map.of()).labels().degreesPerPixel())
                .hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "wide # degrees_per_pixel: expected degrees of visual angle a pixel, a number above 0, got 'wide'",
                "-1 # degrees_per_pixel: expected degrees of visual angle a pixel, a number above 0, got '-1'",
                "identifier # identifier: expected one number, got",
                "processing/ophys/Fluorescence/dff/data # processing/ophys/Fluorescence/dff/data: expected one number, got",
            })
    void refuses_degrees_that_are_no_number(String said, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> rois(Map.of("degrees_per_pixel", said), Map.of()))
                .withMessageStartingWith("rois.nwb: " + problem);
    }

    @Test
    void refuses_what_a_mapping_cannot_say_of_nwb() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> rois(Map.of(), Map.of("responses", "NS")))
                .withMessage(
                        "rois.nwb: expected a mapping without axes but those of images, got those of responses, which NWB fixes; leave them out");
        for (String word : List.of("responses_trials", "trial_images")) {
            assertThatExceptionOfType(BadDataFileException.class)
                    .isThrownBy(() -> rois(Map.of(word, "processing/ophys/Fluorescence/dff"), Map.of()))
                    .withMessage(
                            "rois.nwb: expected a mapping without %s, as each row of the table of intervals is a trial, got one; say responses",
                            word);
        }
    }
}
