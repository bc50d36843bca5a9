package org.hypercolumn.stimulus;

import java.util.Objects;

/**
 * How pixels become the numbers that a model sees: {@code (pixel - mean) / standardDeviation}, two scalars for all
 * images and places, those of the training images.
 *
 * @param mean gray levels, finite
 * @param standardDeviation gray levels, above 0 and finite
 */
public record Normalization(double mean, double standardDeviation) {

    private static final Normalization NONE = new Normalization(0, 1);

    /**
     * @throws IllegalArgumentException if the mean is not finite, or if the standard deviation is not finite and above
     *     0, in float too
     */
    public Normalization {
        if (!Float.isFinite((float) mean)) {
            throw new IllegalArgumentException("normalization: mean must be finite, got " + mean);
        }
        if (!((float) standardDeviation > 0 && Float.isFinite((float) standardDeviation))) {
            throw new IllegalArgumentException("normalization: standard deviation must be above 0 and finite, got "
                    + standardDeviation + "; are all training images one gray level?");
        }
    }

    /** The identity, for models that take pixels as they are: mean 0, standard deviation 1. */
    public static Normalization none() {
        return NONE;
    }

    /**
     * Standardises pixels in place, in single precision: one subtraction and one division a pixel, each correctly
     * rounded, so the same bits on every machine.
     *
     * @param pixels gray levels, written from {@code offset} to {@code offset + length - 1}
     * @param offset index of the first pixel
     * @param length number of pixels
     * @throws IndexOutOfBoundsException if the range does not lie in {@code pixels}
     */
    public void apply(float[] pixels, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, pixels.length);
        float center = (float) mean;
        float scale = (float) standardDeviation;
        for (int i = offset; i < offset + length; i++) {
            pixels[i] = (pixels[i] - center) / scale;
        }
    }
}
