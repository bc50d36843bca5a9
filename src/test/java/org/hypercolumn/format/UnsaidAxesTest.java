package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsaidAxesTest {
    @TempDir
    Path folder;

    private void write(String name, int... sizes) throws IOException {
        float[] values = new float[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        NpyFile.write(folder.resolve(name + ".npy"), NpyArray.ofFloats(values, sizes));
    }

    private static int[] sizes(String text) {
        return Arrays.stream(text.strip().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private Recording read(String mapping) throws IOException {
        Path file = Files.writeString(folder.resolveSibling(folder.getFileName() + ".yaml"), mapping);
        return RecordingReader.read(folder, ReadOptions.found().withMapping(Optional.of(Mapping.read(file))));
    }

    private void assertAsks(String line) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(folder, ReadOptions.found()))
                .withMessageContaining("in a mapping")
                .withMessageEndingWith(": " + line);
    }

    @ParameterizedTest(name = "images {0}, responses {1}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "11 11 11 # 11 3 # 'axes: {images: SHW}' or 'axes: {images: HWS}'",
                "11 7 11 # 11 3 # 'axes: {images: SHW}' or 'axes: {images: HWS}'",
                "11 11 11 1 # 11 3 # 'axes: {images: SHW1}' or 'axes: {images: HWS1}'",
                "11 1 5 1 # 11 3 # 'axes: {images: SHW1}' or 'axes: {images: S1HW}'",
                "7 7 13 # 13 3 # 'axes: {images: HWS}'",
                "7 5 13 # 13 # 'axes: {images: HWS}'",
                "7 7 1 13 # 13 3 # 'axes: {images: HW1S}'",
                "1 13 7 5 # 13 3 # 'axes: {images: 1SHW}'",
                "1 7 5 13 # 13 3 # 'axes: {images: 1HWS}'",
                "7 7 13 # 7 13 # 'axes: {images: SHW}' or 'axes: {images: HWS}'", // or 7 neurons, responses [N, S]
            })
    void of_images_are_asked_for_where_another_order_fits(String images, String responses, String line)
            throws IOException {
        write("images", sizes(images));
        write("responses", sizes(responses));

        assertAsks(line);
    }

    @ParameterizedTest(name = "images {0}, {1} {2}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "13 7 7 # responses # 13 7 # 13 x 7 x 7",
                "7 7 13 # responses # 7 3 # 7 x 7 x 13",
                "13 1 7 13 # responses # 13 3 # 13 x 7 x 13",
                "13 7 5 1 # responses # 13 # 13 x 7 x 5",
                "1 1 7 7 # responses # 1 3 # 1 x 7 x 7"
            })
    void of_images_are_ours_where_no_other_order_fits(String images, String name, String responses, String taken)
            throws IOException {
        write("images", sizes(images));
        write(name, sizes(responses));

        Recording read = RecordingReader.read(folder, ReadOptions.found());

        assertThat("%d x %d x %d".formatted(read.training().count(), read.height(), read.width()))
                .isEqualTo(taken);
        assertThat(read.labels().remarks()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} to 11 images")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "responses # 11 11 # 'axes: {responses: SN}' or 'axes: {responses: NS}'",
                "responses # 3 11 # 'axes: {responses: NS}'",
                "responses # 11 11 3 # 'axes: {responses: RSN}' or 'axes: {responses: NSR}' or 'axes: {responses: SRN}' or 'axes: {responses: SNR}'",
                "responses # 3 11 3 # 'axes: {responses: RSN}' or 'axes: {responses: NSR}'",
                "responses_trials # 2 11 11 # 'axes: {responses_trials: RSN}' or 'axes: {responses_trials: NSR}' or 'axes: {responses_trials: RNS}' or 'axes: {responses_trials: NRS}'",
                "responses_trials # 11 2 3 # 'axes: {responses_trials: SRN}' or 'axes: {responses_trials: SNR}'",
                "responses_trials # 2 3 11 # 'axes: {responses_trials: RNS}' or 'axes: {responses_trials: NRS}'",
                "responses_trials # 11 11 # 'axes: {responses_trials: SN}' or 'axes: {responses_trials: SR}' or 'axes: {responses_trials: RS}' or 'axes: {responses_trials: NS}'",
            })
    void of_responses_are_asked_for_where_another_order_fits(String name, String sizes, String line)
            throws IOException {
        write("images", 11, 5, 5);
        write(name, sizes(sizes));

        assertAsks(line);
    }

    @Test
    void of_trials_that_may_be_repeats_of_one_neuron_are_remarked_on() throws IOException {
        write("images", 11, 5, 5);
        write("responses_trials", 7, 11, 2);
        assertThat(RecordingReader.read(folder, ReadOptions.found()).labels().remarks())
                .containsExactly("responses_trials f4 [7, 11, 2] is taken as [R, S, N], with 7 trials an image and"
                        + " 2 neurons; if that is wrong, say its axes in a mapping");
        write("responses_trials", 11, 7);
        assertThat(RecordingReader.read(folder, ReadOptions.found()).labels().remarks())
                .containsExactly("responses_trials f4 [11, 7] is taken as [S, N], with 1 trial an image and 7 neurons;"
                        + " if that is wrong, say its axes in a mapping");
        write("responses_trials", 7, 11);
        assertThat(RecordingReader.read(folder, ReadOptions.found()).labels().remarks())
                .containsExactly("responses_trials f4 [7, 11] is taken as [R, S], with 7 trials an image and 1 neuron;"
                        + " if that is wrong, say its axes in a mapping");
    }

    @Test
    void are_those_that_a_mapping_says() throws IOException {
        write("images", 5, 5, 5);
        write("responses", 5, 5);

        Recording rows = read("axes: {images: SHW, responses: SN}");
        Recording columns = read("axes: {images: HWS, responses: NS}");

        float[] pixels = new float[25];
        rows.training().stimuli().copyTo(1, pixels, 0);
        assertThat(pixels).startsWith(25, 26, 27);
        columns.training().stimuli().copyTo(1, pixels, 0);
        assertThat(pixels).startsWith(1, 6, 11); // every fifth from the second on
        assertThat(rows.training().responses().neuron(1)).containsExactly(1, 6, 11, 16, 21);
        assertThat(columns.training().responses().neuron(1)).containsExactly(5, 6, 7, 8, 9);
        write("responses", 5, 3);
        assertThat(read("axes: {images: HWS, responses: SR}")
                        .training()
                        .responses()
                        .at(1, 0))
                .isEqualTo(4);
    }

    @Test
    void of_trials_beside_their_means_are_told_by_these() throws IOException {
        write("images", 11, 5, 5);
        float[] trials = new float[3 * 11 * 3];
        float[] means = new float[11 * 3];
        for (int i = 0; i < trials.length; i++) {
            trials[i] = i % 33 + i / 33; // the mean over repeats 0, 1 and 2 is that of repeat 1
            means[i % 33] = i % 33 + 1;
        }
        NpyFile.write(folder.resolve("responses.npy"), NpyArray.ofFloats(means, 11, 3));
        NpyFile.write(folder.resolve("responses_trials.npy"), NpyArray.ofFloats(trials, 3, 11, 3));

        assertThat(RecordingReader.read(folder, ReadOptions.found())
                        .training()
                        .responses()
                        .trials())
                .isPresent();
    }

    @Test
    void are_known_in_what_prepare_wrote() throws IOException {
        write("images", 5, 5, 5);
        write("responses", 5, 5);
        for (String name : new String[] {"image_mean", "image_sd", "response_sd", "response_divisor"}) {
            write(name, 1);
        }

        assertThat(RecordingReader.read(folder, ReadOptions.found()).training().count())
                .isEqualTo(5);
    }
}
