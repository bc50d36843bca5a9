package org.hypercolumn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.train.FitScore;

/**
 * The tables that a study's scores make.
 *
 * @param tables those that could be made, in the paper's order; a table needs its baseline and another of its models
 */
public record StudyTables(List<StudyTable> tables) {

    /** Stages of incremental learning are no result: only their successors are compared. */
    static final List<String> STAGES = List.of("rf-cnn-c30");

    /** Whether a model is fitted only because others start from it, so that no table shows it. */
    public static boolean isHelperStage(String model) {
        return STAGES.contains(model);
    }

    public StudyTables {
        tables = List.copyOf(tables);
    }

    /**
     * Tables 1 and 2 at the largest share of the training images that any row has; table 3 if there are several shares.
     * Models that no table of the paper names, such as a user's own, stand in table 1 below the paper's.
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
        List<Optional<StudyTable>> tables = List.of(
                StudyTable.of(TableKind.TABLE_1, rows, modelsOfTable1(rows), largest, ceilings),
                StudyTable.of(TableKind.TABLE_2, rows, TableKind.TABLE_2.models(), largest, ceilings),
                StudyTable.of(TableKind.TABLE_3, rows, TableKind.TABLE_3.models(), shares, ceilings)
                        .filter(table -> table.shares().size() > 1));
        return new StudyTables(tables.stream().flatMap(Optional::stream).toList());
    }

    private static List<String> modelsOfTable1(List<FitScore> rows) {
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
