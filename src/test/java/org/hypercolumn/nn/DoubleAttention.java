package org.hypercolumn.nn;

import java.util.Map;

/**
 * The control of {@link SelfAttention}: the same in double precision and plain loops, from the published weights, forward
 * alone. P positions, C channels, d key size.
 *
 * @param parameters by name, in the published order, read only
 */
record DoubleAttention(String name, int keySize, SelfAttention.Values values, Map<String, double[]> parameters) {

    /** x + gamma * o. */
    DoubleMaps apply(DoubleMaps input) {
        MapShape shape = input.shape();
        int length = shape.positions() * shape.channels();
        double[] x = input.values();
        double[] y = x.clone();
        double gamma = parameters.get(name + ".gamma")[0];
        for (int image = 0; image < x.length / length; image++) {
            double[] output = output(input, image);
            for (int i = 0; i < length; i++) {
                y[image * length + i] += gamma * output[i];
            }
        }
        return DoubleMaps.of(shape, y);
    }

    /** o of an image, {@code [C, P]}. */
    private double[] output(DoubleMaps input, int image) {
        MapShape shape = input.shape();
        double[] attention = attention(input, image);
        if (values == SelfAttention.Values.FEATURES) {
            return mixed(attention, features(input, image), shape.positions());
        }
        double[] v = mapped(features(input, image), shape.positions(), "value_conv", keySize);
        return mapped(mixed(attention, v, shape.positions()), shape.positions(), "o_proj", shape.channels());
    }

    /** A of an image, {@code [P, P]}, query by query. */
    double[] attention(DoubleMaps input, int image) {
        int positions = input.shape().positions();
        double[] q = mapped(features(input, image), positions, "query_conv", keySize);
        double[] k = mapped(features(input, image), positions, "key_conv", keySize);
        double[] attention = new double[positions * positions];
        for (int query = 0; query < positions; query++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int key = 0; key < positions; key++) {
                double score = 0;
                for (int e = 0; e < keySize; e++) {
                    score += q[e * positions + query] * k[e * positions + key];
                }
                attention[query * positions + key] = score;
                largest = Math.max(largest, score);
            }
            double sum = 0;
            for (int i = query * positions; i < (query + 1) * positions; i++) {
                attention[i] = Math.exp(attention[i] - largest);
                sum += attention[i];
            }
            for (int i = query * positions; i < (query + 1) * positions; i++) {
                attention[i] /= sum;
            }
        }
        return attention;
    }

    /** An image, {@code [C, P]}. */
    private static double[] features(DoubleMaps input, int image) {
        int length = input.shape().positions() * input.shape().channels();
        double[] features = new double[length];
        System.arraycopy(input.values(), image * length, features, 0, length);
        return features;
    }

    /** A 1 x 1 convolution of {@code [from, P]} to {@code [to, P]}. */
    private double[] mapped(double[] maps, int positions, String part, int to) {
        double[] weights = parameters.get(name + "." + part + ".weight");
        double[] bias = parameters.get(name + "." + part + ".bias");
        int from = maps.length / positions;
        double[] outputs = new double[to * positions];
        for (int i = 0; i < outputs.length; i++) {
            int out = i / positions;
            outputs[i] = bias[out];
            for (int in = 0; in < from; in++) {
                outputs[i] += weights[out * from + in] * maps[in * positions + i % positions];
            }
        }
        return outputs;
    }

    /** Sum over keys of attention times {@code [c, P]}. */
    private static double[] mixed(double[] attention, double[] maps, int positions) {
        double[] mixed = new double[maps.length];
        for (int i = 0; i < mixed.length; i++) {
            int channel = i / positions;
            int query = i % positions;
            for (int key = 0; key < positions; key++) {
                mixed[i] += attention[query * positions + key] * maps[channel * positions + key];
            }
        }
        return mixed;
    }
}
