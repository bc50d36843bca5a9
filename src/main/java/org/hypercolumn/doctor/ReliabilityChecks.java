package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.metrics.ExplainableVariance;

/** Looks at repeats, and at how well neurons repeat themselves. */
final class ReliabilityChecks {
    /** Halves of fewer repeats are single trials or pairs. */
    private static final double FEW_REPEATS = 4;

    private ReliabilityChecks() {}

    static Finding noTrials() {
        return new Finding(
                Kind.NO_TRIALS,
                "there are no single trials: no noise ceilings, no FEV",
                "bring the trials of the test tier, as [R, S, N] in responses_trials, to know how well any model could do");
    }

    static List<Finding> of(TierFacts tier, List<Ceilings.Neuron> neurons, NeuronIds ids) {
        List<Finding> findings = new ArrayList<>();
        Optional<TierFacts.Repeats> repeats = tier.repeats();
        if (repeats.isPresent() && repeats.get().median() < FEW_REPEATS) {
            findings.add(new Finding(
                    Kind.FEW_REPEATS,
                    String.format(
                            Locale.ROOT,
                            "%s images were shown %d to %d times, %.1f in the median: ceilings are rough",
                            tier.name(),
                            repeats.get().fewest(),
                            repeats.get().most(),
                            repeats.get().median()),
                    "show test images more often; 10 times, as in the paper, is good"));
        }
        int[] unreliable = neurons.stream()
                .filter(ReliabilityChecks::isUnreliable)
                .mapToInt(Ceilings.Neuron::neuron)
                .toArray();
        if (unreliable.length > 0) {
            findings.add(
                    new Finding(
                            Kind.UNRELIABLE_NEURON,
                            String.format(
                                    Locale.ROOT,
                                    "%d of %d neurons hardly repeat themselves: FEV below %.2f or no ceiling (%s)",
                                    unreliable.length,
                                    neurons.size(),
                                    ExplainableVariance.LEAST_SHARE,
                                    Names.listed("neuron", unreliable, neuron -> Names.neuron(ids, neuron))),
                            "judge models by the others: FEVE leaves these out by itself; hypercolumn prepare DATA OUT --neurons LIST does for all"));
        }
        return findings;
    }

    /** Whether so little of a neuron's variance can be explained, or so little is known, that its scores say nothing. */
    static boolean isUnreliable(Ceilings.Neuron neuron) {
        return Double.isNaN(neuron.repeats().correlationCeiling())
                || !(neuron.repeats().explainableVariance() >= ExplainableVariance.LEAST_SHARE);
    }
}
