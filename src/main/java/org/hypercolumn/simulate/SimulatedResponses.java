package org.hypercolumn.simulate;

import java.util.List;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Trials;

/** What the neurons of one site respond to the images of one tier, with and without noise, and what their centers would. */
final class SimulatedResponses {

    private final int images;
    private final int neurons;
    private final float[] recorded; // [S, N], neuron fastest, as the next two
    private final int repeats;
    private final float[] trials; // [R, S, N], neuron fastest; none where images are shown once
    private final float[] noiseFree;
    private final float[] centerOnly;

    SimulatedResponses(int images, int neurons, int repeats) {
        this.images = images;
        this.neurons = neurons;
        recorded = new float[images * neurons];
        this.repeats = repeats;
        trials = new float[repeats == 1 ? 0 : repeats * images * neurons];
        noiseFree = new float[images * neurons];
        centerOnly = new float[images * neurons];
    }

    /**
     * Shows one image.
     *
     * @param common noise that the neurons share, one a trial, read only
     */
    void show(
            SimulationPlan plan,
            SimulatedTier tier,
            int image,
            ShownImage shown,
            List<SimulatedNeuron> shownTo,
            double[] common) {
        double[] single = new double[repeats];
        for (int neuron = 0; neuron < neurons; neuron++) {
            SimulatedNeuron viewer = shownTo.get(neuron);
            Drives drives = viewer.drives(shown);
            double truth = viewer.transfer().response(drives);
            int place = image * neurons + neuron;
            noiseFree[place] = (float) truth;
            centerOnly[place] = (float) viewer.transfer().centerOnly(drives);
            recorded[place] = (float) viewer.recorded(plan, truth, tier, image, common, single);
            for (int repeat = 0; repeats > 1 && repeat < repeats; repeat++) {
                trials[repeat * images * neurons + place] = (float) single[repeat];
            }
        }
    }

    Responses responses() {
        Responses means = Responses.of(recorded, images, neurons);
        return repeats == 1 ? means : means.withTrials(Trials.of(trials, repeats, images, neurons));
    }

    /** {@code [S, N]}, noisy, averaged over repeats. */
    NpyArray recorded() {
        return NpyArray.ofFloats(recorded, images, neurons);
    }

    /** {@code [R, S, N]}, what was averaged. */
    NpyArray trials() {
        return NpyArray.ofFloats(trials, repeats, images, neurons);
    }

    /** Whether images were shown more than once. */
    boolean isRepeated() {
        return repeats > 1;
    }

    /** {@code [S, N]}. */
    NpyArray noiseFree() {
        return NpyArray.ofFloats(noiseFree, images, neurons);
    }

    /** {@code [S, N]}, noise-free, without near and far pools and facilitation. */
    NpyArray centerOnly() {
        return NpyArray.ofFloats(centerOnly, images, neurons);
    }
}
