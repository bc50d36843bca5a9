package org.hypercolumn.nn;

import org.hypercolumn.kernel.Kernels;

/**
 * Shape of the feature maps of one image, {@code [height, width, channels]}.
 *
 * @param height rows H, 1 or more
 * @param width columns W, 1 or more
 * @param channels C without padding, 1 or more
 */
public record MapShape(int height, int width, int channels) {

    public MapShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "feature maps: expected at least 1 row, column and channel, got [%d, %d, %d]"
                            .formatted(height, width, channels));
        }
    }

    /** Positions H * W. */
    public int positions() {
        return height * width;
    }

    /**
     * Refuses anything but one value a position.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    void requirePositions(int values) {
        if (values != positions()) {
            throw new IllegalArgumentException(
                    "contributions: expected room for %d hypercolumns of a grid of %d x %d, got %d"
                            .formatted(positions(), height, width, values));
        }
    }

    /** Channels as stored: an image of one channel as it is, all else padded for the kernels. */
    public int storedChannels() {
        return channels == 1 ? 1 : Kernels.padded(channels);
    }

    /** Values stored for an image. */
    public int storedValues() {
        return positions() * storedChannels();
    }
}
