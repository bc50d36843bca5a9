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
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ReproduceCommandTest {

    private static final String MODEL = "models/rf-sa-cnn-star-incr/neuron_0002.safetensors";

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void make_a_study_with_a_table() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        run = temporary.resolve("run");
        study(data, run, "--models=rf-cnn,rf-sa-cnn-star-incr", "--neurons=0,2", "--seeds=1,2");
    }

    private static void study(Path data, Path out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("study", data, "--epochs=1", "--batch=13", "--out", out));
        arguments.addAll(Arrays.asList(more));
        CommandRun.of(arguments.toArray()).assertDone();
    }

    private CommandRun reproduce(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("reproduce", run.resolve("run.json")));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private void change(String name, int fromTheEnd) throws IOException {
        byte[] bytes = Files.readAllBytes(run.resolve(name));
        bytes[bytes.length - fromTheEnd] ^= 1;
        Files.write(run.resolve(name), bytes);
    }

    @Test
    void says_that_every_byte_is_the_same_and_touches_nothing() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        CommandRun reproduce = reproduce().assertDone();

        // 3 models of 2 neurons and 2 seeds, as many predictions less neurons, a table in 3 files, scores and log
        assertThat(reproduce.out()).isEqualTo("reproduced: 24 files, every byte the same\n");
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
        assertThat(reproduce.errLines().get(0)).startsWith("12 fits (rf-cnn, rf-cnn-c30, rf-sa-cnn-star-incr;");
    }

    @Test
    void takes_the_run_s_folder_as_well() {
        assertThat(CommandRun.of("reproduce", run).assertDone().out()).startsWith("reproduced: 24 files");
    }

    @Test
    void finds_a_changed_byte_of_a_model_and_names_the_file() throws IOException {
        change(MODEL, 1);
        long last = Files.size(run.resolve(MODEL)) - 1;

        CommandRun reproduce = reproduce();

        assertThat(reproduce.exitCode()).isEqualTo(1);
        assertThat(reproduce.out())
                .isEqualTo(MODEL + " differs from byte " + last
                        + " on\nnot reproduced: 1 of 24 files differ; what was made again is in "
                        + temporary.resolve("run.again")
                        + "\n");
        assertThat(temporary.resolve("run.again").resolve(MODEL)).exists();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "scores.csv, 2",
        "neurons.csv, 2",
        "log.jsonl, 3",
        "predictions/rf-cnn@seed-2.npz, 700",
        "tables/table2.csv, 2",
        "tables/table2.tex, 2",
        "models/rf-cnn-c30@seed-2/neuron_0000.safetensors, 5"
    })
    void finds_a_changed_byte_of_any_result(String name, int fromTheEnd) throws IOException {
        change(name, fromTheEnd);

        CommandRun reproduce = reproduce();

        assertThat(reproduce.exitCode()).isEqualTo(1);
        assertThat(reproduce.outLines()).hasSize(2).first().asString().startsWith(name + " differs from byte ");
    }

    @Test
    void finds_files_that_are_gone_or_too_many() throws IOException {
        Files.delete(run.resolve("log.jsonl"));
        Files.writeString(run.resolve("models/notes.csv"), "mine");

        CommandRun reproduce = reproduce();

        assertThat(reproduce.exitCode()).isEqualTo(1);
        assertThat(reproduce.out()).startsWith("""
                        log.jsonl was not there
                        models/notes.csv is not made
                        not reproduced: 2 of 25 files differ; what was made again is in \
                        """);
    }

    @Test
    void of_some_neurons_compares_their_models_and_rows() throws IOException {
        // 3 models of 2 seeds, scores.csv and neurons.csv
        assertThat(reproduce("--neurons=2").assertDone().out()).isEqualTo("reproduced: 8 files, every byte the same\n");

        change(MODEL, 1);
        assertThat(reproduce("--neurons=0").assertDone().out()).startsWith("reproduced: 8 files");
        assertThat(reproduce("--neurons=2").outLines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith(MODEL + " differs from byte ");
    }

    @Test
    void refuses_neurons_that_the_run_has_not() {
        reproduce("--neurons=0-1").assertMisused(" reproduce", "--neurons: the run has no neuron 1");
        reproduce("--neurons=x")
                .assertMisused(" reproduce", "--neurons: expected a list such as 0-3,7 of at most 1000000, got 'x'");
    }

    @Test
    void asks_for_data_that_moved_and_takes_them() throws IOException {
        Path moved = Files.move(data, temporary.resolve("moved"));

        reproduce()
                .assertFailed(
                        "data: expected the run's recording, but there is no such file or folder; say where with --data");
        assertThat(reproduce("--data", moved).assertDone().out()).startsWith("reproduced: 24 files");
    }

    @Test
    void refuses_other_data() throws IOException {
        NpyFile.write(
                data.resolve("testRsp_lab.npy"),
                SmallRecordings.responses(SmallRecordings.tier(29, 99).responses()));

        reproduce()
                .assertFailed("run: was fitted to another recording: testRsp_lab.npy differs;"
                        + " give the original one with --data");
    }

    @Test
    void refuses_a_run_that_has_not_ended() throws IOException {
        Files.delete(run.resolve(MODEL));

        reproduce().assertFailed("run: has 11 of 12 fits; let its command end first");
        assertThat(reproduce("--neurons=0").assertDone().out()).startsWith("reproduced: 8 files");
    }

    @Test
    void refuses_what_is_no_run() throws IOException {
        CommandRun.of("reproduce", run.resolve("scores.csv"))
                .assertFailed("scores.csv: expected the run.json of a run; give RUN/run.json");
        String problem = ": expected a run folder, but it has no run.json; give one that study, fit or demo wrote";
        CommandRun.of("reproduce", temporary.resolve("none/run.json")).assertFailed("none" + problem);
        CommandRun.of("reproduce", data).assertFailed("data" + problem);
        CommandRun.of("reproduce").assertMisused(" reproduce", "Missing required parameter: 'RUN/run.json'");
    }

    @Test
    void trains_into_a_folder_that_is_kept_and_goes_on_there() throws IOException {
        Path again = temporary.resolve("again");
        CommandRun first = reproduce("--out", again).assertDone();
        assertThat(first.out()).startsWith("reproduced: 24 files");
        Path model = again.resolve(MODEL);
        Files.delete(model);
        Files.delete(again.resolve("tables/table2.md"));

        CommandRun second = reproduce("--out", again).assertDone();

        assertThat(second.err()).contains("11 of 12 fits are already done; 1 fit ");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Files.mismatch(model, run.resolve(MODEL))).isEqualTo(-1);
    }

    @Test
    void refuses_to_compare_a_run_with_itself() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);

        reproduce("--out", run)
                .assertFailed(
                        "run: expected a folder apart from what is read, got one in %s; choose another".formatted(run));

        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);
    }

    @Test
    void refuses_an_out_that_holds_anything_else_or_was_begun_for_another_run() throws IOException {
        Path other = temporary.resolve("other");
        study(data, other, "--models=rf-cnn", "--neurons=4");
        reproduce("--out", other)
                .assertFailed("other: expected an empty folder, got one with files; choose another --out");

        Path again = temporary.resolve("again");
        CommandRun.of("reproduce", other, "--out", again).assertDone();
        reproduce("--out", again)
                .assertFailed("again: has neurons 4 and you asked for 0,2; use --neurons 0,2,4 or another --out");
    }

    @Test
    void says_how_many_more_files_differ_than_it_shows() throws IOException {
        for (Path model : models()) {
            change(run.relativize(model).toString(), 1);
        }

        CommandRun reproduce = reproduce();

        assertThat(reproduce.outLines())
                .hasSize(10 + 1)
                .last()
                .asString()
                .startsWith("not reproduced: 12 of 24 files differ;");
    }

    private List<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(run.resolve("models"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void makes_the_tables_of_a_study_that_added_a_stage() throws IOException {
        Path large = SmallRecordings.write(temporary.resolve("large"), 32, 32);
        run = temporary.resolve("large-run");
        study(large, run, "--models=ff-cnn,rf-cnn,rf-sa-cnn-star-incr", "--neurons=1");
        assertThat(Files.readAllLines(run.resolve("tables/table1.csv"))).hasSize(1 + 3 * 2);

        // 4 models and predictions, 2 tables in 3 files, scores and log
        assertThat(reproduce().assertDone().out()).isEqualTo("reproduced: 17 files, every byte the same\n");
    }

    @Test
    void makes_no_table_of_a_run_that_has_none() throws IOException {
        run = temporary.resolve("fit");
        CommandRun.of("fit", data, "--model=rf-cnn,rf-sa-cnn-star-simul", "--epochs=1", "--neurons=0", "--out", run)
                .assertDone();

        assertThat(RunFolder.of(run).hasTables()).isFalse();
        assertThat(reproduce().assertDone().out()).isEqualTo("reproduced: 7 files, every byte the same\n");
    }
}
