package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPrimaryTest {

    private static final PrimaryComparison PEAKS =
            new PrimaryComparison(Metric.PT_J, PrimaryComparison.Test.WILCOXON, "ff-cnn");

    @TempDir
    private Path temporary;

    @Test
    void a_metric_alone_is_by_wilcoxons_test_against_table_1s_baseline() {
        assertThat(PrimaryComparison.of("ptj")).isEqualTo(PEAKS);
    }

    @Test
    void each_part_can_be_named() {
        assertThat(PrimaryComparison.of("baseline=rf-cnn, test=permutation, metric=corr"))
                .isEqualTo(new PrimaryComparison(Metric.CORR, PrimaryComparison.Test.PERMUTATION, "rf-cnn"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "test=wilcoxon; primary: expected a metric, or metric=corr,test=wilcoxon,baseline=ff-cnn, got 'test=wilcoxon'",
                "corr,ptj; primary: expected a metric, or metric=corr,test=wilcoxon,baseline=ff-cnn, got 'corr,ptj'",
                "corr,test=t; primary: expected wilcoxon, permutation or sites as test, got 't'"
            })
    void refuses_what_names_no_comparison(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrimaryComparison.of(text))
                .withMessage(message);
    }

    @Test
    void comes_back_with_how_far_the_run_was() throws IOException {
        RunFolder run = RunFolder.of(temporary);

        assertThat(NamedPrimary.read(run)).isEmpty();
        NamedPrimary.write(run, PEAKS, 0);
        NamedPrimary.write(run, PEAKS, 7); // the same again, as when a study goes on

        assertThat(NamedPrimary.read(run)).contains(new NamedPrimary(PEAKS, 0, List.of()));
    }

    @Test
    void a_change_after_the_fact_is_kept_and_said() throws IOException {
        RunFolder run = RunFolder.of(temporary);
        NamedPrimary.write(run, PEAKS, 0);
        NamedPrimary.write(run, PrimaryComparison.of("corr"), 12);

        NamedPrimary named = NamedPrimary.read(run).orElseThrow();

        assertThat(named.earlier()).containsExactly(PEAKS);
        assertThat(named.sentence("ff-cnn", List.of(PrimaryComparison.Test.WILCOXON)))
                .isEqualTo(
                        "Primary comparison (named after 12 fits had ended, so that it may have been chosen by its result;"
                                + " before, it was PT_J against ff-cnn by the Wilcoxon signed-rank test): CORR against ff-cnn by the"
                                + " Wilcoxon signed-rank test. All other tests here are exploratory.");
    }

    @Test
    void a_damaged_file_is_refused() throws IOException {
        RunFolder run = RunFolder.of(temporary);
        Files.writeString(run.primary(), "{\"named\": [{\"metric\": \"corr\"}]}");

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NamedPrimary.read(run))
                .withMessageContaining("expected wilcoxon, permutation or sites as test, got ''; delete it");
        Files.writeString(run.primary(), "{");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> NamedPrimary.read(run))
                .withMessageContaining("expected JSON, got a damaged file");
    }

    @Test
    void tables_put_its_metric_first_and_call_all_else_exploratory() {
        StudyTables tables =
                StudyTables.of(SmallTables.random(TrainingPlan.paper(), 5, List.of("ff-cnn", "rf-cnn", "rf-sa-cnn")));

        StudyTables named = tables.withPrimary(Optional.of(new NamedPrimary(PEAKS, 0, List.of())));

        StudyTable table1 = named.tables().get(0);
        assertThat(table1.metrics()).containsExactly(Metric.PT_J, Metric.CORR, Metric.PT_S);
        assertThat(table1.entries())
                .containsExactlyInAnyOrderElementsOf(tables.tables().get(0).entries());
        assertThat(table1.markdown()).contains("| model | n | PT\\_J | change | p (Holm) | CORR |");
        assertThat(table1.notes().get(0))
                .isEqualTo(
                        "Primary comparison (named before the first fit had ended): PT_J against ff-cnn by the Wilcoxon"
                                + " signed-rank test. All other tests here are exploratory.");
        NamedPrimary elsewhere = new NamedPrimary(PrimaryComparison.of("corr,baseline=rf-cnn"), 0, List.of());
        assertThat(tables.withPrimary(Optional.of(elsewhere))
                        .tables()
                        .get(0)
                        .notes()
                        .get(0))
                .endsWith("It is not among the tests here, which are exploratory.");
        assertThat(tables.withPrimary(Optional.empty())).isEqualTo(tables);
    }

    @Test
    void comparisons_put_its_metric_first_and_say_whether_it_is_theirs() throws IOException {
        RunFolder run = ScoredRuns.of(3)
                .with("ff-cnn", 0.1, 0.2, 0.3)
                .with("rf-cnn", 0.2, 0.4, 0.5)
                .write(temporary.resolve("run"));
        NamedPrimary.write(run, PEAKS, 0);

        RunComparison own = RunComparison.of(run, ComparisonChoice.standard());
        RunComparison other = RunComparison.of(run, ComparisonChoice.standard().withBaseline("rf-cnn"));

        assertThat(own.entries().get(0).metric()).isEqualTo(Metric.PT_J);
        assertThat(own.notes().get(0)).endsWith("All other tests here are exploratory.");
        assertThat(other.notes().get(0)).endsWith("It is not among the tests here, which are exploratory.");
    }
}
