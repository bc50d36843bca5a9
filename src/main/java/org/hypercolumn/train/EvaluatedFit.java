package org.hypercolumn.train;

import java.util.List;
import java.util.Map;

/**
 * A fit that has ended, with what it predicts.
 *
 * @param fit which
 * @param score its row of scores.csv
 * @param predictions {@code [S]} by the tier's name
 * @param epochs all epochs in order
 */
record EvaluatedFit(Fit fit, FitScore score, Map<String, float[]> predictions, List<Epoch> epochs) {

    EvaluatedFit {
        predictions = Map.copyOf(predictions);
        epochs = List.copyOf(epochs);
    }

    /** The same without predictions, once they are in a file. */
    EvaluatedFit withoutPredictions() {
        return new EvaluatedFit(fit, score, Map.of(), epochs);
    }
}
