package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.analysis.PopulationScores;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationScoringTest {

    private static final List<String> MODELS = List.of("rf-cnn-c30", "ff-cnn", "rf-cnn");

    @TempDir
    private Path folder;

    private static List<FitScore> rows() {
        List<FitScore> rows = new ArrayList<>();
        for (double share : new double[] {1, 0.25}) {
            for (long seed : new long[] {3, 2}) {
                TrainingPlan plan = TrainingPlan.paper().withShare(share).withSeed(seed);
                rows.addAll(SmallTables.random(plan, 11, MODELS));
            }
        }
        return rows;
    }

    private static PopulationScores scores() {
        return new PopulationScores(PopulationScoring.of(rows()));
    }

    @Test
    void says_what_the_tables_say() {
        List<StudyTable> tables = StudyTables.of(rows()).tables();

        int compared = 0;
        for (StudyTable table : tables) {
            for (TableEntry entry : table.entries()) {
                PopulationScore score = scores().of(entry.model(), entry.share(), entry.metric())
                        .orElseThrow();
                assertThat(score.summary()).isEqualTo(entry.summary());
                assertThat(score.interval()).isEqualTo(entry.interval());
                compared++;
            }
        }
        assertThat(compared)
                .isEqualTo(2 * 3 + 2 * 2 * 3); // tables 1 and 3: two models, three metrics, one share and two
    }

    @Test
    void has_models_that_no_table_has_and_every_share() {
        assertThat(scores().models()).containsExactlyElementsOf(MODELS);
        assertThat(scores().shares()).containsExactly(0.25, 1.0);
        assertThat(scores().all()).hasSize(3 * 2 * 3);
    }

    @Test
    void a_score_is_the_mean_over_neurons_of_means_over_seeds() {
        TrainingPlan first = TrainingPlan.paper().withSeed(1);
        TrainingPlan second = TrainingPlan.paper().withSeed(2);
        List<FitScore> rows = List.of(
                SmallTables.row("ff-cnn", 0, first, 0.2, 0, 0),
                SmallTables.row("ff-cnn", 0, second, 0.4, 0, 0),
                SmallTables.row("ff-cnn", 1, first, 0.9, 0, 0));

        PopulationScore score = PopulationScoring.of(rows).get(0);

        assertThat(score.metric()).isEqualTo(Metric.CORR);
        assertThat(score.summary().mean()).isEqualTo(((0.2 + 0.4) / 2 + 0.9) / 2);
        assertThat(score.summary().defined()).isEqualTo(2);
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        scores().write(folder);

        assertThat(PopulationScores.read(folder.resolve("scores.csv"))).isEqualTo(scores());
        assertThat(folder.resolve("scores.json")).isNotEmptyFile();
    }

    @Test
    void arrays_are_by_model_share_and_metric() throws IOException {
        scores().write(folder);

        Map<String, NpyArray> arrays = NpzFile.read(folder.resolve("scores.npz"));
        assertThat(arrays.get("models").toText()).containsExactlyElementsOf(MODELS);
        assertThat(arrays.get("metrics").toText()).containsExactly("corr", "ptj", "pts");
        assertThat(arrays.get("mean")).hasToString("f8 [3, 2, 3]");
        PopulationScore score = scores().of("ff-cnn", 1, Metric.PT_J).orElseThrow();
        int at = 1 * 2 * 3 + 1 * 3 + 1; // second model, second share, second metric
        assertThat(arrays.get("mean").at(at)).isEqualTo(score.summary().mean());
        assertThat(arrays.get("high").at(at)).isEqualTo(score.interval().high());
        assertThat(arrays.get("neurons").at(at)).isEqualTo(11);
    }

    @Test
    void refuses_a_damaged_file() throws IOException {
        scores().write(folder);
        Path file = folder.resolve("scores.csv");
        Files.writeString(file, Files.readString(file).replaceFirst("corr", "cor"));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> PopulationScores.read(file))
                .withMessage("scores.csv: line 2: expected corr, ptj or pts as metric, got 'cor'; analyze again");
    }
}
