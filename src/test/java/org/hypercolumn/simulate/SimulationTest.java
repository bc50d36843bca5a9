package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.hypercolumn.data.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {

    private static final SimulationPlan SMALL =
            SimulationPlan.standard().withImages(17).withNeurons(3);
    private static final Simulation SIMULATION = Simulation.of(SMALL);

    private static SimulatedResponses responses(Simulation simulation, SimulatedTier tier) {
        return simulation.sites().get(0).responses(tier);
    }

    @Test
    void more_images_and_neurons_leave_the_earlier_ones_as_they_were() {
        // 1100 training images give 220 to evaluate on, 17 give 200
        Simulation more = Simulation.of(SMALL.withImages(1100).withNeurons(5));
        for (SimulatedTier tier : SimulatedTier.values()) {
            SimulatedResponses few = responses(SIMULATION, tier);
            SimulatedResponses many = responses(more, tier);
            int images = tier.images(SMALL);

            assertThat(more.images(tier).size(0)).isGreaterThan(images);
            assertThat(Arrays.copyOf(more.images(tier).toBytes(), images * 2500))
                    .isEqualTo(SIMULATION.images(tier).toBytes());
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
    }

    @Test
    void has_other_images_in_every_tier_and_for_every_seed() {
        byte[] training = SIMULATION.images(SimulatedTier.TRAINING).toBytes();
        byte[] validation = SIMULATION.images(SimulatedTier.VALIDATION).toBytes();
        byte[] test = SIMULATION.images(SimulatedTier.TEST).toBytes();

        assertThat(Arrays.copyOf(validation, 2500)).isNotEqualTo(Arrays.copyOf(training, 2500));
        assertThat(Arrays.copyOf(validation, 2500)).isNotEqualTo(Arrays.copyOf(test, 2500));
        assertThat(Simulation.of(SMALL.withSeed(2))
                        .images(SimulatedTier.TRAINING)
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
                responses(SIMULATION, SimulatedTier.TRAINING).recorded().at(16 * 3 + 2));
    }

    @Test
    void is_the_same_bytes_on_every_machine() throws NoSuchAlgorithmException {
        assertThat(digest(SIMULATION)).isEqualTo("b0ca3532ecc250887479823a616cc85500959b8d1ebc43325e837a9739f48870");
    }

    @Test
    void is_the_same_bytes_on_any_number_of_threads() throws Exception {
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertThat(digest(one.submit(() -> Simulation.of(SMALL)).get())).isEqualTo(digest(SIMULATION));
        } finally {
            one.shutdown();
        }
    }

    private static String digest(Simulation simulation) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (SimulatedTier tier : SimulatedTier.values()) {
            digest.update(simulation.images(tier).toBytes());
            SimulatedResponses responses = responses(simulation, tier);
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
        return HexFormat.of().formatHex(digest.digest());
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"16, 16", "32, 32", "64, 37"})
    void may_have_images_of_any_size(int height, int width) {
        Simulation simulation = Simulation.of(SMALL.withSize(height, width));

        assertThat(simulation.recording().height()).isEqualTo(height);
        assertThat(simulation.recording().width()).isEqualTo(width);
        for (float response :
                responses(simulation, SimulatedTier.TEST).noiseFree().toFloats()) {
            assertThat(response).isFinite();
        }
    }

    @Test
    void of_several_sites_shows_them_the_same_images_and_draws_each_its_own_neurons_and_factors() {
        Simulation simulation = Simulation.of(SMALL.withSites(2));
        SimulatedSite first = simulation.sites().get(0);
        SimulatedSite second = simulation.sites().get(1);

        assertThat(simulation.siteNames()).containsExactly("M1S1", "M2S1");
        assertThat(first.factors().response()).isNotEqualTo(second.factors().response());
        assertThat(first.neurons().get(0).traits().at(Trait.ORIENTATION_DEGREES))
                .isNotEqualTo(second.neurons().get(0).traits().at(Trait.ORIENTATION_DEGREES));
        // the factor is in the traits
        double drawn = NeuronTraits.of(SMALL.population(), SiteFactors.typical(), SMALL.seed(), 0)
                .at(Trait.MEAN_RESPONSE);
        assertThat(first.neurons().get(0).traits().at(Trait.MEAN_RESPONSE))
                .isCloseTo(drawn * first.factors().response(), within(1e-12));
    }

    @Test
    void without_noise_records_the_truth_and_without_surround_the_truth_is_the_centers() {
        Population population = Population.v1().withNoiseLevel(0).withSurround(0);
        SimulatedResponses test = responses(Simulation.of(SMALL.withPopulation(population)), SimulatedTier.TEST);

        assertThat(test.recorded().toFloats()).containsExactly(test.noiseFree().toFloats(), within(1e-6f));
        assertThat(test.centerOnly().toFloats())
                .containsExactly(test.noiseFree().toFloats());
    }

    @Test
    void a_recorded_response_is_the_mean_of_its_showings_whose_noise_is_new_each_time() {
        SimulatedResponses test = responses(SIMULATION, SimulatedTier.TEST);
        float[] trials = test.trials().toFloats();

        for (int place = 0; place < 600; place++) {
            double sum = 0;
            for (int repeat = 0; repeat < 10; repeat++) {
                sum += trials[repeat * 600 + place];
            }
            assertThat(test.recorded().at(place)).isCloseTo(sum / 10, within(1e-6));
        }
        assertThat(trials[0]).isNotEqualTo(trials[600]);
    }

    @Test
    void neurons_share_as_much_of_their_noise_as_the_population_says() {
        Population population = TestNeurons.population(Map.of(Trait.SHARED_NOISE, 0.4, Trait.NOISE, 1.0));
        Simulation simulation =
                Simulation.of(SMALL.withPopulation(population).withNeurons(2).withImages(1000));
        SimulatedResponses test = responses(simulation, SimulatedTier.TEST);
        float[] trials = test.trials().toFloats();
        float[] truth = test.noiseFree().toFloats();
        double[] one = new double[2000];
        double[] other = new double[2000];
        for (int trial = 0; trial < 2000; trial++) {
            one[trial] = trials[2 * trial] - truth[2 * (trial % 200)];
            other[trial] = trials[2 * trial + 1] - truth[2 * (trial % 200) + 1];
        }

        // four standard errors of a correlation of 0.4: 4 (1 - 0.16) / sqrt(2000)
        assertThat(correlation(one, other)).isCloseTo(0.4, within(0.075));
    }

    private static double correlation(double[] x, double[] y) {
        return covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
    }

    private static double covariance(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        return sum / x.length;
    }
}
