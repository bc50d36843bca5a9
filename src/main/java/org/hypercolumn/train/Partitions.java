package org.hypercolumn.train;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hypercolumn.data.Recording;

/**
 * The partitions of a recording, one for each share and seed, made when it is first asked for. All have the same images to
 * choose and report on. Mutable; safe for several threads.
 */
public final class Partitions {

    private final Recording recording;
    private final TrainingPlan plan;
    private final Map<TrainingPlan, Partition> made = new ConcurrentHashMap<>();

    private Partitions(Recording recording, TrainingPlan plan) {
        this.recording = recording;
        this.plan = plan;
    }

    /** The partitions of a recording under the protocol of a plan. */
    public static Partitions of(Recording recording, TrainingPlan plan) {
        return new Partitions(recording, plan);
    }

    /**
     * The parts that the images play in a fit with this share and seed.
     *
     * @throws IllegalArgumentException as {@link Partition#of}
     */
    public Partition of(double share, long seed) {
        // The seed draws nothing where all images are used.
        TrainingPlan key = plan.withShare(share).withSeed(share == 1 ? 1 : seed);
        return made.computeIfAbsent(key, missing -> Partition.of(recording, missing));
    }
}
