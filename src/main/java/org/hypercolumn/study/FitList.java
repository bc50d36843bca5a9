package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.RunDescription;

/** The fits that a study is made of: every model of every neuron with every share and seed. */
public final class FitList {

    private FitList() {}

    /** All fits in the order model, share, seed, neuron, of which the last changes first. */
    public static List<Fit> of(
            List<Architecture> models, List<Integer> neurons, List<Double> shares, List<Long> seeds) {
        List<Fit> fits = new ArrayList<>();
        for (Architecture model : models) {
            for (double share : shares) {
                for (long seed : seeds) {
                    neurons.forEach(neuron -> fits.add(new Fit(model, neuron, share, seed)));
                }
            }
        }
        return List.copyOf(fits);
    }

    /** The fits of a run. */
    static List<Fit> of(RunDescription description) {
        return of(description.models(), description.neurons(), description.shares(), description.seeds());
    }
}
