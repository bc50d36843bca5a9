package org.hypercolumn.train;

import java.util.List;
import org.hypercolumn.model.FittedModel;

/**
 * What a fit left.
 *
 * @param fit which
 * @param model the network after the chosen epoch; predicts in the recording's unit
 * @param scale in which it was fitted
 * @param epoch the chosen epoch: the first of the highest CORR on the selecting images, or the last where none is defined
 * @param epochs all epochs in order
 */
record FitResult(Fit fit, FittedModel model, ResponseScale scale, int epoch, List<Epoch> epochs) {

    FitResult {
        epochs = List.copyOf(epochs);
    }
}
