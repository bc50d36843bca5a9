package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensoriumTreeTest {
    /** What is left of a response that was saved as a double and is kept as a float: half a unit in the last place. */
    private static final double FLOAT_ROUNDING = 0x1p-24;

    private static final double EXACT = 1e-9;

    @TempDir
    Path temporary;

    private static Recording read(Path scan) throws IOException {
        return RecordingReader.read(scan, ReadOptions.found());
    }

    private Path copy() throws Exception {
        return SensoriumFixture.kept("plain").copyTo(temporary.resolve("scan"));
    }

    private static void assertRefused(Path scan, String message, Object... values) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(scan))
                .withMessage(message, values);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"plain", "hashed"})
    void reads_the_scan_kept_with_the_tests_as_its_maker_expects(String mode) throws Exception {
        assertAsExpected(SensoriumFixture.kept(mode));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"plain", "hashed"})
    void reads_a_scan_made_anew_as_its_maker_expects(String mode) throws Exception {
        SensoriumFixture made = SensoriumFixture.made(mode, temporary);
        assertAsExpected(made);
        assertThat(read(made.scan()).labels().remarks())
                .containsExactly(
                        "the neurons are of animal 12345, session 6, scan 7",
                        "behaviour and the pupil's position are not read");
    }

    private static void assertAsExpected(SensoriumFixture fixture) throws IOException {
        JsonNode expected = fixture.expected();
        Recording recording = read(fixture.scan());

        assertThat(recording.site()).isEqualTo("static12345-6-7");
        assertThat(recording.neurons()).isEqualTo(expected.path("neurons").asInt());
        assertThat(recording.labels().neuronIds().all()).containsExactly("7", "14", "21", "28", "35");
        assertThat(recording.labels().responseUnit()).isEmpty();
        assertThat(recording.training().stimuli()).hasToString("stimuli [12, 36, 64]");
        JsonNode tiers = expected.path("tiers");
        assertThat(trials(recording.training())).isEqualTo(tiers.path("train").asInt());
        assertThat(trials(recording.validation().orElseThrow()))
                .isEqualTo(tiers.path("validation").asInt());
        assertThat(trials(recording.test().orElseThrow()))
                .isEqualTo(tiers.path("test").asInt());
        assertNormalised(fixture, recording, expected);
    }

    /** How many trials a tier is of. */
    private static int trials(Tier tier) {
        Optional<Trials> trials = tier.responses().trials();
        return trials.isEmpty()
                ? tier.count()
                : IntStream.range(0, tier.count())
                        .map(image -> trials.get().repeats(image, 0))
                        .sum();
    }

    /** The numbers of the competition's own loader for trial 0, which is the first of its image. */
    private static void assertNormalised(SensoriumFixture fixture, Recording recording, JsonNode expected)
            throws IOException {
        Path meta = fixture.scan().resolve("meta/trials");
        String tierOfTrial = NpyFile.read(meta.resolve("tiers.npy")).textAt(0).replace("validation", "val");
        NpyArray ids = NpyFile.read(meta.resolve("frame_image_id.npy"));
        String id = ids.type().isNumeric() ? Long.toString((long) ids.at(0)) : ids.textAt(0);
        Tier tier = recording.tiers().get(tierOfTrial);
        int image = tier.labels().ids().indexOf(id);
        GivenStatistics given = GivenStatistics.read(fixture.scan(), recording.neurons());
        double floor = 0;
        for (int neuron = 0; neuron < given.neurons(); neuron++) {
            floor += 0.01 * given.responseDeviation(neuron) / given.neurons();
        }

        for (int neuron = 0; neuron < recording.neurons(); neuron++) {
            double response = tier.responses().trials().isPresent()
                    ? tier.responses().trials().get().at(0, image, neuron)
                    : tier.responses().at(image, neuron);
            double wanted =
                    expected.path("normalised_response_trial0").path(neuron).asDouble();
            assertThat(response / Math.max(given.responseDeviation(neuron), floor))
                    .isCloseTo(wanted, within(wanted * FLOAT_ROUNDING + EXACT));
        }
        float[] pixels = new float[36 * 64];
        tier.stimuli().copyTo(image, pixels, 0);
        // numpy computes with f4 here: the very bits
        assertThat((pixels[0] - (float) given.imageMean()) / (float) given.imageDeviation())
                .isEqualTo((float) expected.path("normalised_image_trial0_px00").asDouble());
    }

    @Test
    void groups_the_trials_of_an_image_in_their_order() throws Exception {
        Path scan = SensoriumFixture.kept("plain").scan();
        Tier test = read(scan).test().orElseThrow();
        long[] ids =
                NpyFile.read(scan.resolve("meta/trials/frame_image_id.npy")).toLongs();

        assertThat(test.labels().ids()).containsExactlyInAnyOrder("200", "201", "202");
        for (int image = 0; image < test.count(); image++) {
            int at = image;
            int[] trials = IntStream.range(0, ids.length)
                    .filter(trial ->
                            ids[trial] == Long.parseLong(test.labels().ids().get(at)))
                    .toArray();
            assertThat(trials).hasSize(test.labels().ids().get(image).equals("200") ? 3 : 4);
            for (int repeat = 0; repeat < trials.length; repeat++) {
                NpyArray response = NpyFile.read(scan.resolve("data/responses/" + trials[repeat] + ".npy"));
                assertThat(test.responses().trials().orElseThrow().at(repeat, image, 4))
                        .isEqualTo((float) response.at(4));
            }
        }
    }

    @Test
    void knows_the_scan_by_a_digest_a_folder() throws Exception {
        Path scan = copy();
        Map<String, String> before = read(scan).sha256();
        assertThat(before.keySet()).containsExactly("meta/trials", "data/images", "meta/neurons", "data/responses");

        Path response = scan.resolve("data/responses/26.npy");
        double[] values = NpyFile.read(response).toDoubles();
        values[4]++;
        NpyFile.write(response, NpyArray.ofDoubles(values, 5));
        Map<String, String> after = read(scan).sha256();

        assertThat(after.get("data/responses")).isNotEqualTo(before.get("data/responses"));
        assertThat(after.get("data/images")).isEqualTo(before.get("data/images"));
        assertThat(after.get("meta/trials")).isEqualTo(before.get("meta/trials"));
    }

    @Test
    void takes_images_without_the_axis_of_one_and_as_bytes() throws Exception {
        Path scan = copy();
        for (int trial = 0; trial < 27; trial++) {
            Path file = scan.resolve("data/images/" + trial + ".npy");
            float[] pixels = NpyFile.read(file).toFloats();
            byte[] bytes = new byte[pixels.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (int) pixels[i];
            }
            NpyFile.write(file, NpyArray.ofBytes(bytes, 36, 64));
        }

        assertThat(read(scan).training().stimuli()).hasToString("stimuli [12, 36, 64]");
        assertThat(read(scan).training().stimuli().bytes()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"image_id", "colorframeprojector_image_id"})
    void knows_the_older_names_of_image_ids(String name) throws Exception {
        Path scan = copy();
        Recording before = read(scan);
        Path ids = scan.resolve("meta/trials/frame_image_id.npy");
        Files.move(ids, ids.resolveSibling(name + ".npy"));

        assertThat(read(scan).training().labels().ids())
                .isEqualTo(before.training().labels().ids());
        Files.delete(ids.resolveSibling(name + ".npy"));
        assertRefused(
                scan,
                "trials: expected frame_image_id.npy, image_id.npy, colorframeprojector_image_id.npy, got none of them;"
                        + " without it repeats cannot be found");
    }

    @Test
    void tells_images_of_several_classes_apart() throws Exception {
        Path scan = copy();
        String[] classes = new String[27];
        for (int trial = 0; trial < 27; trial++) {
            classes[trial] = trial < 13 ? "imagenet" : "masked";
        }
        NpyFile.write(scan.resolve("meta/trials/frame_image_class.npy"), NpyArray.ofText(classes, 27));

        assertThat(read(scan).training().labels().ids())
                .allMatch(id -> id.startsWith("imagenet/") || id.startsWith("masked/"))
                .anyMatch(id -> id.startsWith("masked/"));
    }

    private static void setTiers(Path scan, String from, String to) throws IOException {
        Path file = scan.resolve("meta/trials/tiers.npy");
        String[] tiers = NpyFile.read(file).toText();
        for (int trial = 0; trial < tiers.length; trial++) {
            tiers[trial] = tiers[trial].equals(from) ? to : tiers[trial];
        }
        NpyFile.write(file, NpyArray.ofText(tiers, tiers.length));
    }

    @Test
    void leaves_the_final_test_out_and_does_not_read_it() throws Exception {
        Path scan = copy();
        setTiers(scan, "test", "final_test");
        Path tiers = scan.resolve("meta/trials/tiers.npy");
        List<String> said = List.of(NpyFile.read(tiers).toText());
        Files.writeString(scan.resolve("data/images/" + said.indexOf("final_test") + ".npy"), "not read");

        Recording recording = read(scan);

        assertThat(recording.test()).isEmpty();
        assertThat(recording.labels().remarks())
                .containsExactly(
                        "the neurons are of animal 12345, session 6, scan 7",
                        "11 presentations of tier 'final_test' are left out");
    }

    @Test
    void leaves_hidden_test_responses_out_unless_told_to_keep_them() throws Exception {
        Path scan = copy();
        List<String> tiers =
                List.of(NpyFile.read(scan.resolve("meta/trials/tiers.npy")).toText());
        for (int trial = 0; trial < 27; trial++) {
            if (tiers.get(trial).equals("test")) {
                NpyFile.write(scan.resolve("data/responses/" + trial + ".npy"), NpyArray.ofDoubles(new double[5], 5));
            }
        }

        assertThat(read(scan).test()).isEmpty();
        assertThat(read(scan).labels().remarks())
                .contains("all test responses are 0, as where a competition hides them: the test tier is left out");
        assertThat(RecordingReader.read(scan, ReadOptions.found().withGaps(Gaps.KEPT))
                        .test())
                .isPresent();
    }

    @Test
    void refuses_one_id_for_different_images_in_any_tier() throws Exception {
        Path scan = copy();
        Path file = scan.resolve("meta/trials/frame_image_id.npy");
        long[] ids = NpyFile.read(file).toLongs();
        List<Integer> changed = new ArrayList<>();
        for (int trial = 0; trial < ids.length; trial++) {
            if (ids[trial] == 5 || ids[trial] == 100) { // one of training, one of validation
                ids[trial] = 5;
                changed.add(trial);
            }
        }
        NpyFile.write(file, NpyArray.ofLongs(ids, ids.length));

        assertRefused(
                scan,
                "%d.npy: expected the same image as in %d.npy, which has the same id, got another; copy the scan again (in images)",
                changed.get(1),
                changed.get(0));
    }

    @Test
    void refuses_a_gap_in_the_numbers_of_trials() throws Exception {
        Path scan = copy();
        Files.move(scan.resolve("data/images/5.npy"), scan.resolve("data/images/27.npy"));

        assertRefused(
                scan,
                "images: expected a file for each trial, 0.npy, 1.npy and so on without a gap, got 27 of them and no 5.npy;"
                        + " copy the scan again");
    }

    @Test
    void refuses_folders_that_do_not_fit_together() throws Exception {
        Path scan = copy();
        Files.delete(scan.resolve("data/responses/26.npy"));
        assertRefused(scan, "responses: expected 27 trials as in images, got 26; copy the scan again");

        Files.delete(scan.resolve("data/images/26.npy"));
        assertRefused(scan, "frame_image_id.npy: expected one for each of 26 trials, got i8 [27]");
    }

    @Test
    void refuses_what_is_missing() throws Exception {
        Path scan = copy();
        Files.delete(scan.resolve("meta/neurons/unit_ids.npy"));
        assertRefused(scan, "unit_ids.npy: there is no such file; check the path");

        Path tiers = scan.resolve("meta/trials/tiers.npy");
        Files.delete(tiers);
        assertRefused(scan, "tiers.npy: there is no such file; check the path");

        Path images = scan.resolve("data/images");
        Files.move(images, scan.resolve("data/pictures"));
        assertRefused(scan, "images: there is no such file or folder (%s); check the path", images);
    }

    @Test
    void refuses_images_and_responses_of_other_shapes() throws Exception {
        Path scan = copy();
        Path response = scan.resolve("data/responses/3.npy");
        NpyFile.write(response, NpyArray.ofDoubles(new double[6], 6));
        assertRefused(
                scan,
                "3.npy: expected responses [5] of the neurons of unit_ids.npy, got f8 [6]; copy the scan again (in responses)");

        Path image = scan.resolve("data/images/3.npy");
        NpyFile.write(image, NpyArray.ofFloats(new float[3 * 36 * 64], 3, 36, 64));
        assertRefused(
                scan,
                "3.npy: expected one gray image [1, H, W] or [H, W], got f4 [3, 36, 64]; convert colors to gray (in images)");
        NpyFile.write(image, NpyArray.ofFloats(new float[64 * 36], 1, 64, 36));
        assertRefused(
                scan,
                "3.npy: expected an image of 36 x 64 pixels as in the others, got 64 x 36; all of a scan have one size (in images)");
    }

    @Test
    void refuses_a_pixel_that_is_not_a_number_unless_gaps_are_kept() throws Exception {
        Path scan = copy();
        Path image = scan.resolve("data/images/3.npy");
        float[] pixels = NpyFile.read(image).toFloats();
        pixels[7] = Float.NaN;
        List<String> tiers =
                List.of(NpyFile.read(scan.resolve("meta/trials/tiers.npy")).toText());
        int trial = tiers.indexOf("train");
        NpyFile.write(scan.resolve("data/images/" + trial + ".npy"), NpyArray.ofFloats(pixels, 1, 36, 64));

        assertRefused(scan, "%d.npy: expected finite pixels, got NaN; repair the image (in images)", trial);
        Recording kept = RecordingReader.read(scan, ReadOptions.found().withGaps(Gaps.KEPT));
        assertThat(kept.training().stimuli().mean()).isNaN();
    }

    @Test
    void refuses_a_file_that_is_cut_short_and_an_absurd_header() throws Exception {
        Path scan = copy();
        Path image = scan.resolve("data/images/3.npy");
        byte[] bytes = Files.readAllBytes(image);
        Files.write(image, Arrays.copyOf(bytes, 1000));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(scan))
                .withMessageStartingWith("3.npy: ")
                .withMessageEndingWith("(in images)");

        String absurd =
                new String(bytes, 0, 128, StandardCharsets.ISO_8859_1).replace("(1, 36, 64)", "(9, 99999, 99999999)");
        Files.write(image, absurd.getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(scan))
                .withMessageStartingWith("3.npy: ");
    }

    @Test
    void has_one_site() throws Exception {
        Path scan = SensoriumFixture.kept("plain").scan();

        assertThat(RecordingReader.read(scan, ReadOptions.found().withSite(Optional.of("static12345-6-7")))
                        .site())
                .isEqualTo("static12345-6-7");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(scan, ReadOptions.found().withSite(Optional.of("m1s1"))))
                .withMessageEndingWith(
                        "expected no site or 'static12345-6-7', the only one there, got 'm1s1'; leave the site out");
        assertThat(RecordingReader.format(scan, ReadOptions.found())).isEqualTo(Format.SENSORIUM);
    }
}
