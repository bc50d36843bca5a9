package org.hypercolumn.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.doctor.Examination.Depth;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.format.Format;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A test for each fault of neurons and their responses: nothing else may be found. */
class NeuronExaminationTest {

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

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {0, 0.25f, -3})
    void finds_a_neuron_that_responds_the_same_to_every_image(float response) {
        planted.neuronIds = Optional.of(
                NeuronIds.of(IntStream.range(0, 7).mapToObj(n -> "u" + n).toList()));
        planted.respond("val", 5, response);

        assertFound(
                Kind.CONSTANT_NEURON,
                "1 of 7 neurons responds the same to every val image (neuron 5 ('u5')):"
                        + " no correlation with it is defined");
    }

    @Test
    void says_once_what_is_so_in_several_tiers() {
        for (int neuron = 2; neuron < 4; neuron++) {
            planted.respond("train", neuron, 0);
            planted.respond("val", neuron, 1);
            planted.respond("test", neuron, 2);
        }

        assertThat(examine().findings().get(0).what())
                .isEqualTo("2 of 7 neurons respond the same to every train, val and test image (neurons 2, 3):"
                        + " no correlation with them is defined");
    }

    @Test
    void notes_responses_whose_unit_training_as_published_does_not_reach() {
        planted.rescale(4, 1, 1000);
        planted.rescale(5, 1e-3f, 0);
        planted.rescale(6, 1e4f, 0);

        Finding found = found(Kind.RESPONSE_SCALE);
        assertThat(found.what())
                .matches(
                        "responses of 1 of 7 neurons have a standard deviation below 0.1 \\(median [0-9.e-]+\\);"
                                + " responses of 1 of 7 neurons have a standard deviation above 30 \\(median [0-9.e+]+\\);"
                                + " responses of 1 of 7 neurons have a mean above 10 standard deviations \\(median [0-9.e+]+\\):"
                                + " with --responses published, scores can be lower in this unit than they would be in another");
        assertThat(found.remedy()).isEqualTo("fit with --responses scaled, which is the default");
    }

    @Test
    void finds_a_neuron_that_responds_to_one_image_alone() {
        planted.respond("val", 5, 0);
        planted.responses("val")[77][5] = 1;

        assertFound(
                Kind.CONSTANT_NEURON,
                "1 of 7 neurons responds the same to all but a few val images (neuron 5): the scores of it hang on these few");
    }

    @Test
    void finds_a_neuron_that_is_there_twice() {
        for (String tier : List.of("train", "val", "test")) {
            for (float[][] trial : planted.part(tier).trials) {
                for (float[] image : trial) {
                    image[6] = image[1];
                }
            }
        }

        assertFound(
                Kind.SAME_NEURON,
                "1 neuron has the same training responses as another one (6 = 1): means over neurons count it twice");
    }

    @Test
    void finds_neurons_that_do_not_repeat_themselves() {
        var random = new SplittableRandom(1);
        for (float[][] trial : planted.part("test").trials) {
            for (float[] image : trial) {
                image[2] = (float) random.nextDouble();
                image[4] = (float) random.nextDouble();
            }
        }

        assertFound(
                Kind.UNRELIABLE_NEURON,
                "2 of 7 neurons hardly repeat themselves in test: FEV below 0.15 or no ceiling (neurons 2, 4)");
        assertThat(ReliabilityChecks.isUnreliable(examine().reliability().get(2)))
                .isTrue();
        assertThat(examine().reliability().get(3).repeats().correlationCeiling())
                .isGreaterThan(0.9);
        assertThat(examine().reliabilityTier()).hasValue("test");
    }

    @Test
    void finds_responses_of_another_scale() {
        for (float[] image : planted.responses("val")) {
            for (int neuron = 0; neuron < image.length; neuron++) {
                image[neuron] *= 100;
            }
        }

        assertThat(found(Kind.OTHER_SCALE).what())
                .startsWith("responses of the val tier are of another scale than in training: mean 6");
    }

    @Test
    void finds_one_response_that_makes_most_of_the_variance() {
        planted.responses("train")[9][3] = 40;

        assertFound(
                Kind.OUTLIER,
                "1 training response makes more than half of a neuron's variance (neuron 3: 40.0 to image 9):"
                        + " a fit learns little else");
    }

    @Test
    void finds_few_repeats() {
        planted.part("test").trials = Arrays.copyOf(planted.part("test").trials, 2);

        assertFound(
                Kind.FEW_REPEATS,
                "test images, which are scored, were shown 2 to 2 times, 2.0 in the median: ceilings are rough");
    }

    @Test
    void notes_that_there_are_no_trials() {
        planted.part("test").trials = Arrays.copyOf(planted.part("test").trials, 1);

        assertFound(Kind.NO_TRIALS, "test images, which are scored, have no single trials: no noise ceilings, no FEV");
        assertThat(examine().reliability()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "-999, -999", "9999, 9999", "1e20, 1.00e+20"})
    void finds_numbers_that_may_stand_for_what_was_not_recorded(float number, String shown) {
        for (float[] image : planted.responses("val")) {
            for (int neuron = 0; neuron < image.length; neuron++) {
                image[neuron] = Math.abs(image[neuron]);
            }
        }
        planted.responses("val")[2][3] = number;
        planted.responses("val")[5][1] = number;

        Finding finding = examine().findings().stream()
                .filter(found -> found.kind() == Kind.PLACEHOLDER)
                .findFirst()
                .orElseThrow();

        assertThat(finding.what())
                .startsWith("2 of 791 val responses are %s, all others ".formatted(shown))
                .endsWith(": they may stand for what was not recorded"); // 113 images, 7 neurons
    }

    @Test
    void finds_trials_that_are_padded_with_zeros() {
        float[][][] trials = planted.part("test").trials;
        for (int image = 0; image < 40; image++) {
            Arrays.fill(trials[4][image], 0);
        }

        assertFound(
                Kind.PLACEHOLDER,
                "40 of 505 presentations of test images have a response of 0 in every neuron, and other responses are"
                        + " hardly ever 0: they may stand for what was not recorded"); // 5 trials of 101 images
    }

    @Test
    void takes_no_trial_for_a_placeholder_where_zeros_are_usual() {
        float[][][] trials = planted.part("test").trials;
        for (float[][] trial : trials) {
            for (int image = 0; image < trial.length; image++) {
                Arrays.fill(trial[image], 0, image % 3 == 0 ? 7 : 2, 0);
            }
        }

        assertThat(examine().findings()).extracting(Finding::kind).doesNotContain(Kind.PLACEHOLDER);
    }

    @Test
    void takes_no_number_for_a_placeholder_that_is_there_once_or_lies_among_others() {
        planted.responses("val")[2][3] = -1;
        planted.responses("val")[5][1] = -1;
        planted.responses("val")[6][1] = -0.5f;
        planted.responses("test")[6][1] = -1;

        assertThat(examine().findings()).extracting(Finding::kind).doesNotContain(Kind.PLACEHOLDER);
    }

    @Test
    void leaves_out_by_the_numbers_of_all_others() {
        assertThat(Remedies.without(List.of(0, 4, 5), List.of(0, 1, 2, 3, 4, 5, 6, 7, 8)))
                .isEqualTo("fit the others: --neurons 1-3,6-8 of fit and study");
        assertThat(Remedies.without(List.of(2), List.of(0, 1, 2)))
                .isEqualTo("fit the others: --neurons 0-1 of fit and study");
        assertThat(Remedies.without(List.of(3), List.of(0, 3, 5)))
                .isEqualTo("fit the others: --neurons 0,5 of fit and study");
        assertThat(Remedies.without(List.of(0, 1), List.of(0, 1))).isEqualTo("record others");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "HDF5 # [R, S, N] in responses_trials, or a row a trial with trial_images beside it",
                "PAPER # [R, S, N] in testTrials_lab.npy",
                "IMAGES # a row a trial in the table",
            })
    void advises_in_the_words_of_the_layout(Format format, String where) {
        assertThat(new Remedies(format, planted.build()).trials())
                .isEqualTo("bring the single trials, %s, to know how well any model could do".formatted(where));
    }
}
