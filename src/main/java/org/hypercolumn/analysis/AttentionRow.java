package org.hypercolumn.analysis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What {@link CenterAttention} keeps of one neuron. Its arrays are shared within the package, and read only. */
final class AttentionRow {

    final int neuron;
    final int[] images; // [K] places
    final float[] attention; // [K, P]
    final float[] mean; // [P]
    final float[] entropy; // [S]
    final float[] centerShare; // [S]
    final int undefined;
    private final Map<AttentionMeasure, Double> values;

    /** Of every neuron and image; takes over the arrays. */
    AttentionRow(int neuron, int undefined, int[] images, Maps maps, Map<AttentionMeasure, Double> values) {
        this.neuron = neuron;
        this.undefined = undefined;
        this.images = images;
        this.attention = maps.attention;
        this.mean = maps.mean;
        this.entropy = maps.entropy;
        this.centerShare = maps.centerShare;
        this.values = new EnumMap<>(values);
    }

    /** The arrays of floats. */
    static final class Maps {
        private final float[] attention;
        private final float[] mean;
        private final float[] entropy;
        private final float[] centerShare;

        Maps(float[] attention, float[] mean, float[] entropy, float[] centerShare) {
            this.attention = attention;
            this.mean = mean;
            this.entropy = entropy;
            this.centerShare = centerShare;
        }
    }

    /** Of one neuron, with its {@code best} most effective images. */
    static AttentionRow of(NeuronAttention neuron, int best) {
        int positions = neuron.grid().positions();
        int[] order = neuron.attended().best(best);
        int[] places = neuron.attended().places();
        int[] images = new int[order.length];
        float[] attention = new float[order.length * positions];
        for (int k = 0; k < order.length; k++) {
            images[k] = places[order[k]];
            System.arraycopy(neuron.attention(order[k]), 0, attention, k * positions, positions);
        }
        Map<AttentionMeasure, Double> values = new EnumMap<>(AttentionMeasure.class);
        for (AttentionMeasure measure : AttentionMeasure.values()) {
            values.put(measure, neuron.value(measure));
        }
        var maps = new Maps(
                attention,
                mean(neuron, positions),
                floats(neuron.ofImages(AttentionMeasure.ENTROPY)),
                floats(neuron.ofImages(AttentionMeasure.CENTER_SHARE)));
        return new AttentionRow(neuron.neuron(), neuron.undefined(AttentionMeasure.ASSOCIATION), images, maps, values);
    }

    private static float[] mean(NeuronAttention neuron, int positions) {
        double[] sums = new double[positions];
        for (int i = 0; i < neuron.images(); i++) {
            float[] weights = neuron.attention(i);
            for (int p = 0; p < positions; p++) {
                sums[p] += weights[p];
            }
        }
        float[] mean = new float[positions];
        for (int p = 0; p < positions; p++) {
            mean[p] = (float) (sums[p] / neuron.images());
        }
        return mean;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    double value(AttentionMeasure measure) {
        return Objects.requireNonNull(values.get(measure));
    }
}
