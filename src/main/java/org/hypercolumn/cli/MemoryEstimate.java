package org.hypercolumn.cli;

import java.util.List;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.model.Architecture;

/**
 * What a study keeps in memory at most, approximately: the recording once; in every thread a network for training and one for
 * predictions; and the program itself. Java needs some more for what is not yet cleaned up.
 *
 * @param recording bytes of pixels, responses and trials
 * @param thread bytes of the networks of the largest model, in one thread
 * @param threads how many
 */
record MemoryEstimate(long recording, long thread, int threads) {

    private static final long PROGRAM = 30_000_000;
    /** Images in a batch of predictions. */
    private static final int PREDICTED = 10;

    static MemoryEstimate of(Recording recording, List<Architecture> models, int batch, int threads) {
        long bytes = recording.tiers().values().stream()
                .mapToLong(MemoryEstimate::bytes)
                .sum();
        long largest = models.stream()
                .mapToLong(model -> model.trainingBytes(recording.height(), recording.width(), batch)
                        + model.trainingBytes(recording.height(), recording.width(), PREDICTED))
                .max()
                .orElse(0);
        return new MemoryEstimate(bytes, largest, threads);
    }

    private static long bytes(Tier tier) {
        long pixels =
                (long) tier.count() * tier.stimuli().height() * tier.stimuli().width();
        long responses = (long) tier.count() * tier.neurons();
        return (tier.stimuli().bytes() ? 1 : Float.BYTES) * pixels
                + Float.BYTES * responses
                + tier.responses().trials().map(MemoryEstimate::bytes).orElse(0L);
    }

    private static long bytes(Trials trials) {
        long values = 0;
        for (int stimulus = 0; stimulus < trials.stimuli(); stimulus++) {
            values += (long) trials.kept(stimulus) * trials.neurons();
        }
        return Float.BYTES * values;
    }

    /** All of it. */
    long bytes() {
        return PROGRAM + recording + threads * thread;
    }
}
