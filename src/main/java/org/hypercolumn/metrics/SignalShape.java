package org.hypercolumn.metrics;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;

/**
 * The families of skewed distributions that a neuron's noise-free responses are thought to be drawn from, by the weight of their
 * upper tail: the peaks that {@link PeakTuning} is about.
 */
enum SignalShape {
    /** An exponential tail, as of a thresholded drive. */
    GAMMA {
        @Override
        double below(double z, double skewness) {
            double k = 4 / (skewness * skewness); // mean k, variance k
            double x = k + z * Math.sqrt(k);
            return x <= 0 ? 0 : GammaDistribution.of(k, 1).cumulativeProbability(x);
        }
    },
    /** A heavier one, as of an exponentiated drive. */
    LOGNORMAL {
        @Override
        double below(double z, double skewness) {
            // r^3 + 3 r = skewness, r the standard deviation of a mean of 1, and r^2 = exp(sigma^2) - 1
            double r = 2 * StrictMath.sinh(asinh(skewness / 2) / 3);
            double variance = StrictMath.log1p(r * r);
            double x = 1 + z * r;
            return x <= 0
                    ? 0
                    : LogNormalDistribution.of(-variance / 2, Math.sqrt(variance))
                            .cumulativeProbability(x);
        }
    },
    /** A power law, as of a few images that drive the neuron far above all others. */
    INVERSE_GAMMA {
        @Override
        double below(double z, double skewness) {
            // skewness = 4 u / (u^2 - 1) with u = sqrt(alpha - 2), and 1 / u the standard deviation of a mean of 1
            double u = (2 + Math.sqrt(4 + skewness * skewness)) / skewness;
            double alpha = u * u + 2;
            double x = 1 + z / u;
            return x <= 0 ? 0 : GammaDistribution.of(alpha, 1).survivalProbability((alpha - 1) / x);
        }
    };

    /**
     * The share of the distribution that lies below a value.
     *
     * @param z the value, in standard deviations above the mean
     * @param skewness above 0
     */
    abstract double below(double z, double skewness);

    private static double asinh(double x) {
        return StrictMath.log(x + Math.sqrt(x * x + 1)); // x is above 0
    }
}
