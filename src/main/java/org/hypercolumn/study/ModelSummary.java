package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.metrics.Correlation;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.FitScore;

/**
 * A model's mean scores over neurons.
 *
 * @param model id
 * @param neurons how many
 * @param correlation CORR
 * @param peakTuningJoint PT_J, a share
 * @param peakTuningSeparate PT_S, a share
 */
public record ModelSummary(
        String model, int neurons, Summary correlation, Summary peakTuningJoint, Summary peakTuningSeparate) {

    /** One summary for each model, in the order of the rows. */
    public static List<ModelSummary> of(List<FitScore> rows) {
        List<ModelSummary> summaries = new ArrayList<>();
        for (String model : rows.stream().map(FitScore::model).distinct().toList()) {
            List<Scores> scores = rows.stream()
                    .filter(row -> row.model().equals(model))
                    .map(FitScore::scores)
                    .toList();
            summaries.add(new ModelSummary(
                    model,
                    scores.size(),
                    Summary.of(scores.stream().mapToDouble(Scores::correlation).toArray()),
                    Summary.of(
                            scores.stream().mapToDouble(Scores::peakTuningJoint).toArray()),
                    Summary.of(scores.stream()
                            .mapToDouble(Scores::peakTuningSeparate)
                            .toArray())));
        }
        return summaries;
    }

    /** A sentence for each score that some neurons do not have. */
    public List<String> undefined() {
        List<String> sentences = new ArrayList<>();
        Optional<String> corr = correlation.undefinedSentence("CORR", Correlation.UNDEFINED);
        Optional<String> peak = peakTuningJoint.undefinedSentence("PT_J and PT_S", PeakTuning.UNDEFINED);
        corr.ifPresent(sentence -> sentences.add(model + ": " + sentence));
        peak.ifPresent(sentence -> sentences.add(model + ": " + sentence));
        return sentences;
    }
}
