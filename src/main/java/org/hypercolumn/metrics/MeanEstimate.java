package org.hypercolumn.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean over neurons, sites or animals, and how far it would move if others of the same kind had been recorded: every
 * interval that is printed and every test of a mean comes from here.
 *
 * <p>With z = (mean - true mean) / standard error and the mean's skewness γ, the quantity z + γ z²/3 + γ² z³/27 + γ/6 is
 * taken to follow Student's t: Hall's transformation. It restores the coverage where values are skewed, as scores that crowd
 * near 0 or 1 are, peak tuning above all; but of few values the skewness is uncertain. Either end of an interval is therefore the
 * farther one of Hall's and Student's, and the p of a test the larger one. Simulated coverage stands in
 * {@code docs/statistics.md}.
 *
 * <p>Deterministic: quantiles are rounded to 10 digits, so that an interval has the same bits on every machine.
 *
 * <p>Source: Student 1908; Hall, "On the removal of skewness by transformation", J. R. Stat. Soc. B 54, 1992, §2; t over the
 * means of clusters: Ibragimov, Müller, "t-statistic based correlation and heterogeneity robust inference", J. Bus. Econ.
 * Stat. 28, 2010. Ours differs: Hall takes normal quantiles or those of a bootstrap, which need more neurons, and his ends
 * alone.
 *
 * @param mean in the unit of the values; NaN without any
 * @param standardError of the mean, in the same unit; NaN of fewer than two units or if all have the same value, and then
 *     there is neither an interval nor a test
 * @param skewness γ of the mean, dimensionless
 * @param freedom degrees of freedom, dimensionless
 * @param units how many neurons, sites or animals stand behind it: those that have a value
 */
public record MeanEstimate(double mean, double standardError, double skewness, double freedom, int units) {

    /** How intervals are made, for captions. */
    public static final String METHOD =
            "each end is Student's t limit or Hall's skewness-corrected limit, whichever is farther from the mean";

    /** What counts alike in a mean over several sites. */
    public enum Units {
        /** Each site, whatever its animal. */
        SITES,
        /** Each animal, and each site of an animal. */
        ANIMALS;

        /**
         * Animals where there are several and one has several sites; else sites. Decided once, of all sites that stand
         * together: were it decided of those that have a value, the units of two rows of a table could differ.
         *
         * @param animals of each site, equal for equal animals
         */
        public static Units of(List<?> animals) {
            int different = Set.copyOf(animals).size();
            return different > 1 && different < animals.size() ? ANIMALS : SITES;
        }

        /** {@code sites} or {@code animals}, in text and files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An end of an interval is at most so many times as far from the mean as Student's t puts it: where the transformation is
     * nearly flat, as of few neurons with an outlier, its inverse runs away.
     */
    private static final double FARTHEST = 2;

    private static final MathContext DIGITS = new MathContext(10);

    /** Values closer than this are the same; of scores it is what tests of pairs call equal. */
    private static final double SAME = 0.5 / PairedDifferences.RESOLUTION;

    /**
     * The mean of one score, share or other measure over independent neurons.
     *
     * @param values {@code [N]}, one a neuron, NaN where undefined and left out, read only
     */
    public static MeanEstimate ofScores(double[] values) {
        return of(defined(values));
    }

    /**
     * The mean difference of two series of scores over independent neurons.
     *
     * @param first {@code [N]}, one score a neuron, read only
     * @param second {@code [N]}, the same neurons, subtracted, read only; pairs with a NaN are left out
     * @throws IllegalArgumentException if the lengths differ
     */
    public static MeanEstimate ofDifferences(double[] first, double[] second) {
        return of(PairedDifferences.of("interval", first, second).values());
    }

    /**
     * The mean over sites, each of which counts alike however many neurons it has: neurons of a site share more than their
     * number says.
     *
     * @param sites the values of each site's neurons, NaN where undefined, read only; sites without a value are left out
     */
    public static MeanEstimate ofSites(List<double[]> sites) {
        return ofSites(sites, IntStream.range(0, sites.size()).boxed().toList(), Units.SITES);
    }

    /**
     * The mean over sites, or over animals, each of which counts alike, as do the sites of an animal.
     *
     * @param sites the values of each site's neurons, NaN where undefined, read only; sites without a value are left out
     * @param animals of each site, equal for equal animals
     * @param units as {@link Units#of} says of all sites; of fewer than two that have a value there is no interval
     * @throws IllegalArgumentException if there are not as many animals as sites
     */
    public static MeanEstimate ofSites(List<double[]> sites, List<?> animals, Units units) {
        if (animals.size() != sites.size()) {
            throw new IllegalArgumentException("mean over sites: expected an animal of each of %d sites, got %d"
                    .formatted(sites.size(), animals.size()));
        }
        Map<Object, List<Double>> byUnit = new LinkedHashMap<>();
        for (int site = 0; site < sites.size(); site++) {
            Summary summary = Summary.of(sites.get(site));
            if (summary.defined() > 0) {
                byUnit.computeIfAbsent(units == Units.SITES ? site : animals.get(site), unit -> new ArrayList<>())
                        .add(summary.mean());
            }
        }
        return of(byUnit.values().stream()
                .mapToDouble(means -> Summary.of(means(means)).mean())
                .toArray());
    }

    /**
     * The same mean where the images are a sample too: how far it would move if other units had been recorded while they saw other
     * images. Images that all units saw make their values rise and fall together, which no interval over units alone takes into
     * account.
     *
     * <p>The variance is that of a crossed design with a value in each cell, by the analysis of variance, and no smaller than that
     * over units. The degrees of freedom are those over units: Satterthwaite's, which are more, would make an interval over few units
     * narrower for a variance that is larger.
     *
     * <p>Source: Westfall, Nichols, Yarkoni, "Fixing the stimulus-as-fixed-effect fallacy in task fMRI", Wellcome Open Res. 1,
     * 2017; Searle, Casella, McCulloch, "Variance components", 1992, §4.
     *
     * @param values {@code [U][S]}, of each unit behind this mean its value plus what each image adds to it, so that the mean of a
     *     row is the unit's value; none is NaN, read only
     * @throws IllegalArgumentException if there are not as many rows as units, or they differ in length or have fewer than 2 images
     */
    public MeanEstimate overImagesToo(double[][] values) {
        if (values.length != units) {
            throw new IllegalArgumentException(
                    "mean over images: expected a row of each of %d units, got %d".formatted(units, values.length));
        }
        if (!hasInterval()) {
            return this;
        }
        int images = values[0].length;
        double[] unitMeans = new double[units];
        double[] imageMeans = new double[images];
        for (int u = 0; u < units; u++) {
            if (values[u].length != images || images < 2) {
                throw new IllegalArgumentException(
                        "mean over images: expected the same 2 images or more of each unit, got %d and %d"
                                .formatted(images, values[u].length));
            }
            for (int i = 0; i < images; i++) {
                unitMeans[u] += values[u][i] / images;
                imageMeans[i] += values[u][i] / units;
            }
        }
        double ofUnits = standardError * standardError;
        double ofImages = variance(imageMeans) / images;
        double ofCells = 0;
        for (int u = 0; u < units; u++) {
            for (int i = 0; i < images; i++) {
                double rest = values[u][i] - unitMeans[u] - imageMeans[i] + mean;
                ofCells += rest * rest;
            }
        }
        double cellFreedom = (units - 1.0) * (images - 1);
        ofCells /= cellFreedom * units * images;
        if (ofImages <= ofCells) {
            return this; // units saw different images, or these hardly matter
        }
        double error = Math.sqrt(ofUnits + ofImages - ofCells);
        double ratio = standardError / error;
        return new MeanEstimate(mean, error, skewness * ratio * ratio * ratio, freedom, units);
    }

    /** Over one less than the values. */
    private static double variance(double[] values) {
        double mean = Summary.of(values).mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    private static double[] means(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] defined(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    private static MeanEstimate of(double[] values) {
        double error = isSpread(values) ? Math.sqrt(variance(values) / values.length) : Double.NaN;
        return new MeanEstimate(Summary.of(values).mean(), error, skewness(values), values.length - 1, values.length);
    }

    private static boolean isSpread(double[] values) {
        var range = Arrays.stream(values).summaryStatistics();
        return values.length > 1 && range.getMax() - range.getMin() > SAME;
    }

    /** Of the mean: that of the values, with moments divided by N, over the root of N. */
    private static double skewness(double[] values) {
        if (!isSpread(values)) {
            return 0;
        }
        double mean = Summary.of(values).mean();
        double squares = 0;
        double cubes = 0;
        for (double value : values) {
            double deviation = value - mean;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }
        return cubes / (squares * Math.sqrt(squares)); // the N of the moments and of the mean cancel
    }

    /** Whether there are an interval and a test. */
    public boolean hasInterval() {
        return !Double.isNaN(standardError);
    }

    /** The 95 % interval of the mean; undefined of fewer than two units, or if all have the same value. */
    public Interval interval() {
        if (!hasInterval()) {
            return Interval.UNDEFINED;
        }
        double t = new BigDecimal(TDistribution.of(freedom).inverseSurvivalProbability(0.025))
                .round(DIGITS)
                .doubleValue();
        double low = mean - standardError * Math.max(t, Math.min(fromT(t), FARTHEST * t));
        double high = mean - standardError * Math.min(-t, Math.max(fromT(-t), -FARTHEST * t));
        return new Interval(low, high);
    }

    /** Two-sided p of the test that the true mean is 0; NaN without an interval. */
    public double p() {
        return hasInterval() ? Math.min(1, 2 * Math.min(above(0), below(0))) : Double.NaN;
    }

    /**
     * p of two one-sided tests that the true mean is not within {@code (-bound, bound)}, doubled as that of a two-sided test is:
     * below 0.05, the 95 % interval lies inside the bounds, and models are equivalent for a reader to whom less than the bound
     * does not matter. The 90 % interval errs too often where values are skewed.
     *
     * <p>Source: Schuirmann 1987. Ours differs: p is doubled, so that 0.05 goes with the 95 % interval and not with the 90 %.
     *
     * @param bound above 0, in the unit of the values
     * @return twice the larger p of the two tests, 1 at most; NaN without an interval
     */
    public double equivalenceP(double bound) {
        return hasInterval() ? Math.min(1, 2 * Math.max(above(-bound), below(bound))) : Double.NaN;
    }

    /** p of the one-sided test that the true mean is above a value. */
    private double above(double value) {
        double z = (mean - value) / standardError;
        return TDistribution.of(freedom).survivalProbability(Math.min(z, t(z)));
    }

    /** p of the one-sided test that the true mean is below a value. */
    private double below(double value) {
        double z = (mean - value) / standardError;
        return TDistribution.of(freedom).cumulativeProbability(Math.max(z, t(z)));
    }

    /** The statistic that follows Student's t, as far from 0 as intervals have it at least. */
    private double t(double z) {
        double t = z + skewness * z * z / 3 + skewness * skewness * z * z * z / 27 + skewness / 6;
        return z > 0 ? Math.max(t, z / FARTHEST) : Math.min(t, z / FARTHEST);
    }

    /** The inverse: z where that statistic is t. */
    private double fromT(double t) {
        double shifted = t - skewness / 6;
        double root = StrictMath.cbrt(1 + skewness * shifted);
        return 3 * shifted / (root * root + root + 1); // 3 (root - 1) / γ without its loss of digits
    }
}
