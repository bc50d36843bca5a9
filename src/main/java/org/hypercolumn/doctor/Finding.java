package org.hypercolumn.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Something found in a recording.
 *
 * @param kind what it is a case of
 * @param what a sentence or two with numbers and names, without a period at the end
 * @param remedy what to do about it, without a period at the end
 */
public record Finding(Kind kind, String what, String remedy) {

    /** What there is to be found; {@code docs/doctor.md} explains each. */
    public enum Kind {
        /** The recording cannot be read at all. */
        UNREADABLE(Severity.REFUSED),
        /** Pixels that are NaN or infinite. */
        NAN_PIXELS(Severity.REFUSED),
        /** Responses that are NaN or infinite. */
        NAN_RESPONSES(Severity.REFUSED),
        /** The same image, or images of one group, in two tiers. */
        LEAK(Severity.REFUSED),
        /** Too few images for training, for choosing the epoch, or for a report. */
        TOO_FEW_IMAGES(Severity.REFUSED),
        /** All training images are one gray level. */
        NO_CONTRAST(Severity.REFUSED),
        /** Images that a model leaves no hypercolumn of. */
        IMAGES_TOO_SMALL(Severity.REFUSED),
        /** Test responses that are all 0. */
        HIDDEN_TEST(Severity.WARNING),
        /** Nearly the same image in two tiers, or where a draw can part the two. */
        NEAR_DUPLICATES(Severity.WARNING),
        /** The same image several times in one tier. */
        DUPLICATES(Severity.WARNING),
        /** Images of one gray level. */
        BLANK_IMAGES(Severity.WARNING),
        /** Neurons that respond the same to every image, or to all but a few. */
        CONSTANT_NEURON(Severity.WARNING),
        /** Two neurons with the same responses. */
        SAME_NEURON(Severity.WARNING),
        /** Neurons that do not repeat themselves. */
        UNRELIABLE_NEURON(Severity.WARNING),
        /** So few images to choose or report on that scores say little. */
        SMALL_TIER(Severity.WARNING),
        /** So few repeats that ceilings say little. */
        FEW_REPEATS(Severity.WARNING),
        /** Pixels or responses of another scale than in training. */
        OTHER_SCALE(Severity.WARNING),
        /** A number, far from all others, that may stand for what was not recorded. */
        PLACEHOLDER(Severity.WARNING),
        /** One response that makes most of a neuron's variance. */
        OUTLIER(Severity.WARNING),
        /** Responses whose unit training as published does not reach. */
        RESPONSE_SCALE(Severity.NOTE),
        /** Nearly the same image several times in one tier. */
        SIMILAR_IMAGES(Severity.NOTE),
        /** Images whose sides differ. */
        NOT_SQUARE(Severity.NOTE),
        /** Images much larger than the paper's. */
        LARGE_IMAGES(Severity.NOTE),
        /** No validation tier. */
        NO_TIERS(Severity.NOTE),
        /** No single trials. */
        NO_TRIALS(Severity.NOTE),
        /** What was left out or assumed in reading. */
        READING(Severity.NOTE);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        /** How bad it is. */
        public Severity severity() {
            return severity;
        }

        /** Name in files and in the documentation, such as {@code nan-pixels}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** All ids, the worst first. */
        public static List<String> ids() {
            return Arrays.stream(values()).map(Kind::id).toList();
        }
    }

    /** How bad it is. */
    public Severity severity() {
        return kind.severity();
    }
}
