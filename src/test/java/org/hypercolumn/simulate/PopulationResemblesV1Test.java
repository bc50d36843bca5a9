package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures the default population, 50 neurons and 1000 images, means of 10 trials, on 6 seeds, and holds it against the
 * paper's site M1S1 (302 neurons of macaque V1, 1000 natural images, means of 10 trials; Lin et al. 2025).
 *
 * <p>The limits for numbers of one neuron, of which the population has the median, are the quartiles over the real neurons. Those
 * for numbers of a population are quantiles over 10,000 random subsets of 50 of the real neurons, drawn without replacement: the
 * quartiles for the mean over the seeds, and 0.5 and 99.5 % for each seed. Computed with numpy from the responses that Lin et al.
 * published.
 */
@Tag("slow")
class PopulationResemblesV1Test {

    private static final int NEURONS = 50;
    private static final int IMAGES = 1000;

    /** How far the median of 50 neurons of one seed may be beyond the quartiles, by their distance: chance. */
    private static final double MARGIN = 0.2;

    private static final long[] SEEDS = LongStream.rangeClosed(1, 6).toArray();

    private static final Map<String, double[]> MEASURED = new LinkedHashMap<>(); // by line, one a seed

    @BeforeAll
    static void measure() {
        for (int seed = 0; seed < SEEDS.length; seed++) {
            var statistics = new PopulationStatistics(recorded(SEEDS[seed]), NEURONS);
            put(seed, "mean", statistics.median(PopulationStatistics::mean));
            put(seed, "sd", statistics.median(PopulationStatistics::deviation));
            put(seed, "skewness", statistics.median(PopulationStatistics::skewness));
            put(seed, "maximum", statistics.median(PopulationStatistics.largest(1)));
            put(seed, "tenth", statistics.median(PopulationStatistics.largest(10)));
            put(seed, "above half", statistics.median(PopulationStatistics::shareAboveHalfMaximum));
            put(seed, "lifetime sparseness", statistics.median(PopulationStatistics::sparseness));
            put(seed, "negative of a neuron", statistics.median(PopulationStatistics::shareNegative));
            put(seed, "negative", statistics.shareNegative());
            put(seed, "population sparseness", statistics.populationSparseness());
            double[] pairs = statistics.pairs();
            put(seed, "pairs", PopulationStatistics.mean(pairs));
            put(seed, "pairs sd", PopulationStatistics.deviation(pairs));
            double beyond = Arrays.stream(pairs).filter(c -> c > 0.2).count() / (double) pairs.length;
            put(seed, "pairs beyond 0.2", beyond);
            put(seed, "first component", statistics.firstComponent());
            put(seed, "participation ratio", statistics.participationRatio());
        }
    }

    private static void put(int seed, String line, double value) {
        MEASURED.computeIfAbsent(line, name -> new double[SEEDS.length])[seed] = value;
    }

    private static float[] recorded(long seed) {
        SimulationPlan plan = SimulationPlan.standard()
                .withImages(5 * IMAGES)
                .withNeurons(NEURONS)
                .withSeed(seed);
        ImageSource source = new ImageSource.Leaves(seed, plan.height(), plan.width());
        EnergyBank bank = new EnergyBank(plan.height(), plan.width());
        List<ShownImage> calibration = IntStream.range(0, source.calibrationImages())
                .mapToObj(image -> ShownImage.of(source.calibrationImage(image), bank))
                .toList();
        var site = new SimulatedSite(plan, SiteFactors.typical(), bank, calibration);
        IntStream.range(0, IMAGES)
                .parallel()
                .forEach(image -> site.show(
                        SimulatedTier.TEST, image, ShownImage.of(source.image(SimulatedTier.TEST, image), bank)));
        return site.responses(SimulatedTier.TEST).recorded().toFloats();
    }

    private static double[] measured(String line) {
        return MEASURED.getOrDefault(line, new double[0]);
    }

    private static void assertNeurons(String line, double low, double high) {
        assertThat(PopulationStatistics.mean(measured(line))).as(line).isBetween(low, high);
        double margin = MARGIN * (high - low);
        assertEach(line, low - margin, high + margin);
    }

    private static void assertEach(String line, double low, double high) {
        assertThat(measured(line)).as(line).hasSize(SEEDS.length);
        assertThat(Arrays.stream(measured(line)).boxed()).as(line).allMatch(v -> low <= v && v <= high);
    }

    private static void assertPopulation(String line, double lowest, double low, double high, double highest) {
        assertEach(line, lowest, highest);
        assertThat(PopulationStatistics.mean(measured(line))).as(line).isBetween(low, high);
    }

    @Test
    void neurons_respond_as_much_and_as_variably() {
        assertNeurons("mean", 0.0495, 0.0751);
        assertNeurons("sd", 0.0616, 0.0862);
    }

    @Test
    void neurons_have_rare_and_strong_peaks() {
        assertNeurons("skewness", 1.32, 4.48);
        assertNeurons("maximum", 7.67, 12.82);
        assertNeurons("tenth", 2.65, 3.68);
        assertNeurons("above half", 0.002, 0.010);
    }

    @Test
    void responses_are_as_sparse_over_images_and_over_neurons() {
        assertNeurons("lifetime sparseness", 0.449, 0.599);
        assertPopulation("population sparseness", 0.458, 0.486, 0.508, 0.544);
    }

    @Test
    void as_many_responses_are_below_zero() {
        assertNeurons("negative of a neuron", 0.115, 0.186);
        assertPopulation("negative", 0.132, 0.146, 0.156, 0.170);
    }

    @Test
    void pairs_of_neurons_correlate_as_much() {
        assertPopulation("pairs", 0.062, 0.084, 0.101, 0.128);
        assertPopulation("pairs sd", 0.082, 0.098, 0.111, 0.132);
        assertPopulation("pairs beyond 0.2", 0.070, 0.117, 0.159, 0.236);
    }

    @Test
    void responses_have_as_many_dimensions() {
        assertPopulation("first component", 0.106, 0.128, 0.146, 0.176);
        assertPopulation("participation ratio", 20.0, 24.1, 27.2, 31.2);
    }
}
