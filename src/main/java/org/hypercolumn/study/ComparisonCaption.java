package org.hypercolumn.study;

import java.util.Locale;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.PermutationTest;

/** What a comparison shows and how its numbers were made, so that it can stand alone. */
final class ComparisonCaption {

    private ComparisonCaption() {}

    /** Who is A and who is B. */
    static String subject(ComparisonConditions conditions) {
        String a = conditions.runA().name();
        String b = conditions.runB().name();
        String model = conditions.pairs().get(0).first().model();
        if (conditions.isOneRun()) {
            return conditions.choice().partners() == ComparisonChoice.Partners.ALL
                    ? "Models of %s compared with each other, B with A.".formatted(a)
                    : "Models of %s (B) compared with %s (A).".formatted(a, model);
        }
        return conditions.choice().baseline().isPresent()
                ? "Models of %s (B) compared with %s of %s (A).".formatted(b, model, a)
                : "%s (B) compared with %s (A), model by model.".formatted(b, a);
    }

    /** Which images, protocol, seeds, share and neurons; once where both runs have the same. */
    static String conditions(ComparisonConditions conditions) {
        String a = TableCaption.conditions(conditions.ofA(), TableNumbers.share(conditions.share()));
        String b = TableCaption.conditions(conditions.ofB(), TableNumbers.share(conditions.share()));
        return a.equals(b) ? a : "A: %s B: %s".formatted(a, b);
    }

    /** Which neurons are pairs. */
    static String pairing(ComparisonConditions conditions) {
        if (conditions.isOneRun()) {
            return "Each neuron is paired with itself.";
        }
        if (conditions.choice().neurons() == ComparisonChoice.Neurons.BY_PLACE) {
            return "Neurons are paired by their places in the two recordings.";
        }
        return NeuronPairing.sameRecording(conditions.runA(), conditions.runB())
                ? "Both runs are of the same recording: each neuron is paired with itself."
                : "Neurons are paired by their ids.";
    }

    /** Which interval, effect sizes and tests. */
    static String method(ComparisonConditions conditions) {
        int pairs = conditions.pairs().size();
        return String.format(
                Locale.ROOT,
                "All numbers are over the n neurons that have the score under A and B; only A and only B count those that one was"
                        + " fitted to. B - A: mean difference (of"
                        + " shares in percentage points, pp), in brackets its"
                        + " 95 %% interval over neurons (%s). r: matched-pairs rank-biserial"
                        + " correlation, 1 if all neurons that differ are better under B, -1 if under A. d: Cohen's d_z, the mean difference in"
                        + " standard deviations of the differences. p: two-sided Wilcoxon signed-rank test and permutation"
                        + " test of the mean (all patterns of signs up to %d differences, else %,d drawn), paired by neuron;"
                        + " Holm: corrected over %s of the metric.",
                MeanEstimate.DIFFERENCES,
                PermutationTest.MOST_EXACT,
                PermutationTest.DRAWS,
                pairs == 1 ? "the one comparison" : "the " + pairs + " comparisons");
    }
}
