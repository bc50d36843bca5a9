package org.hypercolumn.nn;

/** Arrays of single precision as arrays of double precision, and back. */
final class Doubles {

    private Doubles() {}

    static double[] of(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** The first {@code count} images without their padding, in the published order {@code [B, C, H, W]}. */
    static double[] published(FeatureMaps maps, float[] stored, int count) {
        double[] values =
                new double[count * maps.shape().positions() * maps.shape().channels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored[place(maps, i)];
        }
        return values;
    }

    /** The way back from {@link #published}. */
    static void store(double[] published, FeatureMaps maps, float[] stored) {
        for (int i = 0; i < published.length; i++) {
            stored[place(maps, i)] = (float) published[i];
        }
    }

    private static int place(FeatureMaps maps, int i) {
        MapShape shape = maps.shape();
        int inImage = i % (shape.positions() * shape.channels());
        int image = i / (shape.positions() * shape.channels());
        return maps.at(image) + inImage % shape.positions() * shape.storedChannels() + inImage / shape.positions();
    }

    static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
