package org.hypercolumn.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.study.RunProgress;
import org.hypercolumn.study.RunProgress.State;
import org.hypercolumn.train.RunFolder;

/** Shows again and again how far a run has come, until it has ended. */
final class Watch {

    private final String run;
    private final RunFolder folder;
    private final InstantSource clock;
    private final Display display;

    /** Where it is shown, and what passes the time. */
    interface Display {
        /** Shows lines in place of those before; whether they could be shown. */
        boolean show(List<String> lines) throws InterruptedException;

        /** Waits. */
        void pause(Duration pause) throws InterruptedException;
    }

    /**
     * A watch on a run.
     *
     * @param run how the user calls the folder
     */
    Watch(String run, RunFolder folder, InstantSource clock, Display display) {
        this.run = run;
        this.folder = folder;
        this.clock = clock;
        this.display = display;
    }

    /**
     * Shows the run until it has ended, or nobody can see it any more. After the first look, what cannot be read is said and
     * tried again.
     *
     * @param every from one look to the next
     * @throws IOException if the first look finds no run
     * @throws InterruptedException if interrupted
     */
    void untilEnded(Duration every) throws IOException, InterruptedException {
        RunProgress progress = RunProgress.read(folder, clock.instant());
        List<String> lines = ProgressText.of(run, progress);
        while (display.show(lines) && progress.state() != State.ENDED) {
            display.pause(every);
            try {
                progress = progress.readAgain(folder, clock.instant());
                lines = ProgressText.of(run, progress);
            } catch (IOException e) {
                lines = new ArrayList<>(ProgressText.of(run, progress));
                lines.add(ProgressText.plain("cannot be read now, trying again: " + Failure.line(e)));
            }
        }
    }
}
