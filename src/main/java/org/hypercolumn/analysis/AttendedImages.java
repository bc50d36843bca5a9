package org.hypercolumn.analysis;

import java.util.Arrays;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;

/** The S images of a neuron's attention: where they are in the tier, how it responded, how clear the center's orientation is. */
final class AttendedImages {

    private final int[] places;
    private final float[] recorded;
    private final double[] coherence;

    /** Wraps copies of arrays {@code [S]}. */
    AttendedImages(int[] places, float[] recorded, double[] coherence) {
        this.places = places.clone();
        this.recorded = recorded.clone();
        this.coherence = coherence.clone();
    }

    int count() {
        return places.length;
    }

    /** Places in the recording's tier, {@code [S]}; a copy. */
    int[] places() {
        return places.clone();
    }

    /** Coherence of the orientation at the center, 0 to 1, {@code [S]}; a copy. */
    double[] coherence() {
        return coherence.clone();
    }

    /** The images with the highest recorded responses, at most {@code count}, falling, as {@link Ranking} has it. */
    int[] best(int count) {
        return Arrays.stream(Ranking.falling(recorded)).limit(count).toArray();
    }

    void addTo(Map<String, NpyArray> arrays) {
        arrays.put("image_index", NamedArrays.of(places));
        arrays.put("recorded", NpyArray.ofFloats(recorded, recorded.length));
        arrays.put("center_coherence", NpyArray.ofDoubles(coherence, coherence.length));
    }

    static AttendedImages of(NamedArrays arrays) throws BadDataFileException {
        int[] places = arrays.wholeNumbers("image_index", NamedArrays.ANY, 0);
        if (places.length == 0) {
            throw arrays.bad("image_index", "expected an image or more, got none");
        }
        float[] recorded =
                arrays.array("recorded", ElementType.F4, places.length).toFloats();
        for (float response : recorded) {
            if (!Float.isFinite(response)) {
                throw arrays.bad("recorded", "expected finite responses, got " + response);
            }
        }
        double[] coherence =
                arrays.array("center_coherence", ElementType.F8, places.length).toDoubles();
        if (Arrays.stream(coherence).anyMatch(value -> !(value >= 0 && value <= 1))) {
            throw arrays.bad("center_coherence", "expected numbers of 0 to 1, got others");
        }
        return new AttendedImages(places, recorded, coherence);
    }
}
