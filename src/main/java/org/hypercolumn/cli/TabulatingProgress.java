package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.study.StudyTables;
import org.hypercolumn.train.Epoch;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Progress;

/**
 * Makes a study's tables anew whenever all fits of a model, share and seed have ended, so that a study of days can be read
 * meanwhile; all else it passes on.
 *
 * @param progress what shows how the study goes
 * @param tables folder of the tables
 */
record TabulatingProgress(Progress progress, Path tables) implements Progress {

    @Override
    public void epoch(Fit fit, Epoch epoch) {
        progress.epoch(fit, epoch);
    }

    @Override
    public void finished(FitScore score) {
        progress.finished(score);
    }

    @Override
    public void grouped(List<FitScore> rows) throws IOException {
        StudyTables.of(rows).write(tables);
    }
}
