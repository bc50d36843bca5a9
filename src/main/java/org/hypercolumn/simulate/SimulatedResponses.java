package org.hypercolumn.simulate;

import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.stimulus.DeadLeaves;

/** The images of one tier, what the neurons respond with and without noise, and what their centers alone would. */
final class SimulatedResponses {

    private static final int SIZE = SimulationPlan.IMAGE_SIZE;
    private static final int PIXELS = SIZE * SIZE;

    private final int images;
    private final int neurons;
    private final byte[] pixels; // [S, H, W]
    private final float[] recorded; // [S, N], neuron fastest, as the next two
    private final int repeats;
    private final float[] trials; // [R, S, N], neuron fastest; none where images are shown once
    private final float[] noiseFree;
    private final float[] centerOnly;

    private SimulatedResponses(int images, int neurons, int repeats) {
        this.images = images;
        this.neurons = neurons;
        pixels = new byte[images * PIXELS];
        recorded = new float[images * neurons];
        this.repeats = repeats;
        trials = new float[repeats == 1 ? 0 : repeats * images * neurons];
        noiseFree = new float[images * neurons];
        centerOnly = new float[images * neurons];
    }

    /** Shows the tier's images to the neurons, on all processors; the order of the work does not matter. */
    static SimulatedResponses of(SimulationPlan plan, SimulatedTier tier, List<SimulatedNeuron> neurons) {
        var responses = new SimulatedResponses(tier.images(plan), neurons.size(), tier.repeats());
        IntStream.range(0, responses.images).parallel().forEach(image -> {
            byte[] drawn = image(RandomStream.of(plan.seed(), "simulated image", tier.key(), image));
            System.arraycopy(drawn, 0, responses.pixels, image * PIXELS, PIXELS);
            responses.show(contrast(drawn), image, tier, neurons);
        });
        return responses;
    }

    private void show(double[] contrast, int image, SimulatedTier tier, List<SimulatedNeuron> shownTo) {
        double[] shown = new double[repeats];
        for (int neuron = 0; neuron < neurons; neuron++) {
            SimulatedNeuron viewer = shownTo.get(neuron);
            Energies energies = viewer.energies(contrast);
            double truth = viewer.transfer().response(energies);
            int place = image * neurons + neuron;
            noiseFree[place] = (float) truth;
            centerOnly[place] = (float) viewer.transfer().centerOnly(energies);
            recorded[place] = (float) viewer.recorded(truth, tier, image, shown);
            for (int repeat = 0; repeats > 1 && repeat < repeats; repeat++) {
                trials[repeat * images * neurons + place] = (float) shown[repeat];
            }
        }
    }

    /** One image {@code [H * W]}, unsigned. */
    static byte[] image(RandomStream random) {
        return DeadLeaves.ofSize(SIZE, SIZE).draw(random);
    }

    /** Gray levels 0 to 255 as -1 to 1. */
    static double[] contrast(byte[] pixels) {
        double[] contrast = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            contrast[i] = ((pixels[i] & 0xff) - 127.5) / 127.5;
        }
        return contrast;
    }

    Tier tier() {
        Responses means = Responses.of(recorded, images, neurons);
        Stimuli stimuli = Stimuli.ofBytes(pixels, images, SIZE, SIZE);
        return new Tier(stimuli, repeats == 1 ? means : means.withTrials(Trials.of(trials, repeats, images, neurons)));
    }

    /** {@code [S, H, W, 1]}, u1. */
    NpyArray images() {
        return NpyArray.ofBytes(pixels, images, SIZE, SIZE, 1);
    }

    /** {@code [S, N]}, ΔF/F, noisy, averaged over repeats. */
    NpyArray recorded() {
        return NpyArray.ofFloats(recorded, images, neurons);
    }

    /** {@code [R, S, N]}, ΔF/F, what was averaged. */
    NpyArray trials() {
        return NpyArray.ofFloats(trials, repeats, images, neurons);
    }

    /** Whether images were shown more than once. */
    boolean isRepeated() {
        return repeats > 1;
    }

    /** {@code [S, N]}, ΔF/F. */
    NpyArray noiseFree() {
        return NpyArray.ofFloats(noiseFree, images, neurons);
    }

    /** {@code [S, N]}, ΔF/F, noise-free, if all but the center were gray. */
    NpyArray centerOnly() {
        return NpyArray.ofFloats(centerOnly, images, neurons);
    }
}
