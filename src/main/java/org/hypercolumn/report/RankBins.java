package org.hypercolumn.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Which ranks of a tuning curve share a point: the first 30 have one each, later ones share it with the next 4 % of their
 * rank, so that 1000 ranks take 133 points and the peak loses nothing.
 *
 * @param starts the first rank of each point, from 0, rising
 * @param ranks how many there are
 */
record RankBins(List<Integer> starts, int ranks) {

    private static final int SHOWN_ALL = 30;

    private static final int RANKS_PER_WIDTH = 25;

    RankBins {
        starts = List.copyOf(starts);
    }

    /** The points of a curve over {@code ranks} images. */
    static RankBins of(int ranks) {
        List<Integer> starts = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank += rank < SHOWN_ALL ? 1 : rank / RANKS_PER_WIDTH) {
            starts.add(rank);
        }
        return new RankBins(starts, ranks);
    }

    /** As {@link #means(double[])}. */
    Values means(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return means(wide);
    }

    /**
     * The mean of each point's values that are not NaN; NaN where all are.
     *
     * @param values {@code [ranks]} by rank, read only
     */
    Values means(double[] values) {
        if (values.length != ranks) {
            throw new IllegalArgumentException(
                    "tuning curve: expected a value for each of %d ranks, got %d".formatted(ranks, values.length));
        }
        double[] means = new double[starts.size()];
        for (int point = 0; point < means.length; point++) {
            int end = point + 1 < means.length ? starts.get(point + 1) : ranks;
            double sum = 0;
            int defined = 0;
            for (int rank = starts.get(point); rank < end; rank++) {
                if (!Double.isNaN(values[rank])) {
                    sum += values[rank];
                    defined++;
                }
            }
            means[point] = sum / defined; // 0 / 0 is NaN
        }
        return Values.of(means);
    }
}
