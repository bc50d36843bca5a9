package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hypercolumn.metrics.Correlation;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;

/**
 * A model's mean scores over neurons, fitted with one share and seed.
 *
 * @param model id
 * @param share part of the training images that was used
 * @param seed of every random draw
 * @param neurons how many
 * @param scores each metric's mean
 */
public record ModelSummary(String model, double share, long seed, int neurons, Map<Metric, Summary> scores) {

    private record Key(String model, double share, long seed) {}

    public ModelSummary {
        scores = Collections.unmodifiableMap(new EnumMap<>(scores));
    }

    /** One summary for each model, share and seed, in the order of the rows. */
    public static List<ModelSummary> of(List<FitScore> rows) {
        Map<Key, List<Scores>> groups = new LinkedHashMap<>();
        for (FitScore row : rows) {
            Key key = new Key(row.model(), row.plan().share(), row.plan().seed());
            groups.computeIfAbsent(key, missing -> new ArrayList<>()).add(row.scores());
        }
        List<ModelSummary> summaries = new ArrayList<>();
        groups.forEach((key, scores) -> summaries.add(
                new ModelSummary(key.model(), key.share(), key.seed(), scores.size(), summaries(scores))));
        return summaries;
    }

    private static Map<Metric, Summary> summaries(List<Scores> scores) {
        Map<Metric, Summary> summaries = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            summaries.put(
                    metric, Summary.of(scores.stream().mapToDouble(metric::of).toArray()));
        }
        return summaries;
    }

    /** The mean of one metric, and how many neurons have it. */
    public Summary of(Metric metric) {
        return Objects.requireNonNull(scores.get(metric));
    }

    /** The model, and share and seed where they are not 1: {@code rf-cnn, share 0.25, seed 2}. */
    private String name() {
        return model + Fit.variant(share, seed);
    }

    /** A sentence for each of the paper's scores that some neurons do not have. */
    public List<String> undefined() {
        List<String> sentences = new ArrayList<>();
        Optional<String> corr = of(Metric.CORR).undefinedSentence("CORR", Correlation.UNDEFINED);
        Optional<String> peak = of(Metric.PT_J).undefinedSentence("PT_J and PT_S", PeakTuning.UNDEFINED);
        corr.ifPresent(sentence -> sentences.add(name() + ": " + sentence));
        peak.ifPresent(sentence -> sentences.add(name() + ": " + sentence));
        return sentences;
    }
}
