package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalShapeTest {

    /** scipy.stats.{gamma, lognorm, invgamma}.cdf at mean + z standard deviations, shapes by brentq on stats(moments="s"). */
    @ParameterizedTest(name = "{0}, skewness {1}, z {2}")
    @CsvSource({
        "GAMMA, 0.7, -0.2, 0.465259807085523",
        "GAMMA, 0.7, 1, 0.8453064079239679",
        "GAMMA, 0.7, 6, 0.9999775321793943",
        "GAMMA, 3, -0.2, 0.6131156578719995",
        "GAMMA, 3, 1, 0.8828688593391149",
        "GAMMA, 3, 6, 0.9976739613586179",
        "GAMMA, 11, -0.2, 0.0",
        "GAMMA, 11, 1, 0.961582123089841",
        "GAMMA, 11, 6, 0.993869679237247",
        "LOGNORMAL, 0.7, -0.2, 0.46247843705859093",
        "LOGNORMAL, 0.7, 1, 0.8473589176742324",
        "LOGNORMAL, 0.7, 6, 0.9999585389600318",
        "LOGNORMAL, 3, -0.2, 0.5430867352772154",
        "LOGNORMAL, 3, 1, 0.8835478225188492",
        "LOGNORMAL, 3, 6, 0.997742770242938",
        "LOGNORMAL, 11, -0.2, 0.5906167722802493",
        "LOGNORMAL, 11, 1, 0.9269594527608178",
        "LOGNORMAL, 11, 6, 0.9960292021106878",
        "INVERSE_GAMMA, 0.7, -0.2, 0.4614162710580997",
        "INVERSE_GAMMA, 0.7, 1, 0.848054787392275",
        "INVERSE_GAMMA, 0.7, 6, 0.9999487907866098",
        "INVERSE_GAMMA, 3, -0.2, 0.5235200809170786",
        "INVERSE_GAMMA, 3, 1, 0.8822813779088329",
        "INVERSE_GAMMA, 3, 6, 0.9979399372443946",
        "INVERSE_GAMMA, 11, -0.2, 0.5430429942370861",
        "INVERSE_GAMMA, 11, 1, 0.9082849541297295",
        "INVERSE_GAMMA, 11, 6, 0.9969049168809867"
    })
    void is_what_scipy_says(SignalShape shape, double skewness, double z, double below) {
        assertThat(shape.below(z, skewness)).isCloseTo(below, within(1e-8));
    }

    @Test
    void is_0_below_the_smallest_value() {
        for (SignalShape shape : SignalShape.values()) {
            assertThat(shape.below(-3, 2)).isZero();
        }
    }
}
