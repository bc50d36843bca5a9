package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.drawing.Values;

/**
 * Neighboring ranks taken together, about as wide as each other on a logarithmic axis: the first ranks each on its own,
 * later ones in groups of a tenth of their rank.
 *
 * @param ranks that all groups cover, from 1 on
 * @param firsts the first rank of each group, rising from 1
 */
record RankGroups(int ranks, List<Integer> firsts) {

    private static final int PARTS = 10; // a group is this part of its first rank

    RankGroups {
        firsts = List.copyOf(firsts);
    }

    static RankGroups of(int ranks) {
        List<Integer> firsts = new ArrayList<>();
        for (int first = 1; first <= ranks; first += Math.max(1, first / PARTS)) {
            firsts.add(first);
        }
        return new RankGroups(ranks, firsts);
    }

    int count() {
        return firsts.size();
    }

    /** The first rank of a group, from 1. */
    int first(int group) {
        return firsts.get(group);
    }

    /** The last rank of a group. */
    int last(int group) {
        return group + 1 < count() ? firsts.get(group + 1) - 1 : ranks;
    }

    /** Where groups stand on a logarithmic axis of ranks. */
    Values middles() {
        double[] middles = new double[count()];
        for (int group = 0; group < middles.length; group++) {
            middles[group] = Math.sqrt((double) first(group) * last(group));
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
