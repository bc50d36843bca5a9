package org.hypercolumn.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small gray pictures of images, all of one size. */
final class ThumbnailSheet {

    private final List<Integer> places;
    private final int height;
    private final int width;
    private final byte[] pixels;

    private ThumbnailSheet(List<Integer> places, int height, int width, byte[] pixels) {
        this.places = List.copyOf(places);
        this.height = height;
        this.width = width;
        this.pixels = pixels;
    }

    /** Without any. */
    static ThumbnailSheet none() {
        return new ThumbnailSheet(List.of(), 0, 0, new byte[0]);
    }

    /**
     * Wraps copies.
     *
     * @param places of the images in the tier
     * @param pixels {@code [places, height, width]}, 0 black to 255 white
     * @throws IllegalArgumentException if there are not as many pixels
     */
    static ThumbnailSheet of(List<Integer> places, int height, int width, byte[] pixels) {
        if (pixels.length != (long) places.size() * height * width) {
            throw new IllegalArgumentException("thumbnails: expected %d of %d x %d pixels, got %d pixels"
                    .formatted(places.size(), height, width, pixels.length));
        }
        return new ThumbnailSheet(new ArrayList<>(places), height, width, pixels.clone());
    }

    List<Integer> places() {
        return places;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** {@code [places, height, width]} as one row. */
    byte[] pixels() {
        return Arrays.copyOf(pixels, pixels.length);
    }
}
