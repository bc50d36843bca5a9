package org.hypercolumn.simulate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.kernel.RandomStream;

/** The neurons of one site, and their responses tier by tier. Mutable until every image has been shown. */
final class SimulatedSite {

    private final SimulationPlan plan;
    private final SiteFactors factors;
    private final List<SimulatedNeuron> neurons;
    private final Map<SimulatedTier, SimulatedResponses> responses = new EnumMap<>(SimulatedTier.class);

    SimulatedSite(SimulationPlan plan, SiteFactors factors, EnergyBank bank, List<ShownImage> calibration) {
        this.plan = plan;
        this.factors = factors;
        this.neurons = IntStream.range(0, plan.neurons())
                .parallel()
                .mapToObj(neuron -> new SimulatedNeuron(plan, factors, neuron, bank, calibration))
                .toList();
        for (SimulatedTier tier : SimulatedTier.values()) {
            responses.put(tier, new SimulatedResponses(tier.images(plan), plan.neurons(), tier.repeats()));
        }
    }

    /** Shows one image; several threads may show different ones. */
    void show(SimulatedTier tier, int image, ShownImage shown) {
        double[] common = new double[tier.repeats()];
        for (int repeat = 0; repeat < common.length; repeat++) {
            common[repeat] = RandomStream.of(
                            plan.seed(), "simulated shared noise", tier.key(), factors.index(), image, repeat)
                    .nextGaussian();
        }
        responses(tier).show(plan, tier, image, shown, neurons, common);
    }

    SiteFactors factors() {
        return factors;
    }

    List<SimulatedNeuron> neurons() {
        return neurons;
    }

    SimulatedResponses responses(SimulatedTier tier) {
        return Optional.ofNullable(responses.get(tier)).orElseThrow();
    }
}
