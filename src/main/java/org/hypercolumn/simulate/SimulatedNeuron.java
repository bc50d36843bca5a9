package org.hypercolumn.simulate;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/** One neuron: its traits, its filters, and what it makes of them. */
final class SimulatedNeuron {

    private final SiteFactors site;
    private final int index;
    private final NeuronTraits traits;
    private final ReceptiveField field;
    private final Transfer transfer;

    /** @param calibration the same images for every neuron of a seed */
    SimulatedNeuron(SimulationPlan plan, SiteFactors site, int index, EnergyBank bank, List<ShownImage> calibration) {
        this.site = site;
        this.index = index;
        traits = NeuronTraits.of(plan.population(), site, plan.seed(), index);
        field = new ReceptiveField(traits, bank, plan.height(), plan.width());
        transfer = Transfer.calibrated(
                traits, calibration.stream().map(this::drives).toList());
    }

    NeuronTraits traits() {
        return traits;
    }

    Transfer transfer() {
        return transfer;
    }

    Drives drives(ShownImage image) {
        return field.drives(image.contrast(), image.energies());
    }

    /**
     * The mean of noisy responses to one image, and these themselves.
     *
     * @param truth the noise-free response
     * @param common standard normal noise that the site's neurons share, one a trial, read only
     * @param trials written, a response for each trial
     */
    double recorded(
            SimulationPlan plan, double truth, SimulatedTier tier, int image, double[] common, double[] trials) {
        double shared = traits.at(Trait.SHARED_NOISE);
        double sum = 0;
        for (int repeat = 0; repeat < tier.repeats(); repeat++) {
            RandomStream random =
                    RandomStream.of(plan.seed(), "simulated noise", tier.key(), site.index(), index, image, repeat);
            double noise = Math.sqrt(shared) * common[repeat] + Math.sqrt(1 - shared) * random.nextGaussian();
            trials[repeat] = plan.population().noise().trial(truth, traits.at(Trait.NOISE), noise, random);
            sum += trials[repeat];
        }
        return sum / tier.repeats();
    }
}
