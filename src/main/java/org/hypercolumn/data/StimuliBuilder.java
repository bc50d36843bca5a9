package org.hypercolumn.data;

/**
 * Collects images pixel by pixel, in any order; pixels that are never set are 0. Bytes as long as all are whole and 0 to
 * 255, floats from the first other one on.
 *
 * <p>Mutable, and to be built once.
 */
public final class StimuliBuilder {
    private static final int MOST_ELEMENTS = Limits.MOST_ELEMENTS;

    private final int count;
    private final int height;
    private final int width;
    private byte[] bytes;
    private float[] floats = new float[0];
    private boolean whole = true;

    /**
     * Makes room for {@code shape}.
     *
     * @throws ArrayFormatException if that is more than an array or the heap can hold
     */
    public StimuliBuilder(StimuliShape shape) throws ArrayFormatException {
        count = shape.count();
        height = shape.height();
        width = shape.width();
        if ((double) count * height * width > MOST_ELEMENTS) {
            throw tooLarge("at most %d pixels".formatted(MOST_ELEMENTS));
        }
        try {
            bytes = new byte[count * height * width];
        } catch (OutOfMemoryError e) {
            throw tooLarge("a heap of %d MB".formatted(Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    private ArrayFormatException tooLarge(String limit) {
        return new ArrayFormatException(
                "expected images that fit into %s, got [%d, %d, %d]; give Java more memory (HYPERCOLUMN_JAVA_OPTS=-Xmx...) or save fewer images"
                        .formatted(limit, count, height, width));
    }

    /**
     * Sets one pixel.
     *
     * @param place {@code (image * H + row) * W + column}
     * @throws ArrayFormatException if the pixels no longer fit into the heap
     */
    public void set(int place, float value) throws ArrayFormatException {
        if (whole && Pixels.Bytes.holds(value)) {
            bytes[place] = (byte) (int) value;
        } else {
            if (whole) {
                widen();
            }
            floats[place] = value;
        }
    }

    /** Sets a whole image to one of others of the same size. */
    void set(int image, Stimuli from, int other) throws ArrayFormatException {
        float[] pixels = new float[height * width];
        from.copyTo(other, pixels, 0);
        set(image, pixels);
    }

    /**
     * Sets all pixels of one image.
     *
     * @param pixels {@code [H * W]}, row by row, read only
     * @throws ArrayFormatException if the pixels no longer fit into the heap
     */
    public void set(int image, float[] pixels) throws ArrayFormatException {
        for (int i = 0; i < pixels.length; i++) {
            set(image * pixels.length + i, pixels[i]);
        }
    }

    /**
     * One pixel as it was set; 0 if it was not.
     *
     * @param place {@code (image * H + row) * W + column}
     */
    public float at(int place) {
        return whole ? bytes[place] & 0xff : floats[place];
    }

    private void widen() throws ArrayFormatException {
        try {
            floats = new float[bytes.length];
        } catch (OutOfMemoryError e) {
            throw tooLarge("a heap of %d MB".formatted(Runtime.getRuntime().maxMemory() >> 20));
        }
        for (int i = 0; i < floats.length; i++) {
            floats[i] = bytes[i] & 0xff;
        }
        bytes = new byte[0];
        whole = false;
    }

    /** The images; the builder is of no use afterwards. */
    public Stimuli build() {
        int perImage = height * width;
        Pixels pixels = whole ? new Pixels.Bytes(bytes, perImage) : new Pixels.Floats(floats, perImage);
        return Stimuli.owning(pixels, count, height, width);
    }
}
