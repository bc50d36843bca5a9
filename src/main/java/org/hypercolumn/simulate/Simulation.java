package org.hypercolumn.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.RandomStream;

/**
 * A recording made up in silico, with its truth. Equal plans give equal simulations on every machine and JDK, and a
 * plan with more images or neurons gives the same ones first.
 */
public final class Simulation {

    /** Name of the file of a simulated recording that says what its neurons truly are. */
    public static final String TRUTH = "truth.json";

    /** The site's name in a {@link Recording} and in file names. */
    public static final String SITE = "sim";

    private static final int CALIBRATION_IMAGES = 200;

    private final SimulationPlan plan;
    private final List<SimulatedNeuron> neurons;
    private final Map<SimulatedTier, SimulatedResponses> tiers;

    private Simulation(
            SimulationPlan plan, List<SimulatedNeuron> neurons, Map<SimulatedTier, SimulatedResponses> tiers) {
        this.plan = plan;
        this.neurons = neurons;
        this.tiers = tiers;
    }

    /**
     * Makes the neurons, draws the images and shows them, on all processors. Half a millisecond of one processor an
     * image, and 10 microseconds an image and neuron.
     */
    public static Simulation of(SimulationPlan plan) {
        List<double[]> calibration = new ArrayList<>();
        for (int image = 0; image < CALIBRATION_IMAGES; image++) {
            calibration.add(SimulatedResponses.contrast(
                    SimulatedResponses.image(RandomStream.of(plan.seed(), "simulated calibration image", image))));
        }
        List<SimulatedNeuron> neurons = IntStream.range(0, plan.neurons())
                .parallel()
                .mapToObj(neuron -> new SimulatedNeuron(plan.seed(), neuron, calibration))
                .toList();
        Map<SimulatedTier, SimulatedResponses> tiers = new EnumMap<>(SimulatedTier.class);
        for (SimulatedTier tier : SimulatedTier.values()) {
            tiers.put(tier, SimulatedResponses.of(plan, tier, neurons));
        }
        return new Simulation(plan, neurons, Collections.unmodifiableMap(tiers));
    }

    /** What was simulated. */
    public SimulationPlan plan() {
        return plan;
    }

    /** The noisy responses as a recording of three tiers: images in bytes, responses in ΔF/F. */
    public Recording recording() {
        return new Recording(
                SITE,
                responses(SimulatedTier.TRAINING).tier(),
                Optional.of(responses(SimulatedTier.VALIDATION).tier()),
                Optional.of(responses(SimulatedTier.TEST).tier()),
                Map.of());
    }

    /**
     * Writes the recording in the paper's layout, {@code {train,val,test}_img_sim.npy} and
     * {@code {train,val,test}Rsp_sim.npy}, with the single trials {@code {val,test}Trials_sim.npy}, and beside it {@code truth.npz} and {@code truth.json}, which explains them
     * all.
     *
     * <p>A new folder appears whole or not at all. In a folder that holds a simulation of the same plan, every file is
     * replaced whole, by the same bytes.
     *
     * @param folder is made if it is not there
     * @throws org.hypercolumn.data.BadDataFileException if the folder holds anything else, or a simulation of another
     *     plan
     * @throws IOException if a file cannot be written
     */
    public void writeTo(Path folder) throws IOException {
        SimulationFolder.write(this, folder);
    }

    List<SimulatedNeuron> neurons() {
        return neurons;
    }

    SimulatedResponses responses(SimulatedTier tier) {
        return Optional.ofNullable(tiers.get(tier)).orElseThrow();
    }
}
