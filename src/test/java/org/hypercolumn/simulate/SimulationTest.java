package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hypercolumn.data.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

    private static final SimulationPlan SMALL = new SimulationPlan(17, 3, 1);
    private static final Simulation SIMULATION = Simulation.of(SMALL);
    private static final int NEURONS = 24;

    @ParameterizedTest
    @EnumSource
    void more_images_and_neurons_leave_the_earlier_ones_as_they_were(SimulatedTier tier) {
        // 1100 training images give 220 to evaluate on, 17 give 200
        SimulationPlan plan = SMALL.withImages(1100).withNeurons(5);
        var neurons = Simulation.of(SMALL.withNeurons(5)).neurons();
        SimulatedResponses few = SIMULATION.responses(tier);
        SimulatedResponses many = SimulatedResponses.of(plan, tier, neurons);
        int images = tier.images(SMALL);

        assertThat(many.images().size(0)).isGreaterThan(images);
        assertThat(Arrays.copyOf(many.images().toBytes(), images * 2500))
                .isEqualTo(few.images().toBytes());
        for (int image = 0; image < images; image++) {
            for (int neuron = 0; neuron < 3; neuron++) {
                assertThat(many.recorded().at(image * 5L + neuron))
                        .isEqualTo(few.recorded().at(image * 3L + neuron));
                assertThat(many.noiseFree().at(image * 5L + neuron))
                        .isEqualTo(few.noiseFree().at(image * 3L + neuron));
                assertThat(many.centerOnly().at(image * 5L + neuron))
                        .isEqualTo(few.centerOnly().at(image * 3L + neuron));
            }
        }
    }

    @Test
    void has_other_images_in_every_tier_and_for_every_seed() {
        byte[] training = SIMULATION.responses(SimulatedTier.TRAINING).images().toBytes();
        byte[] validation =
                SIMULATION.responses(SimulatedTier.VALIDATION).images().toBytes();
        byte[] test = SIMULATION.responses(SimulatedTier.TEST).images().toBytes();

        assertThat(Arrays.copyOf(validation, 2500)).isNotEqualTo(Arrays.copyOf(training, 2500));
        assertThat(Arrays.copyOf(validation, 2500)).isNotEqualTo(Arrays.copyOf(test, 2500));
        assertThat(Simulation.of(SMALL.withSeed(2))
                        .responses(SimulatedTier.TRAINING)
                        .images()
                        .toBytes())
                .isNotEqualTo(training);
    }

    @Test
    void is_a_recording_of_three_tiers() {
        Recording recording = SIMULATION.recording();

        assertThat(recording.site()).isEqualTo("sim");
        assertThat(recording.neurons()).isEqualTo(3);
        assertThat(recording.height()).isEqualTo(50);
        assertThat(recording.width()).isEqualTo(50);
        assertThat(recording.training().count()).isEqualTo(17);
        assertThat(recording.validation().orElseThrow().count()).isEqualTo(200);
        assertThat(recording.test().orElseThrow().count()).isEqualTo(200);
        assertThat(recording.training().responses().at(16, 2)).isEqualTo((float)
                SIMULATION.responses(SimulatedTier.TRAINING).recorded().at(16 * 3 + 2));
    }

    @Test
    void is_the_same_bytes_on_every_machine() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (SimulatedTier tier : SimulatedTier.values()) {
            SimulatedResponses responses = SIMULATION.responses(tier);
            digest.update(responses.images().toBytes());
            for (float[] array : new float[][] {
                responses.recorded().toFloats(),
                responses.noiseFree().toFloats(),
                responses.centerOnly().toFloats()
            }) {
                for (float value : array) {
                    digest.update(ByteBuffer.allocate(4).putFloat(value).array());
                }
            }
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("8281e403f568c6e04625a8dc2e4a6266afbd34fa90fb5f36a3dbf99774091ff7");
    }

    @Test
    void resembles_a_real_site() {
        float[] recorded = population(SimulatedTier.TEST, 1).recorded().toFloats();

        // the paper's site M1S1, medians over 302 neurons and 1000 images: 0.060, 0.073, 0.76, and 0.5 % of the images
        assertThat(median(n -> mean(column(recorded, n)))).isCloseTo(0.060, within(0.012));
        assertThat(median(n -> deviation(column(recorded, n)))).isCloseTo(0.073, within(0.015));
        assertThat(median(n -> maximum(column(recorded, n)))).isCloseTo(0.76, within(0.25));
        assertThat(median(n -> shareBeyondHalfMaximum(column(recorded, n)))).isBetween(0.003, 0.02);
    }

    @Test
    void averages_the_noise_away_and_needs_the_surround() {
        SimulatedResponses test = population(SimulatedTier.TEST, 2);
        float[] recorded = test.recorded().toFloats();
        float[] truth = test.noiseFree().toFloats();
        float[] center = test.centerOnly().toFloats();

        double ceiling = median(n -> correlation(column(recorded, n), column(truth, n)));
        double centerAlone = median(n -> correlation(column(center, n), column(truth, n)));

        assertThat(ceiling).isBetween(0.94, 0.99);
        assertThat(centerAlone).isBetween(0.7, 0.85); // the center leaves 28 to 51 % of the variance to the surround
    }

    @Test
    void shows_training_images_once_so_that_they_are_noisier() {
        SimulatedResponses training = population(SimulatedTier.TRAINING, 3);
        float[] recorded = training.recorded().toFloats();
        float[] truth = training.noiseFree().toFloats();

        assertThat(median(n -> correlation(column(recorded, n), column(truth, n))))
                .isBetween(0.65, 0.85);
    }

    /** Responses to 1000 images, of training 500. */
    private static SimulatedResponses population(SimulatedTier tier, long seed) {
        var neurons = Simulation.of(new SimulationPlan(1, NEURONS, seed)).neurons();
        int training = tier == SimulatedTier.TRAINING ? 500 : 5000;
        return SimulatedResponses.of(new SimulationPlan(training, NEURONS, seed), tier, neurons);
    }

    private static double[] column(float[] values, int neuron) {
        return IntStream.range(0, values.length / NEURONS)
                .mapToDouble(image -> values[image * NEURONS + neuron])
                .toArray();
    }

    private static double median(IntToDoubleFunction value) {
        double[] sorted =
                IntStream.range(0, NEURONS).mapToDouble(value).sorted().toArray();
        return (sorted[NEURONS / 2 - 1] + sorted[NEURONS / 2]) / 2;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double maximum(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static double shareBeyondHalfMaximum(double[] values) {
        double half = maximum(values) / 2;
        return Arrays.stream(values).filter(v -> v > half).count() / (double) values.length;
    }

    private static double deviation(double[] values) {
        return Math.sqrt(covariance(values, values));
    }

    private static double correlation(double[] x, double[] y) {
        return covariance(x, y) / (deviation(x) * deviation(y));
    }

    private static double covariance(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        return IntStream.range(0, x.length)
                        .mapToDouble(s -> (x[s] - meanX) * (y[s] - meanY))
                        .sum()
                / x.length;
    }
}
