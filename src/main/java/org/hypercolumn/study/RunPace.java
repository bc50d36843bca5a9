package org.hypercolumn.study;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.RunDescription;

/**
 * How fast the present session of a run goes, from the times of its files. Models weigh as the multiply-adds of a training
 * step and shares as what they are, since a study fits the models one after the other and they differ.
 */
final class RunPace {

    /** Pixels a side of the images that models are weighed on; the ratio of two models hardly depends on it. */
    private static final int SIDE = 50;

    private static final double LONGEST_SECONDS = 1e9;

    private final RunDescription description;
    private final List<Fit> fits;
    private final RunFiles files;
    private final Map<Architecture, Double> costs = new HashMap<>();

    /**
     * The pace that files tell.
     *
     * @param fits all of the run
     */
    RunPace(RunDescription description, List<Fit> fits, RunFiles files) {
        this.description = description;
        this.fits = fits;
        this.files = files;
        int side = description.models().stream()
                .mapToInt(Architecture::smallestSide)
                .reduce(SIDE, Math::max);
        description
                .models()
                .forEach(model -> costs.put(model, (double) Math.max(1, model.multiplyAddsPerImage(side, side))));
    }

    /**
     * The session whose pace it is.
     *
     * @param start when it began
     * @param threads fits at a time
     * @param resumed how many fits that end in the session may have been begun before it; the clock starts when as many have
     *     ended, since what they had done before is not known
     */
    record Stretch(Instant start, int threads, int resumed) {}

    /**
     * The pace of a session; empty until each of its threads has left a checkpoint or ended a fit.
     *
     * @param now by the reader's clock
     */
    Optional<RunProgress.Pace> of(Stretch session, Instant now) {
        Instant start = session.start();
        int resumed = session.resumed();
        List<Fit> ended = fits.stream()
                .filter(fit -> files.models().containsKey(fit) && !end(fit).isBefore(start))
                .sorted(Comparator.comparing(this::end))
                .toList();
        if (ended.size() < resumed) {
            return Optional.empty();
        }
        Instant begin = resumed == 0 ? start : end(ended.get(resumed - 1));
        List<Fit> whole = ended.subList(resumed, ended.size());
        List<Fit> begun = fits.stream()
                .filter(fit -> files.checkpoints().containsKey(fit)
                        && reached(fit).written().isAfter(begin))
                .toList();
        Instant last = Stream.concat(
                        whole.stream().map(this::end),
                        begun.stream().map(fit -> reached(fit).written()))
                .max(Instant::compareTo)
                .orElse(begin);
        double elapsed = seconds(begin, last);
        List<Fit> missing =
                fits.stream().filter(fit -> !files.models().containsKey(fit)).toList();
        int busy = Math.min(session.threads(), missing.size() + ended.size());
        if (elapsed <= 0 || whole.size() + begun.size() < busy) {
            return Optional.empty(); // what some threads have done is not known
        }
        double count = whole.size() + begun.stream().mapToDouble(this::part).sum();
        double work = whole.stream().mapToDouble(this::cost).sum()
                + begun.stream().mapToDouble(fit -> part(fit) * cost(fit)).sum();
        double left = left(missing, work / elapsed, busy) - seconds(last, now);
        return Optional.of(new RunProgress.Pace(
                count / elapsed, Duration.ofSeconds(Math.round(Math.max(0, Math.min(left, LONGEST_SECONDS))))));
    }

    /** Seconds for the missing fits: no sooner than the longest of them can be done by the one thread that has it. */
    private double left(List<Fit> missing, double workPerSecond, int threads) {
        double sum = 0;
        double longest = 0;
        for (Fit fit : missing) {
            double work = (1 - part(fit)) * cost(fit);
            sum += work;
            longest = Math.max(longest, work);
        }
        return Math.max(sum, longest * threads) / workPerSecond;
    }

    /** The part of a fit's epochs that its checkpoint has. */
    private double part(Fit fit) {
        RunFiles.Reached reached = files.checkpoints().get(fit);
        return reached == null
                ? 0
                : (double) reached.epoch() / description.plan().epochs();
    }

    private double cost(Fit fit) {
        return fit.share() * Objects.requireNonNull(costs.get(fit.architecture()));
    }

    private Instant end(Fit fit) {
        return Objects.requireNonNull(files.models().get(fit));
    }

    private RunFiles.Reached reached(Fit fit) {
        return Objects.requireNonNull(files.checkpoints().get(fit));
    }

    private static double seconds(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.getSeconds() + between.getNano() / 1e9;
    }
}
