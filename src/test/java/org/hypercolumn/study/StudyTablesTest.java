package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.model.Presets;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTablesTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper();

    @TempDir
    private Path temporary;

    private static List<FitScore> rows(String... models) {
        return SmallTables.random(PLAN, 3, List.of(models));
    }

    private static List<FitScore> atShares(List<String> models, double... shares) {
        List<FitScore> rows = new ArrayList<>();
        for (double share : shares) {
            rows.addAll(SmallTables.random(PLAN.withShare(share), 3, models));
        }
        return rows;
    }

    private static List<String> models(StudyTable table) {
        return table.of(Metric.CORR).stream().map(TableEntry::model).toList();
    }

    private static List<TableKind> kinds(List<FitScore> rows) {
        return StudyTables.of(rows).tables().stream().map(StudyTable::kind).toList();
    }

    @Test
    void name_models_that_there_are_and_leave_out_only_a_stage_and_the_recurrent_one() {
        List<String> named = Stream.of(TableKind.values())
                .flatMap(kind -> kind.models().stream())
                .distinct()
                .toList();

        assertThat(named).hasSize(9);
        assertThat(Presets.ids())
                .containsAll(named)
                .contains("rf-cnn-c30", "recurrent-cnn")
                .hasSize(11);
    }

    @Test
    void table_1_compares_the_paper_s_models_with_ff_cnn_and_a_user_s_below_them() {
        List<FitScore> rows = rows("mine", "rf-cnn-c30", "rf-sa-cnn", "recurrent-cnn", "ff-cnn", "rf-cnn", "ff-sa-cnn");

        StudyTable table = StudyTables.of(rows).tables().get(0);

        assertThat(table.kind()).isEqualTo(TableKind.TABLE_1);
        assertThat(models(table))
                .containsExactly("ff-cnn", "ff-sa-cnn", "rf-cnn", "rf-sa-cnn", "mine", "recurrent-cnn");
    }

    @Test
    void table_2_compares_the_incremental_models_with_rf_cnn() {
        List<FitScore> rows = rows(
                "ff-sa-cnn-star-incr-fc2",
                "ff-sa-cnn-star-incr-fc1",
                "ff-sa-cnn-star-simul",
                "rf-cnn-c30",
                "mine",
                "rf-sa-cnn-star-incr",
                "rf-sa-cnn-star-simul",
                "rf-cnn");

        List<StudyTable> tables = StudyTables.of(rows).tables();

        assertThat(tables).hasSize(1);
        assertThat(tables.get(0).kind()).isEqualTo(TableKind.TABLE_2);
        assertThat(models(tables.get(0)))
                .containsExactly(
                        "rf-cnn",
                        "rf-sa-cnn-star-simul",
                        "rf-sa-cnn-star-incr",
                        "ff-sa-cnn-star-simul",
                        "ff-sa-cnn-star-incr-fc1",
                        "ff-sa-cnn-star-incr-fc2");
    }

    @Test
    void table_3_is_made_of_several_shares_and_the_others_of_the_largest() {
        List<FitScore> rows = atShares(List.of("ff-cnn", "rf-cnn", "rf-sa-cnn-star-simul", "mine"), 0.25, 1, 0.125);

        List<StudyTable> tables = StudyTables.of(rows).tables();

        assertThat(tables).extracting(StudyTable::kind).containsExactly(TableKind.values());
        assertThat(tables)
                .extracting(StudyTable::shares)
                .containsExactly(List.of(1.0), List.of(1.0), List.of(0.125, 0.25, 1.0));
        assertThat(models(tables.get(2)))
                .containsExactly("ff-cnn", "rf-cnn", "mine", "ff-cnn", "rf-cnn", "mine", "ff-cnn", "rf-cnn", "mine");
    }

    @Test
    void table_3_leaves_out_a_share_that_has_nothing_to_compare() {
        List<FitScore> rows = atShares(List.of("ff-cnn", "rf-cnn"), 0.5, 1);
        rows.addAll(atShares(List.of("ff-cnn"), 0.25));
        rows.addAll(atShares(List.of("rf-cnn", "ff-sa-cnn"), 0.125));

        assertThat(StudyTables.of(rows).tables().get(1).shares()).containsExactly(0.5, 1.0);
        assertThat(kinds(atShares(List.of("ff-cnn", "rf-cnn"), 0.5))).containsExactly(TableKind.TABLE_1);
    }

    @Test
    void a_table_needs_its_baseline_and_another_model() {
        assertThat(kinds(List.of())).isEmpty();
        assertThat(kinds(rows("ff-cnn"))).isEmpty();
        assertThat(kinds(rows("ff-cnn", "rf-cnn-c30"))).isEmpty();
        assertThat(kinds(rows("ff-sa-cnn", "rf-cnn", "mine"))).isEmpty();
        assertThat(kinds(rows("rf-cnn", "rf-sa-cnn-star-incr"))).containsExactly(TableKind.TABLE_2);
        assertThat(kinds(rows("ff-cnn", "mine"))).containsExactly(TableKind.TABLE_1);
    }

    @Test
    void gives_a_model_the_same_interval_in_every_table_and_beside_any_other_model() {
        List<FitScore> rows = atShares(List.of("ff-cnn", "rf-cnn", "rf-sa-cnn-star-simul"), 0.5, 1);
        StudyTables all = StudyTables.of(rows);
        StudyTables fewer = StudyTables.of(
                rows.stream().filter(row -> !row.model().equals("ff-cnn")).toList());

        List<TableEntry> entries = Stream.of(all.tables(), fewer.tables())
                .flatMap(List::stream)
                .flatMap(table -> table.of(Metric.CORR).stream())
                .filter(entry -> entry.model().equals("rf-cnn") && entry.share() == 1)
                .toList();

        assertThat(entries).hasSize(4);
        assertThat(entries.stream().map(TableEntry::interval).distinct()).hasSize(1);
    }

    @Test
    void makes_the_same_bytes_of_the_same_rows_in_any_order_and_language() {
        List<FitScore> rows = atShares(List.of("ff-cnn", "rf-cnn", "mine"), 0.5, 1);
        rows.addAll(SmallTables.random(PLAN.withSeed(2), 3, List.of("ff-cnn", "rf-cnn", "mine")));
        List<List<String>> before = texts(rows);
        Collections.shuffle(rows, new Random(1));
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("th-TH-u-nu-thai"));
            assertThat(texts(rows)).isEqualTo(before).hasSize(2);
        } finally {
            Locale.setDefault(locale);
        }
    }

    private static List<List<String>> texts(List<FitScore> rows) {
        return StudyTables.of(rows).tables().stream()
                .map(table -> List.of(table.csv(), table.markdown(), table.latex(), table.text()))
                .toList();
    }

    @Test
    void writes_three_files_a_table() throws IOException {
        StudyTables tables = StudyTables.of(rows("ff-cnn", "rf-cnn", "rf-sa-cnn-star-simul"));
        Path folder = temporary.resolve("run/tables");

        List<Path> files = tables.write(folder);

        assertThat(files)
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly("table1.csv", "table1.md", "table1.tex", "table2.csv", "table2.md", "table2.tex");
        assertThat(Files.readString(files.get(3)))
                .isEqualTo(tables.tables().get(1).csv());
        assertThat(Files.readString(files.get(4)))
                .isEqualTo(tables.tables().get(1).markdown());
        assertThat(Files.readString(files.get(5)))
                .isEqualTo(tables.tables().get(1).latex());
        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written).hasSize(6);
        }
    }

    @Test
    void refuses_a_fit_that_stands_there_twice() {
        List<FitScore> rows = new ArrayList<>(rows("ff-cnn", "rf-cnn"));
        rows.add(rows.get(4));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyTables.of(rows))
                .withMessage("scores: expected one row a fit, got two of rf-cnn, neuron 1, seed 1; remove one");
    }

    @Test
    void say_why_a_table_is_not_made() {
        assertThat(StudyTables.of(rows("mine", "other")).missing().values())
                .containsExactly(
                        "no table 1: it compares with ff-cnn, which is not fitted; add it to --models, or use compare",
                        "no table 2: it compares with rf-cnn, which is not fitted; add it to --models, or use compare",
                        "no table 3: all fits have one share of the training images; --shares takes several");
        assertThat(StudyTables.of(atShares(List.of("ff-cnn", "mine"), 0.5, 1))
                        .missing()
                        .values())
                .containsExactly(
                        "no table 2: it compares with rf-cnn, which is not fitted; add it to --models, or use compare");
        assertThat(StudyTables.of(atShares(List.of("mine"), 0.5, 1)).missing().values())
                .contains(
                        "no table 3: it compares with ff-cnn, which is not fitted; add it to --models, or use compare");
        assertThat(StudyTables.of(atShares(List.of("ff-cnn"), 0.5, 1)).missing().values())
                .contains(
                        "no table 1: there is no other model of it to compare with ff-cnn",
                        "no table 3: fewer than two shares have ff-cnn and a model to compare with it");
    }

    @Test
    void table_3_says_which_share_it_leaves_out() {
        List<FitScore> rows = atShares(List.of("ff-cnn", "mine"), 0.5, 1);
        rows.addAll(atShares(List.of("mine"), 0.25));

        assertThat(StudyTables.of(rows).tables().get(1).notes())
                .contains("Left out: shares without ff-cnn and another model (25 %).");
    }
}
