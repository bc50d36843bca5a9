package org.hypercolumn.simulate;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/** One neuron: its traits, its filters, and what it makes of them. */
final class SimulatedNeuron {

    private static final double POISSON_NOISE = 1; // variance of one showing, in units of mean times response
    private static final double CONSTANT_NOISE = 0.3; // standard deviation without response, in units of the mean

    private final long seed;
    private final int index;
    private final NeuronTraits traits;
    private final ReceptiveField field;
    private final Transfer transfer;

    /**
     * @param calibration contrasts of some images, each {@code [H * W]}, read only; the same for every neuron of a seed
     */
    SimulatedNeuron(long seed, int index, List<double[]> calibration) {
        this.seed = seed;
        this.index = index;
        traits = NeuronTraits.of(seed, index);
        field = new ReceptiveField(traits);
        List<Energies> energies = new ArrayList<>();
        calibration.forEach(contrast -> energies.add(field.energies(contrast)));
        transfer = Transfer.calibrated(traits, energies);
    }

    NeuronTraits traits() {
        return traits;
    }

    Transfer transfer() {
        return transfer;
    }

    Energies energies(double[] contrast) {
        return field.energies(contrast);
    }

    /**
     * The mean of noisy responses to one image, and these themselves. The variance of one grows with the response, as a
     * spike count's does; the mean of all is the truth, and single ones can be below 0.
     *
     * @param truth the noise-free response, ΔF/F
     * @param trials written, a response for each repeat, ΔF/F
     * @return ΔF/F
     */
    double recorded(double truth, SimulatedTier tier, int image, double[] trials) {
        double mean = traits.meanResponse();
        double deviation = Math.sqrt(POISSON_NOISE * mean * truth + CONSTANT_NOISE * CONSTANT_NOISE * mean * mean);
        double sum = 0;
        for (int repeat = 0; repeat < tier.repeats(); repeat++) {
            double noise = RandomStream.of(seed, "simulated noise", tier.key(), index, image, repeat)
                    .nextGaussian();
            trials[repeat] = truth + deviation * noise;
            sum += noise;
        }
        return truth + deviation * sum / tier.repeats();
    }
}
