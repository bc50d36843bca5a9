package org.hypercolumn.format;

import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/** The number of the first image, where numbers say which image was shown: 0, or 1 as in MATLAB. */
final class FirstImage {
    private FirstImage() {}

    /**
     * The number of the first image; 0 if nothing is said.
     *
     * @param said what the mapping or the recording says
     * @throws ArrayFormatException if it is neither 0 nor 1
     */
    static int of(Optional<String> said) throws ArrayFormatException {
        if (said.isEmpty() || said.get().equals("0")) {
            return 0;
        }
        if (said.get().equals("1")) {
            return 1;
        }
        throw new ArrayFormatException(
                "expected trial_images_from to be 0 or 1, got '%s'".formatted(Excerpt.of(said.get())));
    }

    /**
     * Asks where images may be counted from 1: a shift would pair every response with another image.
     *
     * @param smallest number of an image that was shown
     * @param largest such number
     * @param images how many there are
     * @throws ArrayFormatException if no trial shows image 0, and all numbers could be counted from 1
     */
    static void check(int smallest, int largest, int images) throws ArrayFormatException {
        if (smallest > 0 && largest <= images) {
            throw new ArrayFormatException(
                    "expected images of 0 to %d for the trials, got %d to %d; say in a mapping 'trial_images_from: 1' if the first image is called 1, as in MATLAB%s"
                            .formatted(
                                    images - 1,
                                    smallest,
                                    largest,
                                    largest < images
                                            ? ", or 'trial_images_from: 0' if the first image was never shown"
                                            : ""));
        }
    }
}
