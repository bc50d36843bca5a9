package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hypercolumn.kernel.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseNoiseTest {

    private static final int SHOWINGS = 40_000;

    private static double[] trials(ResponseNoise noise, double truth, double factor) {
        RandomStream random = RandomStream.of(3, "test");
        return IntStream.range(0, SHOWINGS)
                .mapToDouble(trial -> noise.trial(truth, factor, random.nextGaussian(), random))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
    }

    @Test
    void of_calcium_has_mean_0_and_a_variance_that_grows_with_the_response() {
        double[] values = trials(new ResponseNoise.Calcium(0.3, 0.2), 0.7, 2);

        // variance 2^2 (0.3^2 + 0.2 * 0.7) = 0.92; four standard errors
        assertThat(mean(values)).isCloseTo(0.7, within(4 * Math.sqrt(0.92 / SHOWINGS)));
        assertThat(variance(values)).isCloseTo(0.92, within(4 * 0.92 * Math.sqrt(2.0 / SHOWINGS)));
        assertThat(Arrays.stream(values).filter(v -> v < 0).count()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 4, 1200})
    void of_counts_is_poisson_without_gain(double truth) {
        double[] values = trials(new ResponseNoise.Counts(0), truth, 1);

        assertThat(mean(values)).isCloseTo(truth, within(4 * Math.sqrt(truth / SHOWINGS)));
        // the variance of a variance of Poisson numbers is (2 m^2 + m) / n
        assertThat(variance(values)).isCloseTo(truth, within(4 * Math.sqrt((2 * truth * truth + truth) / SHOWINGS)));
        assertThat(Arrays.stream(values).allMatch(v -> v >= 0 && v == Math.rint(v)))
                .isTrue();
    }

    @Test
    void of_counts_is_more_variable_than_poisson_where_the_gain_fluctuates() {
        double[] values = trials(new ResponseNoise.Counts(0.25), 6, 2);

        // mean 6, variance 6 + 36 (exp(0.5^2) - 1) = 16.2
        assertThat(mean(values)).isCloseTo(6, within(4 * Math.sqrt(16.2 / SHOWINGS)));
        assertThat(variance(values)).isCloseTo(16.2, within(1.2));
    }

    @Test
    void of_factor_0_is_none() {
        assertThat(trials(new ResponseNoise.Calcium(0.3, 0.2), 0.7, 0)).containsOnly(0.7);
        assertThat(trials(new ResponseNoise.Counts(0.5), 0.7, 0)).containsOnly(0.7);
    }

    @Test
    void a_response_below_0_has_only_the_additive_noise_and_no_spikes() {
        double[] calcium = trials(new ResponseNoise.Calcium(0.3, 0.2), -0.5, 1);

        assertThat(variance(calcium)).isCloseTo(0.09, within(4 * 0.09 * Math.sqrt(2.0 / SHOWINGS)));
        assertThat(trials(new ResponseNoise.Counts(0.5), -0.5, 1)).containsOnly(0);
    }

    @Test
    void refuses_numbers_below_0() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResponseNoise.Calcium(-1, 0))
                .withMessage("population: additive noise must be 0 or more and finite, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResponseNoise.Calcium(0, Double.NaN))
                .withMessage("population: signal noise must be 0 or more and finite, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResponseNoise.Counts(Double.POSITIVE_INFINITY))
                .withMessage("population: gain noise must be 0 or more and finite, got Infinity");
    }
}
