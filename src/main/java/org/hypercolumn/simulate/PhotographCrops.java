package org.hypercolumn.simulate;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.stimulus.AreaAverage;

/**
 * Cuts images of one size out of photographs of any size: as many from each, at random places, each between half as large
 * as the photograph allows and that large, averaged down.
 *
 * <p>Mutable: grows with every photograph.
 */
public final class PhotographCrops {

    private static final double SMALLEST = 0.5; // of the largest crop
    private static final int DEEP = 257; // 65535 / 255

    private final int height;
    private final int width;
    private final int crops;
    private final long seed;
    private final List<byte[]> images = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /**
     * Begins without photographs.
     *
     * @param height H of the crops, pixels
     * @param width W of the crops, pixels
     * @param crops of each photograph, above 0
     * @param seed of the places
     * @throws IllegalArgumentException if {@code crops} is below 1
     */
    public PhotographCrops(int height, int width, int crops, long seed) {
        if (crops < 1) {
            throw new IllegalArgumentException("photographs: crops must be 1 or more, got " + crops);
        }
        this.height = height;
        this.width = width;
        this.crops = crops;
        this.seed = seed;
    }

    /**
     * Cuts one more photograph.
     *
     * @param photograph {@code [1, h, w]}, gray levels 0 to 255, or 0 to 65535
     * @throws IllegalArgumentException if it is smaller than a crop
     */
    public void add(String name, Stimuli photograph) {
        int rows = photograph.height();
        int columns = photograph.width();
        double largest = Math.min(rows / (double) height, columns / (double) width);
        if (largest < 1) {
            throw new IllegalArgumentException(
                    "photographs: expected %s to have %d x %d pixels or more, got %d x %d; use a smaller --size"
                            .formatted(name, height, width, rows, columns));
        }
        float[] pixels = new float[rows * columns];
        photograph.copyTo(0, pixels, 0);
        int index = names.size() / crops;
        for (int crop = 0; crop < crops; crop++) {
            RandomStream random = RandomStream.of(seed, "photograph crop", index, crop);
            double scale = Math.max(1, largest * random.nextDouble(SMALLEST, 1));
            int cropRows = Math.min(rows, (int) (scale * height));
            int cropColumns = Math.min(columns, (int) (scale * width));
            int top = random.nextInt(rows - cropRows + 1);
            int left = random.nextInt(columns - cropColumns + 1);
            float[] cut = new float[cropRows * cropColumns];
            for (int row = 0; row < cropRows; row++) {
                System.arraycopy(pixels, (top + row) * columns + left, cut, row * cropColumns, cropColumns);
            }
            float[] small = new AreaAverage(cropRows, cropColumns, height, width).apply(cut);
            images.add(bytes(small, photograph.bytes() ? 1 : DEEP));
            names.add(name);
        }
    }

    private static byte[] bytes(float[] levels, int divisor) {
        byte[] bytes = new byte[levels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) Math.floor(levels[i] / divisor + 0.5);
        }
        return bytes;
    }

    /**
     * All crops so far.
     *
     * @throws IllegalArgumentException if there is no photograph, or more than an array can hold
     */
    public Photographs photographs() {
        long length = (long) images.size() * height * width;
        if (length == 0 || length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "photographs: expected images of 1 to %d pixels in all, got %d; use fewer crops or a smaller --size"
                            .formatted(Integer.MAX_VALUE - 8, length));
        }
        byte[] all = new byte[(int) length];
        for (int image = 0; image < images.size(); image++) {
            System.arraycopy(images.get(image), 0, all, image * height * width, height * width);
        }
        return Photographs.of(Stimuli.ofBytes(all, images.size(), height, width), names);
    }
}
