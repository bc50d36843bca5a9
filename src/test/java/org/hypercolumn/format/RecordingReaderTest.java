package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyBytes;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {
    @TempDir
    Path temporary;

    private Path folder() throws IOException {
        return Files.createDirectories(temporary.resolve("lab"));
    }

    /** Images of 5 x 7 pixels, all of them {@code grey}. */
    private void images(String name, int count, int grey) throws IOException {
        byte[] pixels = new byte[count * 5 * 7];
        Arrays.fill(pixels, (byte) grey);
        NpyFile.write(folder().resolve(name), NpyArray.ofBytes(pixels, count, 5, 7, 1));
    }

    private void responses(String name, int count, int neurons) throws IOException {
        double[] values = new double[count * neurons];
        Arrays.setAll(values, i -> i);
        NpyFile.write(folder().resolve(name), NpyArray.ofDoubles(values, count, neurons));
    }

    private void tier(String site, String tier, int count, int grey) throws IOException {
        images(tier + "_img_" + site + ".npy", count, grey);
        responses(tier + "Rsp_" + site + ".npy", count, 3);
    }

    private void assertRefused(Optional<String> site, String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(
                        () -> RecordingReader.read(folder(), ReadOptions.found().withSite(site)))
                .withMessage(message);
    }

    @Test
    void refuses_columns_where_there_is_no_table() throws IOException {
        tier("m1s1", "train", 11, 2);
        Mapping said = new Mapping(Map.of(), Map.of(), Map.of("ignored_columns", List.of("trial")));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(
                        () -> RecordingReader.read(folder(), ReadOptions.found().withMapping(Optional.of(said))))
                .withMessage(
                        "lab: expected neuron_columns and ignored_columns only for a folder of images with a table,"
                                + " got a recording of format paper; leave them out of the mapping");
    }

    @Test
    void reads_the_layout_of_the_paper() throws IOException {
        tier("m1s1", "train", 11, 2);
        tier("m1s1", "val", 7, 3);
        tier("m1s1", "test", 5, 4);
        Files.writeString(folder().resolve("notes.txt"), "not for us");

        Recording recording = RecordingReader.read(folder(), ReadOptions.found());

        assertThat(recording.site()).isEqualTo("m1s1");
        assertThat(recording.neurons()).isEqualTo(3);
        assertThat(recording.height()).isEqualTo(5);
        assertThat(recording.width()).isEqualTo(7);
        assertThat(recording.training().count()).isEqualTo(11);
        assertThat(recording.training().stimuli().mean()).isEqualTo(2);
        assertThat(recording.validation()).hasValueSatisfying(tier -> {
            assertThat(tier.count()).isEqualTo(7);
            assertThat(tier.stimuli().mean()).isEqualTo(3);
        });
        assertThat(recording.test()).hasValueSatisfying(tier -> {
            assertThat(tier.count()).isEqualTo(5);
            assertThat(tier.stimuli().mean()).isEqualTo(4);
        });
        assertThat(recording.sha256().keySet())
                .containsExactly(
                        "train_img_m1s1.npy",
                        "trainRsp_m1s1.npy",
                        "val_img_m1s1.npy",
                        "valRsp_m1s1.npy",
                        "test_img_m1s1.npy",
                        "testRsp_m1s1.npy");
    }

    @Test
    void remarks_on_axes_of_the_papers_layout_that_are_equally_long() throws IOException {
        tier("m1s1", "train", 11, 2);
        tier("m1s1", "val", 7, 3); // of 5 x 7 pixels
        tier("m1s1", "test", 3, 4); // of 3 neurons

        assertThat(RecordingReader.read(folder(), ReadOptions.found()).labels().remarks())
                .containsExactly(
                        "axes of equal length are read in the order of this layout, images [S, H, W] and responses [S, N]: val_img_m1s1.npy u1 [7, 5, 7, 1], testRsp_m1s1.npy f8 [3, 3]");
    }

    @Test
    void reads_single_trials_beside_the_papers_means() throws IOException {
        tier("m1s1", "train", 3, 2);
        tier("m1s1", "val", 2, 3);
        // two repeats whose means are 0, 1, ... 5, as responses() writes them; the second image has one more without
        // neuron 1
        NpyFile.write(
                folder().resolve("valTrials_m1s1.npy"),
                NpyArray.ofFloats(
                        new float[] {
                            -1, 0, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, Float.NaN, Float.NaN, Float.NaN, 3, Float.NaN, 5
                        },
                        3,
                        2,
                        3));

        Recording recording = RecordingReader.read(folder(), ReadOptions.found());

        Responses responses = recording.validation().orElseThrow().responses();
        assertThat(responses.at(1, 2)).isEqualTo(5);
        assertThat(responses.trials()).hasValueSatisfying(trials -> {
            assertThat(trials.neuron(0)).isDeepEqualTo(new float[][] {{-1, 1}, {2, 4, 3}});
            assertThat(trials.neuron(1)).isDeepEqualTo(new float[][] {{0, 2}, {3, 5}});
        });
        assertThat(recording.training().responses().trials()).isEmpty();
        assertThat(recording.sha256()).containsKey("valTrials_m1s1.npy");
    }

    @Test
    void refuses_trials_that_others_are_the_means_of() throws IOException {
        tier("m1s1", "train", 3, 2);
        tier("m1s1", "val", 2, 3);
        Path file = folder().resolve("valTrials_m1s1.npy");

        NpyFile.write(file, NpyArray.ofFloats(new float[] {0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4.5f, 5}, 2, 2, 3));
        assertRefused(
                Optional.empty(),
                "valTrials_m1s1.npy: expected trials whose means are valRsp_m1s1.npy, got 4.25 for 4.0 at stimulus 1,"
                        + " neuron 1 (counted from 0); find out which are right, and leave the others out");
        NpyFile.write(file, NpyArray.ofFloats(new float[12], 2, 3, 2));
        assertRefused(
                Optional.empty(), "valTrials_m1s1.npy: expected trials [R, 2, 3] as in valRsp_m1s1.npy, got [R, 3, 2]");
        NpyFile.write(file, NpyArray.ofFloats(new float[6], 2, 3));
        assertRefused(
                Optional.empty(),
                "valTrials_m1s1.npy: expected trials [R, S, N] with 2 repeats or more, got responses [2, 3]");
    }

    @Test
    void refuses_trials_that_are_missing_where_the_means_are_not_and_means_where_trials_are_not() throws IOException {
        tier("m1s1", "train", 3, 2);
        tier("m1s1", "val", 2, 3);
        float none = Float.NaN;
        NpyFile.write(
                folder().resolve("valTrials_m1s1.npy"),
                NpyArray.ofFloats(new float[] {0, 1, 2, none, none, none, 0, 1, 2, none, none, none}, 2, 2, 3));
        String message = "valTrials_m1s1.npy: expected trials whose means are valRsp_m1s1.npy, got %s at stimulus 1,"
                + " neuron %d (counted from 0); find out which are right, and leave the others out";

        assertRefused(Optional.empty(), message.formatted("NaN for 3.0", 0));
        Path means = folder().resolve("valRsp_m1s1.npy");
        NpyFile.write(means, NpyArray.ofFloats(new float[] {0, 1, 2, none, none, none}, 2, 3));
        ReadOptions kept = ReadOptions.found().withGaps(Gaps.KEPT);
        assertThat(RecordingReader.read(folder(), kept)
                        .validation()
                        .orElseThrow()
                        .responses()
                        .at(1, 0))
                .isNaN();
        NpyFile.write(
                folder().resolve("valTrials_m1s1.npy"),
                NpyArray.ofFloats(new float[] {0, 1, 2, none, 4, none, 0, 1, 2, none, none, none}, 2, 2, 3));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(folder(), kept))
                .withMessage(message.formatted("4.0 for NaN", 1));
    }

    @Test
    void knows_the_sha_256_of_each_file() throws IOException {
        Files.write(folder().resolve("images.npy"), NpyBytes.of("|u1", "(2, 1, 1)", "0203"));
        Files.write(folder().resolve("responses.npy"), NpyBytes.of("|u1", "(2,)", "0305"));

        // sha256sum of the two files
        assertThat(RecordingReader.read(folder(), ReadOptions.found()).sha256())
                .containsExactly(
                        Map.entry("images.npy", "2ea0a3e37ffde5342c1078e4790acec1788db6cdd48b31f682f611ca39432848"),
                        Map.entry("responses.npy", "53966400743cb65926ac5d603d44921c363c50deb0593564903aa371e8b6b68c"));
    }

    @Test
    void needs_no_test_tier() throws IOException {
        tier("m1s1", "train", 11, 2);
        tier("m1s1", "val", 7, 3);

        assertThat(RecordingReader.read(folder(), ReadOptions.found().withSite(Optional.of("m1s1")))
                        .test())
                .isEmpty();
    }

    @Test
    void reads_a_plain_pair_as_training_of_a_site_called_as_the_folder() throws IOException {
        images("images.npy", 11, 2);
        responses("responses.npy", 11, 3);

        Recording recording = RecordingReader.read(folder(), ReadOptions.found());

        assertThat(recording.site()).isEqualTo("lab");
        assertThat(recording.training().count()).isEqualTo(11);
        assertThat(recording.validation()).isEmpty();
        assertThat(recording.test()).isEmpty();
        assertThat(recording.sha256()).containsOnlyKeys("images.npy", "responses.npy");
        assertThat(RecordingReader.read(folder(), ReadOptions.found().withSite(Optional.of("lab")))
                        .site())
                .isEqualTo("lab");
        assertRefused(
                Optional.of("m1s1"),
                "lab: expected no site or 'lab', the only one there, got 'm1s1'; leave the site out");
    }

    @Test
    void asks_which_of_several_sites() throws IOException {
        for (String site : new String[] {"m1s1", "m2_s1"}) {
            tier(site, "train", 11, 2);
            tier(site, "val", 7, 3);
        }

        assertThat(RecordingReader.read(folder(), ReadOptions.found().withSite(Optional.of("m2_s1")))
                        .site())
                .isEqualTo("m2_s1");
        assertRefused(
                Optional.empty(),
                "lab: expected one site or the name of one, got 2 sites (m1s1, m2_s1); give the site");
        assertRefused(
                Optional.of("m2_s"), "lab: expected one of the sites m1s1, m2_s1, got 'm2_s'; did you mean 'm2_s1'?");
    }

    @Test
    void says_which_file_of_a_pair_is_missing() throws IOException {
        tier("m1s1", "train", 11, 2);
        tier("m1s1", "val", 7, 3);
        images("test_img_m1s1.npy", 5, 4);

        assertRefused(
                Optional.empty(),
                "testRsp_m1s1.npy: is missing beside test_img_m1s1.npy in %s; put it there".formatted(folder()));
    }

    @Test
    void says_which_tier_is_missing() throws IOException {
        responses("valRsp_m1s1.npy", 7, 3);
        images("val_img_m1s1.npy", 7, 3);

        assertRefused(
                Optional.empty(),
                "train_img_m1s1.npy: is missing in %s, and trainRsp_m1s1.npy too;".formatted(folder())
                        + " a recording in this layout needs both (there are valRsp_m1s1.npy, val_img_m1s1.npy)");
    }

    @Test
    void refuses_different_numbers_of_images_and_responses() throws IOException {
        images("images.npy", 11, 2);
        responses("responses.npy", 13, 3);

        assertRefused(
                Optional.empty(),
                "responses.npy: expected responses to 11 images, got f8 [13, 3] taken as SN; find out which images or responses are missing, or say the axes in a mapping");
    }

    @Test
    void refuses_tiers_that_do_not_fit_together() throws IOException {
        tier("m1s1", "train", 11, 2);
        images("val_img_m1s1.npy", 7, 3);
        responses("valRsp_m1s1.npy", 7, 2);

        assertRefused(
                Optional.empty(),
                "val_img_m1s1.npy: expected images of 5 x 7 pixels and 3 neurons as in train_img_m1s1.npy,"
                        + " got images of 5 x 7 pixels and 2 neurons; all tiers must come from one recording");
        Tier training = RecordingReader.read(plainPair(), ReadOptions.found()).training();
        Tier other = new Tier(Stimuli.ofBytes(new byte[35], 1, 7, 5), Responses.of(new float[3], 1, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recording("m1s1", training, Optional.empty(), Optional.of(other), Map.of()))
                .withMessage("recording m1s1: expected images of 5 x 7 pixels and 3 neurons as in training,"
                        + " got images of 7 x 5 pixels and 3 neurons in test");
    }

    private Path plainPair() throws IOException {
        images("../pair/images.npy", 11, 2);
        responses("../pair/responses.npy", 11, 3);
        return temporary.resolve("pair");
    }

    @Test
    void refuses_two_layouts_in_one_folder_unless_the_site_is_given() throws IOException {
        images("images.npy", 11, 2);
        responses("responses.npy", 11, 3);
        tier("m1s1", "train", 11, 2);
        tier("m1s1", "val", 7, 3);

        assertRefused(
                Optional.empty(),
                "lab: expected one recording, got both images.npy with responses.npy and files of the site m1s1;"
                        + " give the site or move some away");
        assertThat(RecordingReader.read(folder(), ReadOptions.found().withSite(Optional.of("m1s1")))
                        .site())
                .isEqualTo("m1s1");
    }

    @Test
    void says_what_a_recording_is_and_what_is_there_instead() throws IOException {
        String expected = "lab: expected {train,val,test}_img_SITE.npy with {train,val,test}Rsp_SITE.npy,"
                + " or images.npy with responses.npy, or a Sensorium scan, or images with a CSV, got %s; give the folder or file that holds the recording, or say its --format";
        folder();
        assertRefused(Optional.empty(), expected.formatted("an empty folder"));
        for (char name = 'a'; name <= 'h'; name++) {
            Files.createDirectory(folder().resolve(name + ".d"));
        }
        assertRefused(Optional.empty(), expected.formatted("a.d, b.d, c.d, d.d, e.d, f.d and 2 more"));
    }

    @Test
    void refuses_files_and_folders_that_are_not_there() throws IOException {
        Path file = Files.writeString(folder().resolve("a.npy"), "");

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(file, ReadOptions.found()))
                .withMessage("a.npy: expected a recording, got an empty file");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RecordingReader.read(folder().resolve("no"), ReadOptions.found()))
                .withMessage("no: there is no such file or folder (%s); check the path", folder().resolve("no"));
    }

    @Test
    void a_tier_has_as_many_responses_as_images_and_one_at_least() {
        Stimuli stimuli = Stimuli.ofBytes(new byte[] {2, 3}, 2, 1, 1);
        Responses responses = Responses.of(new float[] {5, 7}, 2, 1);
        Tier tier = new Tier(stimuli, responses);

        assertThat(tier.select(new int[] {1}).responses().at(0, 0)).isEqualTo(7);
        assertThat(tier.select(new int[] {1}).stimuli().mean()).isEqualTo(3);
        assertThat(tier.count()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tier(stimuli, responses.select(new int[] {0})))
                .withMessage("tier: expected as many responses as images, got 2 images and responses to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tier.select(new int[0]))
                .withMessage("tier: expected one image and one neuron or more, got 0 images, 1 neurons");
    }
}
