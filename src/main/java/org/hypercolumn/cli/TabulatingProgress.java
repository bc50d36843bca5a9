package org.hypercolumn.cli;

import java.io.IOException;
import java.util.List;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.study.NamedPrimary;
import org.hypercolumn.study.StudyTables;
import org.hypercolumn.train.Epoch;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Progress;
import org.hypercolumn.train.RunFolder;

/**
 * Makes a study's tables anew whenever all fits of a model, share and seed have ended, so that a study of days can be read
 * meanwhile; all else it passes on.
 *
 * @param progress what shows how the study goes
 * @param folder of the run
 * @param then what is to be made of the tables' scores besides
 */
record TabulatingProgress(Progress progress, RunFolder folder, Then then) implements Progress {

    /** Makes something of the scores whenever the tables are made anew. */
    @FunctionalInterface
    interface Then {
        void tabulated() throws IOException;
    }

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
        StudyTables.of(rows, Ceilings.readOfRun(folder.neurons()))
                .withPrimary(NamedPrimary.read(folder))
                .write(folder.tables());
        then.tabulated();
    }
}
