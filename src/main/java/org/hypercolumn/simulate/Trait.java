package org.hypercolumn.simulate;

import java.util.Locale;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.simulate.Distribution.Fixed;
import org.hypercolumn.simulate.Distribution.LogNormal;
import org.hypercolumn.simulate.Distribution.LogUniform;
import org.hypercolumn.simulate.Distribution.Normal;
import org.hypercolumn.simulate.Distribution.Uniform;

/**
 * What makes one simulated neuron differ from the next: a number each. A value that is drawn beyond the limits is set to
 * the nearer one, which is how a share of the neurons comes to have no surround, or to be purely simple or complex. Angles
 * are counter-clockwise from the right; an energy is that of the neuron's {@link Transfer}, in units of its mean.
 */
public enum Trait {
    ORIENTATION_DEGREES("direction along the preferred stripes, degrees", new Uniform(0, 180), -360, 360),
    CYCLES_PER_PIXEL("preferred spatial frequency, cycles per pixel", new LogUniform(0.1, 0.24), 0.02, 0.5),
    PHASE_DEGREES("phase at the field's center, of simple cells, degrees", new Uniform(0, 360), -720, 720),
    SIGMA_PERIODS(
            "standard deviation of the center across the stripes, periods; 1 to 2.6 pixels",
            new Uniform(0.25, 0.4),
            0.05,
            5),
    ASPECT("length of the center along the stripes over its width", new Uniform(1, 1.6), 0.2, 5),
    RIGHT_PIXELS("receptive field, pixels to the right of the image's middle", new Normal(0, 1.3), -3, 3),
    UP_PIXELS("receptive field, pixels above the image's middle", new Normal(0, 1.3), -3, 3),
    COMPLEXITY("0 a simple cell, 1 a complex cell", new Uniform(-0.5, 1.5), 0, 1),
    SURROUND("strength of all that follows from outside the center; 0 none", new Uniform(-0.4, 1.6), 0, 100),
    NEAR_SUPPRESSION("weight of the near pool in the divisor", new LogUniform(1.5, 18), 0, 1000),
    FAR_SUPPRESSION("weight of the far pool in the divisor", new LogUniform(3, 30), 0, 1000),
    POOL_TUNING("how strongly both pools prefer the neuron's orientation; 0 not at all", new Uniform(0, 2), 0, 20),
    SIDE_DEGREES("direction in which the near pool is strongest, degrees", new Uniform(0, 360), -720, 720),
    SIDE_CONCENTRATION("how one-sided the near pool is; 0 not at all", new Uniform(0, 2), 0, 20),
    FACILITATION("gain that collinear energy can add at most", new LogUniform(2.6, 15.6), 0, 1000),
    SEMISATURATION("constant of the divisor", new Uniform(0.08, 0.5), 0.001, 1000),
    LOCAL_SUPPRESSION("weight of the center's own pool in the divisor", new Uniform(0, 2.2), 0, 1000),
    EXPONENT("power of the divided drive", new Uniform(0.9, 1.38), 0.1, 5),
    BASELINE_SHARE("response to gray, as a share of the mean response", new Fixed(0.59), -10, 1),
    MEAN_RESPONSE("mean noise-free response, dF/F or spikes", new LogNormal(0.064, 0.31), 1e-9, 1e9),
    NOISE("factor on the population's noise", new LogNormal(1, 0.5), 0, 1000),
    SHARED_NOISE("share of the noise variance that is common to the site", new Uniform(-0.15, 0.38), 0, 1);

    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // every distribution is a record of numbers
    private final Distribution usual;

    private final double low;
    private final double high;

    Trait(String meaning, Distribution usual, double low, double high) {
        this.meaning = meaning;
        this.usual = usual;
        this.low = low;
        this.high = high;
    }

    /** Its name in files: lower case, with underscores. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in which unit; dimensionless where none is named. */
    public String meaning() {
        return meaning;
    }

    /** Its distribution in {@link Population#v1()}. */
    public Distribution usual() {
        return usual;
    }

    /** The value within the limits that is nearest. */
    double limited(double value) {
        return Math.max(low, Math.min(high, value));
    }

    /** The largest value. */
    double high() {
        return high;
    }

    /** Whether a distribution can give a value within the limits. */
    boolean allows(Distribution distribution) {
        return distribution.range().get(0) <= high && distribution.range().get(1) >= low;
    }

    /** The limits in words. */
    String limits() {
        return "%s to %s".formatted(DecimalText.of(low), DecimalText.of(high));
    }
}
