package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.ScoresFile;
import org.hypercolumn.train.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Run folders that are damaged, or change under the reader's hands. */
@Timeout(60)
class RunProgressDamageTest {

    private static final int ROUNDS = 100;

    @TempDir
    private Path temporary;

    private MadeUpRun run;
    private Fit first;
    private Fit second;

    @BeforeEach
    void make_a_run() throws IOException {
        run = MadeUpRun.of(temporary.resolve("run"), 3, "rf-cnn");
        first = run.fit("rf-cnn", 0);
        second = run.fit("rf-cnn", 1);
        run.begin(0).done(60, first).reach(70, second, 4).score(60, run.row(first, 0.5));
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"", "{", "no checkpoint", "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000{}"})
    void a_damaged_checkpoint_is_said_and_has_no_epoch(String content) throws IOException {
        run.put(run.folder().checkpoint(second), 70, content.getBytes(StandardCharsets.UTF_8));

        RunProgress progress = run.at(80);

        assertThat(progress.underWay()).hasSize(2).allMatch(fit -> fit.epoch().isEmpty());
        assertThat(progress.problems())
                .containsExactly("checkpoint of rf-cnn neuron 1: neuron_0001.safetensors: expected a safetensors file,"
                        + " got something else or one cut short; copy or save it again");
    }

    @Test
    void a_checkpoint_of_another_plan_has_no_epoch() throws IOException {
        RunProgress progress = run.reach(70, second, 11).at(80);

        assertThat(progress.underWay()).allMatch(fit -> fit.epoch().isEmpty());
        assertThat(progress.problems())
                .containsExactly("checkpoint of rf-cnn neuron 1: expected an epoch of 1 to 10, got 11");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "rf-cnn,0,17,test,paper,1,1,3,0.5,0,0,0,0,0,0,0 | row 1: expected protocol holdout of run.json, got 'paper'",
                "rf-cnn,x,17,test,holdout,1,1,3,0.5,0,0,0,0,0,0,0 | row 1: expected a whole number as neuron, got 'x'",
                "rf-cnn,-1,17,test,holdout,1,1,3,0.5,0,0,0,0,0,0,0 | row 1: expected a number from 0 on as neuron, got -1",
                "rf-cnn,0,17,test,holdout,7,1,3,0.5,0,0,0,0,0,0"
                        + " | row 1: plan: share must be above 0 and at most 1, got 7.0",
                "rf-cnn,0,17,test,holdout,1,1,3,half,0,0,0,0,0,0 | row 1: expected a number as corr, got 'half'",
                "rf-cnn,0,17,test | row 1: expected a cell of column protocol, got none",
            })
    void damaged_scores_are_said_and_left_out(String rowAndProblem) throws IOException {
        String[] parts = rowAndProblem.split(" \\| ", -1);
        String text = ScoresFile.text(List.of()) + parts[0] + "\n";
        run.put(run.folder().scores(), 60, text.getBytes(StandardCharsets.UTF_8));

        RunProgress progress = run.at(80);

        assertThat(progress.done()).isOne();
        assertThat(progress.best()).isEmpty();
        assertThat(progress.problems()).containsExactly("scores.csv: " + parts[1]);
    }

    @Test
    void two_scores_of_a_fit_are_said() throws IOException {
        RunProgress progress =
                run.score(60, run.row(first, 0.5), run.row(first, 0.25)).at(80);

        assertThat(progress.problems())
                .containsExactly("scores.csv: cannot be read: expected one row a fit, got two of rf-cnn neuron 0");
    }

    @Test
    void scores_of_other_models_are_passed_over() throws IOException {
        Fit other = run.fit("ff-cnn", 0);

        RunProgress progress =
                run.score(60, run.row(other, 0.5), run.row(other, 0.25)).at(80);

        assertThat(progress.problems()).isEmpty();
        assertThat(progress.best()).isEmpty();
    }

    @Test
    void folders_in_the_place_of_files_and_files_in_that_of_folders_do_no_harm() throws IOException {
        delete(run.folder().path().resolve("checkpoints"));
        delete(run.folder().path().resolve("models"));
        Files.delete(run.folder().scores());
        Files.createDirectories(run.folder().scores());
        Files.createDirectories(run.folder().checkpoint(second));
        Files.writeString(run.folder().path().resolve("models"), "not a folder");

        RunProgress progress = run.at(80);

        assertThat(progress.done()).isZero();
        assertThat(progress.underWay()).hasSize(2).allMatch(fit -> fit.epoch().isEmpty());
        assertThat(progress.problems())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("checkpoint of rf-cnn neuron 1: "))
                .anyMatch(line -> line.startsWith("scores.csv: "));
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @ParameterizedTest(name = "started ''{0}''")
    @ValueSource(strings = {"", "yesterday", "-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void sessions_of_any_time_are_read(String started) throws IOException {
        run.write(new Session(started, "soon", "", "", "", "", Integer.MIN_VALUE));

        RunProgress progress = run.at(80);

        assertThat(progress.threads()).isZero();
        assertThat(progress.done()).isOne();
        assertThat(progress.state()).isEqualTo(RunProgress.State.RUNNING);
    }

    @Test
    void a_run_json_without_sessions_is_judged_by_its_files() throws IOException {
        Path file = run.folder().description();
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("\"sessions\"")) + "\"sessions\" : 7 }");

        RunProgress progress = run.at(80);

        assertThat(progress.sessions()).isZero();
        assertThat(progress.times().started()).isEmpty();
        assertThat(progress.pace()).isEmpty();
        assertThat(progress.state()).isEqualTo(RunProgress.State.RUNNING);
        assertThat(run.at(70 + 601).state()).isEqualTo(RunProgress.State.SILENT);
    }

    private static LongStream seeds() {
        return LongStream.range(0, ROUNDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damage_to_any_file_is_read_or_refused_in_words(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        Path[] files = {
            run.folder().description(), run.folder().scores(), run.folder().checkpoint(second)
        };
        Path file = files[random.nextInt(files.length)];
        byte[] bytes = Files.readAllBytes(file);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        run.put(file, 70, bytes);

        try {
            assertThat(run.at(80).fits()).isPositive();
        } catch (BadDataFileException e) {
            assertThat(e).hasMessageStartingWith("run.json: ");
        }
    }

    @Test
    void is_read_while_fits_begin_and_end_and_files_are_replaced() throws Exception {
        var stop = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Callable<Integer> work = () -> {
            int rounds = 0;
            while (!stop.get()) {
                run.begin(0).reach(70, second, 1 + rounds % MadeUpRun.EPOCHS).score(60, run.row(first, 0.5));
                run.done(80, second);
                Files.delete(run.folder().model(second));
                delete(run.folder().path().resolve("checkpoints"));
                rounds++;
            }
            return rounds;
        };
        Future<Integer> rounds = writer.submit(work);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                assertThatCode(() -> assertThat(RunProgress.read(run.folder(), MadeUpRun.START)
                                        .problems())
                                .isEmpty())
                        .doesNotThrowAnyException();
            }
        } finally {
            stop.set(true);
            writer.shutdown();
        }
        assertThat(rounds.get()).isPositive();
    }
}
