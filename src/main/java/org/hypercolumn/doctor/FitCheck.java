package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.ResponseScaling;
import org.hypercolumn.train.TrainingPlan;

/**
 * What a fit must know of its recording before it begins: what costs less than it would take to read the recording again.
 *
 * @param site the site's name
 * @param leaks between the images that all fits together are fitted to, those that choose the epoch and those reported on
 * @param warnings neurons to be fitted that respond the same to every image of a part, or in a
 *     unit that the plan does not reach, tiers of another scale than in training, and what was left out in reading
 */
public record FitCheck(String site, List<Leak> leaks, List<Finding> warnings) {

    public FitCheck {
        leaks = List.copyOf(leaks);
        warnings = List.copyOf(warnings);
    }

    /**
     * Checks a recording.
     *
     * @param plan how it is to be fitted; whatever its share, all training images count, so that a run may grow
     * @param neurons to be fitted; those that there are not count for nothing
     * @throws IllegalArgumentException if the recording cannot be split as the plan says
     */
    public static FitCheck of(Recording recording, TrainingPlan plan, List<Integer> neurons) {
        Partition partition = Partition.of(recording, plan.withShare(1));
        List<Integer> there = neurons.stream()
                .filter(neuron -> neuron >= 0 && neuron < recording.neurons())
                .toList();
        List<Finding> warnings = new ArrayList<>();
        recording.labels().remarks().forEach(remark -> warnings.add(Examination.reading(remark)));
        NeuronIds ids = recording.labels().neuronIds();
        Map<String, Tier> parts = Leaks.parts(partition);
        warnings.addAll(NeuronChecks.constant(parts, ids, there));
        List<TierFacts> tiers = new ArrayList<>();
        recording.tiers().forEach((name, tier) -> tiers.add(TierFacts.of(name, tier)));
        warnings.addAll(ShapeChecks.scales(tiers));
        if (plan.responses() == ResponseScaling.PUBLISHED) {
            ResponseScales.of(partition.fitting(), there).ifPresent(warnings::add);
        }
        return new FitCheck(recording.site(), Leaks.between(parts), warnings);
    }

    /** All leaks in a line. */
    public String leakSentence() {
        return "recording %s: %s"
                .formatted(site, leaks.stream().map(Leak::sentence).collect(Collectors.joining("; ")));
    }
}
