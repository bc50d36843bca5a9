package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.format.Format;
import org.hypercolumn.model.Architecture;

/**
 * What a recording is, and what is wrong with it.
 *
 * @param site the site's name
 * @param height H of every image in pixels
 * @param width W of every image in pixels
 * @param labels neuron ids, degrees a pixel, unit of the responses, remarks of the reader
 * @param tiers facts tier by tier
 * @param reliabilityTier the tier whose trials {@code reliability} is of; empty without trials, or if it was not looked at
 * @param reliability neuron by neuron; none without trials, or if it was not looked at
 * @param findings the worst first
 */
public record Examination(
        String site,
        int height,
        int width,
        RecordingLabels labels,
        List<TierFacts> tiers,
        Optional<String> reliabilityTier,
        List<Ceilings.Neuron> reliability,
        List<Finding> findings) {

    /** How much is looked at. */
    public enum Depth {
        /** What takes a second or so. */
        FAST,
        /** Also images that are nearly the same, and how well neurons repeat themselves. */
        FULL
    }

    public Examination {
        tiers = List.copyOf(tiers);
        reliability = List.copyOf(reliability);
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::kind))
                .toList();
    }

    /**
     * Looks at a recording as a fit with default settings would.
     *
     * @param recording read with {@link org.hypercolumn.data.Gaps#KEPT}, so that all faults are told at once
     * @param models that shall be fitted
     */
    public static Examination of(Recording recording, List<Architecture> models, Depth depth) {
        return of(recording, Format.NPY, models, depth);
    }

    /** The same of a recording in another layout than ours, whose words remedies use. */
    public static Examination of(Recording recording, Format format, List<Architecture> models, Depth depth) {
        var remedies = new Remedies(format, recording);
        var images = new ImageChecks(remedies);
        List<TierFacts> tiers = new ArrayList<>();
        recording.tiers().forEach((name, tier) -> tiers.add(TierFacts.of(name, tier)));
        List<Finding> findings = new ArrayList<>(GapChecks.of(recording));
        SplitChecks.Parts split = SplitChecks.of(recording, remedies);
        findings.addAll(split.findings());
        findings.addAll(ShapeChecks.of(recording, tiers, models));
        findings.addAll(images.between(split.parts()));
        findings.addAll(images.within(recording.tiers()));
        findings.addAll(PlaceholderChecks.of(recording));
        findings.addAll(NeuronChecks.of(recording));
        recording.labels().remarks().forEach(remark -> findings.add(reading(remark)));
        NeuronIds ids = recording.labels().neuronIds();
        Optional<TierFacts> repeated = repeated(tiers);
        List<Ceilings.Neuron> reliability = new ArrayList<>();
        if (depth == Depth.FULL) {
            findings.addAll(images.near(split.parts()));
            repeated.map(tier -> recording.tiers().get(tier.name()))
                    .ifPresent(tier -> reliability.addAll(
                            Ceilings.of(tier, ids, all(recording)).neurons()));
        }
        repeated.ifPresent(tier -> findings.addAll(ReliabilityChecks.of(tier, reliability, ids)));
        tiers.stream()
                .filter(tier -> tier.name().equals(remedies.scoredTier()))
                .forEach(tier -> ReliabilityChecks.scored(tier, remedies).ifPresent(findings::add));
        return new Examination(
                recording.site(),
                recording.height(),
                recording.width(),
                recording.labels(),
                tiers,
                reliability.isEmpty() ? Optional.empty() : repeated.map(TierFacts::name),
                reliability,
                findings);
    }

    /** The tier that a run reports on first, if it has trials that are not hidden, else another one that has. */
    private static Optional<TierFacts> repeated(List<TierFacts> tiers) {
        return tiers.stream()
                .filter(tier -> tier.repeats().isPresent())
                .filter(tier -> tier.responses().standardDeviation() > 0)
                .reduce((earlier, later) -> later);
    }

    private static int[] all(Recording recording) {
        return IntStream.range(0, recording.neurons()).toArray();
    }

    static Finding reading(String remark) {
        return new Finding(Kind.READING, remark, "check that this is what you want");
    }

    /** Whether a fit would be refused. */
    public boolean isRefused() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.REFUSED);
    }
}
