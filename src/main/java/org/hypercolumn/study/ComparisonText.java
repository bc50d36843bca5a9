package org.hypercolumn.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hypercolumn.metrics.Metric;

/** A comparison as plain text: two blocks a metric and model A, so that no line is longer than 100 characters. */
final class ComparisonText {

    /** What stands together: the same metric, and the same model A where there are several. */
    private record Block(Metric metric, String modelA) {}

    private static final String SIZES = "  %5s  %7s  %7s  %9s  %-16s  %5s  %6s";

    private static final String TESTS = "  %6s  %6s  %6s  %10s  %6s  %13s  %6s";

    private static final String SITE_TESTS = "  %6s  %6s  %6s  %5s  %10s  %6s";

    private static final String SITES = "  %5s  %9s  %-16s  %s";

    private static final String IMAGES = "  %-24s  %6s  %6s";

    private static final String EQUIVALENCE = "  %7s  %13s  %6s";

    /** Of an id; it leaves the line within 100 characters. */
    private static final int LONGEST_MODEL = 30;

    private ComparisonText() {}

    static String text(ComparisonConditions conditions, List<ComparisonEntry> entries, List<String> notes) {
        StringBuilder text = new StringBuilder();
        TableText.wrapped(ComparisonCaption.subject(conditions), text);
        for (Block block : blocks(conditions, entries)) {
            List<ComparisonEntry> of = entries.stream()
                    .filter(entry -> block(conditions, entry).equals(block))
                    .map(entry -> entry.ofImages(conditions.images()))
                    .toList();
            text.append("\n");
            blockText(conditions, of, text);
        }
        text.append("\n");
        TableText.wrapped(ComparisonCaption.conditions(conditions), text);
        TableText.wrapped(ComparisonCaption.pairing(conditions), text);
        TableText.wrapped(ComparisonCaption.method(conditions), text);
        notes.forEach(note -> TableText.wrapped(note, text));
        return text.toString();
    }

    private static Set<Block> blocks(ComparisonConditions conditions, List<ComparisonEntry> entries) {
        Set<Block> blocks = new LinkedHashSet<>();
        entries.forEach(entry -> blocks.add(block(conditions, entry)));
        return blocks;
    }

    private static Block block(ComparisonConditions conditions, ComparisonEntry entry) {
        return new Block(entry.metric(), hasSeveralBaselines(conditions) ? entry.modelA() : "");
    }

    private static boolean hasSeveralBaselines(ComparisonConditions conditions) {
        return conditions.choice().partners() == ComparisonChoice.Partners.ALL;
    }

    private static void blockText(ComparisonConditions conditions, List<ComparisonEntry> entries, StringBuilder text) {
        ComparisonEntry first = entries.get(0);
        Metric metric = first.metric();
        if (hasSeveralBaselines(conditions)) {
            text.append("A: ").append(first.modelA()).append("\n");
        }
        String title = metric.label(conditions.images());
        int width = entries.stream().mapToInt(entry -> name(entry).length()).reduce(title.length(), Math::max);
        row(width, text, title, SIZES, "n", "mean A", "mean B", "B - A", "95 % interval", "r", "d");
        for (ComparisonEntry entry : entries) {
            row(
                    width,
                    text,
                    name(entry),
                    SIZES,
                    Integer.toString(entry.counts().paired()),
                    TableNumbers.value(metric, entry.meanA()),
                    TableNumbers.value(metric, entry.meanB()),
                    TableNumbers.difference(metric, entry.difference()),
                    TableNumbers.interval(metric, entry.interval()),
                    TableNumbers.effect(entry.effect().rankBiserial()),
                    TableNumbers.effect(entry.effect().standardized()));
        }
        if (conditions.sites().areSeveral()) {
            overSites(conditions, width, entries, text);
        } else {
            overNeurons(width, entries, text);
        }
        if (conditions.hasImages(metric)) {
            overImages(conditions, width, entries, text);
        }
        conditions.bound(metric).ifPresent(bound -> equivalence(bound, width, entries, text));
    }

    private static void overImages(
            ComparisonConditions conditions, int width, List<ComparisonEntry> entries, StringBuilder text) {
        row(width, text, "", IMAGES, "95 %% %s and images".formatted(conditions.units()), "p", "Holm");
        for (ComparisonEntry entry : entries) {
            entry.overImages()
                    .ifPresent(images -> row(
                            width,
                            text,
                            name(entry),
                            IMAGES,
                            TableNumbers.interval(
                                    entry.metric(), entry.metric().intervalOfDifference(images.estimate())),
                            TableNumbers.p(images.estimate().p()),
                            TableNumbers.p(images.corrected())));
        }
    }

    private static void overNeurons(int width, List<ComparisonEntry> entries, StringBuilder text) {
        row(width, text, "", TESTS, "only A", "only B", "undef.", "p Wilcoxon", "Holm", "p permutation", "Holm");
        for (ComparisonEntry entry : entries) {
            row(
                    width,
                    text,
                    name(entry),
                    TESTS,
                    Integer.toString(entry.counts().onlyFirst()),
                    Integer.toString(entry.counts().onlySecond()),
                    Integer.toString(entry.counts().undefined()),
                    TableNumbers.p(entry.tests().wilcoxon()),
                    TableNumbers.p(entry.tests().wilcoxonCorrected()),
                    TableNumbers.p(entry.tests().permutation()),
                    TableNumbers.p(entry.tests().permutationCorrected()));
        }
    }

    private static void overSites(
            ComparisonConditions conditions, int width, List<ComparisonEntry> entries, StringBuilder text) {
        row(
                width,
                text,
                "",
                SITE_TESTS,
                "only A",
                "only B",
                "undef.",
                "units",
                "p " + conditions.sites().units().id(),
                "Holm");
        for (ComparisonEntry entry : entries) {
            row(
                    width,
                    text,
                    name(entry),
                    SITE_TESTS,
                    Integer.toString(entry.counts().onlyFirst()),
                    Integer.toString(entry.counts().onlySecond()),
                    Integer.toString(entry.counts().undefined()),
                    Integer.toString(entry.estimate().units()),
                    TableNumbers.p(entry.meanTests().difference()),
                    TableNumbers.p(entry.meanTests().differenceCorrected()));
        }
        row(width, text, "", SITES, "n", "B - A", "95 % interval", "site");
        for (ComparisonEntry entry : entries) {
            for (SiteDifference site : entry.bySite()) {
                row(
                        width,
                        text,
                        name(entry),
                        SITES,
                        Integer.toString(site.paired()),
                        TableNumbers.difference(entry.metric(), site.estimate().mean()),
                        TableNumbers.interval(entry.metric(), entry.metric().intervalOfDifference(site.estimate())),
                        site.site().label());
            }
        }
    }

    private static void equivalence(double bound, int width, List<ComparisonEntry> entries, StringBuilder text) {
        row(width, text, "", EQUIVALENCE, "bound", "p equivalence", "Holm");
        for (ComparisonEntry entry : entries) {
            row(
                    width,
                    text,
                    name(entry),
                    EQUIVALENCE,
                    TableNumbers.bound(entry.metric(), bound),
                    TableNumbers.p(entry.meanTests().equivalence()),
                    TableNumbers.p(entry.meanTests().equivalenceCorrected()));
        }
    }

    private static String name(ComparisonEntry entry) {
        return TableText.name(entry.modelB(), LONGEST_MODEL);
    }

    private static void row(int width, StringBuilder text, String name, String format, Object... cells) {
        String line = String.format(Locale.ROOT, "%-" + width + "s" + format, with(name, cells));
        text.append(line.stripTrailing()).append("\n");
    }

    private static Object[] with(String name, Object[] cells) {
        Object[] all = new Object[cells.length + 1];
        all[0] = name;
        System.arraycopy(cells, 0, all, 1, cells.length);
        return all;
    }
}
