package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Mode;
import org.hypercolumn.nn.Layer.Wanted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer's way back alone, against differences of a weighted sum of what its control in double precision writes. */
class LayerGradientTest {

    /** Error by norm: sums of some hundred terms in single precision. */
    private static final double TOLERANCE = 1e-5;

    private static final int BATCH = 2;
    private static final MapShape FEATURES = new MapShape(5, 7, 33);

    private static final VectorKernels KERNELS = new VectorKernels();

    /** What a layer computes, from its parameters in double precision. */
    private interface Control {
        DoubleMaps apply(DoubleMaps input, Map<String, double[]> parameters);
    }

    /** A layer, and the shape of what it reads. */
    private record Case(String name, MapShape input, Layer layer, Mode mode, Control control) {
        @Override
        public String toString() {
            return name + " of " + input + " in " + mode;
        }
    }

    static Stream<Case> layers() {
        return Stream.of(
                        new MapShape(11, 13, 1),
                        new MapShape(11, 13, 3),
                        new MapShape(7, 5, 33),
                        new MapShape(5, 7, 32))
                .flatMap(LayerGradientTest::layersOf);
    }

    private static Stream<Case> layersOf(MapShape shape) {
        Stream<Case> pooled = Stream.of(pooled(shape, 3, 5), pooled(shape, 2, 33));
        // Only a pooled convolution reads images.
        return shape.channels() == 1
                ? pooled
                : Stream.concat(
                        pooled,
                        Stream.of(
                                plain(shape, 3, 5),
                                plain(shape, 1, 33),
                                norm(shape, 0, Mode.TRAINING),
                                norm(shape, 0.3, Mode.TRAINING),
                                norm(shape, 0.3, Mode.EVALUATION)));
    }

    private static Case plain(MapShape shape, int kernelSize, int channels) {
        return drawn(
                "convolution " + kernelSize + " to " + channels,
                shape,
                new Convolution(KERNELS, "layer", shape, kernelSize, channels),
                Mode.TRAINING,
                (input, p) -> input.convolved(p.get("layer.weight"), p.get("layer.bias"), kernelSize));
    }

    private static Case pooled(MapShape shape, int kernelSize, int channels) {
        return drawn(
                "pooled convolution " + kernelSize + " to " + channels,
                shape,
                new PooledConvolution(KERNELS, "layer", shape, kernelSize, channels, BATCH),
                Mode.TRAINING,
                (input, p) -> input.convolved(p.get("layer.weight"), p.get("layer.bias"), kernelSize)
                        .pooled());
    }

    private static Case norm(MapShape shape, double dropout, Mode mode) {
        return drawn(
                "norm, dropout " + dropout,
                shape,
                new BatchNormSigmoid(KERNELS, "layer", shape, dropout, BATCH),
                mode,
                (input, p) -> {
                    double[][] running = {p.get("layer.running_mean"), p.get("layer.running_var")};
                    double[][] statistics = mode == Mode.TRAINING ? input.statistics() : running;
                    DoubleMaps activated =
                            input.activated(p.get("layer.weight"), p.get("layer.bias"), statistics[0], statistics[1]);
                    return mode == Mode.TRAINING && dropout > 0 ? activated.dropped(dropout, dropout()) : activated;
                });
    }

    private static RandomStream dropout() {
        return RandomStream.of(7, "dropout");
    }

    private static Case drawn(String name, MapShape shape, Layer layer, Mode mode, Control control) {
        var random = new SplittableRandom(1);
        for (Parameter parameter : layer.parameters()) {
            float[] values = parameter.published();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(0.5, 1.5);
                values[i] *= layer instanceof BatchNormSigmoid || random.nextBoolean() ? 1 : -1;
            }
            parameter.publish(values);
        }
        return new Case(name, shape, layer, mode, control);
    }

    private static double[] uniform(int length, long seed) {
        var random = new SplittableRandom(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static int length(MapShape shape) {
        return BATCH * shape.positions() * shape.channels();
    }

    private static void assertClose(double[] got, double[] expected) {
        double[] errors = new double[got.length];
        Arrays.setAll(errors, i -> got[i] - expected[i]);
        assertThat(Doubles.norm(errors)).isLessThan(TOLERANCE * Doubles.norm(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void layers_compute_what_their_control_does_and_its_gradients(Case tested) {
        Layer layer = tested.layer();
        FeatureMaps input = FeatureMaps.withAllGradients(tested.input(), BATCH);
        FeatureMaps output = FeatureMaps.withAllGradients(layer.outputShape(), BATCH);
        double[] at = uniform(length(tested.input()), 2);
        double[] factors = uniform(length(layer.outputShape()), 3);
        Map<String, double[]> parameters = new HashMap<>();
        layer.parameters().forEach(parameter -> parameters.put(parameter.name(), Doubles.of(parameter.published())));
        ToDoubleFunction<double[]> sum = values -> Doubles.dot(
                factors,
                tested.control()
                        .apply(DoubleMaps.of(tested.input(), values), parameters)
                        .values());

        Doubles.store(at, input, input.values());
        forward(layer, input, output, tested.mode());
        assertClose(
                Doubles.published(output, output.values(), BATCH),
                tested.control()
                        .apply(DoubleMaps.of(tested.input(), at), parameters)
                        .values());

        Doubles.store(factors, output, output.gradients());
        backward(layer, input, output, tested.mode());
        Directions.check("input", at, Doubles.published(input, input.gradients(), BATCH), sum);
        List<Parameter> trained = layer.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.TRAINED)
                .toList();
        assertThat(trained).isNotEmpty();
        for (Parameter parameter : trained) {
            String name = parameter.name();
            double[] values = parameters.get(name);
            Directions.check(name, values, Doubles.of(parameter.publishedGradient()), moved -> {
                parameters.put(name, moved);
                return sum.applyAsDouble(at);
            });
            parameters.put(name, values);
        }
    }

    private static void forward(Layer layer, FeatureMaps input, FeatureMaps output, Mode mode) {
        for (int image = 0; image < BATCH && layer.gathers(mode); image++) {
            layer.gather(input, image);
        }
        layer.beginForward(BATCH, mode, dropout());
        for (int image = 0; image < BATCH; image++) {
            layer.forward(input, output, image);
        }
    }

    private static void backward(Layer layer, FeatureMaps input, FeatureMaps output, Mode mode) {
        for (int image = 0; image < BATCH; image++) {
            layer.gatherGradient(input, output, image);
        }
        layer.beginBackward(BATCH, mode, Wanted.BOTH);
        for (int image = 0; image < BATCH; image++) {
            layer.backward(input, output, image, Wanted.BOTH);
        }
        layer.endBackward(Wanted.BOTH);
    }

    static Stream<Readout> readouts() {
        return Stream.of(
                new FullReadout("linear", FEATURES, Treatment.TRAINED),
                new CenterReadout("linear", FEATURES, Treatment.TRAINED));
    }

    @ParameterizedTest
    @MethodSource("readouts")
    void readouts_compute_what_their_control_does_and_its_gradients(Readout readout) {
        readout.initialize(RandomStream.of(1, "initialize"));
        FeatureMaps features = FeatureMaps.withAllGradients(FEATURES, BATCH);
        double[] at = uniform(length(FEATURES), 2);
        Doubles.store(at, features, features.values());
        double[] weights = Doubles.of(readout.parameters().get(0).published());
        double[] bias = Doubles.of(readout.parameters().get(1).published());
        float[] factors = {0.75f, -1.25f};
        float[] predictions = new float[BATCH];

        for (int image = 0; image < BATCH; image++) {
            predictions[image] = readout.forward(features, image);
            readout.backward(features, image, factors[image], Wanted.BOTH);
        }

        assertClose(Doubles.of(predictions), read(readout, at, weights, bias));
        ToDoubleFunction<double[]> ofFeatures =
                moved -> Doubles.dot(Doubles.of(factors), read(readout, moved, weights, bias));
        ToDoubleFunction<double[]> ofWeights =
                moved -> Doubles.dot(Doubles.of(factors), read(readout, at, moved, bias));
        ToDoubleFunction<double[]> ofBias =
                moved -> Doubles.dot(Doubles.of(factors), read(readout, at, weights, moved));
        Directions.check("features", at, Doubles.published(features, features.gradients(), BATCH), ofFeatures);
        Directions.check(
                "weight", weights, Doubles.of(readout.parameters().get(0).publishedGradient()), ofWeights);
        Directions.check("bias", bias, Doubles.of(readout.parameters().get(1).publishedGradient()), ofBias);
    }

    private static double[] read(Readout readout, double[] features, double[] weights, double[] bias) {
        DoubleMaps maps = DoubleMaps.of(FEATURES, features);
        return readout instanceof FullReadout ? maps.readFully(weights, bias[0]) : maps.readCenter(weights, bias[0]);
    }
}
