package org.hypercolumn.drawing;

import java.util.Optional;

/**
 * A line of a legend.
 *
 * @param label its text
 * @param look of the sample
 * @param sample what stands before the text
 */
record LegendEntry(String label, Look look, Sample sample) {

    /** An entry, unless {@code label} is empty. */
    static Optional<LegendEntry> of(String label, Look look, Sample sample) {
        return label.isEmpty() ? Optional.empty() : Optional.of(new LegendEntry(label, look, sample));
    }

    /** What a legend shows of a mark. */
    enum Sample {
        LINE,
        DOT,
        AREA,
        BAND
    }
}
