package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.simulate.Distribution.Fixed;
import org.hypercolumn.simulate.Distribution.Listed;
import org.hypercolumn.simulate.Distribution.LogNormal;
import org.hypercolumn.simulate.Distribution.LogUniform;
import org.hypercolumn.simulate.Distribution.Normal;
import org.hypercolumn.simulate.Distribution.Uniform;
import org.junit.jupiter.api.Test;

class DistributionTest {

    private static final int DRAWS = 20_001;
    private static final double FOUR_ERRORS = 4 / Math.sqrt(DRAWS); // of a mean, in standard deviations

    private static double[] draws(Distribution distribution) {
        RandomStream random = RandomStream.of(1, "test");
        return IntStream.range(0, DRAWS)
                .mapToDouble(neuron -> distribution.draw(random, neuron))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }

    @Test
    void uniform_has_the_mean_and_the_limits_it_says() {
        double[] values = draws(new Uniform(-1, 3));

        assertThat(mean(values)).isCloseTo(1, within(4 / Math.sqrt(12) * FOUR_ERRORS));
        assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(-1.0, -0.99);
        assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(2.99, 3.0);
    }

    @Test
    void loguniform_has_as_many_values_in_every_octave() {
        double[] values = draws(new LogUniform(1, 8));

        double firstOctave = Arrays.stream(values).filter(v -> v < 2).count() / (double) DRAWS;
        assertThat(firstOctave).isCloseTo(1.0 / 3, within(0.48 * FOUR_ERRORS));
        assertThat(Arrays.stream(values).allMatch(v -> v >= 1 && v <= 8)).isTrue();
    }

    @Test
    void normal_and_lognormal_have_the_middle_and_spread_they_say() {
        double[] normal = draws(new Normal(-2, 3));
        double[] logs =
                Arrays.stream(draws(new LogNormal(5, 0.4))).map(Math::log).toArray();

        assertThat(mean(normal)).isCloseTo(-2, within(3 * FOUR_ERRORS));
        assertThat(deviation(normal)).isCloseTo(3, within(3 * FOUR_ERRORS));
        assertThat(mean(logs)).isCloseTo(Math.log(5), within(0.4 * FOUR_ERRORS));
        assertThat(deviation(logs)).isCloseTo(0.4, within(0.4 * FOUR_ERRORS));
    }

    @Test
    void a_list_has_a_value_of_each_neuron_and_a_fixed_value_is_of_all() {
        RandomStream random = RandomStream.of(1, "test");
        var listed = new Listed(List.of(3.0, 5.0, 7.0));

        assertThat(IntStream.range(0, 3).mapToObj(n -> listed.draw(random, n))).containsExactly(3.0, 5.0, 7.0);
        assertThat(new Fixed(11).draw(random, 4)).isEqualTo(11);
        assertThat(random.nextLong()).isEqualTo(RandomStream.of(1, "test").nextLong());
    }

    @Test
    void refuses_what_is_no_distribution() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Uniform(2, 1))
                .withMessage("expected limits in order, got 2.0 to 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogUniform(0, 1))
                .withMessage("expected a number above 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normal(0, -1))
                .withMessage("expected a standard deviation of 0 or more, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogNormal(0, 1))
                .withMessage("expected a number above 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fixed(Double.NaN))
                .withMessage("expected a finite number, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Listed(List.of()))
                .withMessage("expected one value or more, got an empty list");
    }
}
