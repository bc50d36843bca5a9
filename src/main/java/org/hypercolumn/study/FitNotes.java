package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.ResponseScaling;

/** Fits whose scores say little of their model: they have not reached the responses' scale, or were still improving. */
public final class FitNotes {

    private static final double LEAST_SPREAD = 0.1;
    private static final double MOST_SPREAD = 3;

    private FitNotes() {}

    /** A sentence for each kind of such fits, without capitals and full stops; with how many of each model there are. */
    public static List<String> of(List<FitScore> rows) {
        List<String> notes = new ArrayList<>();
        boolean published = rows.stream().anyMatch(row -> row.plan().responses() == ResponseScaling.PUBLISHED);
        counted(rows, FitNotes::isOffScale)
                .ifPresent(counts -> notes.add(
                        "the standard deviation of the predictions is below %s or above %s times that of the recorded responses in %s; PT_J and PT_S are uninformative for these fits%s"
                                .formatted(
                                        DecimalText.of(LEAST_SPREAD),
                                        DecimalText.of(MOST_SPREAD),
                                        counts,
                                        published
                                                ? ", which need more --epochs, or --responses scaled if the unit is the reason"
                                                : ", which may need more --epochs")));
        counted(rows, FitNotes::isStillImproving)
                .ifPresent(counts ->
                        notes.add("best at their last epoch, so perhaps still improving: %s; try more --epochs"
                                .formatted(counts)));
        return notes;
    }

    private static boolean isOffScale(FitScore row) {
        double spread = Metric.SPREAD.of(row.scores());
        return spread < LEAST_SPREAD || spread > MOST_SPREAD;
    }

    private static boolean isStillImproving(FitScore row) {
        return row.plan().epochs() > 1 && row.epoch() == row.plan().epochs();
    }

    /** {@code 3 of 12 fits (ff-cnn 2 of 4, rf-cnn 1 of 4)}; empty for none. */
    private static Optional<String> counted(List<FitScore> rows, Predicate<FitScore> isOne) {
        Map<String, List<FitScore>> byModel =
                rows.stream().collect(Collectors.groupingBy(FitScore::model, LinkedHashMap::new, Collectors.toList()));
        List<String> models = new ArrayList<>();
        byModel.forEach((model, own) -> {
            long count = own.stream().filter(isOne).count();
            if (count > 0) {
                models.add("%s %d of %d".formatted(model, count, own.size()));
            }
        });
        long all = rows.stream().filter(isOne).count();
        return all == 0
                ? Optional.empty()
                : Optional.of("%d of %d %s (%s)"
                        .formatted(all, rows.size(), rows.size() == 1 ? "fit" : "fits", String.join(", ", models)));
    }
}
