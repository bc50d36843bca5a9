package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.metrics.ExplainableVariance;

/** Looks at repeats, and at how well neurons repeat themselves. */
final class ReliabilityChecks {
    /** Of fewer repeats, the variance of the noise is hardly known. */
    private static final double FEW_REPEATS = 4;

    private ReliabilityChecks() {}

    /** What is wrong with the repeats of the tier that scores are reported on, or drawn from. */
    static Optional<Finding> scored(TierFacts tier, Remedies remedies) {
        Optional<TierFacts.Repeats> repeats = tier.repeats();
        if (repeats.isEmpty()) {
            return Optional.of(new Finding(
                    Kind.NO_TRIALS,
                    "%s images, %s, have no single trials: no noise ceilings, no FEV"
                            .formatted(tier.name(), role(tier)),
                    remedies.trials()));
        }
        return repeats.get().median() >= FEW_REPEATS
                ? Optional.empty()
                : Optional.of(new Finding(
                        Kind.FEW_REPEATS,
                        String.format(
                                Locale.ROOT,
                                "%s images, %s, were shown %d to %d times, %.1f in the median: ceilings are rough",
                                tier.name(),
                                role(tier),
                                repeats.get().fewest(),
                                repeats.get().most(),
                                repeats.get().median()),
                        "nothing now; in the next experiment show %s images more often, 10 times as in the paper"
                                .formatted(tier.name())));
    }

    private static String role(TierFacts tier) {
        return tier.name().equals("train") ? "some of which are scored" : "which are scored";
    }

    static List<Finding> of(TierFacts tier, List<Ceilings.Neuron> neurons, NeuronIds ids) {
        List<Finding> findings = new ArrayList<>();
        int[] unreliable = neurons.stream()
                .filter(ReliabilityChecks::isUnreliable)
                .mapToInt(Ceilings.Neuron::neuron)
                .toArray();
        if (unreliable.length > 0) {
            findings.add(new Finding(
                    Kind.UNRELIABLE_NEURON,
                    String.format(
                            Locale.ROOT,
                            "%d of %d neurons hardly repeat themselves in %s: FEV below %.2f or no ceiling (%s)",
                            unreliable.length,
                            neurons.size(),
                            tier.name(),
                            ExplainableVariance.LEAST_SHARE,
                            Names.listed("neuron", unreliable, neuron -> Names.neuron(ids, neuron))),
                    "judge models by the others: FEVE leaves these out by itself; for all scores "
                            + Remedies.without(
                                    Arrays.stream(unreliable).boxed().toList(),
                                    IntStream.range(0, neurons.size()).boxed().toList())));
        }
        return findings;
    }

    /** Whether so little of a neuron's variance can be explained, or so little is known, that its scores say nothing. */
    static boolean isUnreliable(Ceilings.Neuron neuron) {
        return !(neuron.repeats().correlationCeiling() > 0)
                || !(neuron.repeats().explainableVariance() >= ExplainableVariance.LEAST_SHARE);
    }
}
