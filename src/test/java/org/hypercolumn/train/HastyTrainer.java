package org.hypercolumn.train;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hypercolumn.kernel.Kernels;

/** A program that fits all neurons into a folder and leaves a checkpoint after every epoch; it is there to be killed. */
final class HastyTrainer {

    static final TrainingPlan PLAN = TrainingPlan.paper().withEpochs(20).withBatch(13);

    private HastyTrainer() {}

    /** Takes the folder and the number of threads. */
    public static void main(String[] arguments) throws Exception {
        fit(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    static void fit(Path folder, int threads) throws Exception {
        List<Fit> fits = new ArrayList<>();
        for (int neuron = 0; neuron < SmallRecordings.NEURONS; neuron++) {
            fits.add(new Fit(SmallRecordings.tiny(), neuron, 1, 1));
        }
        var seconds = new AtomicLong();
        new Trainer(
                        RunFolder.of(folder),
                        Partitions.of(SmallRecordings.recording(), PLAN),
                        PLAN,
                        Kernels.best(),
                        threads,
                        () -> Instant.ofEpochSecond(seconds.addAndGet(10)),
                        new SilentProgress())
                .fit(fits);
    }
}
