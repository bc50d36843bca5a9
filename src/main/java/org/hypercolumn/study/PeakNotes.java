package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.PeakTuning;

/** What a reader of PT_J and PT_S must know: of how many images they are, what chance gives, and whether k is enough. */
public final class PeakNotes {

    private static final int IMAGES_PER_PEAK_IMAGE = 100;

    private PeakNotes() {}

    /**
     * A sentence or a few, without capitals and full stops; none where it is not known how many images were scored.
     *
     * @param ceilings of the neurons that are scored
     */
    public static List<String> of(Ceilings ceilings) {
        return of(images(ceilings), ceilings.neurons().size());
    }

    /** How many images scores are of; 0 if it is not known. */
    public static int images(Ceilings ceilings) {
        return ceilings.neurons().stream()
                .mapToInt(Ceilings.Neuron::images)
                .findFirst()
                .orElse(0);
    }

    static List<String> of(int images, int neurons) {
        if (images == 0) {
            return List.of();
        }
        int k = PeakTuning.peakImages(images);
        List<String> notes = new ArrayList<>();
        notes.add("PT_J and PT_S: k = %d of %d images; theta is a neuron's %s recorded response"
                .formatted(k, images, k == 1 ? "largest" : ordinal(k) + " largest"));
        notes.add("by chance, drawing from a neuron's own responses at random: PT_J %1$s, PT_S %2$s, PT_R %1$s"
                .formatted(
                        TableNumbers.value(Metric.PT_J, k / (double) images),
                        TableNumbers.value(Metric.PT_S, PeakTuning.separateByChance(images))));
        if (k < PeakTuning.FEWEST_PEAK_IMAGES) {
            notes.add(
                    "%s not informative with k = %d: the standard error is up to %d points for a neuron, %d for the mean over %d; report on %d images or more"
                            .formatted(
                                    PeakTuning.UNINFORMATIVE,
                                    k,
                                    points(k),
                                    points((long) k * neurons),
                                    neurons,
                                    PeakTuning.FEWEST_PEAK_IMAGES * IMAGES_PER_PEAK_IMAGE));
        }
        return notes;
    }

    /** A note as a sentence of its own. */
    static String sentence(String note) {
        return Character.toUpperCase(note.charAt(0)) + note.substring(1) + ".";
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
