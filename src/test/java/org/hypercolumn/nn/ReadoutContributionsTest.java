package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hypercolumn.kernel.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How much each hypercolumn adds to a prediction, of all readouts. */
class ReadoutContributionsTest {

    private static final int BATCH = 2;

    /** The prediction is summed in single precision. */
    private static final double ROUNDING = 1e-6;

    /** A grid of 1 x 3 of two channels: (1, 10), the center (2, 20), (3, 30). */
    private static final MapShape THREE = new MapShape(1, 3, 2);

    private static final double[] FEATURES = {1, 2, 3, 10, 20, 30};

    private static FeatureMaps maps(MapShape shape, double... features) {
        FeatureMaps maps = FeatureMaps.of(shape, BATCH);
        Doubles.store(features, maps, maps.values());
        return maps;
    }

    private static void publish(Readout readout, String name, float... values) {
        readout.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow()
                .publish(values);
    }

    private static double[] contributions(Readout readout, FeatureMaps maps, int image) {
        double[] contributions = new double[maps.shape().positions()];
        Arrays.fill(contributions, 99); // what was there before must not stay
        readout.contributions(maps, image, contributions);
        return contributions;
    }

    @Test
    void of_a_full_readout_are_those_by_hand() {
        var readout = new FullReadout("fcl", THREE, Treatment.TRAINED);
        publish(readout, "fcl.weight", 5, 1, 2, -1, 0.25f, 0.5f); // channel by channel
        publish(readout, "fcl.bias", -7);

        // 5 * 1 - 1 * 10, 1 * 2 + 0.25 * 20, 2 * 3 + 0.5 * 30
        assertThat(contributions(readout, maps(THREE, FEATURES), 0)).containsExactly(-5, 7, 21);
        assertThat(readout.bias()).isEqualTo(-7);
        // -5 + 7 + 21 - 7
        assertThat(readout.forward(maps(THREE, FEATURES), 0)).isEqualTo(16f);
    }

    @Test
    void of_a_center_readout_are_the_centers_alone() {
        var readout = new CenterReadout("ctl", THREE, Treatment.TRAINED);
        publish(readout, "ctl.weight", 5, -1);
        publish(readout, "ctl.bias", 0.5f);

        // 5 * 2 - 20
        assertThat(contributions(readout, maps(THREE, FEATURES), 0)).containsExactly(0, -10, 0);
        assertThat(readout.bias()).isEqualTo(0.5);
    }

    @Test
    void of_a_center_and_surround_readout_have_the_weights_of_their_parts() {
        var readout = new CenterSurroundReadout("fcl", THREE, Treatment.TRAINED);
        publish(readout, "fcl_center.weight", 5, -1);
        publish(readout, "fcl_center.bias", 0.5f);
        publish(readout, "fcl_surr.weight", 1, 2, 0.25f, 0.5f); // channel by channel, left and right of each
        publish(readout, "fcl_surr.bias", -3);
        publish(readout, "fcl_comb.weight", 2, -4);
        publish(readout, "fcl_comb.bias", 0.125f);

        // -4 * (1 * 1 + 0.25 * 10), 2 * (5 * 2 - 20), -4 * (2 * 3 + 0.5 * 30)
        assertThat(contributions(readout, maps(THREE, FEATURES), 0)).containsExactly(-14, -20, -84);
        // 2 * 0.5 - 4 * -3 + 0.125
        assertThat(readout.bias()).isEqualTo(13.125);
        assertThat(readout.centerWeight()).isEqualTo(2);
        assertThat(readout.surroundWeight()).isEqualTo(-4);
        // -14 - 20 - 84 + 13.125
        assertThat(readout.forward(maps(THREE, FEATURES), 0)).isEqualTo(-104.875f);
    }

    private static Stream<Arguments> readouts() {
        MapShape[] shapes = {
            new MapShape(3, 5, 2), new MapShape(9, 9, 30), new MapShape(4, 6, 33), new MapShape(2, 1, 7)
        };
        return Stream.of(shapes)
                .flatMap(shape -> LongStream.range(0, 20).boxed().flatMap(seed -> {
                    Readout[] all = {
                        new FullReadout("fcl", shape, Treatment.TRAINED),
                        new CenterReadout("ctl", shape, Treatment.TRAINED),
                        new CenterSurroundReadout("fcl", shape, Treatment.TRAINED)
                    };
                    return Stream.of(all)
                            .map(readout -> Arguments.of(readout.getClass().getSimpleName(), shape, seed, readout));
                }));
    }

    @ParameterizedTest(name = "{0} of {1}, seed {2}")
    @MethodSource("readouts")
    void sum_with_the_bias_to_the_prediction_of_each_image(String name, MapShape shape, long seed, Readout readout) {
        readout.initialize(RandomStream.of(seed, "initialize"));
        var random = new SplittableRandom(seed);
        FeatureMaps maps = maps(
                shape,
                random.doubles((long) BATCH * shape.positions() * shape.channels())
                        .toArray());

        for (int image = 0; image < BATCH; image++) {
            double sum = readout.bias()
                    + Arrays.stream(contributions(readout, maps, image)).sum();
            assertThat(sum).isCloseTo(readout.forward(maps, image), within(ROUNDING));
        }
    }

    @ParameterizedTest(name = "{0} of {1}, seed {2}")
    @MethodSource("readouts")
    void are_what_the_prediction_loses_with_a_hypercolumn(String name, MapShape shape, long seed, Readout readout) {
        readout.initialize(RandomStream.of(seed, "initialize"));
        double[] features = new SplittableRandom(seed)
                .doubles((long) shape.positions() * shape.channels())
                .toArray();
        float whole = readout.forward(maps(shape, features), 0);
        double[] contributions = contributions(readout, maps(shape, features), 0);
        int position = (int) seed % shape.positions();
        for (int c = 0; c < shape.channels(); c++) {
            features[c * shape.positions() + position] = 0;
        }

        assertThat(contributions[position])
                .isCloseTo(whole - readout.forward(maps(shape, features), 0), within(2 * ROUNDING));
    }

    @Test
    void want_room_for_each_hypercolumn() {
        Readout[] all = {
            new FullReadout("fcl", THREE, Treatment.TRAINED),
            new CenterReadout("ctl", THREE, Treatment.TRAINED),
            new CenterSurroundReadout("fcl", THREE, Treatment.TRAINED)
        };
        for (Readout readout : all) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> readout.contributions(maps(THREE, FEATURES), 0, new double[2]))
                    .withMessage("contributions: expected room for 3 hypercolumns of a grid of 1 x 3, got 2");
        }
    }
}
