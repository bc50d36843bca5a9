package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.nn.Layer.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The center's readout and the surround's, added up. */
class CenterSurroundReadoutTest {

    private static final int BATCH = 2;
    private static final float UNTOUCHED = 77.25f;

    private static CenterSurroundReadout drawn(MapShape features, Treatment ofCenter) {
        var readout = new CenterSurroundReadout("fcl", features, ofCenter);
        readout.initialize(RandomStream.of(1, "initialize"));
        return readout;
    }

    private static Parameter parameter(Readout readout, String name) {
        return readout.parameters().stream()
                .filter(parameter -> parameter.name().equals("fcl_" + name))
                .findFirst()
                .orElseThrow();
    }

    private static FeatureMaps maps(MapShape shape, double... features) {
        FeatureMaps maps = FeatureMaps.withAllGradients(shape, BATCH);
        Doubles.store(features, maps, maps.values());
        return maps;
    }

    private static double[] uniform(MapShape shape) {
        var random = new SplittableRandom(1);
        double[] values = new double[BATCH * shape.positions() * shape.channels()];
        Arrays.setAll(values, i -> (float) random.nextDouble(-1, 1));
        return values;
    }

    /** A grid of 1 x 3 of two channels: (1, 10), the center (2, 20), (3, 30). */
    private static final MapShape THREE = new MapShape(1, 3, 2);

    private static CenterSurroundReadout byHand() {
        var readout = new CenterSurroundReadout("fcl", THREE, Treatment.TRAINED);
        parameter(readout, "center.weight").publish(new float[] {5, -1});
        parameter(readout, "center.bias").publish(new float[] {0.5f});
        // channel by channel, the left and the right hypercolumn of each
        parameter(readout, "surr.weight").publish(new float[] {1, 2, 0.25f, 0.5f});
        parameter(readout, "surr.bias").publish(new float[] {-3});
        parameter(readout, "comb.weight").publish(new float[] {2, 4});
        parameter(readout, "comb.bias").publish(new float[] {0.125f});
        return readout;
    }

    @Test
    void predicts_by_hand() {
        // center 5 * 2 - 20 + 0.5 = -9.5; surround 1 * 1 + 2 * 3 + 0.25 * 10 + 0.5 * 30 - 3 = 21.5
        // 2 * -9.5 + 4 * 21.5 + 0.125
        assertThat(byHand().forward(maps(THREE, 1, 2, 3, 10, 20, 30), 0)).isEqualTo(67.125f);
    }

    @Test
    void has_gradients_by_hand() {
        CenterSurroundReadout readout = byHand();
        FeatureMaps maps = maps(THREE, 1, 2, 3, 10, 20, 30);
        readout.backward(maps, 0, 10, Wanted.BOTH);

        // 10 * center, 10 * surround, 10
        assertThat(parameter(readout, "comb.weight").publishedGradient()).containsExactly(-95, 215);
        assertThat(parameter(readout, "comb.bias").publishedGradient()).containsExactly(10);
        // 10 * w1 * feature, 10 * w1
        assertThat(parameter(readout, "center.weight").publishedGradient()).containsExactly(40, 400);
        assertThat(parameter(readout, "center.bias").publishedGradient()).containsExactly(20);
        // 10 * w2 * feature, 10 * w2
        assertThat(parameter(readout, "surr.weight").publishedGradient()).containsExactly(40, 120, 400, 1200);
        assertThat(parameter(readout, "surr.bias").publishedGradient()).containsExactly(40);
        // 10 * w2 * weight, but for the center 10 * w1 * weight
        assertThat(Arrays.copyOf(Doubles.published(maps, maps.gradients(), 1), 6))
                .containsExactly(40, 100, 80, 10, -20, 20);
    }

    /** Feature c * P + p of the surround's center left out: c * (P - 1) + p behind the last position before the center. */
    @ParameterizedTest(name = "{0} x {1} x {2}")
    @CsvSource({"3, 5, 2", "9, 9, 30", "4, 6, 3", "1, 2, 33", "2, 1, 5"})
    void surround_weights_are_channel_by_channel_without_the_center(int height, int width, int channels) {
        MapShape shape = new MapShape(height, width, channels);
        int positions = height * width;
        int center = height / 2 * width + width / 2;
        var readout = new CenterSurroundReadout("fcl", shape, Treatment.TRAINED);
        parameter(readout, "comb.weight").publish(new float[] {0, 1});
        float[] weights = new float[channels * (positions - 1)];
        assertThat(parameter(readout, "surr.weight").shape()).containsExactly(1, weights.length);
        for (int c = 0; c < channels; c++) {
            for (int p = 0; p < positions; p++) {
                if (p != center) {
                    int index = c * (positions - 1) + (p < center ? p : p - 1);
                    weights[index] = 1;
                    parameter(readout, "surr.weight").publish(weights);
                    weights[index] = 0;
                    double[] features = new double[channels * positions];
                    features[c * positions + p] = 1;
                    assertThat(readout.forward(maps(shape, features), 0))
                            .as("channel %d, position %d", c, p)
                            .isEqualTo(1f);
                }
            }
        }
    }

    @Test
    void is_published_in_the_papers_order() {
        assertThat(drawn(new MapShape(9, 9, 30), Treatment.TRAINED).parameters().stream()
                        .map(parameter -> parameter.name() + " " + Arrays.toString(parameter.shape())))
                .containsExactly(
                        "fcl_center.weight [1, 30]",
                        "fcl_center.bias [1]",
                        "fcl_surr.weight [1, 2400]",
                        "fcl_surr.bias [1]",
                        "fcl_comb.weight [1, 2]",
                        "fcl_comb.bias [1]");
    }

    @ParameterizedTest(name = "{0} x {1} x {2}")
    @CsvSource({"3, 5, 2", "5, 7, 33", "1, 2, 7", "6, 4, 32"})
    void has_the_gradients_of_its_control(int height, int width, int channels) {
        MapShape shape = new MapShape(height, width, channels);
        CenterSurroundReadout readout = drawn(shape, Treatment.TRAINED);
        double[] at = uniform(shape);
        FeatureMaps maps = maps(shape, at);
        float[] factors = {0.75f, -1.25f};
        double[] predictions = new double[BATCH];
        for (int image = 0; image < BATCH; image++) {
            predictions[image] = readout.forward(maps, image);
            readout.backward(maps, image, factors[image], Wanted.BOTH);
        }
        Map<String, double[]> parameters = new HashMap<>();
        readout.parameters().forEach(parameter -> parameters.put(parameter.name(), Doubles.of(parameter.published())));
        ToDoubleFunction<double[]> ofFeatures =
                moved -> Doubles.dot(Doubles.of(factors), control(shape, moved, parameters));

        double[] expected = control(shape, at, parameters);
        for (int image = 0; image < BATCH; image++) {
            assertThat(predictions[image]).isCloseTo(expected[image], within(1e-5));
        }
        Directions.check("features", at, Doubles.published(maps, maps.gradients(), BATCH), ofFeatures);
        for (Parameter parameter : readout.parameters()) {
            String name = parameter.name();
            double[] values = parameters.get(name);
            Directions.check(name, values, Doubles.of(parameter.publishedGradient()), moved -> {
                parameters.put(name, moved);
                return ofFeatures.applyAsDouble(at);
            });
            parameters.put(name, values);
        }
    }

    private static double[] control(MapShape shape, double[] features, Map<String, double[]> parameters) {
        double[][][] linear = new double[3][][];
        List<String> parts = List.of("fcl_center", "fcl_surr", "fcl_comb");
        Arrays.setAll(linear, i ->
                new double[][] {parameters.get(parts.get(i) + ".weight"), parameters.get(parts.get(i) + ".bias")});
        return DoubleMaps.of(shape, features).readCenterAndSurround(linear[0], linear[1], linear[2]);
    }

    @Test
    void gradients_are_only_what_is_wanted() {
        MapShape shape = new MapShape(3, 5, 7);
        for (Wanted wanted : Wanted.values()) {
            CenterSurroundReadout readout = drawn(shape, Treatment.TRAINED);
            CenterSurroundReadout both = drawn(shape, Treatment.TRAINED);
            FeatureMaps maps = maps(shape, uniform(shape));
            FeatureMaps mapsOfBoth = maps(shape, uniform(shape));
            Arrays.fill(maps.gradients(), UNTOUCHED);
            Arrays.fill(mapsOfBoth.gradients(), UNTOUCHED);
            readout.backward(maps, 1, 3, wanted);
            both.backward(mapsOfBoth, 1, 3, Wanted.BOTH);

            float[] expected = wanted.input() ? mapsOfBoth.gradients() : filled(maps.gradients().length);
            assertThat(maps.gradients()).as("%s", wanted).isEqualTo(expected);
            for (int i = 0; i < 6; i++) {
                float[] gradient = both.parameters().get(i).publishedGradient();
                assertThat(gradient).doesNotContain(0);
                assertThat(readout.parameters().get(i).publishedGradient())
                        .as("%s for %s", readout.parameters().get(i).name(), wanted)
                        .isEqualTo(wanted.parameters() ? gradient : new float[gradient.length]);
            }
        }
    }

    private static float[] filled(int length) {
        float[] filled = new float[length];
        Arrays.fill(filled, UNTOUCHED);
        return filled;
    }

    @ParameterizedTest
    @EnumSource(names = {"FROZEN", "FIXED"})
    void a_frozen_center_stays_and_all_else_has_the_same_gradients(Treatment ofCenter) {
        MapShape shape = new MapShape(3, 5, 7);
        CenterSurroundReadout frozen = drawn(shape, ofCenter);
        CenterSurroundReadout trained = drawn(shape, Treatment.TRAINED);
        frozen.backward(maps(shape, uniform(shape)), 0, 3, Wanted.PARAMETERS);
        trained.backward(maps(shape, uniform(shape)), 0, 3, Wanted.PARAMETERS);

        for (String name : List.of("surr.weight", "surr.bias", "comb.weight", "comb.bias")) {
            assertThat(parameter(frozen, name).publishedGradient())
                    .as(name)
                    .isEqualTo(parameter(trained, name).publishedGradient());
        }
        for (String name : List.of("center.weight", "center.bias")) {
            Parameter center = parameter(frozen, name);
            assertThat(center.role()).isEqualTo(Parameter.Role.FROZEN);
            assertThat(Doubles.norm(Doubles.of(center.gradient()))).isZero();
            assertThatIllegalStateException().isThrownBy(center::publishedGradient);
        }
    }

    @Test
    void what_is_left_out_of_the_surround_stays_0_under_adam() {
        var sizes = new SmallNetwork(
                13, 17, 3, List.of(5), List.of(), List.of(1), SmallNetwork.Kind.CENTER_AND_SURROUND, 0);
        Network network = sizes.drawn(new ScalarKernels(), 3, 1);
        Adam adam = new Adam(new ScalarKernels(), Adam.Settings.paper(), network);
        for (int step = 0; step < 3; step++) {
            network.forward(3, Layer.Mode.TRAINING, RandomStream.of(1, "unused"));
            network.backward(SmallNetwork.responses(3, step), 3);
            adam.step();
        }
        Parameter surround = network.parameters().stream()
                .filter(parameter -> parameter.name().equals("linear_surr.weight"))
                .findFirst()
                .orElseThrow();

        // 13 -> 9 -> 4 rows, 17 -> 13 -> 6 columns, of 3 channels
        assertThat(others(surround.published())).isEqualTo(4 * 6 * 3 - 3);
        assertThat(others(surround.values())).isEqualTo(4 * 6 * 3 - 3);
    }

    /** How many values are not 0. */
    private static int others(float[] values) {
        int count = 0;
        for (float value : values) {
            count += value == 0 ? 0 : 1;
        }
        return count;
    }

    @Test
    void refuses_a_grid_without_surround() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CenterSurroundReadout("fcl", new MapShape(1, 1, 30), Treatment.TRAINED))
                .withMessage("readout: expected a surround, got a grid of one hypercolumn; take larger images");
    }
}
