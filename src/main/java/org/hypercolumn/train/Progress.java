package org.hypercolumn.train;

import java.io.IOException;
import java.util.List;

/** Hears how a run goes, from several threads at once. */
public interface Progress {

    /** An epoch has ended. */
    void epoch(Fit fit, Epoch epoch);

    /** A fit has ended and its files are written. */
    void finished(FitScore score);

    /**
     * All fits of a model, share and seed have ended.
     *
     * @param rows of scores.csv so far, in order
     * @throws IOException if what is made of them cannot be written; it ends the run
     */
    void grouped(List<FitScore> rows) throws IOException;
}
