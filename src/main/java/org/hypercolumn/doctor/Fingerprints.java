package org.hypercolumn.doctor;

import java.util.Arrays;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.stimulus.AreaAverage;

/**
 * What an image looks like from afar, for each of many: the 63 slowest waves of its discrete cosine transform, and 63 bits
 * that say which of them are above their median. Images that look alike differ in few bits, whatever their brightness and
 * contrast.
 *
 * <p>Source: the "pHash" of Zauner, "Implementation and benchmarking of perceptual image hash functions", 2010, on an area
 * average of 32 x 32 pixels. Ours differs: the constant wave, which says how bright an image is, has no bit.
 */
final class Fingerprints {
    /** Smaller images have no waves of their own to be told apart by. */
    static final int SMALLEST_SIDE = 8;

    private static final int SIDE = 32;
    private static final int WAVES = SMALLEST_SIDE * SMALLEST_SIDE - 1;
    /** Waves that are together this small beside the largest gray level are rounding. */
    private static final double FLAT = 1e-6;

    private final float[] waves; // [image, WAVES], of length 1 each; 0 for an image without contrast
    private final long[] bits;

    private Fingerprints(float[] waves, long[] bits) {
        this.waves = waves;
        this.bits = bits;
    }

    /** Those of all images, whose sides are at least {@link #SMALLEST_SIDE}. */
    static Fingerprints of(Stimuli stimuli) {
        int height = Math.min(SIDE, stimuli.height());
        int width = Math.min(SIDE, stimuli.width());
        var smaller = new AreaAverage(stimuli.height(), stimuli.width(), height, width);
        double[] vertical = cosines(height);
        double[] horizontal = cosines(width);
        float[] waves = new float[Math.multiplyExact(stimuli.count(), WAVES)];
        long[] bits = new long[stimuli.count()];
        float[] image = new float[stimuli.height() * stimuli.width()];
        for (int i = 0; i < bits.length; i++) {
            stimuli.copyTo(i, image, 0);
            float[] small = smaller.apply(image);
            double[] own = transformed(small, vertical, horizontal, height, width);
            bits[i] = bits(own);
            keep(own, FLAT * largest(small), waves, i * WAVES);
        }
        return new Fingerprints(waves, bits);
    }

    /** {@code [SMALLEST_SIDE, length]}. */
    private static double[] cosines(int length) {
        double[] cosines = new double[SMALLEST_SIDE * length];
        for (int wave = 0; wave < SMALLEST_SIDE; wave++) {
            for (int i = 0; i < length; i++) {
                cosines[wave * length + i] = StrictMath.cos(Math.PI * wave * (2 * i + 1) / (2 * length));
            }
        }
        return cosines;
    }

    /** All waves but the constant one, row by row. */
    private static double[] transformed(float[] image, double[] vertical, double[] horizontal, int height, int width) {
        double[] rows = new double[height * SMALLEST_SIDE];
        for (int y = 0; y < height; y++) {
            for (int wave = 0; wave < SMALLEST_SIDE; wave++) {
                double sum = 0;
                for (int x = 0; x < width; x++) {
                    sum += horizontal[wave * width + x] * image[y * width + x];
                }
                rows[y * SMALLEST_SIDE + wave] = sum;
            }
        }
        double[] waves = new double[WAVES];
        for (int place = 1; place <= WAVES; place++) {
            double sum = 0;
            for (int y = 0; y < height; y++) {
                sum += vertical[place / SMALLEST_SIDE * height + y] * rows[y * SMALLEST_SIDE + place % SMALLEST_SIDE];
            }
            waves[place - 1] = sum / (height * width);
        }
        return waves;
    }

    private static long bits(double[] waves) {
        double[] sorted = waves.clone();
        Arrays.sort(sorted);
        double median = sorted[WAVES / 2];
        long bits = 0;
        for (int wave = 0; wave < WAVES; wave++) {
            bits |= waves[wave] > median ? 1L << wave : 0;
        }
        return bits;
    }

    /** Of either sign; NaN if a pixel is. */
    private static float largest(float[] image) {
        float largest = 0;
        for (float pixel : image) {
            largest = Math.max(largest, Math.abs(pixel));
        }
        return largest;
    }

    private static void keep(double[] own, double flat, float[] waves, int from) {
        double squares = 0;
        for (double wave : own) {
            squares += wave * wave;
        }
        double length = Math.sqrt(squares);
        if (length > flat) { // false for NaN
            for (int wave = 0; wave < WAVES; wave++) {
                waves[from + wave] = (float) (own[wave] / length);
            }
        }
    }

    /** The bits of an image, of which those of images that look alike differ in few. */
    long bits(int image) {
        return bits[image];
    }

    /** How alike the waves of two images are: their cosine, 1 for the same; 0 if one has no contrast. */
    float alike(int image, Fingerprints others, int other) {
        float sum = 0;
        for (int a = image * WAVES, b = other * WAVES, end = a + WAVES; a < end; a++, b++) {
            sum += waves[a] * others.waves[b];
        }
        return sum;
    }
}
