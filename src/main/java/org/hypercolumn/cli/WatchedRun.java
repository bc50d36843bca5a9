package org.hypercolumn.cli;

import java.io.IOException;
import java.time.Instant;
import org.hypercolumn.study.RunProgress;
import org.hypercolumn.train.RunFolder;
import org.jspecify.annotations.Nullable;

/** A run that is watched. Mutable: it remembers the last look. */
final class WatchedRun implements Watched {

    private final String name;
    private final RunFolder folder;
    private @Nullable RunProgress last;

    /**
     * A run that is not looked at yet.
     *
     * @param name how the user calls it
     */
    WatchedRun(String name, RunFolder folder) {
        this.name = name;
        this.folder = folder;
    }

    @Override
    public Look look(Instant now) throws IOException {
        RunProgress progress = progress(now);
        return new Look(ProgressText.of(name, progress), progress.state() == RunProgress.State.ENDED);
    }

    /** How far it has come. */
    RunProgress progress(Instant now) throws IOException {
        RunProgress before = last;
        RunProgress progress = before == null ? RunProgress.read(folder, now) : before.readAgain(folder, now);
        last = progress;
        return progress;
    }
}
