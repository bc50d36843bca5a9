package org.hypercolumn.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.doctor.Examination.Depth;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A test for each fault: nothing else may be found. */
class ExaminationTest {

    private static final List<Architecture> MODELS = List.of(Presets.of("rf-cnn"));

    private final Planted planted = Planted.healthy();

    private Examination examine() {
        return Examination.of(planted.build(), MODELS, Depth.FULL);
    }

    /** The one finding of a kind, where there is nothing else. */
    private Finding found(Kind kind) {
        List<Finding> findings = examine().findings();
        assertThat(findings).extracting(Finding::kind).containsExactly(kind);
        assertThat(findings.get(0).remedy()).isNotBlank();
        return findings.get(0);
    }

    private void assertFound(Kind kind, String what) {
        assertThat(found(kind).what()).isEqualTo(what);
    }

    @Test
    void nothing_is_wrong_with_a_healthy_recording() {
        Examination examination = examine();

        assertThat(examination.findings()).isEmpty();
        assertThat(examination.isRefused()).isFalse();
    }

    @Test
    void says_what_each_tier_is() {
        planted.name("train", "img");
        planted.responses("val")[3][2] = Float.NaN;
        planted.part("test").trials[REPEAT_LEFT_OUT][5] = nan();
        planted.pixels("val")[0][0] = 0.5f;

        List<TierFacts> tiers = examine().tiers();

        assertThat(tiers).extracting(TierFacts::name).containsExactly("train", "val", "test");
        assertThat(tiers).extracting(TierFacts::images).containsExactly(211, 113, 101);
        assertThat(tiers)
                .extracting(TierFacts::kept)
                .containsExactly(TierFacts.Kept.BYTES, TierFacts.Kept.FLOATS, TierFacts.Kept.BYTES);
        assertThat(tiers)
                .extracting(TierFacts::ids)
                .containsExactly(TierFacts.Ids.GIVEN, TierFacts.Ids.PLACES, TierFacts.Ids.PLACES);
        assertThat(tiers.get(1).responses().notFinite()).isEqualTo(1);
        assertThat(tiers.get(1).repeats()).isEmpty();
        assertThat(tiers.get(2).repeats()).hasValue(new TierFacts.Repeats(4, 5, 5));
        assertThat(tiers.get(0).pixels().smallest()).isZero();
        assertThat(tiers.get(0).pixels().largest()).isEqualTo(255);
    }

    private static final int REPEAT_LEFT_OUT = 4;

    private static float[] nan() {
        float[] nan = new float[Planted.NEURONS];
        Arrays.fill(nan, Float.NaN);
        return nan;
    }

    @Test
    void finds_pixels_that_are_nan() {
        planted.pixels("train")[3][11] = Float.NaN;
        planted.pixels("train")[3][12] = Float.NEGATIVE_INFINITY;
        planted.pixels("train")[200][0] = Float.NaN;

        assertFound(Kind.NAN_PIXELS, "3 pixels of 2 of 211 train images are NaN or infinite (images 3, 200)");
        assertThat(examine().isRefused()).isTrue();
    }

    @Test
    void finds_responses_that_are_nan() {
        planted.responses("val")[3][2] = Float.NaN;
        planted.responses("val")[112][2] = Float.POSITIVE_INFINITY;

        Finding finding = found(Kind.NAN_RESPONSES);

        assertThat(finding.what())
                .isEqualTo("2 val responses are NaN or infinite: of 1 of 7 neurons (neuron 2),"
                        + " to 2 of 113 images (images 3, 112)");
        assertThat(finding.remedy()).endsWith("--drop-incomplete images"); // 2 of 113 are fewer than 1 of 7
    }

    @Test
    void does_not_take_a_trial_that_was_not_shown_for_a_gap() {
        planted.part("test").trials[REPEAT_LEFT_OUT][5] = nan();

        assertThat(examine().findings()).isEmpty();
    }

    @Test
    void finds_rows_of_one_tier_copied_into_another() {
        for (int i = 0; i < 7; i++) {
            planted.pixels("test")[i] = planted.pixels("train")[10 + i].clone();
        }

        assertFound(
                Kind.LEAK,
                "7 of 101 test images are train images too (test 0 = train 10, test 1 = train 11, test 2 = train 12,"
                        + " test 3 = train 13, test 4 = train 14 and 2 more): scores on them would be too good");
        assertThat(examine().isRefused()).isTrue();
    }

    @Test
    void finds_a_validation_image_in_the_test_tier() {
        planted.pixels("test")[100] = planted.pixels("val")[0].clone();

        assertFound(
                Kind.LEAK,
                "1 of 101 test images is a val image too (test 100 = val 0): scores on them would be too good");
    }

    @Test
    void finds_one_id_in_two_tiers() {
        planted.name("train", "a");
        planted.part("val").labels = Optional.of(ImageLabels.of(planted.names("val", "b", 1)));
        List<String> ids = new ArrayList<>(planted.names("test", "c", 1));
        ids.set(17, "a3");
        planted.part("test").labels = Optional.of(ImageLabels.of(ids));

        assertFound(
                Kind.LEAK,
                "1 of 101 test images has the id of a train image (test 'a3' = train 'a3'): scores on them would be too good");
    }

    @Test
    void does_not_take_places_for_ids() {
        planted.name("train", "");
        planted.name("val", "val");

        assertThat(examine().findings()).isEmpty(); // test images have places, which begin at 0 as the ids of train do
    }

    @Test
    void finds_one_group_in_two_tiers() {
        planted.part("train").labels =
                Optional.of(ImageLabels.places(211).withGroups(planted.names("train", "photo", 10)));
        planted.part("val").labels = Optional.of(ImageLabels.places(113).withGroups(planted.names("val", "other", 10)));
        List<String> groups = new ArrayList<>(planted.names("test", "third", 10));
        groups.set(5, "photo2");
        planted.part("test").labels = Optional.of(ImageLabels.places(101).withGroups(groups));

        assertFound(
                Kind.LEAK,
                "1 of 101 test images is of a group of train images (test 5 = train 20): scores on them would be too good");
    }

    @Test
    void a_pair_with_copies_does_not_leak_since_they_are_drawn_together() {
        planted.tiers.remove("val");
        planted.tiers.remove("test");
        for (int i = 0; i < 211; i += 2) {
            planted.pixels("train")[i] = planted.pixels("train")[1].clone();
        }

        assertThat(examine().findings()).extracting(Finding::kind).doesNotContain(Kind.LEAK);
    }

    @Test
    void finds_too_few_images() {
        planted.shorten("train", 9);

        assertFound(Kind.TOO_FEW_IMAGES, "expected 10 training images or more, got 9");
    }

    @Test
    void finds_a_single_test_image() {
        planted.shorten("test", 1);

        assertThat(examine().findings())
                .extracting(Finding::kind)
                .contains(Kind.TOO_FEW_IMAGES)
                .doesNotContain(Kind.NO_CONTRAST);
        assertThat(examine().findings().get(0).what()).isEqualTo("expected 2 images or more in the test tier, got 1");
    }

    @Test
    void finds_training_images_without_contrast() {
        for (float[] image : planted.pixels("train")) {
            Arrays.fill(image, 128);
        }

        assertThat(examine().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.NO_CONTRAST, Kind.DUPLICATES, Kind.OTHER_SCALE, Kind.OTHER_SCALE);
    }

    @Test
    void finds_images_that_are_too_small_for_a_model() {
        List<Architecture> models = List.of(Presets.of("rf-cnn"), Presets.of("ff-cnn"));

        Finding finding =
                Examination.of(planted.build(), models, Depth.FULL).findings().get(0);

        assertThat(finding.kind()).isEqualTo(Kind.IMAGES_TOO_SMALL);
        assertThat(finding.what())
                .isEqualTo("images of 20 x 20 pixels are too small for 1 of 2 models (ff-cnn needs 32 x 32)");
        assertThat(finding.remedy()).isEqualTo("bring larger images, or ask for --models rf-cnn");
    }

    @Test
    void finds_a_hidden_test() {
        for (int neuron = 0; neuron < Planted.NEURONS; neuron++) {
            planted.respond("test", neuron, 0);
        }

        assertThat(examine().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.HIDDEN_TEST, Kind.SMALL_TIER, Kind.NO_TRIALS); // a tenth of 211 is few
        assertThat(examine().isRefused()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "brighter, of less contrast | 0.8 | 30 | 0",
                "noisy                      | 1   | 0  | 4",
                "all three                  | 0.9 | 9  | 3"
            })
    void finds_nearly_the_same_image_in_two_tiers(String how, float contrast, float brighter, int noise) {
        float[] original = planted.pixels("train")[42];
        for (int i = 0; i < original.length; i++) {
            planted.pixels("test")[7][i] = contrast * original[i] + brighter + i % (noise + 1);
        }

        assertFound(
                Kind.NEAR_DUPLICATES,
                "1 test image is nearly the same as a train image (pixels correlate by 0.98 or more: 7 ~ 42):"
                        + " a score may be of what was learned by heart");
    }

    @Test
    void does_not_take_shapes_that_share_most_of_their_pixels_for_the_same() {
        for (int s = 0; s < 2; s++) {
            float[] image = planted.pixels(s == 0 ? "train" : "test")[42];
            for (int i = 0; i < image.length; i++) {
                int row = i / Planted.SIDE;
                int column = i % Planted.SIDE;
                boolean shape = row > 4 && row < 15 && column > 4 && column < 15;
                image[i] = shape && !(row == 5 && column < 5 + s) ? 255 : 0; // one pixel of a corner is missing
            }
        }

        assertThat(examine().findings()).isEmpty();
    }

    @Test
    void notes_nearly_the_same_images_within_a_tier() {
        float[] original = planted.pixels("train")[42];
        for (int i = 0; i < original.length; i++) {
            planted.pixels("train")[7][i] = original[i] / 2;
        }

        assertFound(
                Kind.SIMILAR_IMAGES,
                "1 train image is nearly the same as an earlier one (pixels correlate by 0.98 or more: 42 ~ 7)");
    }

    @Test
    void finds_the_same_image_under_two_ids() {
        planted.name("train", "a");
        planted.pixels("train")[42] = planted.pixels("train")[7].clone();
        planted.pixels("train")[43] = planted.pixels("train")[7].clone();

        assertFound(
                Kind.DUPLICATES,
                "2 of 211 train images are the same as an earlier one of another id ('a42' = 'a7', 'a43' = 'a7'):"
                        + " each counts as an image of its own");
    }

    @Test
    void finds_images_of_one_gray_level() {
        Arrays.fill(planted.pixels("val")[5], 128);

        assertFound(Kind.BLANK_IMAGES, "1 of 113 val images is one gray level (image 5)");
    }

    @Test
    void finds_a_small_tier() {
        planted.shorten("test", 53);

        // tanh(1.96 / sqrt(50)) = 0.27
        assertFound(
                Kind.SMALL_TIER,
                "scores are of 53 test images only, on which chance alone reaches a CORR of 0.27 (95 %),"
                        + " and peak tuning is that of 1 image");
        assertThat(found(Kind.SMALL_TIER).remedy()).isEqualTo("trust means over many neurons only");
    }

    @Test
    void finds_a_small_tier_that_only_chooses_the_epoch() {
        planted.shorten("val", 53);

        assertFound(Kind.SMALL_TIER, "the epoch is chosen by 53 val images only");
        assertThat(found(Kind.SMALL_TIER).remedy()).contains("--split 0.9,0.1 --keep-test;");
    }

    @Test
    void finds_pixels_of_another_scale() {
        for (float[] image : planted.pixels("test")) {
            for (int i = 0; i < image.length; i++) {
                image[i] /= 255;
            }
        }

        assertThat(found(Kind.OTHER_SCALE).what())
                .startsWith(
                        "pixels of the test tier are of another scale than in training: mean 0.4985, standard deviation 0.2889")
                .contains(", in training 127.");
    }

    @Test
    void notes_images_that_are_not_square() {
        planted.crop(17, 19);

        assertFound(Kind.NOT_SQUARE, "images are not square: 17 x 19 pixels (rows x columns)");
    }

    @Test
    void notes_images_that_are_large() {
        planted.enlarge(6);

        // 120 x 120: the first convolution is of 116 x 116 instead of 46 x 46 places, 6.4 times as many, the second of
        // 54 x 54
        // instead of 19 x 19, 8.1 times
        assertThat(found(Kind.LARGE_IMAGES).what())
                .startsWith("images are large: a training step of rf-cnn takes about 8 times as long");
    }

    @Test
    void notes_that_a_validation_tier_is_drawn() {
        planted.tiers.remove("val");

        assertThat(examine().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.SMALL_TIER, Kind.NO_TIERS); // a fifth of 211 is below 100
        assertThat(examine().findings().get(1).what())
                .isEqualTo(
                        "there is no validation tier: a fit draws one, always the same (169 train, 42 val, 101 test images)");
    }

    @Test
    void a_hidden_test_without_trials_has_none() {
        planted.part("test").trials = new float[1][101][Planted.NEURONS];

        assertThat(examine().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.HIDDEN_TEST, Kind.SMALL_TIER, Kind.NO_TRIALS);
    }

    @Test
    void notes_what_the_reader_left_out() {
        planted.remarks = List.of("12 presentations of tier 'final_test' are left out");

        assertFound(Kind.READING, "12 presentations of tier 'final_test' are left out");
    }

    @Test
    void tells_all_faults_at_once_the_worst_first() {
        planted.responses("val")[3][2] = Float.NaN;
        planted.pixels("test")[3] = planted.pixels("train")[3].clone();
        planted.respond("train", 5, 1);
        planted.crop(17, 19);

        assertThat(examine().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.NAN_RESPONSES, Kind.LEAK, Kind.CONSTANT_NEURON, Kind.NOT_SQUARE);
    }

    @Test
    void fast_leaves_out_what_takes_longer() {
        planted.pixels("test")[7] = planted.pixels("train")[42].clone();
        planted.pixels("test")[7][0]++;
        planted.respond("test", 2, 1);

        Examination fast = Examination.of(planted.build(), MODELS, Depth.FAST);

        assertThat(fast.findings()).extracting(Finding::kind).containsExactly(Kind.CONSTANT_NEURON);
        assertThat(fast.reliability()).isEmpty();
        assertThat(fast.reliabilityTier()).isEmpty();
        assertThat(examine().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.NEAR_DUPLICATES, Kind.CONSTANT_NEURON, Kind.UNRELIABLE_NEURON);
    }
}
