package org.hypercolumn.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
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

    private final int fits;
    private final Map<Fit, Left> left;
    private final double work;
    private final @Nullable ProgressBar bar;
    private final LongSupplier nanoseconds;
    private final long start;
    private final Set<String> fitted = new HashSet<>();
    private double done;
    private int finished;

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
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public synchronized void finished(FitScore score) {
        finished++;
        if (bar != null) {
            bar.setExtraMessage("%d/%d fits".formatted(finished, fits)); // more would leave no room for the bar
        } else if (fitted.contains(score.fit())) { // the others were there already
            System.err.println(line(score) + timeLeft());
        }
    }

    @Override
    public void grouped(List<FitScore> rows) {
        // The lines of the fits have said it.
    }

    private String line(FitScore score) {
        return String.format(
                Locale.ROOT,
                "%d/%d  %s: CORR %.3f (%s), epoch %d",
                finished,
                fits,
                score.fit(),
                score.scores().correlation(),
                score.tier(),
                score.epoch());
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
    }
}
