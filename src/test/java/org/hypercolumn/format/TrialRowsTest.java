package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRowsTest {
    @TempDir
    Path folder;

    /** Three images; trials {@code [T, 2]} of 1, 2 and so on. */
    private Path save(int trials, long... images) throws IOException {
        NpyFile.write(folder.resolve("images.npy"), NpyArray.ofBytes(new byte[3 * 5 * 7], 3, 5, 7));
        float[] values = new float[trials * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        NpyFile.write(folder.resolve("responses_trials.npy"), NpyArray.ofFloats(values, trials, 2));
        NpyFile.write(folder.resolve("trial_images.npy"), NpyArray.ofLongs(images, images.length));
        return folder;
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(folder, ReadOptions.found()))
                .withMessage(message);
    }

    @Test
    void belong_to_the_image_that_each_showed() throws IOException {
        Recording recording = RecordingReader.read(save(5, 2, 0, 1, 2, 2), ReadOptions.found());

        Trials trials = recording.training().responses().trials().orElseThrow();
        assertThat(trials.neuron(0)).isDeepEqualTo(new float[][] {{3}, {5}, {1, 7, 9}});
        assertThat(recording.training().responses().at(2, 1)).isEqualTo((2 + 8 + 10) / 3f);
    }

    @Test
    void leave_an_image_that_was_never_shown_a_gap() throws IOException {
        Recording recording =
                RecordingReader.read(save(3, 2, 0, 2), ReadOptions.found().withGaps(Gaps.KEPT));

        assertThat(recording.training().responses().at(1, 0)).isNaN();
        assertRefused(
                "responses_trials.npy: train tier: expected finite responses, got 2 NaN or infinite in the mean over"
                        + " repeats (where every repeat is NaN, none was shown), the first at stimulus 1, neuron 0 (counted from 0); repair them, or take them out with prepare --drop-incomplete");
    }

    @Test
    void are_refused_if_they_are_of_images_that_are_not_there_or_too_few() throws IOException {
        save(3, 2, 3, 0);
        assertRefused(
                "trial_images.npy: expected an image of 0 to 2 for each trial, got '3' for trial 1 (counted from 0)");
        save(3, -1, 0, 0);
        assertRefused(
                "trial_images.npy: expected an image of 0 to 2 for each trial, got '-1' for trial 0 (counted from 0)");
        save(3, 2, 0);
        assertRefused("trial_images.npy: expected one for each of 3, got i8 [2]");
        NpyFile.write(folder.resolve("responses_trials.npy"), NpyArray.ofFloats(new float[8], 2, 2, 2));
        assertRefused(
                "responses_trials.npy: expected trials [T, N] with the image of each in trial_images, got f4 [2, 2, 2]");
    }

    @Test
    void ask_what_the_first_image_is_called_where_none_is_0() throws IOException {
        save(3, 1, 2, 1);
        assertRefused("trial_images.npy: expected images of 0 to 2 for the trials, got 1 to 2; say in a mapping"
                + " 'trial_images_from: 1' if the first image is called 1, as in MATLAB, or 'trial_images_from: 0' if the"
                + " first image was never shown");
        save(4, 3, 1, 2, 1);
        assertRefused("trial_images.npy: expected images of 0 to 2 for the trials, got 1 to 3; say in a mapping"
                + " 'trial_images_from: 1' if the first image is called 1, as in MATLAB");
    }

    @Test
    void count_images_from_what_a_mapping_says() throws IOException {
        save(4, 3, 1, 2, 1);

        assertThat(read("trial_images_from: 1").training().responses().neuron(0))
                .containsExactly(5, 5, 1); // image 1 in trials 1 and 3: (3 + 7) / 2
        assertRefused(
                "trial_images_from: 0",
                "trial_images.npy: expected an image of 0 to 2 for each trial, got '3' for trial 0 (counted from 0)");
        assertRefused("trial_images_from: 2", "trial_images.npy: expected trial_images_from to be 0 or 1, got '2'");
        save(3, 2, 1, 2);
        Path file = Files.writeString(folder.resolveSibling("from.yaml"), "trial_images_from: 0");
        Recording gap = RecordingReader.read(
                folder, ReadOptions.found().withGaps(Gaps.KEPT).withMapping(Optional.of(Mapping.read(file))));
        assertThat(gap.training().responses().neuron(0)).containsExactly(Float.NaN, 3, 3); // (1 + 5) / 2
        save(4, 0, 1, 2, 1);
        assertRefused(
                "trial_images_from: 1",
                "trial_images.npy: expected an image of 1 to 3 for each trial, got '0' for trial 0 (counted from 0)");
    }

    private Recording read(String mapping) throws IOException {
        Path file = Files.writeString(folder.resolveSibling(folder.getFileName() + ".yaml"), mapping);
        return RecordingReader.read(folder, ReadOptions.found().withMapping(Optional.of(Mapping.read(file))));
    }

    private void assertRefused(String mapping, String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(mapping))
                .withMessage(message);
    }

    @Test
    void are_read_in_the_axes_that_a_mapping_says() throws IOException {
        save(2, 2, 0, 1);
        float[] values = {1, 2, 3, 4, 5, 6};
        NpyFile.write(folder.resolve("responses_trials.npy"), NpyArray.ofFloats(values, 2, 3));

        Recording recording = read("axes: {responses_trials: NT}");

        // trial 0, 1, 2 showed image 2, 0, 1; neuron 0 is the first row
        assertThat(recording.training().responses().neuron(0)).containsExactly(2, 3, 1);
        assertThat(recording.training().responses().neuron(1)).containsExactly(5, 6, 4);

        NpyFile.write(folder.resolve("responses_trials.npy"), NpyArray.ofFloats(values, 1, 3, 2));
        assertThat(read("axes: {responses_trials: 1TN}").training().responses().neuron(0))
                .containsExactly(3, 5, 1);
    }

    @Test
    void are_refused_in_axes_that_are_not_those_of_rows() throws IOException {
        save(3, 2, 0, 1);
        assertRefused(
                "axes: {responses_trials: RSN}",
                "responses_trials.npy: expected the letters T, N as axes, since trial_images says the image of each"
                        + " trial, got RSN");
        assertRefused(
                "axes: {responses_trials: TN1}",
                "responses_trials.npy: expected axes TN1, got f4 [3, 2]; say its axes in a mapping");
        assertRefused(
                "axes: {responses: SN}", "responses.npy: expected an array that has the axes of the mapping, got none");
        Files.delete(folder.resolve("trial_images.npy"));
        assertRefused(
                "axes: {responses_trials: TN}",
                "responses_trials.npy: expected an array trial_images beside rows of trials, whose axes are TN,"
                        + " got none");
    }
}
