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
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                "2 of 7 neurons hardly repeat themselves: FEV below 0.15 or no ceiling (neurons 2, 4)");
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

        assertFound(Kind.FEW_REPEATS, "test images were shown 2 to 2 times, 2.0 in the median: ceilings are rough");
    }

    @Test
    void notes_that_there_are_no_trials() {
        planted.part("test").trials = Arrays.copyOf(planted.part("test").trials, 1);

        assertFound(Kind.NO_TRIALS, "there are no single trials: no noise ceilings, no FEV");
        assertThat(examine().reliability()).isEmpty();
    }
}
