package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.RunSite;

/**
 * One of the paper's tables with several sites side by side: the numbers of each are those of its own table. Where there are
 * two or more, all of them together follow.
 *
 * @param kind which table
 * @param columns a block of columns a site, in the run's order, and one of all sites
 * @param remarks what the numbers are of and how they were made, a sentence or more each
 * @param notes what a reader must know before believing it, a sentence each
 */
public record SitesTable(TableKind kind, List<Block> columns, List<String> remarks, List<String> notes) {

    /** What stands in a row: a model at a share of the training images. */
    record Row(String model, double share) {}

    /**
     * The columns of one site, or of all.
     *
     * @param name of the site; {@link RunSite#ALL} for all
     * @param neurons how many any of its models was fitted to
     * @param images how many its scores are of; 0 if it is not known
     * @param entries of its models, some of which other sites may not have
     */
    record Block(String name, int neurons, int images, List<TableEntry> entries) {

        Block {
            entries = List.copyOf(entries);
        }

        /** {@code M1S1}, {@code all sites}. */
        String heading() {
            return name.equals(RunSite.ALL) ? "all sites" : name;
        }

        /** {@code M1S1 (n = 302)}. */
        String title() {
            return "%s (n = %d)".formatted(heading(), neurons);
        }

        Optional<TableEntry> entry(Row row, Metric metric) {
            return entries.stream()
                    .filter(entry -> entry.metric() == metric
                            && entry.model().equals(row.model())
                            && entry.share() == row.share())
                    .findFirst();
        }
    }

    /** What it calls a metric: marked where it is of too few images of some site to be informative. */
    String name(Metric metric) {
        return metric.label(images());
    }

    /** How many images the scores of each site are of, the smallest number. */
    private int images() {
        return columns.stream().mapToInt(Block::images).min().orElse(0);
    }

    public SitesTable {
        columns = List.copyOf(columns);
        remarks = List.copyOf(remarks);
        notes = List.copyOf(notes);
    }

    /**
     * Of the tables of one kind, one or more, by site.
     *
     * @param rows of these sites, in the same order
     */
    static SitesTable of(TableKind kind, Map<String, StudyTable> bySite, List<PooledSites.SiteRows> rows) {
        List<Block> blocks = new ArrayList<>();
        bySite.forEach((site, table) -> blocks.add(
                new Block(site, table.conditions().neurons(), table.conditions().images(), table.entries())));
        List<String> remarks = new ArrayList<>(conditions(bySite));
        remarks.add(TableCaption.MEANS);
        remarks.addAll(said(bySite, table -> List.of(TableCaption.tests(table))));
        SitesTable sites = new SitesTable(kind, blocks, remarks, notes(bySite));
        return rows.size() > 1 ? sites.with(new PooledSites(kind, rows)) : sites;
    }

    /** The same with the primary comparison's metric first, and the first note about it. */
    SitesTable withPrimary(NamedPrimary primary) {
        List<PrimaryComparison.Test> shown =
                columns.stream().anyMatch(block -> block.name().equals(RunSite.ALL))
                        ? List.of(PrimaryComparison.Test.WILCOXON, PrimaryComparison.Test.SITES)
                        : List.of(PrimaryComparison.Test.WILCOXON);
        List<String> all = new ArrayList<>(notes);
        all.add(0, primary.sentence(kind.baseline(), shown));
        List<Block> ordered = columns.stream()
                .map(block ->
                        new Block(block.name(), block.neurons(), block.images(), primary.ordered(block.entries())))
                .toList();
        return new SitesTable(kind, ordered, remarks, all);
    }

    /** Its metrics, in its order. */
    List<Metric> metrics() {
        return columns.stream()
                .flatMap(block -> block.entries().stream())
                .map(TableEntry::metric)
                .distinct()
                .toList();
    }

    private SitesTable with(PooledSites pooled) {
        List<Block> blocks = new ArrayList<>(columns);
        int neurons = columns.stream().mapToInt(Block::neurons).sum();
        List<TableEntry> entries = pooled.entries(rows());
        blocks.add(new Block(RunSite.ALL, neurons, images(), entries));
        List<String> more = new ArrayList<>(remarks);
        more.add("Each site by itself: its intervals, changes, tests and their correction are those of its own table.");
        more.add(pooled.method());
        List<String> noted = new ArrayList<>(notes);
        pooled.fewerUnits(entries).ifPresent(noted::add);
        return new SitesTable(kind, blocks, more, noted);
    }

    /** Once, with the neurons of all sites, where they have all else in common. */
    private static List<String> conditions(Map<String, StudyTable> bySite) {
        StudyTable first = bySite.values().iterator().next();
        boolean alike = bySite.values().stream()
                .allMatch(table -> table.conditions()
                                .withNeurons(0)
                                .withImages(0)
                                .equals(first.conditions().withNeurons(0).withImages(0))
                        && table.shares().equals(first.shares()));
        if (!alike) {
            return said(bySite, table -> List.of(TableCaption.conditions(table)));
        }
        int neurons = bySite.values().stream()
                .mapToInt(table -> table.conditions().neurons())
                .sum();
        String shares = first.shares().stream().map(TableNumbers::share).collect(Collectors.joining(", "));
        return List.of(TableCaption.conditions(first.conditions().withNeurons(neurons), shares));
    }

    /** Each is of the neurons and fits of one site. */
    private static List<String> notes(Map<String, StudyTable> bySite) {
        Set<String> ofAll =
                new LinkedHashSet<>(bySite.values().iterator().next().notes());
        bySite.values().forEach(table -> ofAll.retainAll(table.notes()));
        return said(bySite, StudyTable::notes).stream()
                .map(note -> bySite.size() > 1 && ofAll.contains(note) ? "At each site: " + note : note)
                .toList();
    }

    /** Sentences of sites, each once; with the sites' names where not all sites say it. */
    private static List<String> said(Map<String, StudyTable> bySite, Function<StudyTable, List<String>> sentences) {
        Map<String, List<String>> sites = new LinkedHashMap<>();
        bySite.forEach((site, table) -> sentences
                .apply(table)
                .forEach(sentence -> sites.computeIfAbsent(sentence, any -> new ArrayList<>())
                        .add(site)));
        List<String> said = new ArrayList<>();
        sites.forEach((sentence, by) ->
                said.add(by.size() == bySite.size() ? sentence : String.join(", ", by) + ": " + sentence));
        return said;
    }

    /** The remarks of a text that has no room for intervals. */
    List<String> remarksWithoutIntervals() {
        return remarks.stream()
                .map(remark -> remark.equals(TableCaption.MEANS)
                        ? "Means over neurons; their 95 % intervals are in the table's csv and md files."
                        : remark)
                .toList();
    }

    /** The rows that some site has: shares rising, models in the order of the sites that have most of them first. */
    List<Row> rows() {
        Set<Row> rows = new LinkedHashSet<>();
        columns.stream()
                .sorted(Comparator.comparingInt((Block block) -> block.entries().size())
                        .reversed())
                .flatMap(block -> block.entries().stream())
                .forEach(entry -> rows.add(new Row(entry.model(), entry.share())));
        return rows.stream().sorted(Comparator.comparingDouble(Row::share)).collect(Collectors.toList());
    }

    /** One row a model, share, metric and site, for programs: all digits, NaN where undefined. */
    public String csv() {
        List<List<String>> lines = new ArrayList<>();
        for (Block block : columns) {
            List<List<String>> ofSite = TableCsv.lines(kind, block.entries());
            for (int line = lines.isEmpty() ? 0 : 1; line < ofSite.size(); line++) {
                List<String> cells = new ArrayList<>(ofSite.get(line));
                cells.add(1, line == 0 ? "site" : block.name());
                lines.add(cells);
            }
        }
        return TableCsv.text(lines);
    }

    /** A table a metric, for people, in GitHub's Markdown. */
    public String markdown() {
        return SitesTableMarkdown.text(this);
    }

    /** A table environment to be put into a paper that loads booktabs. */
    public String latex() {
        return SitesTableLatex.text(this);
    }

    /** A table a metric, as a fragment of an HTML page, without style. */
    public String html() {
        return SitesTableHtml.text(this);
    }

    /** Plain text for a terminal, no line longer than 100 characters unless a model's id in a note is. */
    public String text() {
        return SitesTableText.text(this);
    }
}
