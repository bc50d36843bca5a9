package org.hypercolumn.train;

import java.util.List;
import org.hypercolumn.model.FittedModel;

/**
 * What a fit left.
 *
 * @param fit which
 * @param model the network after the chosen epoch
 * @param epoch the chosen epoch: the first of the highest CORR on the selecting images, or the last where none is defined
 * @param epochs all epochs in order
 */
record FitResult(Fit fit, FittedModel model, int epoch, List<Epoch> epochs) {

    FitResult {
        epochs = List.copyOf(epochs);
    }
}
