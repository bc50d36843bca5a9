package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.study.RunProgress.State;
import org.hypercolumn.study.RunProgress.UnderWay;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProgressTest {

    private static final double EXACT = 1e-12;

    @TempDir
    private Path temporary;

    private MadeUpRun run;

    @BeforeEach
    void make_a_run_of_one_model_and_six_neurons() {
        run = run(6, "rf-cnn");
    }

    private MadeUpRun run(int neurons, String... models) {
        return MadeUpRun.of(temporary.resolve("run"), neurons, models);
    }

    private Fit rf(int neuron) {
        return run.fit("rf-cnn", neuron);
    }

    private static UnderWay begun(Fit fit) {
        return new UnderWay(fit, OptionalInt.empty());
    }

    private static UnderWay reached(Fit fit, int epoch) {
        return new UnderWay(fit, OptionalInt.of(epoch));
    }

    @Test
    void begins_with_the_first_fits_in_order_and_no_pace() throws IOException {
        RunProgress progress = run.begin(0).at(3);

        assertThat(progress.state()).isEqualTo(State.RUNNING);
        assertThat(progress.sessions()).isOne();
        assertThat(progress.threads()).isEqualTo(2);
        assertThat(progress.fits()).isEqualTo(6);
        assertThat(progress.done()).isZero();
        assertThat(progress.underWay()).containsExactly(begun(rf(0)), begun(rf(1)));
        assertThat(progress.left()).isEqualTo(4);
        assertThat(progress.pace()).isEmpty();
        assertThat(progress.tier()).isEmpty();
        assertThat(progress.best()).isEmpty();
        assertThat(progress.problems()).isEmpty();
        assertThat(progress.times().session()).contains(Duration.ofSeconds(3));
        assertThat(progress.times().quiet()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void counts_what_is_done_under_way_and_left() throws IOException {
        RunProgress progress =
                run.begin(0).done(60, rf(0), rf(1)).reach(90, rf(2), 5).at(100);

        assertThat(progress.done()).isEqualTo(2);
        assertThat(progress.underWay()).containsExactly(reached(rf(2), 5), begun(rf(3)));
        assertThat(progress.left()).isEqualTo(2);
        assertThat(progress.times().quiet()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void time_left_is_that_of_fits_and_epochs_done() throws IOException {
        RunProgress.Pace pace = run.begin(0)
                .done(60, rf(0), rf(1))
                .reach(90, rf(2), 5)
                .at(100)
                .pace()
                .orElseThrow();

        // 2 fits and 5 of 10 epochs in 90 s: 36 s a fit; 3.5 fits are left, 126 s from then on
        assertThat(pace.fitsPerSecond()).isCloseTo(2.5 / 90, within(EXACT));
        assertThat(pace.left()).isEqualTo(Duration.ofSeconds(126 - 10));
    }

    @Test
    void time_left_is_not_known_before_each_thread_has_left_something() throws IOException {
        assertThat(run.begin(0).reach(30, rf(1), 2).at(30).pace()).isEmpty();
        assertThat(run.reach(30, rf(0), 1).at(30).pace()).isPresent();
    }

    @Test
    void time_left_ends_at_0() throws IOException {
        run.begin(0).done(60, rf(0), rf(1)).done(90, rf(2), rf(3), rf(4)).reach(95, rf(5), 9);

        // 5.9 fits in 95 s; a thread does a fit in 32.2 s, and an epoch of ten in 3.2 s
        assertThat(run.at(95).pace().orElseThrow().left()).isEqualTo(Duration.ofSeconds(3));
        assertThat(run.at(120).pace().orElseThrow().left()).isEqualTo(Duration.ZERO);
    }

    @Test
    void the_last_fit_has_one_thread_only() throws IOException {
        run.begin(0).done(100, rf(0), rf(1), rf(2), rf(3)).done(150, rf(4));

        // 5 fits in 150 s on two threads: 60 s a fit for one of them
        assertThat(run.at(150).pace().orElseThrow().left()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void models_and_shares_weigh_as_their_training_steps() throws IOException {
        run = run(1, "rf-cnn", "rf-cnn-c30", "ff-cnn").grow(List.of(0.5, 1.0), List.of(1L));
        Fit half = run.fit("rf-cnn", 0, 0.5, 1);
        run.begin(0).done(10, half, rf(0));
        double rf = rf(0).architecture().multiplyAddsPerImage(50, 50);
        double small = run.fit("rf-cnn-c30", 0).architecture().multiplyAddsPerImage(50, 50);
        double ff = run.fit("ff-cnn", 0).architecture().multiplyAddsPerImage(50, 50);
        assertThat(ff).isNotEqualTo(rf);

        // 1.5 rf-cnn in 10 s; of the other two models 1.5 each are left
        assertThat(run.at(10).pace().orElseThrow().left())
                .isEqualTo(Duration.ofSeconds(Math.round(10 * (small + ff) / rf)));
    }

    @Test
    void a_session_that_goes_on_is_timed_from_when_each_thread_has_ended_a_fit() throws IOException {
        run.begin(0).done(60, rf(0)).reach(70, rf(1), 9).reach(70, rf(2), 9);
        run.begin(1000).done(1020, rf(1), rf(2));
        assertThat(run.at(1030).sessions()).isEqualTo(2);
        assertThat(run.at(1030).pace()).isEmpty();

        run.done(1050, rf(3), rf(4));

        // 2 fits in 30 s on two threads; one thread makes the last
        RunProgress.Pace pace = run.at(1050).pace().orElseThrow();
        assertThat(pace.fitsPerSecond()).isCloseTo(2.0 / 30, within(EXACT));
        assertThat(pace.left()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_fit_that_waits_for_another_is_not_under_way() throws IOException {
        run = run(2, "rf-cnn-c30", "rf-sa-cnn-star-incr", "rf-cnn");
        run.begin(0).done(60, run.fit("rf-cnn-c30", 1));

        assertThat(run.at(60).underWay())
                .containsExactly(begun(run.fit("rf-cnn-c30", 0)), begun(run.fit("rf-sa-cnn-star-incr", 1)));
    }

    @Test
    void a_checkpoint_of_an_earlier_session_counts_when_its_fit_comes() throws IOException {
        run.begin(0).reach(50, rf(4), 7).reach(50, rf(0), 6);
        run.begin(1000);

        assertThat(run.at(1001).underWay()).containsExactly(reached(rf(0), 6), begun(rf(1)));
    }

    @Test
    void a_killed_session_is_silent_and_keeps_its_checkpoints() throws IOException {
        run.begin(0).done(60, rf(0)).reach(70, rf(1), 4);

        RunProgress progress = run.at(70 + 12 * 60);

        assertThat(progress.state()).isEqualTo(State.SILENT);
        assertThat(progress.times().quiet()).isEqualTo(Duration.ofMinutes(12));
        assertThat(progress.underWay()).containsExactly(reached(rf(1), 4));
        assertThat(progress.pace()).isEmpty();
        assertThat(progress.left()).isEqualTo(4);
    }

    @Test
    void a_session_that_was_asked_to_stop_says_so_at_once() throws IOException {
        run.begin(0).done(60, rf(0)).reach(70, rf(1), 4);
        run.write(MadeUpRun.session(0).withStop());

        RunProgress progress = run.at(75);

        assertThat(progress.state()).isEqualTo(State.STOPPED);
        assertThat(progress.underWay()).containsExactly(reached(rf(1), 4));
        assertThat(progress.pace()).isEmpty();
    }

    @Test
    void silence_is_two_minutes_or_four_times_a_checkpoint_and_an_epoch() throws IOException {
        run.begin(0).reach(100, rf(0), 5).reach(100, rf(1), 5);
        // 10 epochs in 100 s on two threads: 20 s each; 4 * (10 + 20) s
        assertThat(run.at(100 + 120).state()).isEqualTo(State.RUNNING);
        assertThat(run.at(100 + 121).state()).isEqualTo(State.SILENT);

        run.reach(100, rf(0), 3).reach(100, rf(1), 2);
        // 40 s each; 4 * (10 + 40) s
        assertThat(run.at(100 + 200).state()).isEqualTo(State.RUNNING);
        assertThat(run.at(100 + 201).state()).isEqualTo(State.SILENT);
    }

    @Test
    void silence_is_ten_minutes_while_the_pace_is_not_known() throws IOException {
        run.begin(0);

        assertThat(run.at(600).state()).isEqualTo(State.RUNNING);
        assertThat(run.at(601).state()).isEqualTo(State.SILENT);
    }

    @Test
    void a_run_has_ended_when_its_last_session_has() throws IOException {
        run.begin(0).done(60, rf(0), rf(1), rf(2), rf(3), rf(4), rf(5)).end(0, 61);

        RunProgress progress = run.at(100);

        assertThat(progress.state()).isEqualTo(State.ENDED);
        assertThat(progress.done()).isEqualTo(6);
        assertThat(progress.underWay()).isEmpty();
        assertThat(progress.left()).isZero();
        assertThat(progress.times().session()).contains(Duration.ofSeconds(61));
        assertThat(progress.times().sinceEnd()).contains(Duration.ofSeconds(39));
        assertThat(run.begin(200).at(201).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void scores_stand_for_models_that_were_deleted_once_the_run_has_ended() throws IOException {
        run.begin(0).score(60, run.row(rf(0), 0.5), run.row(rf(1), 0.25));
        assertThat(run.at(70).done()).isZero();

        assertThat(run.end(0, 61).at(70).done()).isEqualTo(2);
        assertThat(run.at(70).left()).isEqualTo(4);
    }

    @Test
    void a_grown_run_has_a_line_for_each_model_and_share() throws IOException {
        run = run(2, "rf-cnn", "ff-cnn").grow(List.of(0.25, 1.0), List.of(1L, 2L));
        Fit first = run.fit("ff-cnn", 0, 0.25, 1);
        Fit second = run.fit("ff-cnn", 0, 0.25, 2);
        Fit other = run.fit("ff-cnn", 1, 0.25, 1);
        Fit undefined = run.fit("ff-cnn", 1, 1, 1);
        run.begin(0).done(10, first, second, other, undefined);
        run.score(
                10, run.row(first, 0.5), run.row(second, 0.75), run.row(other, 0.125), run.row(undefined, Double.NaN));

        RunProgress progress = run.at(10);

        assertThat(progress.fits()).isEqualTo(16);
        assertThat(progress.models())
                .extracting(RunProgress.OfModel::model)
                .containsExactly("rf-cnn", "rf-cnn", "ff-cnn", "ff-cnn");
        assertThat(progress.models()).extracting(RunProgress.OfModel::share).containsExactly(0.25, 1.0, 0.25, 1.0);
        assertThat(progress.models()).extracting(RunProgress.OfModel::done).containsExactly(0, 0, 3, 1);
        assertThat(progress.models()).allMatch(model -> model.fits() == 4);
        // neuron 0: (0.5 + 0.75) / 2 = 0.625; with neuron 1: (0.625 + 0.125) / 2 = 0.375
        assertThat(progress.models().get(2).correlation().mean()).isEqualTo(0.375);
        assertThat(progress.models().get(2).correlation().defined()).isEqualTo(2);
        assertThat(progress.models().get(3).correlation().undefined()).isOne();
        assertThat(progress.tier()).isEqualTo("test");
        assertThat(progress.protocol()).isEqualTo("holdout");
        assertThat(progress.best())
                .containsExactly(
                        new RunProgress.BestNeuron(0, "ff-cnn", 0.25, 0.625),
                        new RunProgress.BestNeuron(1, "ff-cnn", 0.25, 0.125));
    }

    @Test
    void the_best_neurons_are_those_that_some_model_predicts_best() throws IOException {
        run = run(5, "rf-cnn", "ff-cnn");
        run.begin(0)
                .score(
                        10,
                        run.row(rf(0), 0.1),
                        run.row(rf(1), 0.5),
                        run.row(rf(2), Double.NaN),
                        run.row(rf(3), 0.4),
                        run.row(rf(4), 0.3),
                        run.row(run.fit("ff-cnn", 0), 0.7),
                        run.row(run.fit("ff-cnn", 1), 0.2),
                        run.row(run.fit("ff-cnn", 4), 0.4));

        assertThat(run.at(10).best())
                .containsExactly(
                        new RunProgress.BestNeuron(0, "ff-cnn", 1, 0.7),
                        new RunProgress.BestNeuron(1, "rf-cnn", 1, 0.5),
                        new RunProgress.BestNeuron(3, "rf-cnn", 1, 0.4));
    }

    @Test
    void a_change_that_is_seen_is_of_now_whatever_the_clock_of_the_disk_says() throws IOException {
        run.begin(0).done(60, rf(0));
        // the disk's clock is ten minutes behind, and the reader sees a silence that is none
        RunProgress before = run.at(700);
        assertThat(before.state()).isEqualTo(State.SILENT);
        run.done(90, rf(1)).settle();

        RunProgress seen = before.readAgain(run.folder(), MadeUpRun.START.plusSeconds(702));
        RunProgress later = seen.readAgain(run.folder(), MadeUpRun.START.plusSeconds(710));

        assertThat(seen.state()).isEqualTo(State.RUNNING);
        assertThat(seen.times().quiet()).isEqualTo(Duration.ZERO);
        assertThat(later.times().quiet()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void a_disk_of_tomorrow_was_changed_just_now() throws IOException {
        RunProgress progress = run.begin(0).done(90_000, rf(0)).at(10);

        assertThat(progress.times().quiet()).isEqualTo(Duration.ZERO);
        assertThat(progress.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void changes_nothing_and_needs_no_lock() throws IOException {
        run.begin(0).done(60, rf(0)).reach(70, rf(1), 4).score(60, run.row(rf(0), 0.5));
        run.settle();
        try (RunLock lock = run.folder().lock()) {
            assertThat(lock).isNotNull();
            Map<String, String> before = SmallRecordings.contents(run.folder().path());

            assertThat(run.at(80).done()).isOne();

            assertThat(SmallRecordings.contents(run.folder().path())).isEqualTo(before);
        }
    }

    @Test
    void a_folder_without_run_json_is_no_run() throws IOException {
        Files.createDirectories(temporary.resolve("run"));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> run.at(0))
                .withMessage(
                        "run: expected a run folder, but it has no run.json; give one that study, fit or demo wrote");
    }
}
