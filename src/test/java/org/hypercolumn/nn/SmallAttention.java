package org.hypercolumn.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.nn.Layer.Mode;
import org.hypercolumn.nn.Layer.Wanted;
import org.hypercolumn.nn.SelfAttention.Values;

/** Sizes of a layer of self-attention to test with. */
record SmallAttention(int height, int width, int channels, int keySize, Values values) {

    static final String NAME = "attention";

    /** Prime sides, one position, channels and key sizes on both sides of the kernels' block of 32. */
    static Stream<SmallAttention> all() {
        return Stream.of(Values.values())
                .flatMap(values -> Stream.of(
                        new SmallAttention(5, 7, 3, 5, values),
                        new SmallAttention(1, 1, 2, 1, values),
                        new SmallAttention(1, 1, 33, 5, values),
                        new SmallAttention(7, 5, 33, 13, values),
                        new SmallAttention(3, 11, 32, 40, values),
                        new SmallAttention(9, 9, 30, 5, values),
                        new SmallAttention(2, 3, 64, 1, values),
                        new SmallAttention(11, 13, 7, 32, values)));
    }

    MapShape shape() {
        return new MapShape(height, width, channels);
    }

    /** A layer whose every parameter is drawn; attention is then neither even nor all on one key. */
    SelfAttention drawn(Kernels kernels, int capacity) {
        var layer = new SelfAttention(kernels, NAME, shape(), keySize, values, capacity);
        var random = new SplittableRandom(keySize);
        for (Parameter parameter : layer.parameters()) {
            boolean ofScores = parameter.name().matches(".*(query|key)_conv.weight");
            double bound = ofScores ? 1.5 / Math.sqrt(Math.sqrt(channels * (double) channels * keySize)) : 1;
            float[] drawn = new float[parameter.length()];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = (float) random.nextDouble(-bound, bound);
            }
            parameter.publish(drawn);
        }
        return layer;
    }

    DoubleAttention control(Map<String, double[]> parameters) {
        return new DoubleAttention(NAME, keySize, values, parameters);
    }

    static Map<String, double[]> published(SelfAttention layer) {
        Map<String, double[]> values = new HashMap<>();
        layer.parameters().forEach(parameter -> values.put(parameter.name(), Doubles.of(parameter.published())));
        return values;
    }

    /** Maps of {@code capacity} images, with features drawn for the first {@code count}. */
    FeatureMaps input(int capacity, int count) {
        FeatureMaps maps = FeatureMaps.withAllGradients(shape(), capacity);
        Doubles.store(uniform(count, 2), maps, maps.values());
        return maps;
    }

    /** Maps of {@code capacity} images, with gradients drawn for the first {@code count}. */
    FeatureMaps output(int capacity, int count) {
        FeatureMaps maps = FeatureMaps.withAllGradients(shape(), capacity);
        Doubles.store(uniform(count, 3), maps, maps.gradients());
        return maps;
    }

    /** {@code [B, C, H, W]} in +-1, each a float. */
    double[] uniform(int count, long seed) {
        var random = new SplittableRandom(seed);
        double[] values = new double[count * height * width * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** Takes images forward, in the order given. */
    static void forward(SelfAttention layer, FeatureMaps input, FeatureMaps output, List<Integer> images) {
        layer.beginForward(images.size(), Mode.TRAINING, RandomStream.of(1, "unused"));
        images.forEach(image -> layer.forward(input, output, image));
    }

    /** Takes images back, in the order given. */
    static void backward(
            SelfAttention layer, FeatureMaps input, FeatureMaps output, List<Integer> images, Wanted wanted) {
        images.forEach(image -> layer.gatherGradient(input, output, image));
        layer.beginBackward(images.size(), Mode.TRAINING, wanted);
        images.forEach(image -> layer.backward(input, output, image, wanted));
        layer.endBackward(wanted);
    }
}
