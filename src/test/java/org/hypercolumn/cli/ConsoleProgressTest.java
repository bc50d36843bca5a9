package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.model.Presets;
import org.hypercolumn.train.Epoch;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without a terminal, as tests run. */
class ConsoleProgressTest {

    private final AtomicLong seconds = new AtomicLong();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private PrintStream before;

    @BeforeEach
    void capture() {
        before = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(before);
    }

    private ConsoleProgress progress(int fits, Map<Fit, ConsoleProgress.Left> left) {
        return new ConsoleProgress(fits, left, () -> seconds.get() * 1_000_000_000);
    }

    private static Fit fit(String model, int neuron) {
        return new Fit(Presets.of(model), neuron, 1, 1);
    }

    private static void epoch(ConsoleProgress progress, int neuron) {
        progress.epoch(fit("rf-cnn", neuron), new Epoch(1, 0.5, 0.5));
    }

    private static void finish(ConsoleProgress progress, int neuron, double corr) {
        progress.finished(new FitScore("rf-cnn", neuron, "val", TrainingPlan.paper(), 7, new Scores(corr, 0, 0)));
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void prints_nothing_once_it_is_stopped() {
        try (ConsoleProgress progress = progress(
                2,
                Map.of(
                        fit("rf-cnn", 0),
                        new ConsoleProgress.Left(1, 1),
                        fit("rf-cnn", 1),
                        new ConsoleProgress.Left(1, 1)))) {
            epoch(progress, 0);
            finish(progress, 0, 0.5);
            String before = printed();

            progress.stop();
            epoch(progress, 1);
            finish(progress, 1, 0.5);

            assertThat(before).startsWith("1/2  rf-cnn neuron 0");
            assertThat(printed()).isEqualTo(before);
        }
    }

    @Test
    void prints_a_line_a_fit_with_the_time_left() {
        try (ConsoleProgress progress = progress(
                2,
                Map.of(
                        fit("rf-cnn", 0), new ConsoleProgress.Left(2, 10),
                        fit("rf-cnn", 1), new ConsoleProgress.Left(2, 10)))) {
            seconds.set(30);
            epoch(progress, 0);
            epoch(progress, 0);
            finish(progress, 0, 0.45678);
            // two epochs took 30 s, two of the same model are left
            assertThat(printed()).isEqualTo("1/2  rf-cnn neuron 0: CORR 0.457 (val), epoch 7, about 30 s left\n");
            epoch(progress, 1);
            epoch(progress, 1);
            finish(progress, 1, Double.NaN);

            assertThat(printed()).endsWith("\n2/2  rf-cnn neuron 1: CORR – (val), epoch 7\n");
        }
    }

    @Test
    void weighs_models_by_their_work() {
        Map<Fit, ConsoleProgress.Left> left = Map.of(
                fit("rf-cnn", 0), new ConsoleProgress.Left(1, 10),
                fit("ff-cnn", 0), new ConsoleProgress.Left(1, 40));
        try (ConsoleProgress progress = progress(2, left)) {
            seconds.set(10);
            epoch(progress, 0);
            finish(progress, 0, 0.5);
        }
        assertThat(printed()).endsWith(", about 40 s left\n");
    }

    @Test
    void names_the_fits_that_diverged() {
        try (ConsoleProgress progress = progress(1, Map.of())) {
            progress.epoch(fit("rf-cnn", 0), new Epoch(1, 0.5, 0.5));
            progress.epoch(fit("rf-cnn", 0), new Epoch(2, Double.NaN, Double.NaN));
            progress.epoch(fit("rf-cnn", 0), new Epoch(3, Double.NaN, Double.NaN));
            finish(progress, 0, 0.5);
        }
        assertThat(printed()).isEqualTo("""
                        1/1  rf-cnn neuron 0: CORR 0.500 (val), epoch 7; diverged in epoch 2
                        1 of the fits diverged (the loss is no longer a number): rf-cnn neuron 0; try a smaller --learning-rate
                        """);
    }

    @Test
    void counts_in_silence_the_fits_that_were_there() {
        try (ConsoleProgress progress = progress(3, Map.of())) {
            finish(progress, 0, 0.5);
            finish(progress, 2, 0.5);
            assertThat(printed()).isEmpty();

            epoch(progress, 1);
            finish(progress, 1, 0.5);
            assertThat(printed()).isEqualTo("3/3  rf-cnn neuron 1: CORR 0.500 (val), epoch 7\n");
        }
    }

    @Test
    void tells_fits_apart_by_share_and_seed() {
        try (ConsoleProgress progress = progress(3, Map.of())) {
            TrainingPlan plan = TrainingPlan.paper().withShare(0.25).withSeed(2);
            progress.epoch(new Fit(Presets.of("rf-cnn"), 0, 0.25, 2), new Epoch(1, 0.5, 0.5));
            finish(progress, 0, 0.5);
            assertThat(printed()).isEmpty();

            progress.finished(new FitScore("rf-cnn", 0, "val", plan, 7, new Scores(0.5, 0, 0)));
            assertThat(printed()).startsWith("2/3  rf-cnn neuron 0, share 0.25, seed 2: CORR 0.500 (val), epoch 7");
        }
    }
}
