package org.hypercolumn.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which ranks of a tuning curve share a point: the first 30 have one each, later ones share it with the next 4 % of their
 * rank, so that 1000 ranks take 133 points and the peak loses nothing. And which ranks a scatter plot shows.
 *
 * @param starts the first rank of each point, from 0, rising
 * @param scattered ranks of a scatter plot, from 0, rising
 * @param ranks how many there are
 */
record RankBins(List<Integer> starts, List<Integer> scattered, int ranks) {

    private static final int SHOWN_ALL = 30;

    private static final int RANKS_PER_WIDTH = 25;

    /** The share of a scatter plot's points that are the largest responses, if it cannot show all. */
    private static final double LARGEST = 1 / 3.0;

    RankBins {
        starts = List.copyOf(starts);
        scattered = List.copyOf(scattered);
    }

    /**
     * The points of a curve over {@code ranks} images, and of a scatter plot.
     *
     * @param most how many points a scatter plot has at most; of more ranks it shows the first ones and then others at
     *     equal distances, up to the last
     */
    static RankBins of(int ranks, int most) {
        List<Integer> starts = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank += rank < SHOWN_ALL ? 1 : rank / RANKS_PER_WIDTH) {
            starts.add(rank);
        }
        int points = Math.min(ranks, most);
        int first = (int) (points * LARGEST);
        double distance = (ranks - first) / (double) (points - first); // 1 or more: none comes twice
        List<Integer> scattered = IntStream.range(0, points)
                .map(i -> i < first ? i : ranks - 1 - (int) ((points - 1 - i) * distance))
                .boxed()
                .toList();
        return new RankBins(starts, scattered, ranks);
    }

    /** The values of a scatter plot's ranks. */
    Values scattered(float[] values) {
        requireValueForEachRank(values.length);
        return Values.of(scattered.stream().mapToDouble(rank -> values[rank]).toArray());
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
        requireValueForEachRank(values.length);
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

    private void requireValueForEachRank(int values) {
        if (values != ranks) {
            throw new IllegalArgumentException(
                    "tuning curve: expected a value for each of %d ranks, got %d".formatted(ranks, values));
        }
    }
}
