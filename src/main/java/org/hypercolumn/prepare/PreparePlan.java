package org.hypercolumn.prepare;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of a recording, in the order in which it is done.
 *
 * @param selection what is kept
 * @param incomplete what is taken out where a pixel or a response is missing, one after the other; empty to refuse it
 * @param split into tiers anew
 * @param crop the part of each image
 * @param size to which images are averaged down
 * @param statistics whose statistics are written
 * @param scale of what is written
 */
public record PreparePlan(
        Selection selection,
        List<Incomplete> incomplete,
        Optional<Split> split,
        Optional<Crop> crop,
        Optional<Size> size,
        StatisticsOf statistics,
        Scale scale) {

    /** Whose statistics. */
    public enum StatisticsOf {
        /** Of the training images that are written. */
        TRAINING,
        /** Those that a Sensorium scan gives itself, which may be of test images too. */
        GIVEN
    }

    /** Of the images and responses that are written. */
    public enum Scale {
        /** As recorded. */
        RECORDED,
        /** Images less their mean, over their deviation; responses over theirs. */
        NORMALISED
    }

    /** Puts a plan together. */
    public PreparePlan {
        incomplete = List.copyOf(incomplete);
    }

    /** The recording as it is, with the statistics of its training images. */
    public static PreparePlan convert() {
        return new PreparePlan(
                Selection.all(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                StatisticsOf.TRAINING,
                Scale.RECORDED);
    }

    /** The same with another selection. */
    public PreparePlan withSelection(Selection changed) {
        return new PreparePlan(changed, incomplete, split, crop, size, statistics, scale);
    }

    /** The same with other things taken out. */
    public PreparePlan withIncomplete(List<Incomplete> changed) {
        return new PreparePlan(selection, changed, split, crop, size, statistics, scale);
    }

    /** The same with another split. */
    public PreparePlan withSplit(Optional<Split> changed) {
        return new PreparePlan(selection, incomplete, changed, crop, size, statistics, scale);
    }

    /** The same with another part of each image. */
    public PreparePlan withCrop(Optional<Crop> changed) {
        return new PreparePlan(selection, incomplete, split, changed, size, statistics, scale);
    }

    /** The same with another size. */
    public PreparePlan withSize(Optional<Size> changed) {
        return new PreparePlan(selection, incomplete, split, crop, changed, statistics, scale);
    }

    /** The same with other statistics. */
    public PreparePlan withStatistics(StatisticsOf changed) {
        return new PreparePlan(selection, incomplete, split, crop, size, changed, scale);
    }

    /** The same with another scale. */
    public PreparePlan withScale(Scale changed) {
        return new PreparePlan(selection, incomplete, split, crop, size, statistics, changed);
    }
}
