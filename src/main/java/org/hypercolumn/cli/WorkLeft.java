package org.hypercolumn.cli;

import java.util.List;

/**
 * How much is left to do of a study, or of several.
 *
 * @param fits to be made
 * @param all that it has
 * @param time until they have ended; unknown where it was not worth measuring
 * @param bytes that its files will take in the end
 */
record WorkLeft(int fits, int all, TimeRange time, long bytes) {

    /** Of several studies, one after the other. */
    static WorkLeft sum(List<WorkLeft> studies) {
        return new WorkLeft(
                studies.stream().mapToInt(WorkLeft::fits).sum(),
                studies.stream().mapToInt(WorkLeft::all).sum(),
                studies.stream().map(WorkLeft::time).reduce(TimeRange.unknown(), TimeRange::plus),
                studies.stream().mapToLong(WorkLeft::bytes).sum());
    }

    /** In a line. */
    String text() {
        return fits == 0
                ? "all %d fits are already done".formatted(all)
                : "%d of %d fits left; this takes %s%s; files of about %s"
                        .formatted(
                                fits,
                                all,
                                time.isKnown() ? time.text() : "less than a minute",
                                time.reason(),
                                StudyEstimate.size(bytes));
    }
}
