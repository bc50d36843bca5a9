package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongSupplier;
import org.hypercolumn.kernel.ScalarKernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StepTimerTest {

    /** A clock of each thread's own that moves on whenever it is asked: a step takes just as long. */
    private static LongSupplier ticking(long milliseconds) {
        ThreadLocal<Long> now = ThreadLocal.withInitial(() -> 0L);
        return () -> {
            now.set(now.get() + milliseconds * 1_000_000);
            return now.get();
        };
    }

    private static StepTimer.Timing time(LongSupplier clock, int threads, double seconds) throws InterruptedException {
        return time(clock, ticking(1), threads, seconds);
    }

    private static StepTimer.Timing time(LongSupplier wall, LongSupplier processor, int threads, double seconds)
            throws InterruptedException {
        return new StepTimer(new ScalarKernels(), new StepTimer.Clocks(wall, processor))
                .time(SmallRecordings.tiny(), SmallRecordings.HEIGHT, SmallRecordings.WIDTH, 3, threads, seconds);
    }

    @ParameterizedTest(name = "{0} threads of {1} ms make {2} ms")
    @CsvSource({"1, 70, 70", "2, 30, 15", "3, 60, 20"})
    void says_wall_time_by_the_steps_of_all_threads(int threads, long milliseconds, double expected)
            throws InterruptedException {
        assertThat(time(ticking(milliseconds), threads, 1).millisecondsPerStep())
                .isCloseTo(expected, within(1e-9));
    }

    @Test
    void measures_for_as_long_as_asked() throws InterruptedException {
        // 1000 ms in steps of 70 ms are done in the 15th
        assertThat(time(ticking(70), 1, 1).steps()).isEqualTo(15);
        assertThat(time(ticking(70), 2, 1).steps()).isEqualTo(30);
    }

    @Test
    void makes_one_step_at_least() throws InterruptedException {
        assertThat(time(ticking(70), 1, 1e-9).steps()).isEqualTo(1);
    }

    @Test
    void counts_the_processor_time_of_a_step_whatever_the_wall_clock_says() throws InterruptedException {
        // a step has a processor for 20 ms, and ends 70 ms after it began
        StepTimer.Timing timing = time(ticking(70), ticking(20), 2, 1);

        assertThat(timing.processorMilliseconds()).isCloseTo(20, within(1e-9));
        assertThat(timing.millisecondsPerStep()).isCloseTo(35, within(1e-9));
        // two threads had 20 of 70 ms each
        assertThat(timing.processors()).isCloseTo(2 * 20.0 / 70, within(1e-9));
    }

    @Test
    void does_not_count_the_steps_while_it_got_faster() throws InterruptedException {
        // each step takes 10 ms less than the one before, down from 1000 ms, until it takes 100 ms
        LongSupplier slowing = new LongSupplier() {
            private long now;
            private long step = 1000;

            @Override
            public long getAsLong() {
                now += step * 1_000_000;
                step = Math.max(100, step - 10);
                return now;
            }
        };

        // the warm-up ends after 10 s of processor time, though it has not settled: 990 + 980 + ... + 890 > 10,000
        assertThat(time(ticking(70), slowing, 1, 0.001).processorMilliseconds()).isLessThan(890);
    }

    @Test
    void one_slow_step_changes_nothing() throws InterruptedException {
        LongSupplier hiccup = new LongSupplier() {
            private long now;
            private int call;

            @Override
            public long getAsLong() {
                call++;
                now += (call == 30 ? 5000 : 20) * 1_000_000L;
                return now;
            }
        };

        assertThat(time(ticking(70), hiccup, 1, 1).processorMilliseconds()).isCloseTo(20, within(1e-9));
    }

    @Test
    void a_larger_batch_takes_as_many_times_as_long() {
        var timing = new StepTimer.Timing(15, 30, 0.5, 1.9, 7).ofBatch(2.5);

        assertThat(timing).isEqualTo(new StepTimer.Timing(37.5, 75, 0.5, 1.9, 7));
    }

    /** Of child only one of two blocks is trained; the plain kernels take long for the other one. */
    @Test
    @Tag("slow")
    void leaves_out_what_training_computes_once() throws InterruptedException {
        StepTimer timer = new StepTimer(new ScalarKernels(), new StepTimer.Clocks(System::nanoTime, System::nanoTime));

        double published =
                timer.time(SmallRecordings.child(), 41, 43, 13, 1, 0.3).millisecondsPerStep();
        double evaluation = timer.withFrozen(TrainingPlan.FrozenParts.EVALUATION)
                .time(SmallRecordings.child(), 41, 43, 13, 1, 0.3)
                .millisecondsPerStep();

        assertThat(evaluation).isLessThan(0.8 * published);
    }

    @Test
    void takes_a_model_without_frozen_parts_whatever_they_do() throws InterruptedException {
        StepTimer timer = new StepTimer(new ScalarKernels(), new StepTimer.Clocks(ticking(70), ticking(70)))
                .withFrozen(TrainingPlan.FrozenParts.EVALUATION);

        assertThat(timer.time(SmallRecordings.tiny(), 17, 19, 3, 1, 1).steps()).isEqualTo(15);
    }

    @Test
    void refuses_images_that_are_too_small() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new StepTimer(new ScalarKernels(), new StepTimer.Clocks(ticking(1), ticking(1)))
                        .time(SmallRecordings.tiny(), 3, 3, 2, 2, 1))
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_no_thread() {
        assertThatIllegalArgumentException().isThrownBy(() -> time(ticking(1), 0, 1));
    }
}
