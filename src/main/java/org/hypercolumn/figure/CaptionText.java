package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.data.DecimalText;

/** Sentences that captions share. */
final class CaptionText {

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

    /** A sentence on the models that a figure leaves out; empty of none. */
    static String notShown(List<String> models) {
        return models.isEmpty() ? "" : "Not shown, since their results are not there: %s.".formatted(names(models));
    }

    /** Sentences one after the other, without those that are empty. */
    static String joined(String... sentences) {
        return Arrays.stream(sentences).filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining(" "));
    }
}
