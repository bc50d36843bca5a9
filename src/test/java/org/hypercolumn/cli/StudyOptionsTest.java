package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.SmallRecordings;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study's options and its plan file say, and what is wrong with them. */
@Timeout(60)
class StudyOptionsTest {

    @TempDir
    private static Path shared;

    private static Path data;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void write_a_recording() throws IOException {
        data = SmallRecordings.write(shared.resolve("data"));
    }

    private Path plan(String... lines) throws IOException {
        return Files.writeString(temporary.resolve("plan.yaml"), String.join("\n", lines) + "\n");
    }

    private CommandRun study(Object... more) {
        Object[] first = {"study", data, "--out", temporary.resolve("run")};
        return CommandRun.of(Stream.of(first, more).flatMap(Stream::of).toArray(Object[]::new));
    }

    private RunDescription described(Object... more) throws IOException {
        study(more).assertDone();
        return RunDescription.read(RunFolder.of(temporary.resolve("run")));
    }

    private void assertNothingWritten() {
        assertThat(temporary.resolve("run")).doesNotExist();
    }

    @Test
    void a_plan_file_says_all_that_options_say() throws IOException {
        Path plan = plan(
                "models: [rf-cnn, rf-sa-cnn]",
                "neurons: [0-1, 4]",
                "shares: [1, 0.5]",
                "seeds: 3",
                "site: lab",
                "epochs: 2",
                "batch: 13",
                "learning-rate: 2e-3",
                "protocol: paper",
                "frozen: evaluation");

        RunDescription described = described("--plan", plan);

        assertThat(described.models()).extracting(model -> model.id()).containsExactly("rf-cnn", "rf-sa-cnn");
        assertThat(described.neurons()).containsExactly(0, 1, 4);
        assertThat(described.shares()).containsExactly(0.5, 1.0);
        assertThat(described.seeds()).containsExactly(3L);
        assertThat(described.data().site()).isEqualTo("lab");
        TrainingPlan read = described.plan();
        assertThat(read.epochs()).isEqualTo(2);
        assertThat(read.batch()).isEqualTo(13);
        assertThat(read.adam().learningRate()).isEqualTo(0.002);
        assertThat(read.protocol().id()).isEqualTo("paper");
        assertThat(read.frozen().id()).isEqualTo("evaluation");
        Map<String, String> fromFile = SmallRecordings.results(temporary.resolve("run"));

        CommandRun same = study(
                        "--models=rf-cnn,rf-sa-cnn",
                        "--neurons=0-1,4",
                        "--shares=0.5,1",
                        "--seeds=3",
                        "--site=lab",
                        "--epochs=2",
                        "--batch=13",
                        "--learning-rate=0.002",
                        "--protocol=paper",
                        "--frozen=evaluation")
                .assertDone();
        assertThat(same.errLines()).contains("all 12 fits are already done");
        Map<String, String> fromOptions = SmallRecordings.results(temporary.resolve("run"));
        assertThat(fromOptions).isEqualTo(fromFile);
    }

    @Test
    void singular_and_plural_are_the_same() throws IOException {
        Path plan = plan("model: rf-cnn", "neuron: 1", "share: 0.5", "seed: 7", "epochs: 1");

        RunDescription fromFile = described("--plan", plan);
        RunDescription fromOptions =
                described("--model=rf-cnn", "--neuron", "1", "--share=0.5", "--seed", "7", "--epochs=1");

        assertThat(fromFile).isEqualTo(fromOptions);
        assertThat(fromFile.neurons()).containsExactly(1);
        assertThat(fromFile.shares()).containsExactly(0.5);
        assertThat(fromFile.seeds()).containsExactly(7L);
        study("--plan", plan("model: rf-cnn", "models: ff-cnn"))
                .assertFailed("plan.yaml: expected models once, got it twice");
    }

    @Test
    void an_option_goes_before_the_file() throws IOException {
        Path plan = plan("models: ff-cnn", "neurons: 0-4", "seeds: [1, 2]", "shares: 0.5", "epochs: 50");

        RunDescription described =
                described("--plan", plan, "--models=rf-cnn", "--neurons=2", "--seeds=5", "--shares=1", "--epochs=1");

        assertThat(described.models()).extracting(model -> model.id()).containsExactly("rf-cnn");
        assertThat(described.neurons()).containsExactly(2);
        assertThat(described.seeds()).containsExactly(5L);
        assertThat(described.shares()).containsExactly(1.0);
        assertThat(described.plan().epochs()).isEqualTo(1);
    }

    @Test
    void the_defaults_are_those_of_fit() throws IOException {
        CommandRun.of("fit", data, "--model=rf-cnn", "--neurons=0", "--out", temporary.resolve("fit"))
                .assertDone();
        RunDescription fit = RunDescription.read(RunFolder.of(temporary.resolve("fit")));

        assertThat(described("--models=rf-cnn", "--neurons=0")).isEqualTo(fit);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"neurons: all", "neurons: ' all '"})
    void all_neurons_may_be_said(String line) throws IOException {
        assertThat(described("--plan", plan(line, "models: rf-cnn", "epochs: 1"))
                        .neurons())
                .hasSize(SmallRecordings.NEURONS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--shares=0 | plan: share must be above 0 and at most 1, got 0.0",
                "--shares=0.5,1.5 | plan: share must be above 0 and at most 1, got 1.5",
                "--shares=-1 | plan: share must be above 0 and at most 1, got -1.0",
                "--shares=NaN | plan: share must be above 0 and at most 1, got NaN",
                "--shares=abc | --shares: expected a number, got 'abc'",
                "--shares=0.5,,1 | --shares: expected a number, got ''",
                "--shares= | --shares: expected a number, got ''",
                "--seeds=1.5 | --seeds: expected a whole number, got '1.5'",
                "--seeds=1,x | --seeds: expected a whole number, got 'x'",
                "--seeds=9223372036854775808 | --seeds: expected a whole number, got '9223372036854775808'",
                "--epochs=0 | plan: epochs must be 1 or more, got 0",
                "--epochs=-1 | plan: epochs must be 1 or more, got -1",
                "--epochs=2.5 | --epochs: expected a whole number, got '2.5'",
                "--epochs=NaN | --epochs: expected a whole number, got 'NaN'",
                "--batch=1 | plan: batch must be 2 or more, for batch norm, got 1",
                "--learning-rate=fast | --learning-rate: expected a number, got 'fast'",
                "--protocol=x | protocol: expected holdout or paper, got 'x'",
                "--frozen=x | frozen parts: expected published or evaluation, got 'x'",
                "--neurons=3-1 | --neurons: expected a list such as 0-3,7 of at most 1000000, got '3-1'",
                "--models=rf-cn | model 'rf-cn' is not known; did you mean 'rf-cnn'? hypercolumn models lists all",
            })
    void refuses_a_wrong_option_in_one_line(String option, String line) {
        study(option).assertMisused(" study", line);
        assertNothingWritten();
    }

    @Test
    void refuses_a_learning_rate_that_is_none() {
        CommandRun study = study("--learning-rate=0");

        assertThat(study.exitCode()).isEqualTo(2);
        assertThat(study.errLines())
                .hasSize(2)
                .first()
                .asString()
                .contains("learning rate and epsilon must be above 0");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "modles: rf-cnn | expected only models, neurons, shares, seeds, site, sites, recordings, format, mapping, epochs, batch, learning-rate, protocol,"
                        + " frozen, responses, primary, got modles; did you mean 'models'?",
                "learningRate: 1 | expected only models, neurons, shares, seeds, site, sites, recordings, format, mapping, epochs, batch, learning-rate,"
                        + " protocol, frozen, responses, primary, got learningRate; did you mean 'learning-rate'?",
                "seeds: {a: 1} | expected a value or a list of values as seeds, got {\"a\":1}",
                "seeds: [[1]] | expected a value or a list of values as seeds, got [[1]]",
                "seeds: [] | expected a value or a list of values as seeds, got []",
                "seeds: | expected a value or a list of values as seeds, got null",
                "seeds: true | expected a value or a list of values as seeds, got true",
                "seeds: 1.5 | seeds: expected a whole number, got '1.5'",
                "seeds: many | seeds: expected a whole number, got 'many'",
                "epochs: [1, 2] | epochs: expected a whole number, got '1,2'",
                "epochs: 0 | plan: epochs must be 1 or more, got 0",
                "shares: [0.5, 2] | plan: share must be above 0 and at most 1, got 2.0",
                "shares: NaN | plan: share must be above 0 and at most 1, got NaN",
                "protocol: mine | protocol: expected holdout or paper, got 'mine'",
                "models: rf-cn | model 'rf-cn' is not known; did you mean 'rf-cnn'? hypercolumn models lists all",
                "- rf-cnn | expected names such as models and seeds with their values, got none",
                "rf-cnn | expected names such as models and seeds with their values, got none",
                "'' | expected names such as models and seeds with their values, got none",
                "'seeds: [1, 2' | expected a plan in YAML, got an error in line 1",
                "'seeds: \"1' | expected a plan in YAML, got an error in line 1",
            })
    void refuses_a_wrong_plan_in_one_line_that_names_the_file(String text, String problem) throws IOException {
        study("--plan", plan(text)).assertFailed("plan.yaml: " + problem);
        assertNothingWritten();
    }

    @Test
    void refuses_a_name_said_twice_and_a_second_plan_in_the_file() throws IOException {
        assertThat(study("--plan", plan("seeds: 1", "seeds: 2")).err())
                .startsWith("hypercolumn: plan.yaml: expected a plan in YAML, got an error in line ");
        assertThat(study("--plan", plan("seeds: 1", "---", "seeds: 2")).err())
                .startsWith("hypercolumn: plan.yaml: expected a plan in YAML, got an error in line ");
        assertNothingWritten();
    }

    static Stream<Object[]> noPlans() {
        return Stream.of(
                new Object[] {"missing", Optional.empty(), "expected a plan in YAML, but there is no such file"},
                new Object[] {
                    "binary", Optional.of(new byte[] {(byte) 0xff, 0, 1}), "expected a plan in YAML, got no text"
                },
                new Object[] {
                    "huge",
                    Optional.of(new byte[(1 << 20) + 1]),
                    "expected a file of at most 1048576 bytes, got 1048577; is it the right file?"
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noPlans")
    void refuses_a_file_that_is_no_plan(String name, Optional<byte[]> content, String problem) throws IOException {
        Path file = temporary.resolve(name);
        if (content.isPresent()) {
            Files.write(file, content.get());
        }

        study("--plan", file).assertFailed(name + ": " + problem);
        assertNothingWritten();
    }

    @Test
    void refuses_a_folder_as_plan() throws IOException {
        Path given = Files.createDirectory(temporary.resolve("folder"));

        study("--plan", given)
                .assertFailed("folder: expected a file, got a folder (%s); give the file itself".formatted(given));
    }

    @Test
    void says_that_a_wrong_option_is_one_though_there_is_a_plan() throws IOException {
        study("--plan", plan("epochs: 1"), "--seeds=x")
                .assertMisused(" study", "--seeds: expected a whole number, got 'x'");
    }

    @Test
    void models_may_be_groups_files_and_ids_each_once() throws IOException {
        assertThat(ids("all")).hasSize(9).startsWith("ff-cnn").doesNotContain("rf-cnn-c30", "recurrent-cnn");
        assertThat(ids("paper-1")).containsExactly("ff-cnn", "ff-sa-cnn", "rf-cnn", "rf-sa-cnn");
        assertThat(ids("paper-2"))
                .containsExactly(
                        "rf-cnn",
                        "rf-sa-cnn-star-simul",
                        "rf-sa-cnn-star-incr",
                        "ff-sa-cnn-star-simul",
                        "ff-sa-cnn-star-incr-fc1",
                        "ff-sa-cnn-star-incr-fc2");
        assertThat(ids("paper-1,paper-2")).hasSize(9);
        Path own = Files.writeString(
                temporary.resolve("own.yml"),
                CommandRun.of("models", "rf-cnn").out().replace("id: rf-cnn", "id: own"));
        assertThat(ids("recurrent-cnn, rf-cnn ," + own + ",paper-1"))
                .containsExactly("recurrent-cnn", "rf-cnn", "own", "ff-cnn", "ff-sa-cnn", "rf-sa-cnn");
    }

    private static List<String> ids(String names) throws IOException {
        return ModelNames.list(names).stream().map(model -> model.id()).toList();
    }
}
