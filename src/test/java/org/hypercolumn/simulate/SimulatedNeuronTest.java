package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedNeuronTest {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void has_traits_within_their_limits_that_differ_from_the_next_neurons(long seed) {
        NeuronTraits traits = NeuronTraits.of(seed, 5);

        assertThat(traits).isEqualTo(NeuronTraits.of(seed, 5)).isNotEqualTo(NeuronTraits.of(seed, 6));
        assertThat(traits.orientationDegrees()).isBetween(0.0, 180.0);
        assertThat(traits.cyclesPerPixel()).isBetween(0.1, 0.2);
        assertThat(traits.sigmaPixels()).isBetween(2.1 - 1e-9, 3.0); // 0.42 / 0.2 at least
        assertThat(traits.complexity()).isBetween(0.0, 1.0);
        assertThat(traits.meanResponse()).isBetween(0.01, 0.3);
    }

    @Test
    void noise_has_mean_0_and_a_variance_that_grows_with_the_response() {
        SimulatedNeuron neuron = neuron();
        double mean = neuron.traits().meanResponse();
        double truth = 3 * mean;

        double sum = 0;
        double squares = 0;
        int images = 20_000;
        for (int image = 0; image < images; image++) {
            double noise = neuron.recorded(truth, SimulatedTier.TRAINING, image, new double[1]) - truth;
            sum += noise;
            squares += noise * noise;
        }

        // variance mean * 3 mean + (0.3 mean)^2 = 3.09 mean^2; four standard errors
        assertThat(sum / images / mean).isCloseTo(0, within(4 * Math.sqrt(3.09 / images)));
        assertThat(squares / images / (mean * mean)).isCloseTo(3.09, within(4 * 3.09 * Math.sqrt(2.0 / images)));
    }

    @Test
    void ten_showings_have_a_tenth_of_the_variance() {
        SimulatedNeuron neuron = neuron();
        double mean = neuron.traits().meanResponse();

        double squares = 0;
        int images = 5000;
        for (int image = 0; image < images; image++) {
            double noise = neuron.recorded(0, SimulatedTier.TEST, image, new double[10]);
            squares += noise * noise;
        }

        // (0.3 mean)^2 / 10
        assertThat(squares / images / (mean * mean)).isCloseTo(0.009, within(4 * 0.009 * Math.sqrt(2.0 / images)));
    }

    @Test
    void a_recorded_response_is_the_mean_of_its_showings() {
        double[] showings = new double[10];
        double recorded = neuron().recorded(0.3, SimulatedTier.VALIDATION, 7, showings);

        assertThat(Arrays.stream(showings).average()).hasValueCloseTo(recorded, within(1e-12));
        assertThat(Arrays.stream(showings).distinct()).hasSize(10);
    }

    private static SimulatedNeuron neuron() {
        double[] contrast = new SplittableRandom(1).doubles(2500, -1, 1).toArray();
        return new SimulatedNeuron(1, 2, List.of(contrast));
    }
}
