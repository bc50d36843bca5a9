package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pixels are 40 s + 7 row + column. The fixtures come from scripts/recordings/make_nwb_cases.py. */
class NwbImagesTest {

    private static Recording read(String fixture, Mapping mapping) throws IOException {
        return RecordingReader.read(
                SameRecordingTest.fixture("nwb/" + fixture + ".nwb"),
                ReadOptions.found().withMapping(Optional.of(mapping)));
    }

    private static Recording read(String fixture, Map<String, String> said) throws IOException {
        return read(fixture, new Mapping(said, Map.of()));
    }

    private static float pixel(Recording recording, int image, int row, int column) {
        float[] pixels = new float[recording.height() * recording.width()];
        recording.training().stimuli().copyTo(image, pixels, 0);
        return pixels[row * recording.width() + column];
    }

    @Test
    void of_a_stimulus_template_have_the_names_of_its_control() throws IOException {
        Recording recording = read("template", Map.of());

        assertThat(recording.training().labels().ids()).containsExactly("im2", "im0", "im1");
        assertThat(pixel(recording, 0, 2, 3)).isEqualTo(97); // 40 * 2 + 7 * 2 + 3
        assertThat(recording.labels().remarks())
                .containsExactly(
                        "1 of 4 presentations left out: no image",
                        "images are those of stimulus/templates/scenes/data, warped for the screen; to read them as they were before, say images: stimulus/templates/scenes/unwarped with --mapping");
        assertThat(pixel(read("template", Map.of("images", "stimulus/templates/scenes/unwarped")), 0, 2, 3))
                .isEqualTo(98);
    }

    @Test
    void of_an_extension_are_read_as_the_type_that_it_extends() throws IOException {
        assertThat(pixel(read("extension", Map.of()), 0, 2, 3)).isEqualTo(97);
        assertThat(pixel(read("unknown-type", Map.of("images", "stimulus/templates/scenes")), 0, 2, 3))
                .isEqualTo(97);
    }

    @Test
    void that_are_not_all_ordered_are_still_known_by_name() throws IOException {
        Recording recording = read("half-ordered", Map.of("image_ids", "intervals/trials/image_name"));

        assertThat(recording.training().labels().ids()).containsExactly("photo 0", "photo 1", "photo 2");
        assertThat(pixel(recording, 2, 0, 0)).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({"SHW, 5, 9", "HWS, 5, 5", "HSW, 5, 9"})
    void have_the_axes_that_a_mapping_says(String axes, int height, int width) throws IOException {
        Recording recording = read("square", new Mapping(Map.of(), Map.of("images", axes)));

        assertThat(recording.height()).isEqualTo(height);
        assertThat(recording.width()).isEqualTo(width);
        if (axes.equals("HWS")) {
            assertThat(pixel(recording, 0, 2, 3)).isEqualTo(97);
        }
    }

    @Test
    void of_three_equal_axes_are_read_in_the_usual_order_which_is_said() throws IOException {
        Recording recording = read("cube", Map.of());

        assertThat(pixel(recording, 0, 2, 3)).isEqualTo(97);
        assertThat(recording.labels().remarks())
                .containsExactly(
                        "stimulus/templates/scenes/data is u1 [5, 5, 5], read as [S, H, W]; if it is not, say so with --mapping (axes: {images: HWS})",
                        "pixels are those stored in stimulus/templates/scenes/data: its conversion 0.5 and offset 0 are not applied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "square # stimulus/templates/scenes/data: expected images [S, H, W], got u1 [5, 5, 9], which may be [H, W, S]; say with --mapping (axes: {images: HWS}, or SHW)",
                "last-axis # stimulus/templates/scenes/data: expected images [S, H, W], got u1 [5, 7, 3], which may be [H, W, S] as there are 3 timestamps; say with --mapping (axes: {images: HWS}, or SHW)",
                "unknown-type # expected one image series or collection of images in stimulus/templates, got none among stimulus/templates/scenes (NaturalScenes); say which with --mapping (images: stimulus/templates/NAME)",
                "external-images # stimulus/templates/photographs: expected pixels in the file, got 3 of 3 images as ExternalImage, the path of an image file such as 'photos/a.png'; store the pixels as GrayscaleImage, or bring the image files with a table of responses",
            })
    void that_are_ambiguous_or_not_in_the_file_are_refused_by_name(String fixture, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(fixture, Map.of()))
                .withMessage(fixture + ".nwb: " + problem);
    }

    @Test
    void that_may_be_counted_from_1_are_asked_about() throws IOException {
        String asked =
                "expected images of 0 to 2 for the trials, got 1 to %d; say in a mapping 'trial_images_from: 1' if"
                        + " the first image is called 1, as in MATLAB%s";
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read("from-one", Map.of()))
                .withMessage("from-one.nwb: intervals/trials/image_index: "
                        + asked.formatted(2, ", or 'trial_images_from: 0' if the first image was never shown"));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read("from-one-series", Map.of()))
                .withMessage("from-one-series.nwb: stimulus/presentation/shown/data: " + asked.formatted(3, ""));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read("from-one-series", Map.of("trial_images_from", "0")))
                .withMessageStartingWith(
                        "from-one-series.nwb: stimulus/presentation/shown/data: expected numbers of images from 0 to 2, got 3 in row 0 (counted from 0)");

        assertThat(pixel(read("from-one", Map.of("trial_images_from", "1")), 0, 0, 0))
                .isEqualTo(40); // image_index 2 is the second image
        assertThat(pixel(read("from-one", Map.of("trial_images_from", "0")), 0, 0, 0))
                .isEqualTo(80);
        assertThat(pixel(read("from-one-series", Map.of("trial_images_from", "1")), 0, 0, 0))
                .isEqualTo(80);
    }

    @Test
    void that_numbers_name_beyond_their_order_are_refused() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read("half-ordered", Map.of("image_ids", "intervals/trials/image_index")))
                .withMessage(
                        "half-ordered.nwb: intervals/trials/image_index: expected numbers of images from 0 to 1, got 2 in row 2 (counted from 0); order_of_images lists only 2 of the 3 images: list all");
    }
}
