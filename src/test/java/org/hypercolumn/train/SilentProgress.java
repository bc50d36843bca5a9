package org.hypercolumn.train;

/** Says nothing to nobody. */
public final class SilentProgress implements Progress {

    @Override
    public void epoch(Fit fit, Epoch epoch) {}

    @Override
    public void finished(FitScore score) {}
}
