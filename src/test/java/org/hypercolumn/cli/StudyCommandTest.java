package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.study.TableKind;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StudyCommandTest {

    /** The smallest images that have a surround. */
    private static final int SIDE_OF_SURROUND = 20;

    /** The smallest images that ff-cnn takes. */
    private static final int SIDE_OF_FULL = 32;

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void write_a_recording() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        run = temporary.resolve("run");
    }

    private void useImagesOf(int side) throws IOException {
        data = SmallRecordings.write(temporary.resolve("data" + side), side, side);
    }

    /** A study of one epoch. */
    private CommandRun study(Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("study", data, "--epochs", 1, "--batch", 13, "--threads", 2, "--out", run));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private Map<String, String> contents() throws IOException {
        return SmallRecordings.results(run);
    }

    private void assertRefused(String line, Object... more) throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);
        study(more).assertFailed(line);
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    private static List<String> atOne(List<String> models) {
        return models.stream().map(model -> model + "@1").toList();
    }

    /** The titles of the tables that were printed, in order. */
    private static List<String> titles(CommandRun study) {
        return study.outLines().stream()
                .filter(line -> line.startsWith("Table "))
                .map(line -> line.substring(0, "Table 1".length()))
                .toList();
    }

    @Test
    void fits_the_chain_of_incremental_learning_and_makes_the_table_that_can_be_made() throws IOException {
        useImagesOf(SIDE_OF_SURROUND);

        CommandRun study = study(
                        "--models=ff-sa-cnn-star-incr-fc2,rf-cnn,ff-sa-cnn-star-incr-fc1,rf-sa-cnn", "--neurons=0,3")
                .assertDone();

        assertThat(study.errLines().subList(0, 5))
                .containsExactly(
                        "constant-neuron: 1 of 2 neurons responds the same to every train, val and test image (neuron 3):"
                                + " no correlation with it is defined; fit the others: --neurons 0 of fit and study",
                        "rf-sa-cnn-star-incr starts from rf-cnn-c30, which is fitted first",
                        "ff-sa-cnn-star-incr-fc2 starts from rf-sa-cnn-star-incr, which is fitted first",
                        study.errLines().get(3),
                        "this takes less than a minute; files of about 1.4 MB");
        assertThat(study.errLines().get(3))
                .matches(
                        "12 fits \\(rf-cnn-c30, rf-sa-cnn-star-incr, ff-sa-cnn-star-incr-fc2, rf-cnn,"
                                + " ff-sa-cnn-star-incr-fc1, rf-sa-cnn; 2 neurons\\) of 1 epoch over 61 images on 2 threads, \\w+");
        assertThat(study.errLines())
                .last()
                .isEqualTo("run in %s: tables, scores.csv, neurons.csv, log.jsonl, models, predictions,".formatted(run)
                        + " run.json");
        assertThat(RecomputedTables.assertTrue(run))
                .containsExactly(Map.entry(
                        "table2",
                        List.of(
                                "rf-cnn@1",
                                "rf-sa-cnn-star-incr@1",
                                "ff-sa-cnn-star-incr-fc1@1",
                                "ff-sa-cnn-star-incr-fc2@1")));
        assertThat(titles(study)).containsExactly("Table 2");
        assertThat(study.out()).startsWith("model ").contains("\nrf-cnn-c30 ");
        CommandRun.of("evaluate", run).assertDone();
    }

    @Test
    void all_are_the_paper_s_nine_networks_in_its_tables_1_and_2() throws IOException {
        useImagesOf(SIDE_OF_FULL);

        CommandRun study = study("--neurons=1").assertDone();

        assertThat(RecomputedTables.assertTrue(run))
                .containsExactly(
                        Map.entry("table1", atOne(TableKind.TABLE_1.models())),
                        Map.entry("table2", atOne(TableKind.TABLE_2.models())));
        assertThat(titles(study)).containsExactly("Table 1", "Table 2");
        assertThat(Files.readAllLines(run.resolve("scores.csv"))).hasSize(1 + 10);
        assertThat(Files.readString(run.resolve("tables/table1.md")))
                .doesNotContain("star")
                .doesNotContain("c30");
    }

    @Test
    void shares_and_seeds_make_table_3() throws IOException {
        useImagesOf(SIDE_OF_FULL);

        CommandRun study = study("--models=ff-cnn,rf-cnn", "--neurons=0-1", "--shares=1,0.25", "--seeds=7,1")
                .assertDone();

        assertThat(RecomputedTables.assertTrue(run))
                .containsExactly(
                        Map.entry("table1", List.of("ff-cnn@1", "rf-cnn@1")),
                        Map.entry("table3", List.of("ff-cnn@0.25", "rf-cnn@0.25", "ff-cnn@1", "rf-cnn@1")));
        assertThat(titles(study)).containsExactly("Table 1", "Table 3");
        assertThat(study.errLines().get(0))
                .startsWith("16 fits (ff-cnn, rf-cnn; 2 neurons, 2 shares, 2 seeds) of 1 epoch over 15 to 61 images");
        assertThat(study.errLines()).anyMatch(line -> line.contains("rf-cnn neuron 1, share 0.25, seed 7: CORR "));
        assertThat(Files.readAllLines(run.resolve("scores.csv"))).hasSize(1 + 16);
        CommandRun.of("evaluate", run).assertDone();
    }

    @Test
    void tables_are_printed_as_they_are_written() throws IOException {
        String printed = study("--models=rf-cnn,rf-sa-cnn-star-simul", "--neurons=0-2")
                .assertDone()
                .out();

        List<String> rows = printed.substring(printed.indexOf("\nTable 2"))
                .lines()
                .filter(line -> line.matches("rf-\\S+ +\\d+ .*"))
                .toList();
        assertThat(rows).hasSize(3 * 2); // metrics times models
        for (String line : Files.readAllLines(run.resolve("tables/table2.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[3].equals("corr")) {
                String mean = "%.3f".formatted(Double.parseDouble(cells[4]));
                assertThat(rows.subList(0, 2)).anyMatch(row -> row.matches(cells[1] + " +3 +" + mean + " .*"));
            }
        }
    }

    @Test
    void says_so_when_no_table_can_be_made() throws IOException {
        CommandRun study = study("--models=rf-cnn,rf-sa-cnn", "--neurons=0").assertDone();

        assertThat(study.errLines())
                .contains(
                        "no table 1: it compares with ff-cnn, which is not fitted; add it to --models, or use compare",
                        "no table 2: there is no other model of it to compare with rf-cnn",
                        "no table 3: all fits have one share of the training images; --shares takes several")
                .contains(
                        "run in %s: scores.csv, neurons.csv, log.jsonl, models, predictions, run.json".formatted(run));
        assertThat(run.resolve("tables")).doesNotExist();
    }

    @Test
    void does_nothing_again_that_is_there_and_leaves_every_byte() throws IOException {
        String[] options = {"--models=rf-cnn,rf-sa-cnn-star-incr", "--neurons=0,2"};
        CommandRun first = study((Object[]) options).assertDone();
        Map<String, String> contents = contents();

        CommandRun again = study((Object[]) options).assertDone();

        assertThat(again.out()).isEqualTo(first.out());
        assertThat(again.errLines()).hasSize(4).first().isEqualTo("all 6 fits are already done");
        assertThat(contents()).isEqualTo(contents).containsKey("tables/table2.csv");
    }

    @Test
    void a_larger_study_adds_and_ends_in_the_bytes_of_the_whole() throws IOException {
        study("--models=rf-cnn,rf-sa-cnn-star-simul", "--neurons=1").assertDone();
        Path model = run.resolve("models/rf-cnn/neuron_0001.safetensors");
        var written = Files.getLastModifiedTime(model);
        Object[] larger = {"--models=rf-cnn,rf-sa-cnn-star-incr,rf-sa-cnn-star-simul", "--neurons=0-1", "--seeds=1,2"};

        CommandRun grown = study(larger).assertDone();

        assertThat(grown.errLines().get(1))
                .startsWith("2 of 16 fits are already done; 14 fits (rf-cnn, rf-cnn-c30, rf-sa");
        assertThat(Files.getLastModifiedTime(model)).isEqualTo(written);
        assertThat(RecomputedTables.assertTrue(run).get("table2")).hasSize(3);
        Map<String, String> contents = contents();
        run = temporary.resolve("whole");
        study(larger).assertDone();
        assertThat(contents()).isEqualTo(contents);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--models=rf-cnn | has models rf-cnn,rf-sa-cnn and you asked for rf-cnn; use --models rf-cnn,rf-sa-cnn",
                "--neurons=0 | has neurons 0-1 and you asked for 0; use --neurons 0-1",
                "--shares=1 | has shares 0.5,1 and you asked for 1; use --shares 0.5,1",
                "--seeds=2 | has seeds 1,2 and you asked for 2; use --seeds 1,2",
                "--protocol=paper | has protocol holdout and you asked for paper; use --protocol holdout",
                "--frozen=evaluation | has frozen published and you asked for evaluation; use --frozen published",
                "--learning-rate=0.01 | has learning-rate 0.001 and you asked for 0.01; use --learning-rate 0.001",
            })
    void refuses_a_smaller_or_another_study_and_says_what_differs(String option, String difference) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("--models=rf-cnn,rf-sa-cnn", "--neurons=0-1", "--shares=0.5,1", "--seeds=1,2"));
        study(options.toArray()).assertDone();
        options.removeIf(other -> other.startsWith(option.substring(0, option.indexOf('=') + 1)));
        options.add(option);
        String line = "run: " + difference + " or another --out";

        assertRefused(line, options.toArray());
        options.add("--dry-run");
        assertRefused(line, options.toArray());
    }

    @Test
    void a_dry_run_says_what_would_be_done_and_writes_nothing() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        CommandRun study = study("--models=rf-cnn,rf-sa-cnn-star-incr", "--neurons=0-2", "--dry-run")
                .assertDone();

        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
        assertThat(study.err()).isEmpty();
        assertThat(study.out()).matches("""
                        9 fits \\(rf-cnn, rf-cnn-c30, rf-sa-cnn-star-incr; 3 neurons\\) of 1 epoch over 61 images on 2 .*
                        model +fits  ms a step +time
                        rf-cnn +3 +– +–
                        rf-cnn-c30 +3 +– +–
                        rf-sa-cnn-star-incr +3 +– +–
                        total +9 +–
                        this takes less than a minute; files of about \\d\\.\\d MB
                        """);
    }

    @Test
    void a_dry_run_of_what_is_there_says_so() throws IOException {
        study("--models=rf-cnn", "--neurons=0-1").assertDone();
        Map<String, String> before = SmallRecordings.contents(temporary);

        assertThat(study("--models=rf-cnn", "--neurons=0-1", "--dry-run")
                        .assertDone()
                        .out())
                .isEqualTo("all 2 fits are already done\n");
        assertThat(study("--models=rf-cnn", "--neurons=0-2", "--dry-run")
                        .assertDone()
                        .outLines())
                .first()
                .asString()
                .startsWith("2 of 3 fits are already done; 1 fit (rf-cnn; 3 neurons) of 1 epoch");
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void a_stage_is_in_no_table_even_if_it_was_asked_for() throws IOException {
        useImagesOf(SIDE_OF_FULL);
        String models = "--models=ff-cnn,rf-cnn,rf-sa-cnn-star-incr";

        study(models, "--neurons=0").assertDone();
        assertThat(RecomputedTables.assertTrue(run))
                .containsExactly(
                        Map.entry("table1", List.of("ff-cnn@1", "rf-cnn@1")),
                        Map.entry("table2", List.of("rf-cnn@1", "rf-sa-cnn-star-incr@1")));

        study(models + ",rf-cnn-c30", "--neurons=0").assertDone();
        assertThat(RecomputedTables.assertTrue(run))
                .containsExactly(
                        Map.entry("table1", List.of("ff-cnn@1", "rf-cnn@1")),
                        Map.entry("table2", List.of("rf-cnn@1", "rf-sa-cnn-star-incr@1")));
    }

    @Test
    void a_model_of_the_user_s_own_that_starts_from_a_preset_lands_in_table_1() throws IOException {
        useImagesOf(SIDE_OF_FULL);
        String preset =
                CommandRun.of("models", "rf-sa-cnn-star-incr").assertDone().out();
        Path own = Files.writeString(
                temporary.resolve("own.yaml"),
                preset.replace("id: rf-sa-cnn-star-incr", "id: own").replaceAll("(?m)^readout: .*", "readout: full"));

        CommandRun study = study("--models=ff-cnn," + own, "--neurons=0-1").assertDone();

        assertThat(study.errLines().get(0)).isEqualTo("own starts from rf-cnn-c30, which is fitted first");
        assertThat(RecomputedTables.assertTrue(run)).containsExactly(Map.entry("table1", List.of("ff-cnn@1", "own@1")));
        CommandRun.of("evaluate", run).assertDone();
        assertRefused(
                "run: has another network of the id own; use another --out",
                "--models=ff-cnn," + Files.writeString(own, preset.replace("id: rf-sa-cnn-star-incr", "id: own")),
                "--neurons=0-1");
    }

    @Test
    void fit_keeps_the_tables_of_a_study_true() throws IOException {
        study("--models=rf-cnn,rf-sa-cnn-star-simul", "--neurons=0").assertDone();
        String before = Files.readString(run.resolve("tables/table2.csv"));

        CommandRun.of(
                        "fit",
                        data,
                        "--model=rf-cnn,rf-sa-cnn-star-simul",
                        "--epochs=1",
                        "--batch=13",
                        "--neurons=0-2",
                        "--out",
                        run)
                .assertDone();

        assertThat(RecomputedTables.assertTrue(run).get("table2")).hasSize(2);
        assertThat(Files.readString(run.resolve("tables/table2.csv"))).isNotEqualTo(before);
    }

    @Test
    void tables_that_were_lost_are_made_again() throws IOException {
        study("--models=rf-cnn,rf-sa-cnn-star-simul", "--neurons=0").assertDone();
        Map<String, String> before = contents();
        try (Stream<Path> tables = Files.list(run.resolve("tables"))) {
            for (Path table : tables.toList()) {
                Files.delete(table);
            }
        }

        study("--models=rf-cnn,rf-sa-cnn-star-simul", "--neurons=0").assertDone();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void asks_for_what_is_missing() {
        CommandRun.of("study").assertMisused(" study", "Missing required option: '--out=RUN'");
    }

    @Test
    void names_a_primary_comparison_without_fitting_again() throws IOException {
        useImagesOf(SIDE_OF_FULL);
        study("--models=ff-cnn,rf-cnn", "--neurons=0").assertDone();
        Map<String, String> before = contents();
        Path plan = Files.writeString(
                temporary.resolve("plan.yaml"), "primary: {metric: ptj, test: wilcoxon, baseline: ff-cnn}\n");

        CommandRun named =
                study("--models=ff-cnn,rf-cnn", "--neurons=0", "--plan", plan).assertDone();

        assertThat(named.errLines())
                .contains(
                        "primary comparison: PT_J against ff-cnn by the Wilcoxon signed-rank test",
                        "PT_J of 29 images (k = 1) is not informative, and no test of it is printed; report on 500 or more, or name"
                                + " corr");
        assertThat(named.out()).contains("named after 2 fits had").contains("\nPT_J ");
        assertThat(named.out().indexOf("\nPT_J ")).isLessThan(named.out().indexOf("\nCORR "));
        assertThat(Files.readString(run.resolve("primary.json"))).contains("\"fitsEnded\" : 2");
        assertThat(contents().get("scores.csv")).isEqualTo(before.get("scores.csv"));
        CommandRun.of("study", data, "--models=rf-cnn", "--primary=corr", "--out", temporary.resolve("other"))
                .assertFailed(
                        "primary: its baseline ff-cnn is not among the models (rf-cnn); add it to --models, or name another"
                                + " such as metric=corr,baseline=rf-cnn");
        CommandRun.of("study", data, "--models=rf-cnn", "--primary=pt_chance", "--out", temporary.resolve("other"))
                .assertMisused(
                        " study",
                        "primary: expected a score that is better the higher it is, such as corr, got pt_chance");
    }
}
