package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Fit;

/** The fits that a study is made of: every model of every neuron. */
public final class FitList {

    private FitList() {}

    /** All fits, the models in order, and within a model the neurons in order. */
    public static List<Fit> of(List<Architecture> models, List<Integer> neurons) {
        List<Fit> fits = new ArrayList<>();
        for (Architecture model : models) {
            for (int neuron : neurons) {
                fits.add(new Fit(model, neuron));
            }
        }
        return List.copyOf(fits);
    }
}
