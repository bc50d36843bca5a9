package org.hypercolumn.study;

import java.util.List;
import org.hypercolumn.data.BadDataFileException;

/** At which share of the training images runs are compared. */
final class ComparedShare {

    private ComparedShare() {}

    /** The same of two runs. */
    static double of(ScoredRun first, ScoredRun second, ComparisonChoice choice) throws BadDataFileException {
        return of(List.of(first, second), choice);
    }

    /**
     * The share asked for, or the largest that all runs have.
     *
     * @param runs one or more
     * @throws BadDataFileException if a run has not the one asked for, or they have none in common
     */
    static double of(List<ScoredRun> runs, ComparisonChoice choice) throws BadDataFileException {
        if (choice.share().isPresent()) {
            double share = choice.share().get();
            for (ScoredRun run : runs) {
                if (!run.shares().contains(share)) {
                    throw new BadDataFileException(
                            run.folder().path(),
                            "has no scores at share %s of the training images, but at %s; choose one of these"
                                    .formatted(TableNumbers.share(share), percents(run)));
                }
            }
            return share;
        }
        ScoredRun first = runs.get(0);
        List<Double> common = first.shares();
        for (ScoredRun run : runs) {
            common = common.stream().filter(run.shares()::contains).toList();
            if (common.isEmpty()) {
                throw new BadDataFileException(
                        run.folder().path(),
                        "has no share of the training images in common with %s, %s here and %s there; compare runs of one share"
                                .formatted(first.name(), percents(run), percents(first)));
            }
        }
        return common.get(common.size() - 1);
    }

    private static String percents(ScoredRun run) {
        return String.join(", ", run.shares().stream().map(TableNumbers::share).toList());
    }
}
