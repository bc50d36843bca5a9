package org.hypercolumn.train;

/** Hears how a run goes, from several threads at once. */
public interface Progress {

    /** An epoch has ended. */
    void epoch(Fit fit, Epoch epoch);

    /** A fit has ended and its files are written. */
    void finished(FitScore score);
}
