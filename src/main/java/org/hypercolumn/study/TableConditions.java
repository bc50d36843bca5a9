package org.hypercolumn.study;

import java.util.List;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.ResponseScaling;

/**
 * What all scores of a table have in common.
 *
 * @param tier name of the images reported on
 * @param protocol which images chose the epoch
 * @param responses in which unit the networks learned the responses
 * @param seeds of the fits, ascending, one or more
 * @param neurons how many neurons any of its models was fitted to
 * @param images how many images are reported on; 0 if it is not known
 */
public record TableConditions(
        String tier, Protocol protocol, ResponseScaling responses, List<Long> seeds, int neurons, int images) {

    public TableConditions {
        seeds = List.copyOf(seeds);
    }

    /** Of the rows, one or more, that {@link ModelScores#requireComparable} let pass. */
    static TableConditions of(List<FitScore> rows, int images) {
        FitScore first = rows.get(0);
        return new TableConditions(
                first.tier(),
                first.plan().protocol(),
                first.plan().responses(),
                rows.stream().map(row -> row.plan().seed()).distinct().sorted().toList(),
                Math.toIntExact(rows.stream().map(FitScore::neuron).distinct().count()),
                images);
    }

    /** The same of another number of images. */
    TableConditions withImages(int changed) {
        return new TableConditions(tier, protocol, responses, seeds, neurons, changed);
    }

    /** The same of another number of neurons. */
    TableConditions withNeurons(int changed) {
        return new TableConditions(tier, protocol, responses, seeds, changed, images);
    }
}
