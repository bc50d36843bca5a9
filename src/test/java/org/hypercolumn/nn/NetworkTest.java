package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Mode;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final SmallNetwork SIZES =
            new SmallNetwork(17, 19, 3, List.of(5), List.of(3), SmallNetwork.Kind.FULL, 0.3);

    private static final int CAPACITY = 5;

    private static Network network() {
        return SIZES.drawn(new VectorKernels(), CAPACITY, 1);
    }

    private static Map<String, float[]> published(Network network) {
        Map<String, float[]> values = new LinkedHashMap<>();
        network.parameters().forEach(parameter -> values.put(parameter.name(), parameter.published()));
        return values;
    }

    private static RandomStream unused() {
        return RandomStream.of(1, "unused");
    }

    private static void assertRefused(Map<String, float[]> values, String message) {
        Network network = network();
        Map<String, float[]> before = published(network);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.load(values))
                .withMessage(message);
        assertThat(published(network)).usingRecursiveComparison().isEqualTo(before);
    }

    private static Map<String, float[]> others() {
        return SmallNetwork.values(network(), new SplittableRandom(2));
    }

    @Test
    void takes_over_parameters_by_name() {
        Network network = network();
        network.load(others());

        assertThat(published(network)).usingRecursiveComparison().isEqualTo(others());
    }

    @Test
    void a_parameter_too_few_changes_nothing() {
        Map<String, float[]> values = others();
        values.remove("linear.bias");

        assertRefused(values, "network: expected 1 values of linear.bias, got none");
    }

    @Test
    void a_parameter_too_many_changes_nothing() {
        Map<String, float[]> values = others();
        values.put("norm2.weight", new float[3]);

        assertRefused(values, "network: has no parameter norm2.weight");
    }

    @Test
    void a_parameter_of_another_length_changes_nothing() {
        Map<String, float[]> values = others();
        values.put("norm1.weight", new float[4]);

        assertRefused(values, "network: expected 3 values of norm1.weight, got 4");
    }

    @Test
    void nothing_is_not_enough() {
        assertRefused(Map.of(), "network: expected 75 values of convolution0.weight, got none");
    }

    @Test
    void knows_its_sizes() {
        assertThat(network().imageShape()).isEqualTo(new MapShape(17, 19, 1));
        assertThat(network().capacity()).isEqualTo(CAPACITY);
    }

    @Test
    void evaluation_draws_no_numbers_and_changes_no_statistics() {
        Network network = network();
        Map<String, float[]> before = published(network);
        RandomStream random = unused();
        network.forward(CAPACITY, Mode.EVALUATION, random);

        assertThat(random.nextLong()).isEqualTo(unused().nextLong());
        assertThat(published(network)).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void in_evaluation_an_image_is_predicted_alike_in_any_batch() {
        Network network = network();
        float[] together = network.forward(CAPACITY, Mode.EVALUATION, unused()).clone();
        FeatureMaps stimuli = network.stimuli();
        int pixels = SIZES.height() * SIZES.width();
        float[] alone = new float[CAPACITY];
        for (int image = 0; image < CAPACITY; image++) {
            System.arraycopy(stimuli.values(), stimuli.at(image), stimuli.values(), stimuli.at(0), pixels);
            alone[image] = network.forward(1, Mode.EVALUATION, unused())[0];
        }
        assertThat(alone).isEqualTo(together);
    }

    @Test
    void evaluation_after_training_depends_on_no_dropped_channel() {
        Network trained = network();
        trained.forward(CAPACITY, Mode.TRAINING, RandomStream.of(3, "dropout"));
        Network loaded = network();
        loaded.load(published(trained));

        assertThat(trained.forward(CAPACITY, Mode.EVALUATION, unused()))
                .isEqualTo(loaded.forward(CAPACITY, Mode.EVALUATION, unused()));
    }

    @Test
    void training_depends_on_the_dropout_drawn() {
        float[] one = network().forward(CAPACITY, Mode.TRAINING, RandomStream.of(3, "dropout"));
        float[] again = network().forward(CAPACITY, Mode.TRAINING, RandomStream.of(3, "dropout"));
        float[] other = network().forward(CAPACITY, Mode.TRAINING, RandomStream.of(4, "dropout"));

        assertThat(again).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    /** ((1 - 3)^2 + (2 - 2)^2) / 2 = 2, whatever the number of images: the mean. */
    @Test
    void the_loss_is_the_mean_squared_error() {
        Network network = network();
        float[] predictions = network.forward(2, Mode.TRAINING, RandomStream.of(3, "dropout"));
        float[] responses = {predictions[0] + 2, predictions[1]};

        assertThat(network.backward(responses, 2)).isCloseTo(2, within(1e-5));
    }

    @Test
    void twice_the_same_images_have_the_loss_and_gradients_of_once() {
        SmallNetwork sizes = SIZES.withDropout(0);
        Network once = sizes.drawn(new ScalarKernels(), 4, 1);
        Network twice = sizes.drawn(new ScalarKernels(), 4, 1);
        FeatureMaps stimuli = twice.stimuli();
        int pixels = SIZES.height() * SIZES.width();
        System.arraycopy(stimuli.values(), stimuli.at(0), stimuli.values(), stimuli.at(2), 2 * pixels);
        once.forward(2, Mode.TRAINING, unused());
        twice.forward(4, Mode.TRAINING, unused());

        double loss = once.backward(new float[] {0.5f, -1}, 2);
        assertThat(twice.backward(new float[] {0.5f, -1, 0.5f, -1}, 4)).isCloseTo(loss, within(1e-5 * loss));
        for (int i = 0; i < once.parameters().size(); i++) {
            if (once.parameters().get(i).role() == Parameter.Role.TRAINED) {
                double[] expected = Doubles.of(once.parameters().get(i).publishedGradient());
                double[] got = Doubles.of(twice.parameters().get(i).publishedGradient());
                for (int k = 0; k < got.length; k++) {
                    assertThat(got[k]).isCloseTo(expected[k], within(1e-4 * Doubles.norm(expected)));
                }
            }
        }
    }
}
