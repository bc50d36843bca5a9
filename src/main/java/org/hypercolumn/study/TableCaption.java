package org.hypercolumn.study;

import java.util.Locale;
import java.util.stream.Collectors;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.train.Protocol;

/** What a table shows and how its numbers were made, so that it can stand alone. */
final class TableCaption {

    /** Which mean and interval. */
    static final String MEANS =
            "Means over neurons, in brackets their 95 % intervals over neurons (" + MeanEstimate.METHOD + ").";

    private TableCaption() {}

    /** For example {@code Full and center readout, with and without self-attention.} */
    static String subject(StudyTable table) {
        return table.kind().subject() + ".";
    }

    /** Which images, protocol, seeds, share and neurons. */
    static String conditions(StudyTable table) {
        String shares = table.shares().stream().map(TableNumbers::share).collect(Collectors.joining(", "));
        return conditions(table.conditions(), shares);
    }

    /** The same of any scores, at these shares. */
    static String conditions(TableConditions conditions, String shares) {
        String seeds =
                conditions.seeds().stream().map(seed -> Long.toString(seed)).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "On the %s images, protocol %s%s; %s; %s; %s of the training images; n = %d %s.",
                conditions.tier(),
                conditions.protocol().id(),
                conditions.protocol() == Protocol.PAPER ? " (the same images chose the epoch)" : "",
                conditions.responses().phrase(),
                conditions.seeds().size() == 1 ? "seed " + seeds : "seeds " + seeds + ", averaged for each neuron",
                shares,
                conditions.neurons(),
                conditions.neurons() == 1 ? "neuron" : "neurons");
    }

    /** Which interval, change and test. */
    static String method(StudyTable table) {
        return MEANS + " " + tests(table);
    }

    /** Which change and test. */
    static String tests(StudyTable table) {
        String baseline = table.kind().baseline() + (table.kind() == TableKind.TABLE_3 ? " at the same share" : "");
        return ("Change relative to the mean of %s, over neurons with scores from both models."
                        + " p: two-sided Wilcoxon signed-rank test against %s, paired by neuron, after Holm's correction"
                        + " over the table's tests of the metric. "
                        + ComparisonCaption.OF_ONE_SITE)
                .formatted(baseline, baseline);
    }
}
