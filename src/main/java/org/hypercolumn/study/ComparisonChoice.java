package org.hypercolumn.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.metrics.Metric;

/**
 * What is compared with what.
 *
 * @param models ids; empty for all that can be compared
 * @param baseline the model, of the first run, that all others are compared with; if empty, the first of the models within
 *     one run, and in two runs each model is compared with itself
 * @param partners with which other models a model within one run is compared
 * @param metrics in the order of the results; empty for the paper's and those of single trials that some fit has
 * @param share of the training images; if empty, the largest that all runs have
 * @param neurons how the neurons of two runs are paired
 * @param differences whether two runs may differ in what makes scores comparable
 * @param bounds for tests of equivalence, by metric: differences smaller than this do not matter, above 0; metrics without one
 *     are not tested
 * @param images whether the test images are a sample, as neurons are
 */
public record ComparisonChoice(
        List<String> models,
        Optional<String> baseline,
        Partners partners,
        List<Metric> metrics,
        Optional<Double> share,
        Neurons neurons,
        Differences differences,
        Map<Metric, Double> bounds,
        Images images) {

    /** Which models of one run are compared. */
    public enum Partners {
        /** Each with the baseline. */
        BASELINE,
        /** Each with each. */
        ALL
    }

    /** Which neurons of two runs are one. */
    public enum Neurons {
        /** Those of the same site and id; the same place in the same files is the same neuron too. */
        BY_ID,
        /** Those at the same place of two recordings, whatever they are called. */
        BY_PLACE
    }

    /** What two runs may differ in. */
    public enum Differences {
        /** Neither tier nor protocol; nor the site's name where ids pair the neurons. */
        REFUSED,
        /** In all of that; the results say so. */
        ALLOWED
    }

    /** How far results are to hold. */
    public enum Images {
        /** On the images that were shown. */
        FIXED,
        /** On others of their kind too. */
        SAMPLED
    }

    public ComparisonChoice {
        models = List.copyOf(models);
        metrics = List.copyOf(metrics);
        bounds = Map.copyOf(bounds);
        bounds.forEach((metric, bound) -> {
            if (!(bound > 0) || bound.isInfinite()) {
                throw new IllegalArgumentException(
                        "equivalence: expected a bound above 0 of %s, got %s".formatted(metric.name(), bound));
            }
        });
    }

    /** All models and metrics at the largest share, each with the baseline, neurons paired by their ids. */
    public static ComparisonChoice standard() {
        return new ComparisonChoice(
                List.of(),
                Optional.empty(),
                Partners.BASELINE,
                List.of(),
                Optional.empty(),
                Neurons.BY_ID,
                Differences.REFUSED,
                Map.of(),
                Images.FIXED);
    }

    /** The same of these models. */
    public ComparisonChoice withModels(List<String> changed) {
        return new ComparisonChoice(changed, baseline, partners, metrics, share, neurons, differences, bounds, images);
    }

    /** The same with another baseline. */
    public ComparisonChoice withBaseline(String changed) {
        return new ComparisonChoice(
                models, Optional.of(changed), partners, metrics, share, neurons, differences, bounds, images);
    }

    /** The same with other partners. */
    public ComparisonChoice withPartners(Partners changed) {
        return new ComparisonChoice(models, baseline, changed, metrics, share, neurons, differences, bounds, images);
    }

    /** The same of these metrics. */
    public ComparisonChoice withMetrics(List<Metric> changed) {
        return new ComparisonChoice(models, baseline, partners, changed, share, neurons, differences, bounds, images);
    }

    /** The same at another share. */
    public ComparisonChoice withShare(double changed) {
        return new ComparisonChoice(
                models, baseline, partners, metrics, Optional.of(changed), neurons, differences, bounds, images);
    }

    /** The same with neurons paired so. */
    public ComparisonChoice withNeurons(Neurons changed) {
        return new ComparisonChoice(models, baseline, partners, metrics, share, changed, differences, bounds, images);
    }

    /** The same with runs that may differ so. */
    public ComparisonChoice withDifferences(Differences changed) {
        return new ComparisonChoice(models, baseline, partners, metrics, share, neurons, changed, bounds, images);
    }

    /** The same with the bounds of these metrics only. */
    ComparisonChoice boundingOnly(List<Metric> compared) {
        return withBounds(bounds.entrySet().stream()
                .filter(entry -> compared.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The same with bounds for tests of equivalence. */
    public ComparisonChoice withBounds(Map<Metric, Double> changed) {
        return new ComparisonChoice(models, baseline, partners, metrics, share, neurons, differences, changed, images);
    }

    /** The same with test images taken so. */
    public ComparisonChoice withImages(Images changed) {
        return new ComparisonChoice(models, baseline, partners, metrics, share, neurons, differences, bounds, changed);
    }
}
