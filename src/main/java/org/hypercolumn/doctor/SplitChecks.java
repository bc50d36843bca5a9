package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.TrainingPlan;

/** Splits a recording as a fit does, and looks at the parts. */
final class SplitChecks {
    /** With fewer images 1 % of them is less than one, and chance alone makes CORR of 0.2. */
    private static final int FEW_IMAGES = 100;

    private static final double NORMAL_95 = 1.96;

    private SplitChecks() {}

    /**
     * The parts that images play in a fit, and what was found on the way.
     *
     * @param parts those of a fit by name; the recording's tiers where a fit is refused
     * @param findings what is wrong with them
     */
    record Parts(Map<String, Tier> parts, List<Finding> findings) {}

    static Parts of(Recording recording, Remedies remedies) {
        List<Finding> findings = new ArrayList<>();
        recording.test().ifPresent(test -> hidden(test, findings));
        Recording fitted = RecordingReader.withoutHiddenTest(recording);
        Map<String, Tier> parts = fitted.tiers();
        try {
            Partition partition = Partition.of(fitted, TrainingPlan.paper());
            parts = Leaks.parts(partition);
            small(partition, remedies, findings);
            drawn(fitted, parts, findings);
        } catch (IllegalArgumentException e) {
            findings.addAll(refused(fitted, remedies, String.valueOf(e.getMessage())));
        }
        return new Parts(parts, findings);
    }

    private static void hidden(Tier test, List<Finding> findings) {
        if (RecordingReader.allZero(test.responses())) {
            findings.add(
                    new Finding(
                            Kind.HIDDEN_TEST,
                            "all responses to the %d test images are 0, as where a competition hides them: a fit leaves the test tier out"
                                    .formatted(test.count()),
                            "nothing, if they are hidden: scores are then reported on the validation images; else save the test responses again"));
        }
    }

    private static List<Finding> refused(Recording recording, Remedies remedies, String problem) {
        double contrast = recording.training().stimuli().standardDeviation();
        if (Double.isNaN(contrast)) {
            return List.of(); // pixels that are NaN, which is said elsewhere
        }
        return List.of(
                contrast > 0
                        ? new Finding(
                                Kind.TOO_FEW_IMAGES,
                                problem.replaceFirst("^recording [^:]*: ", ""),
                                "record more images, or split them otherwise: " + remedies.split())
                        : new Finding(
                                Kind.NO_CONTRAST,
                                "all training images are one gray level",
                                "check how the images were saved; a model sees only how pixels differ"));
    }

    /** Too few images to report on, which chance alone scores on; or to choose the epoch by. */
    private static void small(Partition partition, Remedies remedies, List<Finding> findings) {
        int scored = partition.report().count();
        int choosing = partition.selection().count();
        List<String> small = new ArrayList<>();
        if (scored < FEW_IMAGES) {
            double chance = StrictMath.tanh(NORMAL_95 / Math.sqrt(Math.max(1, scored - 3))); // Fisher's z
            small.add(String.format(
                    Locale.ROOT,
                    "scores are of %d %s images only, on which chance alone reaches a CORR of %.2f (95 %%), and peak tuning is that of 1 image",
                    scored,
                    partition.reportName(),
                    chance));
        }
        if (choosing < FEW_IMAGES && !partition.selectionName().equals(partition.reportName())) {
            small.add("the epoch is chosen by %d %s images only".formatted(choosing, partition.selectionName()));
        }
        if (!small.isEmpty()) {
            String more = scored < FEW_IMAGES && partition.reportName().equals("test")
                    ? "trust means over many neurons only"
                    : "set more images aside: %s; or trust means over many neurons only".formatted(remedies.split());
            findings.add(new Finding(Kind.SMALL_TIER, String.join("; ", small), more));
        }
    }

    private static void drawn(Recording recording, Map<String, Tier> parts, List<Finding> findings) {
        if (recording.validation().isEmpty()) {
            List<String> sizes = new ArrayList<>();
            parts.forEach((name, tier) -> sizes.add("%d %s".formatted(tier.count(), name)));
            findings.add(new Finding(
                    Kind.NO_TIERS,
                    "there is no validation tier: a fit draws one, always the same (%s images)"
                            .formatted(String.join(", ", sizes)),
                    "nothing, or choose yourself: hypercolumn prepare DATA OUT --split 0.7,0.1,0.2"));
        }
    }
}
