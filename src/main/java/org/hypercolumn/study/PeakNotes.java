package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.metrics.PeakTuning;

/** What a reader of PT_J and PT_S must know: of how many images they are, and whether these are enough. */
public final class PeakNotes {

    private static final int IMAGES_PER_PEAK_IMAGE = 100;

    private PeakNotes() {}

    /**
     * A sentence or two, without capitals and full stops; none where it is not known how many images were scored.
     *
     * @param ceilings of the neurons that are scored
     */
    public static List<String> of(Ceilings ceilings) {
        int neurons = ceilings.neurons().size();
        int images = ceilings.neurons().stream()
                .mapToInt(Ceilings.Neuron::images)
                .findFirst()
                .orElse(0);
        if (images == 0) {
            return List.of();
        }
        int k = PeakTuning.peakImages(images);
        List<String> notes = new ArrayList<>();
        notes.add("PT_J and PT_S: k = %d of %d images; theta is a neuron's %s recorded response"
                .formatted(k, images, k == 1 ? "largest" : ordinal(k) + " largest"));
        if (k < PeakTuning.FEWEST_PEAK_IMAGES) {
            notes.add(
                    "with k = %d, PT_J and PT_S mean little: their standard error is up to %d points for a neuron, %d for the mean over %d; report on %d images or more"
                            .formatted(
                                    k,
                                    points(k),
                                    points((long) k * neurons),
                                    neurons,
                                    PeakTuning.FEWEST_PEAK_IMAGES * IMAGES_PER_PEAK_IMAGE));
        }
        return notes;
    }

    /** The largest standard error of a share of so many, in percentage points: that of one half. */
    private static long points(long count) {
        return Math.round(50 / Math.sqrt((double) count));
    }

    private static String ordinal(int number) {
        int lastTwo = number % 100;
        if (lastTwo >= 11 && lastTwo <= 13) {
            return number + "th";
        }
        return number
                + switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}
