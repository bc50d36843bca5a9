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
public record EvaluatedFit(Fit fit, FitScore score, Map<String, float[]> predictions, List<Epoch> epochs) {

    public EvaluatedFit {
        predictions = Map.copyOf(predictions);
        epochs = List.copyOf(epochs);
    }
}
