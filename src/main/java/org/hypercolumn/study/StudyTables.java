package org.hypercolumn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.train.FitScore;

/**
 * The tables that a study's scores make.
 *
 * @param tables those that could be made, in the paper's order; a table needs its baseline and another of its models
 * @param missing of each of the others, why it is not made, in a sentence
 */
public record StudyTables(List<StudyTable> tables, Map<TableKind, String> missing) {

    /** Stages of incremental learning are no result: only their successors are compared. */
    static final List<String> STAGES = List.of("rf-cnn-c30");

    /** Whether a model is fitted only because others start from it, so that no table shows it. */
    public static boolean isHelperStage(String model) {
        return STAGES.contains(model);
    }

    public StudyTables {
        tables = List.copyOf(tables);
        missing = Collections.unmodifiableMap(new TreeMap<>(missing));
    }

    /**
     * Tables 1 and 2 at the largest share of the training images that any row has; table 3 if there are several shares.
     * Models that no table of the paper names, such as a user's own, stand in tables 1 and 3 below the paper's.
     *
     * @param rows what scores.csv holds, one a fit
     * @throws IllegalArgumentException if they are of several tiers or protocols, or two are of the same fit
     */
    public static StudyTables of(List<FitScore> rows) {
        return of(rows, Ceilings.none());
    }

    /**
     * The same tables, whose notes say what the neurons' repeats say of the scores.
     *
     * @param rows what scores.csv holds, one a fit
     * @param ceilings what neurons.csv holds
     * @throws IllegalArgumentException if the rows are of several tiers or protocols, or two are of the same fit
     */
    public static StudyTables of(List<FitScore> rows, Ceilings ceilings) {
        ModelScores.requireComparable(rows);
        List<Double> shares =
                rows.stream().map(row -> row.plan().share()).distinct().sorted().toList();
        List<Double> largest = shares.subList(Math.max(0, shares.size() - 1), shares.size());
        List<String> models = withOthers(rows);
        Map<TableKind, Optional<StudyTable>> tables = new EnumMap<>(TableKind.class);
        tables.put(TableKind.TABLE_1, StudyTable.of(TableKind.TABLE_1, rows, models, largest, ceilings));
        tables.put(
                TableKind.TABLE_2,
                StudyTable.of(TableKind.TABLE_2, rows, TableKind.TABLE_2.models(), largest, ceilings));
        tables.put(
                TableKind.TABLE_3,
                StudyTable.of(TableKind.TABLE_3, rows, models, shares, ceilings)
                        .filter(table -> table.shares().size() > 1));
        Map<TableKind, String> missing = new EnumMap<>(TableKind.class);
        tables.forEach((kind, table) -> {
            if (table.isEmpty()) {
                missing.put(kind, "no table %s: %s".formatted(kind.number(), why(kind, rows, shares)));
            }
        });
        return new StudyTables(
                tables.values().stream().flatMap(Optional::stream).toList(), missing);
    }

    /** One of the tables; empty if it could not be made. */
    Optional<StudyTable> table(TableKind kind) {
        return tables.stream().filter(table -> table.kind() == kind).findFirst();
    }

    /** The same tables with what was named as the primary comparison first, if anything was. */
    public StudyTables withPrimary(Optional<NamedPrimary> primary) {
        return primary.map(named -> new StudyTables(
                        tables.stream().map(table -> table.withPrimary(named)).toList(), missing))
                .orElse(this);
    }

    /** Why a table cannot be made of these rows. */
    private static String why(TableKind kind, List<FitScore> rows, List<Double> shares) {
        if (kind == TableKind.TABLE_3 && shares.size() < 2) {
            return "all fits have one share of the training images; --shares takes several";
        }
        String baseline = kind.baseline();
        boolean fitted = rows.stream().anyMatch(row -> row.model().equals(baseline));
        if (!fitted) {
            return "it compares with %s, which is not fitted; add it to --models, or use compare".formatted(baseline);
        }
        return kind == TableKind.TABLE_3
                ? "fewer than two shares have %s and a model to compare with it".formatted(baseline)
                : "there is no other model of it to compare with " + baseline;
    }

    /** The paper's models of tables 1 and 3, and those of no table. */
    private static List<String> withOthers(List<FitScore> rows) {
        List<String> elsewhere = Stream.concat(
                        STAGES.stream(), Arrays.stream(TableKind.values()).flatMap(kind -> kind.models().stream()))
                .toList();
        Stream<String> others = rows.stream().map(FitScore::model).filter(model -> !elsewhere.contains(model));
        return Stream.concat(TableKind.TABLE_1.models().stream(), others)
                .distinct()
                .toList();
    }

    /**
     * Writes each table as csv, md and tex, whole or not at all.
     *
     * @param folder made if it is missing; files of the same names are replaced
     * @return the files, in order
     * @throws IOException if a file cannot be written
     */
    public List<Path> write(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (StudyTable table : tables) {
            files.add(write(folder, table.kind().id() + ".csv", table.csv()));
            files.add(write(folder, table.kind().id() + ".md", table.markdown()));
            files.add(write(folder, table.kind().id() + ".tex", table.latex()));
        }
        return files;
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
        return file;
    }
}
