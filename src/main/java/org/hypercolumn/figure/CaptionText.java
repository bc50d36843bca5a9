package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.PeakTuning;

/** Sentences that captions share. */
final class CaptionText {

    private static final int LONGEST_NAME = 22; // letters

    private CaptionText() {}

    /** For example {@code On the 920 test images of site m1s1, protocol holdout.} */
    static String images(AnalysisConditions conditions, int stimuli) {
        return "On the %d %s images of site %s%s."
                .formatted(stimuli, conditions.tier(), conditions.site(), protocol(conditions));
    }

    /** For example {@code On the test images of site m1s1, protocol holdout.} */
    static String images(AnalysisConditions conditions) {
        return "On the %s images of site %s%s.".formatted(conditions.tier(), conditions.site(), protocol(conditions));
    }

    /** Of what is not of images: {@code Of site m1s1, protocol holdout.} */
    static String site(AnalysisConditions conditions) {
        return "Of site %s%s.".formatted(conditions.site(), protocol(conditions));
    }

    private static String protocol(AnalysisConditions conditions) {
        return ", protocol %s%s"
                .formatted(
                        conditions.protocol(),
                        conditions.protocol().equals("paper") ? " (the same images chose the epoch)" : "");
    }

    /** For example {@code Models fitted with 100 % of the training images, seed 1.} */
    static String fits(AnalysisConditions conditions) {
        return "Models fitted with %s of the training images, seed %d."
                .formatted(percent(conditions.share()), conditions.seed());
    }

    /** For example {@code n = 4 neurons}. */
    static String neurons(int count) {
        return "n = %d %s".formatted(count, count == 1 ? "neuron" : "neurons");
    }

    /** For example {@code n = 3 to 4 neurons}; the counts are of several models. */
    static String neurons(List<Integer> counts) {
        int fewest = counts.stream().mapToInt(Integer::intValue).min().orElse(0);
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        return fewest == most
                ? neurons(most)
                : "n = %d to %s".formatted(fewest, neurons(most).substring(4));
    }

    /** For example {@code k = 10 of 920 images}. */
    static String peak(int stimuli) {
        return "k = %d of %d %s".formatted(PeakTuning.peakImages(stimuli), stimuli, stimuli == 1 ? "image" : "images");
    }

    /** How many images peak tuning looks at, and whether these are enough; empty if it is not known. */
    static String peakTuning(OptionalInt stimuli) {
        if (stimuli.isEmpty()) {
            return "";
        }
        String few = Metric.PT_J.isInformative(stimuli.getAsInt())
                ? ""
                : " (%s: k below %d is not informative)"
                        .formatted(PeakTuning.UNINFORMATIVE, PeakTuning.FEWEST_PEAK_IMAGES);
        return "Peak tuning is computed over %s%s.".formatted(peak(stimuli.getAsInt()), few);
    }

    /** What is said on a figure above its panels: {@code Neuron 7, k = 10 of 920 images}. */
    static String heading(String... parts) {
        String joined = String.join(", ", parts);
        return joined.startsWith("n = ")
                ? joined
                : joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1);
    }

    /** A place from the top: {@code largest}, {@code 2nd largest}. */
    static String largest(int rank) {
        return rank == 1 ? "largest" : NumberText.ordinal(rank) + " largest";
    }

    /** The name of a model, cut where it is long, and a number of it: what stands above its panel. */
    static String titled(String model, String number) {
        String name = ModelName.of(model);
        boolean whole = name.codePointCount(0, name.length()) <= LONGEST_NAME;
        String shown = whole ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + '\u2026';
        return shown + ", " + number;
    }

    /**
     * A sentence on neurons that have no score; empty of none.
     *
     * @param whose for example {@code " of a model"}; may be empty
     * @param most how many of any model or score
     */
    static String undefined(String whose, int most) {
        if (most == 0) {
            return "";
        }
        return most == 1
                ? "Up to one neuron%s has no score and is excluded.".formatted(whose)
                : "Up to %d neurons%s have no score and are excluded.".formatted(most, whose);
    }

    /** A share as {@code 12.5 %}. */
    static String percent(double share) {
        return DecimalText.decimal(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    /** Names of models: {@code ff-CNN, rf-CNN and rf+sa-CNN}. */
    static String names(List<String> models) {
        List<String> names = new ArrayList<>(models.stream().map(ModelName::of).toList());
        if (names.size() < 2) {
            return String.join("", names);
        }
        String last = names.remove(names.size() - 1);
        return String.join(", ", names) + " and " + last;
    }

    /** Sentences on the models that a figure leaves out: the stage of others, and those without results; empty of none. */
    static String notShown(FigureResults results, List<String> without) {
        String stage = results.stage()
                .map(model -> "Not shown: %s, which is only the first stage of the incremental models."
                        .formatted(ModelName.of(model)))
                .orElse("");
        String missing = without.isEmpty()
                ? ""
                : "Not shown, because there are no results for them: %s.".formatted(names(without));
        return joined(stage, missing);
    }

    /** Sentences one after the other, without those that are empty. */
    static String joined(String... sentences) {
        return Arrays.stream(sentences).filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining(" "));
    }
}
