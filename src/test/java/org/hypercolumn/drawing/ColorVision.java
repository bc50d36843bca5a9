package org.hypercolumn.drawing;

/** How colors differ to readers. Sources: WCAG 2.2; B. Ottosson, OKLab, 2020; G. Machado et al., IEEE TVCG 15:1291, 2009. */
final class ColorVision {

    /** Linear red, green and blue as seen with normal vision, and without long, middle and short cones, {@code [3, 3]}. */
    private static final double[][] EYES = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}
    };

    private static final double[] CONES = {
        0.4122214708,
        0.5363325363,
        0.0514459929,
        0.2119034982,
        0.6806995451,
        0.1073969566,
        0.0883024619,
        0.2817188376,
        0.6299787005
    };

    private static final double[] LAB = {
        0.2104542553,
        0.7936177850,
        -0.0040720468,
        1.9779984951,
        -2.4285922050,
        0.4505937099,
        0.0259040371,
        0.7827717662,
        -0.8086757660
    };

    private ColorVision() {}

    /** From 1 to 21. */
    static double contrast(Rgb a, Rgb b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    /** In OKLab, with the eyes that see the smallest. */
    static double distance(Rgb a, Rgb b) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] eye : EYES) {
            double[] one = lab(times(eye, linear(a)));
            double[] other = lab(times(eye, linear(b)));
            least = Math.min(least, Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]));
        }
        return least;
    }

    private static double luminance(Rgb color) {
        double[] linear = linear(color);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] linear(Rgb color) {
        return new double[] {linear(color.red()), linear(color.green()), linear(color.blue())};
    }

    private static double linear(int level) {
        double share = level / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double[] lab(double[] linear) {
        double[] cones = times(CONES, linear);
        for (int i = 0; i < 3; i++) {
            cones[i] = Math.cbrt(Math.max(0, cones[i]));
        }
        return times(LAB, cones);
    }

    private static double[] times(double[] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 9; i++) {
            product[i / 3] += matrix[i] * vector[i % 3];
        }
        return product;
    }
}
