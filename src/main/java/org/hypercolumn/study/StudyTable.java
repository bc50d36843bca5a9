package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.FitScore;

/**
 * One of the paper's tables, made of what was fitted: models compared with a baseline over the same neurons, with
 * intervals and tests. The same rows, in any order, give the same table, up to the order of a user's own models.
 *
 * @param kind which table
 * @param conditions what all of its scores have in common
 * @param entries by share, then model, then metric; the baseline is the first model of each share
 * @param notes what a reader must know of fits that are missing and scores that are undefined, a sentence each
 */
public record StudyTable(TableKind kind, TableConditions conditions, List<TableEntry> entries, List<String> notes) {

    public StudyTable {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    /**
     * The table of these models at these shares, as far as there are rows of them; a share without the baseline or without
     * another model is left out.
     *
     * @param models ids, the baseline first
     * @param shares ascending
     * @param ceilings of neurons among which those of the rows may be
     */
    static Optional<StudyTable> of(
            TableKind kind, List<FitScore> rows, List<String> models, List<Double> shares, Ceilings ceilings) {
        List<ModelScores> scores = new ArrayList<>();
        for (double share : shares) {
            List<ModelScores> atShare = models.stream()
                    .map(model -> ModelScores.of(rows, model, share))
                    .filter(model -> model.fits() > 0)
                    .toList();
            if (atShare.size() > 1 && atShare.get(0).model().equals(kind.baseline())) {
                scores.addAll(atShare);
            }
        }
        if (scores.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> neurons = scores.stream()
                .flatMap(model -> model.byNeuron().keySet().stream())
                .collect(Collectors.toSet());
        int images = PeakNotes.images(ceilings.select(neurons));
        List<FitScore> shown = rows.stream()
                .filter(row -> scores.stream().anyMatch(model -> model.holds(row)))
                .toList();
        TableConditions conditions = TableConditions.of(shown, images);
        List<TableEntry> entries = entries(kind, scores);
        List<String> notes = new ArrayList<>(TableNotes.of(kind, conditions, scores, entries));
        leftOut(rows, models, shares, scores).ifPresent(notes::add);
        FitNotes.of(shown).forEach(note -> notes.add(PeakNotes.sentence(note)));
        PeakNotes.of(ceilings.select(neurons)).forEach(note -> notes.add(PeakNotes.sentence(note)));
        notes.addAll(new CeilingNotes(kind, scores, ceilings).sentences());
        return Optional.of(new StudyTable(kind, conditions, entries, notes));
    }

    /** Shares that have scores of the table's models, but nothing to compare. */
    private static Optional<String> leftOut(
            List<FitScore> rows, List<String> models, List<Double> shares, List<ModelScores> scores) {
        String without = shares.stream()
                .filter(share -> scores.stream().noneMatch(model -> model.share() == share))
                .filter(share ->
                        rows.stream().anyMatch(row -> row.plan().share() == share && models.contains(row.model())))
                .map(TableNumbers::share)
                .collect(Collectors.joining(", "));
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of("Left out: shares without %s and another model (%s).".formatted(models.get(0), without));
    }

    private static List<TableEntry> entries(TableKind kind, List<ModelScores> models) {
        List<List<TableEntry>> byMetric = new ArrayList<>();
        for (Metric metric : Metric.paper()) {
            byMetric.add(new Comparison(kind.baseline(), metric).entries(models));
        }
        List<TableEntry> entries = new ArrayList<>();
        for (int model = 0; model < models.size(); model++) {
            for (List<TableEntry> ofMetric : byMetric) {
                entries.add(ofMetric.get(model));
            }
        }
        return entries;
    }

    /** The same with the primary comparison's metric first, and the first note about it. */
    StudyTable withPrimary(NamedPrimary primary) {
        List<String> all = new ArrayList<>(notes);
        all.add(0, primary.sentence(kind.baseline(), List.of(PrimaryComparison.Test.WILCOXON)));
        return new StudyTable(kind, conditions, primary.ordered(entries), all);
    }

    /** Its metrics, in its order. */
    List<Metric> metrics() {
        return entries.stream().map(TableEntry::metric).distinct().toList();
    }

    /** What it calls a metric: marked where it is of too few images to be informative. */
    String name(Metric metric) {
        return metric.label(conditions.images());
    }

    /** The shares that it compares models at, in its order. */
    public List<Double> shares() {
        return entries.stream().map(TableEntry::share).distinct().toList();
    }

    /** The entries of one metric, by share and model. */
    public List<TableEntry> of(Metric metric) {
        return entries.stream().filter(entry -> entry.metric() == metric).toList();
    }

    /** One row a model, share and metric, for programs: all digits, NaN where undefined. */
    public String csv() {
        return TableCsv.text(this);
    }

    /** One row a model and share, for people, in GitHub's Markdown. */
    public String markdown() {
        return TableMarkdown.text(this);
    }

    /** A table environment to be put into a paper that loads booktabs. */
    public String latex() {
        return TableLatex.text(this);
    }

    /** One row a model and share, as a fragment of an HTML page, without style. */
    public String html() {
        return TableHtml.text(this);
    }

    /** Plain text for a terminal, no line longer than 100 characters unless a model's id in a note is. */
    public String text() {
        return TableText.text(this);
    }
}
