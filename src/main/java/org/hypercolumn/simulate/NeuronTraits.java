package org.hypercolumn.simulate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.kernel.RandomStream;

/** The traits of one neuron. */
final class NeuronTraits {

    private static final double LEAST_SIGMA_PIXELS = 1;
    private static final double MOST_SIGMA_PIXELS = 2.6; // 3 of them are the 8 pixels that a center hypercolumn sees

    private final Map<Trait, Double> values;

    private NeuronTraits(Map<Trait, Double> values) {
        this.values = values;
    }

    /** The neuron that follows from seed, site and index, whatever other neurons there are; each trait has its stream. */
    static NeuronTraits of(Population population, SiteFactors site, long seed, int neuron) {
        Map<Trait, Double> values = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            RandomStream random = RandomStream.of(seed, "simulated trait " + trait.key(), site.index(), neuron);
            double drawn = trait.limited(population.of(trait).draw(random, neuron));
            values.put(trait, trait.limited(drawn * site.factor(trait) * population.factor(trait)));
        }
        return new NeuronTraits(values);
    }

    double at(Trait trait) {
        return Optional.ofNullable(values.get(trait)).orElseThrow();
    }

    /** An angle in radians; the JDK's own conversion leaves its rounding open. */
    double radians(Trait degrees) {
        return at(degrees) * (StrictMath.PI / 180);
    }

    /** Standard deviation of the center across the stripes, pixels. */
    double sigmaPixels() {
        double sigma = at(Trait.SIGMA_PERIODS) / at(Trait.CYCLES_PER_PIXEL);
        return Math.max(LEAST_SIGMA_PIXELS, Math.min(MOST_SIGMA_PIXELS, sigma));
    }
}
