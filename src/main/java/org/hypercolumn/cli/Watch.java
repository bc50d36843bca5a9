package org.hypercolumn.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Shows again and again how far a run has come, until it has ended. */
final class Watch {

    private final Watched watched;
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
     * A watch.
     *
     * @param watched a run
     */
    Watch(Watched watched, InstantSource clock, Display display) {
        this.watched = watched;
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
        Watched.Look look = watched.look(clock.instant());
        List<String> lines = look.lines();
        while (display.show(lines) && !look.hasEnded()) {
            display.pause(every);
            try {
                look = watched.look(clock.instant());
                lines = look.lines();
            } catch (IOException e) {
                lines = new ArrayList<>(look.lines());
                lines.add(ProgressText.plain("cannot be read now, trying again: " + Failure.line(e)));
            }
        }
    }
}
