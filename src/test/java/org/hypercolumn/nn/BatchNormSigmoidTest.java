package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNormSigmoidTest {

    /** Two channels of 1 x 3 positions, two images. */
    private static final MapShape SHAPE = new MapShape(1, 3, 2);

    /** {@code [B, C, H, W]}; channel 0 has 1 2 3 and 4 5 9, channel 1 is -2 everywhere. */
    private static final double[] VALUES = {1, 2, 3, -2, -2, -2, 4, 5, 9, -2, -2, -2};

    private final BatchNormSigmoid layer = fresh(SHAPE, 0);
    private final FeatureMaps input = FeatureMaps.of(SHAPE, 2);
    private final FeatureMaps output = FeatureMaps.of(SHAPE, 2);

    private static BatchNormSigmoid fresh(MapShape shape, double dropout) {
        var layer = new BatchNormSigmoid(new VectorKernels(), "norm", shape, dropout, 2);
        layer.initialize(RandomStream.of(1, "initialize"));
        return layer;
    }

    private void forward(int count, Mode mode) {
        Doubles.store(VALUES, input, input.values());
        forward(layer, input, output, count, mode, RandomStream.of(1, "dropout"));
    }

    private static void forward(
            BatchNormSigmoid layer, FeatureMaps input, FeatureMaps output, int count, Mode mode, RandomStream random) {
        for (int image = 0; image < count && layer.gathers(mode); image++) {
            layer.gather(input, image);
        }
        layer.beginForward(count, mode, random);
        for (int image = 0; image < count; image++) {
            layer.forward(input, output, image);
        }
    }

    private float[] parameter(String name) {
        return layer.parameters().stream()
                .filter(parameter -> parameter.name().equals("norm." + name))
                .findFirst()
                .orElseThrow()
                .published();
    }

    private void publish(int index, float... values) {
        layer.parameters().get(index).publish(values);
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** Mean 24 / 6 = 4; squared distances 9 + 4 + 1 + 0 + 1 + 25 = 40, so 40 / 6 biased and 40 / 5 = 8 unbiased. */
    @Test
    void running_statistics_go_a_tenth_of_the_way_to_mean_and_unbiased_variance() {
        forward(2, Mode.TRAINING);

        assertThat(parameter("running_mean")).containsExactly(new float[] {0.4f, -0.2f}, within(1e-6f));
        // 0.9 * 1 + 0.1 * 8, and of a constant channel 0.9 * 1 + 0.1 * 0
        assertThat(parameter("running_var")).containsExactly(new float[] {1.7f, 0.9f}, within(1e-6f));
        assertThat(parameter("num_batches_tracked")).containsExactly(1f);
    }

    /** 0.9 * 0.4 + 0.1 * 4 = 0.76; 0.9 * 1.7 + 0.1 * 8 = 2.33. */
    @Test
    void running_statistics_go_on_from_where_they_were() {
        forward(2, Mode.TRAINING);
        forward(2, Mode.TRAINING);

        assertThat(parameter("running_mean")[0]).isCloseTo(0.76f, within(1e-6f));
        assertThat(parameter("running_var")[0]).isCloseTo(2.33f, within(1e-6f));
        assertThat(parameter("num_batches_tracked")).containsExactly(2f);
    }

    /** Of the first image alone: mean 2, unbiased variance (1 + 0 + 1) / 2 = 1. */
    @Test
    void images_behind_the_last_one_do_not_count() {
        forward(1, Mode.TRAINING);

        assertThat(parameter("running_mean")[0]).isCloseTo(0.2f, within(1e-6f));
        assertThat(parameter("running_var")[0]).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void training_normalizes_with_the_biased_variance_of_the_batch() {
        publish(0, 2, 3);
        publish(1, 0.5f, -0.25f);
        forward(2, Mode.TRAINING);

        double[] got = Doubles.published(output, output.values(), 2);
        for (int i = 0; i < got.length; i++) {
            // A constant channel is normalized to 0, so that the bias remains.
            double z = i / 3 % 2 == 0 ? 2 * (VALUES[i] - 4) / Math.sqrt(40 / 6.0 + 1e-5) + 0.5 : -0.25;
            assertThat(got[i]).isCloseTo(sigmoid(z), within(1e-6));
        }
    }

    @Test
    void evaluation_normalizes_with_the_running_statistics_and_leaves_them() {
        publish(0, 2, 3);
        publish(1, 0.5f, -0.25f);
        publish(2, 1, -1);
        publish(3, 4, 0.25f);
        forward(2, Mode.EVALUATION);

        double[] got = Doubles.published(output, output.values(), 2);
        for (int i = 0; i < got.length; i++) {
            double z = i / 3 % 2 == 0
                    ? 2 * (VALUES[i] - 1) / Math.sqrt(4 + 1e-5) + 0.5
                    : 3 * (VALUES[i] + 1) / Math.sqrt(0.25 + 1e-5) - 0.25;
            assertThat(got[i]).isCloseTo(sigmoid(z), within(1e-6));
        }
        assertThat(parameter("running_mean")).containsExactly(1f, -1f);
        assertThat(parameter("running_var")).containsExactly(4f, 0.25f);
        assertThat(parameter("num_batches_tracked")).containsExactly(0f);
    }

    /** One value has no unbiased variance: 0 stands in, and nothing becomes NaN. */
    @Test
    void a_batch_of_one_value_stays_finite() {
        MapShape one = new MapShape(1, 1, 2);
        BatchNormSigmoid single = fresh(one, 0);
        FeatureMaps maps = FeatureMaps.of(one, 2);
        Doubles.store(new double[] {3, -1}, maps, maps.values());
        FeatureMaps activated = FeatureMaps.of(one, 2);
        forward(single, maps, activated, 1, Mode.TRAINING, RandomStream.of(1, "dropout"));

        // The deviation is sqrt(1e-5), which blows rounding up 300 times.
        assertThat(Doubles.published(activated, activated.values(), 1))
                .containsExactly(new double[] {0.5, 0.5}, within(1e-4));
        assertThat(single.parameters().get(3).published()).containsExactly(0.9f, 0.9f);
    }

    @Test
    void a_large_mean_costs_no_variance() {
        Doubles.store(Arrays.stream(VALUES).map(v -> v + 4096).toArray(), input, input.values());
        forward(layer, input, output, 2, Mode.TRAINING, RandomStream.of(1, "dropout"));

        assertThat(parameter("running_var")[0]).isCloseTo(1.7f, within(1e-5f));
    }

    /** Of 20000 channels a share p is dropped, with a standard deviation of sqrt(p (1 - p) / 20000). */
    @ParameterizedTest(name = "dropout {0}")
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.9})
    void drops_whole_channels_and_scales_the_others(double dropout) {
        MapShape shape = new MapShape(2, 3, 100);
        BatchNormSigmoid dropping = fresh(shape, dropout);
        BatchNormSigmoid keeping = fresh(shape, 0);
        FeatureMaps maps = FeatureMaps.of(shape, 2);
        FeatureMaps dropped = FeatureMaps.of(shape, 2);
        FeatureMaps kept = FeatureMaps.of(shape, 2);
        int draws = 0;
        int drops = 0;
        for (int step = 0; step < 100; step++) {
            RandomStream random = RandomStream.of(1, "dropout", step);
            forward(dropping, maps, dropped, 2, Mode.TRAINING, random);
            forward(keeping, maps, kept, 2, Mode.TRAINING, random);
            double[] got = Doubles.published(dropped, dropped.values(), 2);
            double[] all = Doubles.published(kept, kept.values(), 2);
            for (int channel = 0; channel < 200; channel++) {
                int at = channel * shape.positions();
                double keep = got[at] == 0 ? 0 : 1 / (1 - dropout);
                for (int i = at; i < at + shape.positions(); i++) {
                    assertThat(got[i]).isCloseTo(keep * all[i], within(1e-5));
                }
                draws++;
                drops += got[at] == 0 ? 1 : 0;
            }
        }
        double deviation = Math.sqrt(dropout * (1 - dropout) / draws);
        assertThat((double) drops / draws).isCloseTo(dropout, within(5 * deviation));
    }

    @Test
    void evaluation_drops_nothing_and_draws_nothing() {
        BatchNormSigmoid dropping = fresh(SHAPE, 0.9);
        Doubles.store(VALUES, input, input.values());
        RandomStream random = RandomStream.of(1, "dropout");
        forward(dropping, input, output, 2, Mode.EVALUATION, random);
        double[] got = Doubles.published(output, output.values(), 2);
        forward(2, Mode.EVALUATION);

        assertThat(got).isEqualTo(Doubles.published(output, output.values(), 2));
        assertThat(random.nextLong()).isEqualTo(RandomStream.of(1, "dropout").nextLong());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void refuses_a_dropout_that_is_no_probability_below_1(double dropout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fresh(SHAPE, dropout))
                .withMessage("dropout: must be in [0, 1), got " + dropout);
    }

    @Test
    void keeps_the_shape() {
        assertThat(layer.outputShape()).isEqualTo(SHAPE);
        assertThat(layer.parameters())
                .extracting(Parameter::name)
                .isEqualTo(List.of(
                        "norm.weight",
                        "norm.bias",
                        "norm.running_mean",
                        "norm.running_var",
                        "norm.num_batches_tracked"));
    }
}
