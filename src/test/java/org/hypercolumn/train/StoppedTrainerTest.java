package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.hypercolumn.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end before their time leave no thread behind. */
@Timeout(60)
class StoppedTrainerTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper().withEpochs(5).withBatch(13);

    @TempDir
    private Path folder;

    private static List<Fit> fits(int... neurons) {
        List<Fit> fits = new ArrayList<>();
        for (int neuron : neurons) {
            fits.add(new Fit(SmallRecordings.tiny(), neuron, 1, 1));
        }
        return fits;
    }

    /** With two threads, and a checkpoint after every epoch. */
    private Trainer trainer(TrainingPlan plan, Progress progress) {
        var seconds = new AtomicLong();
        return new Trainer(
                RunFolder.of(folder),
                Partitions.of(SmallRecordings.recording(), plan),
                plan,
                Kernels.best(),
                2,
                () -> Instant.ofEpochSecond(seconds.addAndGet(10)),
                progress);
    }

    @Test
    void a_file_that_cannot_be_written_ends_the_run_and_every_thread_of_it() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("models"), "in the way");
        Files.createDirectories(folder.resolve("checkpoints"));

        assertThatIOException()
                .isThrownBy(() -> trainer(PLAN, new SilentProgress()).fit(fits(0, 1, 2, 3, 4)))
                .withMessageMatching(".*neuron_000\\d\\.safetensors: could not be written: Not a directory;"
                        + " choose a folder .*");

        assertThat(fittingThreads()).isZero();
        assertThat(folder.resolve("scores.csv")).doesNotExist();
    }

    @Test
    void an_interrupted_run_ends_and_goes_on_later() throws IOException, InterruptedException {
        var begun = new CountDownLatch(1);
        var progress = new Progress() {
            @Override
            public void epoch(Fit fit, Epoch epoch) {
                begun.countDown();
            }

            @Override
            public void finished(FitScore score) {}

            @Override
            public void grouped(List<FitScore> rows) {}
        };
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread run = new Thread(() -> {
            try {
                trainer(PLAN.withEpochs(1_000_000), progress).fit(fits(0, 1, 2));
            } catch (IOException | InterruptedException e) {
                thrown.add(e);
            }
        });
        run.start();
        begun.await();

        run.interrupt();
        run.join();

        assertThat(thrown).hasSize(1).first().isInstanceOf(InterruptedException.class);
        assertThat(fittingThreads()).isZero();
        assertThat(SmallRecordings.contents(folder).keySet()).noneMatch(name -> name.endsWith(".part"));
    }

    /** Threads that still fit. One that has ended its work may live a moment longer; it is waited for, up to 10 seconds. */
    private static long fittingThreads() throws InterruptedException {
        long alive = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("fit")) {
                thread.join(10_000);
                alive += thread.isAlive() ? 1 : 0;
            }
        }
        return alive;
    }
}
