package org.hypercolumn.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.SensoriumFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan makes of a recording; splits are in {@link SplitTest}. */
class PreparationTest {
    private static final PreparePlan CONVERT = PreparePlan.convert();

    @TempDir
    Path temporary;

    private Path saved(Recording recording) throws IOException {
        Path folder = temporary.resolve("saved");
        PreparedFiles.at(folder).write(SmallRecording.prepared(recording), new Provenance("1", List.of()));
        return folder;
    }

    private static Prepared prepare(Path folder, PreparePlan plan) throws IOException {
        return Preparation.of(folder, ReadOptions.found(), plan);
    }

    private Prepared full(PreparePlan plan) throws IOException {
        Path folder = temporary.resolve("saved");
        return prepare(folder.toFile().exists() ? folder : saved(SmallRecording.full()), plan);
    }

    private void assertRefused(PreparePlan plan, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> full(plan)).withMessage(message);
    }

    private static float[] image(Tier tier, int image) {
        float[] pixels = new float[tier.stimuli().height() * tier.stimuli().width()];
        tier.stimuli().copyTo(image, pixels, 0);
        return pixels;
    }

    private static Optional<Crop> crop(int height, int width) {
        return Optional.of(new Crop(new Size(height, width), Optional.empty()));
    }

    private static Optional<Crop> cropAt(int height, int width, int row, int column) {
        return Optional.of(new Crop(new Size(height, width), Optional.of(new Crop.Center(row, column))));
    }

    @Test
    void changes_nothing_unless_told_to() throws IOException {
        Prepared prepared = full(CONVERT);

        SmallRecording.assertSame(prepared.recording(), SmallRecording.full());
        assertThat(prepared.source().name()).isEqualTo("saved");
        assertThat(prepared.source().sha256()).containsKeys("images.npy", "responses.npy");
        assertThat(prepared.steps()).singleElement().asString().startsWith("statistics: of 11 training images, mean ");
    }

    @Test
    void cuts_the_middle_out_and_keeps_bytes() throws IOException {
        Recording cut = full(CONVERT.withCrop(crop(3, 2))).recording();

        float[] whole = image(SmallRecording.full().training(), 4);
        // rows (5 - 3) / 2 = 1 to 3, columns (7 - 2) / 2 = 2 to 3
        assertThat(image(cut.training(), 4))
                .containsExactly(whole[9], whole[10], whole[16], whole[17], whole[23], whole[24]);
        assertThat(cut.training().stimuli().bytes()).isTrue();
        assertThat(cut.labels().degreesPerPixel()).isEqualTo(OptionalDouble.of(0.04));
        assertThat(cut.test().orElseThrow().stimuli()).hasToString("stimuli [3, 3, 2]");
    }

    @Test
    void cuts_around_a_pixel() throws IOException {
        float[] whole = image(SmallRecording.full().training(), 0);

        // rows 1 - 3 / 2 = 0 to 2, columns 6 - 2 / 2 = 5 to 6
        assertThat(image(full(CONVERT.withCrop(cropAt(3, 2, 1, 6))).recording().training(), 0))
                .containsExactly(whole[5], whole[6], whole[12], whole[13], whole[19], whole[20]);
        assertRefused(
                CONVERT.withCrop(cropAt(3, 3, 1, 6)),
                "crop: expected a part of the images of 5 x 7 pixels, got columns 5 to 7 of 0 to 6; make it smaller or move it");
        assertRefused(
                CONVERT.withCrop(crop(6, 3)),
                "crop: expected a part of the images of 5 x 7 pixels, got rows -1 to 4 of 0 to 4; make it smaller or move it");
    }

    @Test
    void averages_areas_and_says_what_a_pixel_then_is() throws IOException {
        Prepared prepared = full(CONVERT.withCrop(crop(4, 6)).withSize(Optional.of(new Size(2, 3))));

        float[] whole = image(SmallRecording.full().training(), 0);
        Tier training = prepared.recording().training();
        // rows (5 - 4) / 2 = 0 on, columns (7 - 6) / 2 = 0 on: the last mean is of rows 2, 3 and columns 4, 5
        assertThat(image(training, 0)[5]).isEqualTo((whole[18] + whole[19] + whole[25] + whole[26]) / 4);
        assertThat(prepared.recording().labels().degreesPerPixel()).isEqualTo(OptionalDouble.of(0.08));
        assertThat(prepared.steps())
                .contains(
                        "crop: rows 0 to 3, columns 0 to 5 of 5 x 7 pixels",
                        "size: 4 x 6 pixels averaged down to 2 x 3");
        assertRefused(
                CONVERT.withSize(Optional.of(new Size(5, 8))),
                "size: expected at most 5 x 7 pixels, as images are only made smaller, got 5 x 8");
    }

    @Test
    void leaves_degrees_out_where_pixels_are_no_longer_square() throws IOException {
        Prepared prepared = full(CONVERT.withSize(Optional.of(new Size(5, 2))));

        assertThat(prepared.recording().labels().degreesPerPixel()).isEmpty();
        assertThat(prepared.steps())
                .contains(
                        "degrees per pixel: left out, as a pixel is no longer square (1.0 rows by 3.5 columns of before)");
    }

    @Test
    void keeps_tiers_images_and_neurons_that_are_chosen() throws IOException {
        Recording chosen = full(CONVERT.withSelection(Selection.all()
                        .withTiers(List.of("test", "train"))
                        .withImages(List.of(12, 0, 10, 11))
                        .withNeurons(List.of(2, 0))))
                .recording();

        Recording before = SmallRecording.full();
        assertThat(chosen.tiers().keySet()).containsExactly("train", "test");
        assertThat(chosen.training().labels().ids()).containsExactly("a0", "a10"); // 11 and 12 are test images 0 and 1
        assertThat(chosen.test().orElseThrow().labels().ids()).containsExactly("c0", "c1");
        assertThat(chosen.labels().neuronIds().all()).containsExactly("cell 7", "3");
        assertThat(chosen.test()
                        .orElseThrow()
                        .responses()
                        .trials()
                        .orElseThrow()
                        .at(3, 1, 1))
                .isEqualTo(before.test()
                        .orElseThrow()
                        .responses()
                        .trials()
                        .orElseThrow()
                        .at(3, 1, 2));
        assertThat(image(chosen.training(), 1)).isEqualTo(image(before.training(), 10));
    }

    @Test
    void keeps_what_is_chosen_by_id() throws IOException {
        Recording chosen = full(CONVERT.withSelection(
                        Selection.all().withImageIds(List.of("b3", "a7")).withNeuronIds(List.of("zellé"))))
                .recording();

        assertThat(chosen.training().labels().ids()).containsExactly("a7");
        assertThat(chosen.validation().orElseThrow().labels().ids()).containsExactly("b3");
        assertThat(chosen.test()).isEmpty();
        assertThat(chosen.training().responses().at(0, 0))
                .isEqualTo(SmallRecording.full().training().responses().at(7, 1));
    }

    @Test
    void refuses_a_choice_of_what_is_not_there() throws IOException {
        Selection all = Selection.all();
        assertRefused(
                CONVERT.withSelection(all.withTiers(List.of("train", "vall"))),
                "tiers: expected some of train, val, test, got 'vall'");
        assertRefused(
                CONVERT.withSelection(all.withTiers(List.of("val"))),
                "prepare: expected training images, got only val 5; keep the tier train or split anew");
        assertRefused(
                CONVERT.withSelection(all.withImages(List.of(0, 19))),
                "images: expected some of 0 to 18 (train 11, val 5, test 3), got 19");
        assertRefused(
                CONVERT.withSelection(all.withImageIds(List.of("a0", "z"))),
                "images: expected ids of the recording, got 'z'; is it of another?");
        assertRefused(CONVERT.withSelection(all.withNeurons(List.of(0, 3))), "neurons: expected some of 0 to 2, got 3");
        assertRefused(
                CONVERT.withSelection(all.withNeuronIds(List.of("cell 8"))),
                "neurons: expected ids of the recording, got 'cell 8'; did you mean 'cell 7'?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withNeurons(List.of(1)).withNeuronIds(List.of("3")))
                .withMessage("selection: expected places or ids, got both; leave one out");
    }

    @Test
    void refuses_ids_of_images_that_have_none() throws IOException {
        Path plain = saved(SmallRecording.plain());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        prepare(plain, CONVERT.withSelection(Selection.all().withImageIds(List.of("3")))))
                .withMessage("images: expected a recording with ids of images, got one without; give places");
    }

    /** Of 5 images, neuron 1 lacks its response to image 2, and image 4 lacks a pixel. */
    private Path withGaps() throws IOException {
        float[] pixels = new float[5 * 35];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i;
        }
        pixels[4 * 35 + 17] = Float.NaN;
        float[] responses = new float[15];
        for (int i = 0; i < responses.length; i++) {
            responses[i] = i;
        }
        responses[2 * 3 + 1] = Float.NaN;
        Path folder = Files.createDirectory(temporary.resolve("gaps"));
        NpyFile.write(folder.resolve("images.npy"), NpyArray.ofFloats(pixels, 5, 5, 7));
        NpyFile.write(folder.resolve("responses.npy"), NpyArray.ofFloats(responses, 5, 3));
        return folder;
    }

    @Test
    void takes_incomplete_neurons_and_images_out_in_the_order_said() throws IOException {
        Path gaps = withGaps();

        Prepared images = prepare(gaps, CONVERT.withIncomplete(List.of(Incomplete.IMAGES)));
        assertThat(images.recording().training().count()).isEqualTo(3);
        assertThat(images.recording().neurons()).isEqualTo(3);
        assertThat(images.steps()).contains("incomplete images: 2 taken out");

        Prepared both = prepare(gaps, CONVERT.withIncomplete(List.of(Incomplete.NEURONS, Incomplete.IMAGES)));
        assertThat(both.recording().training().count()).isEqualTo(4);
        assertThat(both.recording().labels().neuronIds().all()).containsExactly("0", "2");
        assertThat(both.steps()).contains("incomplete neurons: 1 taken out", "incomplete images: 1 taken out");
    }

    @Test
    void refuses_gaps_that_nobody_takes_out() throws IOException {
        Path gaps = withGaps();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepare(gaps, CONVERT))
                .withMessage("prepare: expected finite pixels and responses, got NaN or infinite ones at 2 of 5 images"
                        + " of tier train; take out incomplete neurons or images");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepare(gaps, CONVERT.withIncomplete(List.of(Incomplete.NEURONS))))
                .withMessageContaining("at 1 of 5 images");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepare(
                        gaps,
                        CONVERT.withSelection(Selection.all().withImages(List.of(2, 4)))
                                .withIncomplete(List.of(Incomplete.IMAGES))))
                .withMessage("incomplete images: expected one that has all responses and pixels, got none of 2;"
                        + " take out neurons instead");
    }

    @Test
    void knows_the_statistics_of_training_images_and_trials_alone() throws IOException {
        Stimuli images = Stimuli.of(new float[] {1, 3, 5, 7}, 2, 1, 2);
        Tier training = new Tier(images, SmallRecording.trials(2, 2, 3));
        Tier test = new Tier(Stimuli.of(new float[] {900, 1}, 1, 1, 2), SmallRecording.responses(1, 3));
        Recording recording = new Recording("s", training, Optional.empty(), Optional.of(test), Map.of());

        Statistics statistics = prepare(saved(recording), CONVERT).statistics();

        assertThat(statistics.imageMean()).isEqualTo(4);
        assertThat(statistics.imageDeviation()).isCloseTo(Math.sqrt(5), within(1e-15)); // (9 + 1 + 1 + 9) / 4
        // neuron 0 lacks the first trial of both: 1 + 2 trials
        float[][] shown = training.responses().trials().orElseThrow().neuron(0);
        double a = shown[0][0];
        double b = shown[1][0];
        double c = shown[1][1];
        double mean = (a + b + c) / 3;
        double variance = ((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 3;
        assertThat(statistics.responseDeviation(0)).isCloseTo(Math.sqrt(variance), within(1e-15));
    }

    @Test
    void divides_a_neuron_that_hardly_responds_by_a_part_of_the_mean_deviation() throws IOException {
        // deviations 1 and 0: at least 0.01 * (1 + 0) / 2
        Responses responses = Responses.of(new float[] {1, 7, 3, 7}, 2, 2);
        Tier training = new Tier(Stimuli.of(new float[] {1, 3, 5, 7}, 2, 1, 2), responses);
        Recording recording = new Recording("s", training, Optional.empty(), Optional.empty(), Map.of());

        Prepared prepared = prepare(saved(recording), CONVERT.withScale(PreparePlan.Scale.NORMALISED));

        assertThat(prepared.statistics().divisor(0)).isEqualTo(1);
        assertThat(prepared.statistics().divisor(1)).isEqualTo(0.005);
        Tier normalised = prepared.recording().training();
        assertThat(normalised.responses().neuron(0)).containsExactly(1, 3);
        assertThat(normalised.responses().neuron(1)).containsExactly(1400, 1400);
        assertThat(normalised.stimuli().mean()).isCloseTo(0, within(1e-7));
        assertThat(normalised.stimuli().standardDeviation()).isCloseTo(1, within(1e-7));
        assertThat(prepared.recording().labels().responseUnit()).hasValue("standard deviations");
    }

    @Test
    void scales_trials_as_their_means() throws IOException {
        Prepared prepared = full(CONVERT.withScale(PreparePlan.Scale.NORMALISED));

        Responses before = SmallRecording.full().test().orElseThrow().responses();
        Responses after = prepared.recording().test().orElseThrow().responses();
        double divisor = prepared.statistics().divisor(2);
        assertThat(after.trials().orElseThrow().at(3, 1, 2))
                .isEqualTo((float) (before.trials().orElseThrow().at(3, 1, 2) / divisor));
        assertThat(after.at(1, 2)).isEqualTo((float) (before.at(1, 2) / divisor));
        assertThat(after.trials().orElseThrow().at(0, 1, 0)).isNaN();
    }

    @Test
    void refuses_to_normalise_what_is_all_the_same() throws IOException {
        Tier grey = new Tier(Stimuli.of(new float[] {5, 5}, 2, 1, 1), Responses.of(new float[] {1, 3}, 2, 1));
        Path folder = saved(new Recording("s", grey, Optional.empty(), Optional.empty(), Map.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> prepare(folder, CONVERT.withScale(PreparePlan.Scale.NORMALISED)))
                .withMessage("normalization: standard deviation must be above 0 and finite, got 0.0;"
                        + " are all training images one gray level?");
    }

    @Test
    void takes_the_statistics_that_a_scan_gives_only_when_told() throws Exception {
        Path scan = SensoriumFixture.kept("plain").scan();
        PreparePlan given = CONVERT.withStatistics(PreparePlan.StatisticsOf.GIVEN);

        Statistics training = prepare(scan, CONVERT).statistics();
        Statistics all = prepare(scan, given).statistics();
        Statistics some = prepare(scan, given.withSelection(Selection.all().withNeurons(List.of(3))))
                .statistics();

        double expected = NpyFile.read(scan.resolve("meta/statistics/images/all/mean.npy"))
                .at(0);
        assertThat(all.imageMean()).isEqualTo(expected);
        assertThat(training.imageMean()).isNotEqualTo(expected);
        assertThat(some.neurons()).isEqualTo(1);
        assertThat(some.divisor(0)).isEqualTo(all.divisor(3));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> prepare(saved(SmallRecording.full()), given))
                .withMessage("saved: expected a Sensorium scan, which gives statistics, got format npy;"
                        + " use those of training");
    }

    @Test
    void leaves_a_hidden_test_tier_out() throws IOException {
        Tier hidden = new Tier(SmallRecording.bytes(2, 9), Responses.of(new float[6], 2, 3));
        Recording full = SmallRecording.full();
        Recording recording =
                new Recording("m1s1", full.training(), full.validation(), Optional.of(hidden), full.labels(), Map.of());

        // read with gaps kept, as prepare does, the tier is there still
        Prepared prepared = prepare(saved(recording), CONVERT);

        assertThat(prepared.recording().test()).isEmpty();
        assertThat(prepared.steps().get(0))
                .isEqualTo("all test responses are 0, as where a competition hides them: the test tier is left out");
    }
}
