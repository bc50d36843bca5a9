package org.hypercolumn.study;

import java.time.Duration;
import java.util.Optional;

/** When a session that has not ended is taken for one that was stopped. */
final class Silence {

    /** Of a session whose pace is not known: it may be scoring what earlier sessions made, or be in long first epochs. */
    private static final Duration UNKNOWN_PACE = Duration.ofMinutes(10);

    private static final Duration SHORTEST = Duration.ofMinutes(2);

    /** Between checkpoints. */
    private static final Duration CHECKPOINT = Duration.ofSeconds(10);

    /** Models differ in time by less than this, and machines are sometimes busy with other things. */
    private static final int FACTOR = 4;

    private static final double LONGEST_SECONDS = 1e9;

    private Silence() {}

    /**
     * The state of a run.
     *
     * @param epochs of each fit
     * @param threads fits at a time
     */
    static RunProgress.State state(RunProgress.Times times, Optional<RunProgress.Pace> pace, int epochs, int threads) {
        if (times.ended().isPresent()) {
            return RunProgress.State.ENDED;
        }
        Duration limit = pace.map(known -> limit(known, epochs, threads)).orElse(UNKNOWN_PACE);
        return times.quiet().compareTo(limit) > 0 ? RunProgress.State.SILENT : RunProgress.State.RUNNING;
    }

    /** A few times what passes between two checkpoints of a thread: 10 seconds, and the epoch that is not yet over. */
    private static Duration limit(RunProgress.Pace pace, int epochs, int threads) {
        double epochSeconds = threads / (pace.fitsPerSecond() * epochs);
        Duration limit = CHECKPOINT
                .plusSeconds(Math.round(Math.min(epochSeconds, LONGEST_SECONDS)))
                .multipliedBy(FACTOR);
        return limit.compareTo(SHORTEST) > 0 ? limit : SHORTEST;
    }
}
