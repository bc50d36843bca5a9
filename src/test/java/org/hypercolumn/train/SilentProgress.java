package org.hypercolumn.train;

import java.util.List;

/** Says nothing to nobody. */
public final class SilentProgress implements Progress {

    @Override
    public void epoch(Fit fit, Epoch epoch) {}

    @Override
    public void finished(FitScore score) {}

    @Override
    public void grouped(List<FitScore> rows) {}
}
