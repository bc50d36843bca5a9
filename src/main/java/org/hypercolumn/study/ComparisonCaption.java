package org.hypercolumn.study;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.PermutationTest;

/** What a comparison shows and how its numbers were made, so that it can stand alone. */
final class ComparisonCaption {

    /** What numbers of one site's neurons speak of. */
    static final String OF_ONE_SITE =
            "Tests over neurons take them as independent and speak of their site, not of other sites or animals.";

    private static final String EFFECTS =
            "r: matched-pairs rank-biserial correlation, 1 if all neurons that differ are better under B,"
                    + " -1 if under A. d: Cohen's d_z, the mean difference in standard deviations of the differences.";

    private static final String OVER_NEURONS = String.format(
            Locale.ROOT,
            "All numbers are over the n neurons that have the score under A and B; 'only A' and 'only B' count neurons"
                    + " that were fitted with just one of the models. B - A: mean difference (of"
                    + " shares in percentage points, pp), in brackets its"
                    + " 95 %% interval over neurons (%s). "
                    + EFFECTS
                    + " p: two-sided Wilcoxon signed-rank test and permutation"
                    + " test of the mean (all patterns of signs up to %d differences, else %,d drawn), paired by neuron. "
                    + OF_ONE_SITE,
            MeanEstimate.METHOD,
            PermutationTest.MOST_EXACT,
            PermutationTest.DRAWS);

    private ComparisonCaption() {}

    /** Who is A and who is B. */
    static String subject(ComparisonConditions conditions) {
        String a = conditions.runA().name();
        String b = conditions.runB().name();
        String model = conditions.pairs().get(0).first().model();
        if (conditions.sites().areSeveral()) {
            a = "%d sites (%s)".formatted(conditions.sites().names().size(), a);
        }
        if (conditions.isOneRun()) {
            return conditions.choice().partners() == ComparisonChoice.Partners.ALL
                    ? "Models of %s compared with each other, B with A.".formatted(a)
                    : "Models of %s (B) compared with %s (A).".formatted(a, model);
        }
        return conditions.choice().baseline().isPresent()
                ? "Models of %s (B) compared with %s of %s (A).".formatted(b, model, a)
                : "%s compared with %s, model by model.".formatted(as(b, "B"), as(a, "A"));
    }

    /** Runs of one name are called so already. */
    private static String as(String name, String letter) {
        String suffix = " (%s)".formatted(letter);
        return name.endsWith(suffix) ? name : name + suffix;
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
        String of = conditions.sites().areSeveral() ? overSites(conditions.sites()) : OVER_NEURONS;
        return of
                + images(conditions)
                + equivalence(conditions)
                + " Holm: corrected over %s of the metric."
                        .formatted(pairs == 1 ? "the one comparison" : "the " + pairs + " comparisons");
    }

    private static String overSites(ComparedSites sites) {
        boolean animals = sites.units() == MeanEstimate.Units.ANIMALS;
        return String.format(
                Locale.ROOT,
                "All numbers are over the n neurons that have the score under A and B; 'only A' and 'only B' count neurons"
                        + " that were fitted with just one of the models. Means, B - A (of shares in percentage points, pp), the 95 %% interval in brackets (%s) and p by the"
                        + " same method are over the means of the %d %s, each of which counts alike%s;"
                        + " units counts those that have the score. Neurons of one site are not"
                        + " independent, so no test takes them as its units; the interval at each site is over its neurons and"
                        + " speaks of that site. " + EFFECTS,
                MeanEstimate.METHOD,
                sites.unitCount(),
                sites.units().id(),
                animals ? ", as does each site of an animal" : "");
    }

    private static String images(ComparisonConditions conditions) {
        if (conditions.choice().images() == ComparisonChoice.Images.FIXED) {
            return "";
        }
        String units = conditions.units();
        String different = conditions.sites().areSeveral()
                ? "; if sites were scored on different images, their means vary with these already, and it is the interval over %s"
                        .formatted(units)
                : "";
        return " Over %s and images: interval and p that treat both as random samples, from each image's influence on each neuron's correlation%s. Images are taken as independent."
                .formatted(units, different);
    }

    private static String equivalence(ComparisonConditions conditions) {
        if (conditions.choice().bounds().isEmpty()) {
            return "";
        }
        String bounds = conditions.choice().bounds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().name() + " " + TableNumbers.bound(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return " p equivalence: twice the larger p of two one-sided tests against a difference of the bound or more (%s); p < 0.05 exactly when the 95 %% interval lies within ±the bound."
                .formatted(bounds);
    }
}
