package org.hypercolumn.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    private final int epochsLeft;
    private final @Nullable ProgressBar bar;
    private final LongSupplier nanoseconds;
    private final long start;
    private final Set<String> fitted = new HashSet<>();
    private int epochs;
    private int finished;

    /**
     * Starts to show.
     *
     * @param fits all fits of the run
     * @param epochsLeft epochs that are to be trained
     */
    ConsoleProgress(int fits, int epochsLeft, LongSupplier nanoseconds) {
        this.fits = fits;
        this.epochsLeft = epochsLeft;
        this.nanoseconds = nanoseconds;
        this.start = nanoseconds.getAsLong();
        this.bar = Terminal.isPresent() && epochsLeft > 0
                ? new ProgressBarBuilder()
                        .setTaskName("fitting")
                        .setUnit(" epochs", 1)
                        .setInitialMax(epochsLeft)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .setConsumer(new ConsoleProgressBarConsumer(System.out, COLUMNS))
                        .build()
                : null;
    }

    @Override
    public synchronized void epoch(Fit fit, Epoch epoch) {
        epochs++;
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
        if (epochs == 0 || finished == fits) {
            return "";
        }
        double elapsed = (nanoseconds.getAsLong() - start) / 1e9;
        return ", about " + TimeText.of(elapsed / epochs * Math.max(0, epochsLeft - epochs)) + " left";
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
