package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainableVarianceTest {

    /** The reference values have 12 digits. */
    private static final double GOLDEN = 1e-9;

    /** Neuron 0 and neuron 1 of the golden case: image, then repeat, with 3, 4, 3 and 2 repeats. */
    private static final float[][] ONE = {{1, 2, 3}, {4, 6, 5, 5}, {0, 1, 2}, {7, 9}};

    private static final float[][] OTHER = {{0, 1, 0}, {2, 1, 3, 2}, {5, 4, 6}, {1, 3}};

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static float[][] firstTwo(float[][] trials) {
        float[][] first = new float[trials.length][];
        for (int i = 0; i < first.length; i++) {
            first[i] = new float[] {trials[i][0], trials[i][1]};
        }
        return first;
    }

    @Test
    void of_a_hand_computed_case() {
        // repeats 1 3 and 5 5 and 9: variances 2 and 0, mean 1, the 9 takes no part
        // all: mean 23 / 5 = 4.6; squares 1 + 9 + 25 + 25 + 81 = 141, less 5 * 21.16 = 105.8 is 35.2, over 4 is 8.8
        var variance = ExplainableVariance.of(new float[][] {{1, 3}, {5, 5}, {9}});

        assertThat(variance.noise()).isEqualTo(1);
        assertThat(variance.total()).isCloseTo(8.8, within(1e-14));
        assertThat(variance.share()).isCloseTo(7.8 / 8.8, within(1e-14));
    }

    @Test
    void equals_the_reference_implementation() {
        assertThat(ExplainableVariance.of(ONE).share()).isCloseTo(0.843971631206, within(GOLDEN));
        assertThat(ExplainableVariance.of(OTHER).share()).isCloseTo(0.729508196721, within(GOLDEN));
        assertThat(ExplainableVariance.of(firstTwo(ONE)).share()).isCloseTo(.884105960265, within(GOLDEN));
        assertThat(ExplainableVariance.of(firstTwo(OTHER)).share()).isCloseTo(.706586826347, within(GOLDEN));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_unchanged_by_gain_offset_and_the_order_of_repeats(long seed) {
        float[][] trials = NoisyTrials.of(101, 5, 1, new SplittableRandom(seed)).trials();
        float[][] other = new float[trials.length][5];
        for (int i = 0; i < other.length; i++) {
            for (int repeat = 0; repeat < 5; repeat++) {
                other[i][repeat] = 4 * trials[i][4 - repeat] - 2; // exact up to the last bit of a float
            }
        }

        assertThat(ExplainableVariance.of(other).share())
                .isCloseTo(ExplainableVariance.of(trials).share(), within(1e-5));
    }

    @Test
    void finds_the_share_of_the_signal() {
        // signal variance 1, noise variance 3: 1 / 4; of 20,000 images it varies by about 0.005
        float[][] trials =
                NoisyTrials.of(20_000, 3, Math.sqrt(3), new SplittableRandom(1)).trials();

        assertThat(ExplainableVariance.of(trials).share()).isCloseTo(0.25, within(0.02));
    }

    @Test
    void is_below_0_where_repeats_differ_more_than_images() {
        // noise 2, total of 1 3 3 1: mean 2, 4 over 3
        var variance = ExplainableVariance.of(new float[][] {{1, 3}, {3, 1}});

        assertThat(variance.share()).isCloseTo((4. / 3 - 2) / (4. / 3), within(1e-14));
    }

    @Test
    void is_undefined_without_repeats_without_variance_and_without_trials() {
        assertThat(ExplainableVariance.of(new float[][] {{1}, {2}, {3}}).share())
                .isNaN();
        assertThat(ExplainableVariance.of(new float[][] {{2, 2}, {2, 2}}).share())
                .isNaN();
        assertThat(ExplainableVariance.of(new float[0][]).share()).isNaN();
        assertThat(ExplainableVariance.of(new float[][] {{}, {1}}).total()).isNaN();
        assertThat(ExplainableVariance.of(new float[][] {{1, Float.NaN}, {1, 2}})
                        .share())
                .isNaN();
    }
}
