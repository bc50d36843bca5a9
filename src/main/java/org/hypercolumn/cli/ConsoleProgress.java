package org.hypercolumn.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.hypercolumn.train.Epoch;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a run goes: a bar with the time left on a terminal, else a line a fit on the standard error stream. Mutable;
 * safe for several threads.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

    /**
     * A given width keeps the bar from asking the terminal, through a library that gives Ctrl-C back to the system: then Java
     * would end without a word.
     */
    private static final int COLUMNS = 79;

    /** Diverged fits. */
    private static final int MOST_NAMED = 5;

    private final int fits;
    private final Map<Fit, Left> left;
    private final double work;
    private final @Nullable ProgressBar bar;
    private final LongSupplier nanoseconds;
    private final long start;
    private final Set<String> fitted = new HashSet<>();
    private final Map<String, Integer> diverged = new TreeMap<>();
    private double done;
    private int finished;
    private boolean stopped;

    /**
     * What is left of a fit.
     *
     * @param epochs to be trained
     * @param work of all of them, in any unit: models and shares differ
     */
    record Left(int epochs, double work) {

        double workOfEpoch() {
            return epochs == 0 ? 0 : work / epochs;
        }
    }

    /**
     * Starts to show.
     *
     * @param fits all fits of the run
     * @param left of the fits that are to be made
     */
    ConsoleProgress(int fits, Map<Fit, Left> left, LongSupplier nanoseconds) {
        this.fits = fits;
        this.left = Map.copyOf(left);
        this.work = left.values().stream().mapToDouble(Left::work).sum();
        this.nanoseconds = nanoseconds;
        this.start = nanoseconds.getAsLong();
        this.bar = Terminal.isPresent() && !left.isEmpty()
                ? new ProgressBarBuilder()
                        .setTaskName("fitting")
                        .setUnit(" epochs", 1)
                        .setInitialMax(
                                left.values().stream().mapToLong(Left::epochs).sum())
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .setEtaFunction(state -> secondsLeft().map(seconds -> Duration.ofSeconds(Math.round(seconds))))
                        .setConsumer(new ConsoleProgressBarConsumer(Terminal.stream(), COLUMNS))
                        .build()
                : null;
    }

    @Override
    public synchronized void epoch(Fit fit, Epoch epoch) {
        Left ofFit = left.get(fit);
        done += ofFit == null ? 0 : ofFit.workOfEpoch();
        fitted.add(fit.toString());
        if (!Double.isFinite(epoch.loss())) {
            diverged.putIfAbsent(fit.toString(), epoch.number());
        }
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public synchronized void finished(FitScore score) {
        finished++;
        if (stopped) {
            return;
        }
        if (bar != null) {
            bar.setExtraMessage("%d/%d fits".formatted(finished, fits)); // more would leave no room for the bar
        } else if (fitted.contains(score.fit())) { // the others were there already
            System.err.println(line(score) + timeLeft());
        }
    }

    /** Shows no more fits: what follows is the command's last line. */
    synchronized void stop() {
        stopped = true;
    }

    @Override
    public void grouped(List<FitScore> rows) {
        // The lines of the fits have said it.
    }

    private String line(FitScore score) {
        double correlation = score.scores().correlation();
        String corr = Double.isNaN(correlation) ? "–" : String.format(Locale.ROOT, "%.3f", correlation);
        Integer epoch = diverged.get(score.fit());
        String end = epoch == null ? "" : "; diverged in epoch " + epoch;
        return "%d/%d  %s: CORR %s (%s), epoch %d%s"
                .formatted(finished, fits, score.fit(), corr, score.tier(), score.epoch(), end);
    }

    private synchronized void sayDiverged() {
        if (!diverged.isEmpty()) {
            System.err.printf(
                    "%d of the fits diverged (the loss is no longer a number): %s%s; try a smaller --learning-rate%n",
                    diverged.size(),
                    diverged.keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", ")),
                    diverged.size() > MOST_NAMED ? ", ..." : "");
        }
    }

    private String timeLeft() {
        return secondsLeft()
                .map(seconds -> ", about " + TimeText.roughly(seconds) + " left")
                .orElse("");
    }

    /** At the pace so far; empty before there is any, and at the end. */
    private synchronized Optional<Double> secondsLeft() {
        if (done <= 0 || finished == fits) {
            return Optional.empty();
        }
        double elapsed = (nanoseconds.getAsLong() - start) / 1e9;
        return Optional.of(elapsed / done * Math.max(0, work - done));
    }

    /** Not synchronized: the bar may be drawing itself, which asks for the time left. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        sayDiverged();
    }
}
