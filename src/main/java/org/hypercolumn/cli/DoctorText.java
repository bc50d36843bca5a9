package org.hypercolumn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.doctor.Examination;
import org.hypercolumn.doctor.Finding;
import org.hypercolumn.doctor.Severity;
import org.hypercolumn.doctor.TierFacts;
import org.hypercolumn.doctor.Values;
import org.hypercolumn.metrics.RepeatMeasure;

/** What the doctor found, for people. */
final class DoctorText {

    private static final int COLUMNS = 80;

    private DoctorText() {}

    /** All but what a study needs. */
    static String of(Path data, Examination examination, Map<String, String> files) {
        List<String> lines = new ArrayList<>();
        lines.add(head(data, examination));
        if (!files.isEmpty()) {
            wrap("files: " + files(files), 2, lines);
        }
        lines.add("");
        lines.addAll(table(examination.tiers()).lines());
        for (Severity severity : Severity.values()) {
            findings(severity, examination, lines);
        }
        lines.add("");
        if (!examination.reliability().isEmpty()) {
            lines.addAll(reliability(examination));
            lines.add("");
        }
        lines.add(verdict(examination));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String head(Path data, Examination examination) {
        var labels = examination.labels();
        StringBuilder head = new StringBuilder("%s: site %s, %d neurons%s, images of %d x %d pixels"
                .formatted(
                        data,
                        examination.site(),
                        labels.neuronIds().count(),
                        labels.neuronIds().named() ? " with ids" : "",
                        examination.height(),
                        examination.width()));
        labels.degreesPerPixel()
                .ifPresent(degrees -> head.append(String.format(Locale.ROOT, " of %.4g degrees", degrees)));
        labels.responseUnit().ifPresent(unit -> head.append(", responses in ").append(unit));
        return head.toString();
    }

    private static String files(Map<String, String> files) {
        return files.entrySet().stream()
                .map(file -> Excerpt.of(file.getKey()) + " " + file.getValue())
                .collect(Collectors.joining("; "));
    }

    private static TextColumns table(List<TierFacts> tiers) {
        TextColumns table = new TextColumns()
                .withColumn("tier", tiers, TierFacts::name)
                .withColumn("images", tiers, tier -> Integer.toString(tier.images()))
                .withColumn("ids", tiers, tier -> tier.ids() == TierFacts.Ids.GIVEN ? "given" : "–")
                .withColumn(
                        "groups",
                        tiers,
                        tier -> tier.groups().isPresent() ? "" + tier.groups().getAsInt() : "–")
                .withColumn("kept as", tiers, tier -> tier.kept().name().toLowerCase(Locale.ROOT))
                .withColumn("pixels", tiers, tier -> range(tier.pixels()))
                .withColumn("mean (sd)", tiers, tier -> mean(tier.pixels()))
                .withColumn("responses", tiers, tier -> range(tier.responses()))
                .withColumn("mean (sd)", tiers, tier -> mean(tier.responses()))
                .withColumn("repeats", tiers, DoctorText::repeats);
        boolean gaps = tiers.stream()
                .anyMatch(tier -> tier.pixels().notFinite() + tier.responses().notFinite() > 0);
        return gaps
                ? table.withColumn(
                        "NaN",
                        tiers,
                        tier -> Long.toString(
                                tier.pixels().notFinite() + tier.responses().notFinite()))
                : table;
    }

    private static String range(Values values) {
        return short4(values.smallest()) + " to " + short4(values.largest());
    }

    private static String mean(Values values) {
        return "%s (%s)".formatted(short4(values.mean()), short4(values.standardDeviation()));
    }

    private static String repeats(TierFacts tier) {
        return tier.repeats()
                .map(repeats -> repeats.fewest() == repeats.most()
                        ? Integer.toString(repeats.most())
                        : String.format(
                                Locale.ROOT,
                                "%d to %d, median %s",
                                repeats.fewest(),
                                repeats.most(),
                                short4(repeats.median())))
                .orElse("–");
    }

    /** With at most 4 digits that count. */
    private static String short4(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6 ? "%.2e" : "%.3g", value);
    }

    private static void findings(Severity severity, Examination examination, List<String> lines) {
        List<Finding> findings = examination.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
        if (findings.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(
                switch (severity) {
                    case REFUSED -> "A fit is refused, because:";
                    case WARNING -> "Warnings:";
                    case NOTE -> "Notes:";
                });
        for (Finding finding : findings) {
            wrap("  %s: %s".formatted(finding.kind().id(), finding.what()), 4, lines);
            wrap("    -> " + finding.remedy(), 7, lines);
        }
    }

    /** Breaks a text between words; a word that is too long stands alone. */
    private static void wrap(String text, int indent, List<String> lines) {
        String rest = text;
        while (rest.length() > COLUMNS && rest.indexOf(' ', indent) >= 0) {
            int last = rest.lastIndexOf(' ', COLUMNS);
            int at = last >= indent ? last : rest.indexOf(' ', indent);
            lines.add(rest.substring(0, at));
            rest = " ".repeat(indent) + rest.substring(at + 1);
        }
        lines.add(rest);
    }

    private static List<String> reliability(Examination examination) {
        List<Ceilings.Neuron> neurons = examination.reliability();
        return List.of(
                "Reliability of %d neurons, from their trials in the %s tier; median (smallest to largest):"
                        .formatted(neurons.size(), examination.reliabilityTier().orElse("")),
                "  split-half r    " + spread(neurons, RepeatMeasure.SPLIT_HALF),
                "  ceiling of CORR " + spread(neurons, RepeatMeasure.CORR_CEILING),
                "  FEV             " + spread(neurons, RepeatMeasure.FEV));
    }

    private static String spread(List<Ceilings.Neuron> neurons, RepeatMeasure measure) {
        double[] sorted = neurons.stream()
                .mapToDouble(neuron -> measure.of(neuron.repeats()))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int undefined = neurons.size() - sorted.length;
        if (sorted.length == 0) {
            return "undefined for all";
        }
        int last = sorted.length - 1;
        return String.format(
                Locale.ROOT,
                "%.3f (%.3f to %.3f)%s",
                (sorted[last / 2] + sorted[sorted.length / 2]) / 2,
                sorted[0],
                sorted[last],
                undefined == 0 ? "" : ", undefined for " + undefined);
    }

    private static String verdict(Examination examination) {
        long refused = count(examination, Severity.REFUSED);
        long warnings = count(examination, Severity.WARNING);
        String besides =
                warnings == 0 ? "" : warnings == 1 ? ", with 1 warning" : ", with %d warnings".formatted(warnings);
        return refused == 0 ? "A fit would run" + besides + "." : "A fit would be refused.";
    }

    private static long count(Examination examination, Severity severity) {
        return examination.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
