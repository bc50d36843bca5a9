package org.hypercolumn.simulate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.simulate.Distribution.LogNormal;

/**
 * What neurons are drawn from.
 *
 * @param noise how single trials differ from the noise-free response
 * @param surround factor on each neuron's {@link Trait#SURROUND}, 0 (none) to 100
 * @param noiseLevel factor on each neuron's {@link Trait#NOISE}, 0 (none) to 1000
 * @param siteSpread how much several sites differ: standard deviation of the logarithm of each {@link SiteFactors}, 0 to 3
 * @param traits a distribution for each trait
 */
public record Population(
        ResponseNoise noise, double surround, double noiseLevel, double siteSpread, Map<Trait, Distribution> traits) {

    private static final double ADDITIVE_NOISE = 0.135; // dF/F
    private static final double SIGNAL_NOISE = 0.06; // dF/F
    private static final double GAIN_NOISE = 0.5;
    private static final double SITE_SPREAD = 0.15;
    private static final double MOST_SITE_SPREAD = 3; // sites then differ by factors of 20 and more
    private static final double SPIKES = 1.5; // median of the mean responses

    /**
     * Checks the factors and fills in nothing.
     *
     * @throws IllegalArgumentException if a factor is out of range, or a trait's distribution is missing or lies
     *     outside of its limits
     */
    public Population {
        checkFactor("surround", surround, Trait.SURROUND.high());
        checkFactor("noise", noiseLevel, Trait.NOISE.high());
        checkFactor("site_spread", siteSpread, MOST_SITE_SPREAD);
        EnumMap<Trait, Distribution> copy = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            Distribution distribution = Optional.ofNullable(traits.get(trait))
                    .orElseThrow(() ->
                            new IllegalArgumentException("population: expected a distribution of " + trait.key()));
            if (!trait.allows(distribution)) {
                throw new IllegalArgumentException("population: %s must be %s, got %s to %s"
                        .formatted(
                                trait.key(),
                                trait.limits(),
                                distribution.range().get(0),
                                distribution.range().get(1)));
            }
            copy.put(trait, distribution);
        }
        traits = Collections.unmodifiableMap(copy);
    }

    private static void checkFactor(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException("population: %s must be 0 to %s, got %s"
                    .formatted(name, DecimalText.of(most), DecimalText.of(value)));
        }
    }

    /**
     * Lets a population pass whose lists have a value of each neuron of a site.
     *
     * @throws IllegalArgumentException if one has more or fewer
     */
    void checkLists(int neurons) {
        traits.forEach((trait, distribution) -> {
            if (distribution instanceof Distribution.Listed listed
                    && listed.values().size() != neurons) {
                throw new IllegalArgumentException(
                        "population: expected a list of %d values of %s, one a neuron, got %d"
                                .formatted(neurons, trait.key(), listed.values().size()));
            }
        });
    }

    /**
     * Two-photon responses that resemble the paper's site M1S1 of macaque V1 in mean, spread, tails, sparseness,
     * correlations and negative responses; see docs/simulated.md.
     */
    public static Population v1() {
        EnumMap<Trait, Distribution> usual = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            usual.put(trait, trait.usual());
        }
        return new Population(new ResponseNoise.Calcium(ADDITIVE_NOISE, SIGNAL_NOISE), 1, 1, SITE_SPREAD, usual);
    }

    /** The same neurons as spike counts: 1.5 spikes per image in the median. */
    public static Population spikes() {
        return v1().withNoise(new ResponseNoise.Counts(GAIN_NOISE))
                .with(Trait.MEAN_RESPONSE, new LogNormal(SPIKES, 0.5));
    }

    /** This population with another noise model. */
    public Population withNoise(ResponseNoise changed) {
        return new Population(changed, surround, noiseLevel, siteSpread, traits);
    }

    /** This population with another factor on the strength of the surround. */
    public Population withSurround(double factor) {
        return new Population(noise, factor, noiseLevel, siteSpread, traits);
    }

    /** This population with another factor on the noise. */
    public Population withNoiseLevel(double factor) {
        return new Population(noise, surround, factor, siteSpread, traits);
    }

    /** This population with sites that differ by another amount. */
    public Population withSiteSpread(double spread) {
        return new Population(noise, surround, noiseLevel, spread, traits);
    }

    /** This population with another distribution of one trait. */
    public Population with(Trait trait, Distribution distribution) {
        EnumMap<Trait, Distribution> changed = new EnumMap<>(traits);
        changed.put(trait, distribution);
        return new Population(noise, surround, noiseLevel, siteSpread, changed);
    }

    /** The distribution of a trait. */
    public Distribution of(Trait trait) {
        return Optional.ofNullable(traits.get(trait)).orElseThrow();
    }

    /** What each neuron's value of a trait is multiplied by. */
    double factor(Trait trait) {
        return trait == Trait.SURROUND ? surround : trait == Trait.NOISE ? noiseLevel : 1;
    }
}
