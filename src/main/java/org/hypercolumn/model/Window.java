package org.hypercolumn.model;

/**
 * A rectangle of an image, in pixels.
 *
 * @param top rows above it
 * @param left columns left of it
 * @param height its rows
 * @param width its columns
 */
public record Window(int top, int left, int height, int width) {

    /**
     * Copies the rectangle out of an image.
     *
     * @param image {@code [H, imageWidth]}, read only
     * @param target {@code [height, width]} from {@code targetAt} on, written
     */
    void copy(float[] image, int imageWidth, float[] target, int targetAt) {
        for (int row = 0; row < height; row++) {
            System.arraycopy(image, (top + row) * imageWidth + left, target, targetAt + row * width, width);
        }
    }
}
