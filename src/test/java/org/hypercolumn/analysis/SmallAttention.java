package org.hypercolumn.analysis;

import java.util.SplittableRandom;
import org.hypercolumn.model.ReceptiveFields;

/** Images' orientations and attention to them, drawn by seed, without a model. */
final class SmallAttention {

    /** 7 x 5 hypercolumns; those more than one row or column away see no pixel of the center's. */
    static final ReceptiveFields FIELDS = new ReceptiveFields(7, 5, 3, 6);

    static final int POSITIONS = 35;
    static final int CENTER = 17;

    private SmallAttention() {}

    /** How much a key draws attention, before the softmax. */
    @FunctionalInterface
    interface Score {
        double of(int image, int position);
    }

    /** Any orientation everywhere, as clear as may be. */
    static ImageOrientations anywhere(int images, long seed) {
        var random = new SplittableRandom(seed);
        double[] degrees = random.doubles((long) images * POSITIONS, 0, 180).toArray();
        double[] coherence = random.doubles((long) images * POSITIONS).toArray();
        return ImageOrientations.of(degrees, coherence, FIELDS);
    }

    /** A clear contour straight through the center, of any orientation, and faint ones of any orientation elsewhere. */
    static ImageOrientations contours(int images, long seed) {
        var random = new SplittableRandom(seed);
        double[] degrees = new double[images * POSITIONS];
        double[] coherence = new double[degrees.length];
        for (int i = 0; i < images; i++) {
            double contour = random.nextDouble(0, 180);
            double x = Math.cos(Math.toRadians(contour));
            double y = Math.sin(Math.toRadians(contour));
            for (int p = 0; p < POSITIONS; p++) {
                double up = 3 - p / 5;
                double right = p % 5 - 2;
                boolean on = Math.abs(up * x - right * y) < 0.7;
                degrees[i * POSITIONS + p] = on ? contour : random.nextDouble(0, 180);
                coherence[i * POSITIONS + p] = on ? 0.9 : random.nextDouble(0, 0.4);
            }
        }
        return ImageOrientations.of(degrees, coherence, FIELDS);
    }

    /** Softmax over the keys of each image, {@code [S, P]}. */
    static float[] attention(int images, Score score) {
        float[] attention = new float[images * POSITIONS];
        for (int i = 0; i < images; i++) {
            double sum = 0;
            double[] weights = new double[POSITIONS];
            for (int p = 0; p < POSITIONS; p++) {
                weights[p] = Math.exp(score.of(i, p));
                sum += weights[p];
            }
            for (int p = 0; p < POSITIONS; p++) {
                attention[i * POSITIONS + p] = (float) (weights[p] / sum);
            }
        }
        return attention;
    }

    /** Any attention to each key in each image. */
    static float[] any(int images, long seed) {
        var random = new SplittableRandom(seed);
        return attention(images, (image, position) -> random.nextDouble(-1, 1));
    }

    /** One neuron's, whose recorded responses are drawn too; image i is at place 3 i + 1. */
    static NeuronAttention neuron(String model, int neuron, int images) {
        var random = new SplittableRandom(neuron);
        ImageOrientations orientations = anywhere(images, 99);
        float[] attention = any(images, neuron);
        int[] places = new int[images];
        float[] recorded = new float[images];
        double[] coherence = new double[images];
        for (int i = 0; i < images; i++) {
            places[i] = 3 * i + 1;
            recorded[i] = (float) random.nextDouble();
            coherence[i] = orientations.coherence(i, CENTER);
        }
        return new NeuronAttention(
                model,
                neuron,
                new AttentionGrid(FIELDS, 29, 23),
                new AttendedImages(places, recorded, coherence),
                attention,
                AttentionAnalysis.measures(attention, any(images, neuron + 1000), orientations));
    }
}
