package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresFileTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withSeed(-7).withShare(0.125);

    private static final List<FitScore> ROWS = List.of(
            new FitScore("ff-cnn", 0, "test", TrainingPlan.paper(), 12, new Scores(0.5, 0.1, 1.0 / 3)),
            new FitScore("rf-cnn-c30", 301, "val", PLAN, 3, new Scores(-1e-8, 0, 1)),
            new FitScore("ff-cnn", 7, "17,a \"b\"", "test", PLAN, 50, new Scores(Double.NaN, Double.NaN, Double.NaN)),
            new FitScore("ff-cnn", 8, "0017", "test", PLAN, 50, new Scores(.1, .2, .3, .4, .45, .5, -6, 1.07, 0.8)));

    private static final String TEXT = """
            model,neuron,neuron_id,tier,protocol,share,seed,epoch,corr,ptj,pts,pt_chance,ptr,corr_single_trial,feve,cc_norm,spread
            ff-cnn,0,0,test,holdout,1,1,12,0.5,0.1,0.3333333333333333,NaN,NaN,NaN,NaN,NaN,NaN
            rf-cnn-c30,301,301,val,holdout,0.125,-7,3,-1E-8,0,1,NaN,NaN,NaN,NaN,NaN,NaN
            ff-cnn,7,"17,a ""b""\",test,holdout,0.125,-7,50,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN
            ff-cnn,8,0017,test,holdout,0.125,-7,50,0.1,0.2,0.3,0.4,0.45,0.5,-6,1.07,0.8
            """;

    @TempDir
    private Path folder;

    @Test
    void has_a_line_a_fit_and_says_nan_where_a_score_is_undefined() throws IOException {
        assertThat(ScoresFile.text(ROWS)).isEqualTo(TEXT);
        ScoresFile.write(folder.resolve("scores.csv"), ROWS);
        assertThat(folder.resolve("scores.csv")).hasContent(TEXT);
    }

    @Test
    void reads_scores_that_were_written_before_there_was_a_metric() throws IOException {
        Path file = folder.resolve("scores.csv");
        Files.writeString(file, """
                model,neuron,neuron_id,tier,protocol,share,seed,epoch,corr,ptj,pts
                ff-cnn,0,0,test,holdout,1,1,12,0.5,0.1,0.25
                """);

        assertThat(ScoresFile.readScores(file, TrainingPlan.paper()))
                .containsExactly(
                        new FitScore("ff-cnn", 0, "test", TrainingPlan.paper(), 12, new Scores(0.5, 0.1, 0.25)));
    }

    @Test
    void has_a_head_even_without_rows() {
        assertThat(ScoresFile.text(List.of()))
                .isEqualTo(
                        "model,neuron,neuron_id,tier,protocol,share,seed,epoch,corr,ptj,pts,pt_chance,ptr,corr_single_trial,feve,cc_norm,spread\n");
    }

    @Test
    void reads_what_it_wrote_by_column() throws IOException {
        ScoresFile.write(folder.resolve("scores.csv"), ROWS);

        List<Map<String, String>> rows = ScoresFile.read(folder.resolve("scores.csv"));

        assertThat(rows).hasSize(4);
        assertThat(rows.get(1)).containsEntry("model", "rf-cnn-c30").containsEntry("corr", "-1E-8");
        assertThat(rows.get(2)).containsEntry("neuron", "7").containsEntry("pts", "NaN");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "a,b\n1,2\n", "\u0000", "model,neuron,tier,protocol,share,seed,epoch,corr,ptj,pts\n"})
    void refuses_another_file(String text) throws IOException {
        Files.writeString(folder.resolve("scores.csv"), text);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> ScoresFile.read(folder.resolve("scores.csv")))
                .withMessage(
                        "scores.csv: expected the columns model,neuron,neuron_id,tier,protocol,share,seed,epoch,corr,ptj,pts,pt_chance,ptr,corr_single_trial,feve,cc_norm,spread");
    }

    /** What a spreadsheet would run, and what readers of CSV trim, quote, or take for a number, a comment or nothing. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "=1+1",
                "-1",
                "+45deg",
                "@a",
                "'a",
                " a",
                "a ",
                "007",
                "1e5",
                "#a",
                "NA",
                "NaN",
                "\"",
                "\"a\"",
                "a,b",
                "a;b",
                "a\nb",
                "\\n",
                "größe 細胞"
            })
    void keeps_ids_character_by_character(String id) throws IOException {
        FitScore row = new FitScore("ff-cnn", 7, id, "test", PLAN, 50, new Scores(0.5, 0.1, 1));
        ScoresFile.write(folder.resolve("scores.csv"), List.of(row));

        assertThat(ScoresFile.readScores(folder.resolve("scores.csv"), PLAN)).containsExactly(row);
    }

    @Test
    void reads_what_it_wrote_as_scores() throws IOException {
        ScoresFile.write(folder.resolve("scores.csv"), ROWS);

        assertThat(ScoresFile.readScores(folder.resolve("scores.csv"), TrainingPlan.paper()))
                .isEqualTo(ROWS);
    }

    @Test
    void scores_of_another_protocol_are_refused() throws IOException {
        ScoresFile.write(folder.resolve("scores.csv"), ROWS);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> ScoresFile.readScores(
                        folder.resolve("scores.csv"), TrainingPlan.paper().withProtocol(Protocol.PAPER)))
                .withMessage("scores.csv: row 1: expected protocol paper of run.json, got 'holdout'");
    }
}
