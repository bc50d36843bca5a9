package org.hypercolumn.simulate;

import java.util.Map;

/** Neurons of stated traits. */
final class TestNeurons {

    private TestNeurons() {}

    /** The usual population in which the given traits are fixed. */
    static Population population(Map<Trait, Double> fixed) {
        Population population = Population.v1();
        for (Map.Entry<Trait, Double> entry : fixed.entrySet()) {
            population = population.with(entry.getKey(), new Distribution.Fixed(entry.getValue()));
        }
        return population;
    }

    static NeuronTraits traits(Map<Trait, Double> fixed) {
        return NeuronTraits.of(population(fixed), SiteFactors.typical(), 1, 0);
    }
}
