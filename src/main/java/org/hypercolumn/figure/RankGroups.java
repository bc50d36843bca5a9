package org.hypercolumn.figure;

import org.hypercolumn.drawing.Values;

/**
 * Ranks side by side, averaged where a curve is drawn as a thin line among many, which has no room for each rank.
 *
 * @param ranks that all groups cover, from 1 on
 * @param size ranks of a group; the last group may be smaller
 */
record RankGroups(int ranks, int size) {

    private static final int MOST = 60;

    /** As few ranks a group as keep the number of groups small. */
    static RankGroups of(int ranks) {
        return new RankGroups(ranks, (ranks + MOST - 1) / MOST);
    }

    /** Every rank on its own. */
    static RankGroups single(int ranks) {
        return new RankGroups(ranks, 1);
    }

    int count() {
        return (ranks + size - 1) / size;
    }

    /** The first rank of a group, from 1. */
    int first(int group) {
        return group * size + 1;
    }

    /** The last rank of a group. */
    int last(int group) {
        return Math.min(ranks, (group + 1) * size);
    }

    /** Where groups stand on an axis of ranks. */
    Values middles() {
        double[] middles = new double[count()];
        for (int group = 0; group < middles.length; group++) {
            middles[group] = (first(group) + last(group)) / 2.0;
        }
        return Values.of(middles);
    }

    /** The mean of a curve in each group. */
    Values means(double[] curve) {
        double[] means = new double[count()];
        for (int group = 0; group < means.length; group++) {
            double sum = 0;
            for (int rank = first(group); rank <= last(group); rank++) {
                sum += curve[rank - 1];
            }
            means[group] = sum / (last(group) - first(group) + 1);
        }
        return Values.of(means);
    }
}
