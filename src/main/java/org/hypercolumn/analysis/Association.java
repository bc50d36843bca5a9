package org.hypercolumn.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hypercolumn.model.ReceptiveFields;

/** How far attention prefers what is parallel to the center; the formulas are {@link AttentionMeasure}'s, and so the letters. */
final class Association {

    private Association() {}

    /** The hypercolumns that {@link AttentionMeasure#ASSOCIATION} compares with the center. */
    static int[] surround(ReceptiveFields fields) {
        return IntStream.range(0, fields.positions())
                .filter(p -> p != fields.center())
                .toArray();
    }

    /** Those that see no pixel that the center sees; none if the grid is small. */
    static int[] apart(ReceptiveFields fields) {
        return IntStream.range(0, fields.positions())
                .filter(p -> !fields.overlap(p, fields.center()))
                .toArray();
    }

    /**
     * A_i of every image, {@code [S]}; NaN where it is undefined.
     *
     * @param attention a, {@code [S, P]}, read only
     * @param keys the positions p that count, read only
     */
    static double[] ofImages(float[] attention, ImageOrientations orientations, int[] keys) {
        int images = orientations.images(); // S
        int positions = orientations.fields().positions(); // P
        int center = orientations.fields().center();
        double[] sums = new double[positions];
        for (int at = 0; at < attention.length; at++) {
            sums[at % positions] += attention[at];
        }
        double[] association = new double[images];
        Arrays.fill(association, Double.NaN);
        for (int i = 0; i < images; i++) {
            if (orientations.coherence(i, center) > 0) {
                association[i] = ofImage(i, attention, sums, orientations, keys);
            }
        }
        return association;
    }

    private static double ofImage(int i, float[] attention, double[] sums, ImageOrientations orientations, int[] keys) {
        double alike = 0; // numerator and denominator of R_i(a_i)
        double all = 0;
        double usuallyAlike = 0; // and of R_i(b_i)
        double usuallyAll = 0;
        for (int p : keys) {
            double q = orientations.coherence(i, p);
            if (q > 0) {
                double s = orientations.likeness(i, p);
                double a = attention[i * sums.length + p];
                double b = (sums[p] - a) / (orientations.images() - 1);
                alike += a * q * s;
                all += a * q;
                usuallyAlike += b * q * s;
                usuallyAll += b * q;
            }
        }
        return alike / all - usuallyAlike / usuallyAll; // 0 / 0 is NaN
    }

    /**
     * A, the mean over images.
     *
     * @param ofImages A_i, {@code [S]}, NaN where undefined and left out, read only
     * @param weights q_ic, {@code [S]}, read only
     * @return NaN if no image has one
     */
    static double mean(double[] ofImages, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < ofImages.length; i++) {
            if (!Double.isNaN(ofImages[i])) {
                sum += weights[i] * ofImages[i];
                all += weights[i];
            }
        }
        return sum / all;
    }
}
