package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Layer.Mode;
import org.hypercolumn.nn.Layer.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A branch and two iterations that share its weights, without norms: z = u + lateral(h), for an h of each iteration. */
class LateralConvolutionTest {

    /** Error by norm: sums of some hundred terms in single precision. */
    private static final double TOLERANCE = 1e-5;

    private static final int BATCH = 2;

    /** Channel 0 of 1 x 3 positions alone, with the weights 2 0 -4 of the kernel's middle row; the second image is 0. */
    private static final Case BY_HAND = new Case(new MapShape(1, 3, 2), 3, new VectorKernels());

    private static final double[] U = {10, 20, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final double[] H = {1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    /** With respect to z. */
    private static final double[] GRADIENT = {1, 10, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private record Case(MapShape shape, int kernelSize, Kernels kernels) {

        int length() {
            return BATCH * shape.positions() * shape.channels();
        }

        @Override
        public String toString() {
            return "kernel %d over %s, %s".formatted(kernelSize, shape, kernels.name());
        }
    }

    static Stream<Case> cases() {
        return Stream.of(new VectorKernels(), new ScalarKernels())
                .flatMap(kernels -> Stream.of(
                        new Case(new MapShape(5, 7, 3), 3, kernels),
                        new Case(new MapShape(7, 5, 33), 3, kernels),
                        new Case(new MapShape(7, 11, 5), 5, kernels),
                        // Most of what the kernel reads is the border.
                        new Case(new MapShape(2, 3, 32), 7, kernels),
                        new Case(new MapShape(1, 1, 2), 3, kernels),
                        new Case(new MapShape(5, 3, 64), 1, kernels)));
    }

    /** A layer between its input and its output, as a network runs it. */
    private record Stage(Layer layer, FeatureMaps input, FeatureMaps output) {

        static Stage of(Layer layer) {
            return new Stage(
                    layer,
                    FeatureMaps.withAllGradients(layer.outputShape(), BATCH),
                    FeatureMaps.withAllGradients(layer.outputShape(), BATCH));
        }

        double[] forward(double[] at) {
            Doubles.store(at, input, input.values());
            layer.beginForward(BATCH, Mode.TRAINING, RandomStream.of(1, "unused"));
            for (int image = 0; image < BATCH; image++) {
                layer.forward(input, output, image);
            }
            return Doubles.published(output, output.values(), BATCH);
        }

        double[] backward(double[] gradient, Wanted wanted) {
            Doubles.store(gradient, output, output.gradients());
            layer.beginBackward(BATCH, Mode.TRAINING, wanted);
            for (int image = 0; image < BATCH; image++) {
                layer.gatherGradient(input, output, image);
                layer.backward(input, output, image, wanted);
            }
            layer.endBackward(wanted);
            return Doubles.published(input, input.gradients(), BATCH);
        }
    }

    private static Branch branch(Case tested) {
        return new Branch(
                new PaddedConvolution(tested.kernels(), "lateral", tested.shape(), tested.kernelSize()), BATCH);
    }

    private static double[] uniform(int length, long seed) {
        var random = new SplittableRandom(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static float[] floats(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static void assertClose(double[] got, double[] expected) {
        double[] errors = new double[got.length];
        Arrays.setAll(errors, i -> got[i] - expected[i]);
        assertThat(Doubles.norm(errors)).isLessThan(TOLERANCE * Doubles.norm(expected));
    }

    private static double[] control(Case tested, double[] u, double[] h, double[] weights, double[] bias) {
        int k = tested.kernelSize();
        DoubleMaps lateral = SmallRecurrence.padded(h, tested.shape(), k / 2).convolved(weights, bias, k);
        return SmallRecurrence.sum(u, lateral.values());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void iterations_compute_what_their_control_does_and_share_its_gradients(Case tested) {
        Branch branch = branch(tested);
        Parameter weight = branch.parameters().get(0);
        Parameter bias = branch.parameters().get(1);
        weight.publish(floats(uniform(weight.length(), 1)));
        bias.publish(floats(uniform(bias.length(), 2)));
        double[] weights = Doubles.of(weight.published());
        double[] biases = Doubles.of(bias.published());
        Stage begun = Stage.of(branch);
        Stage second = Stage.of(new LateralConvolution(branch));
        Stage third = Stage.of(new LateralConvolution(branch));
        double[] u = uniform(tested.length(), 3);
        double[] h1 = uniform(tested.length(), 4);
        double[] h2 = uniform(tested.length(), 5);

        assertThat(begun.forward(u)).isEqualTo(u);
        assertClose(second.forward(h1), control(tested, u, h1, weights, biases));
        assertClose(third.forward(h2), control(tested, u, h2, weights, biases));

        double[] ofU = uniform(tested.length(), 6);
        double[] ofSecond = uniform(tested.length(), 7);
        double[] ofThird = uniform(tested.length(), 8);
        ToDoubleFunction<double[][]> sum = at -> Doubles.dot(ofU, at[0])
                + Doubles.dot(ofSecond, control(tested, at[0], at[1], at[3], biases))
                + Doubles.dot(ofThird, control(tested, at[0], at[2], at[3], biases));
        double[] gradientOfH2 = third.backward(ofThird, Wanted.BOTH);
        double[] gradientOfH1 = second.backward(ofSecond, Wanted.BOTH);
        double[] gradientOfU = begun.backward(ofU, Wanted.BOTH);
        Directions.check("u", u, gradientOfU, moved -> sum.applyAsDouble(new double[][] {moved, h1, h2, weights}));
        Directions.check("h1", h1, gradientOfH1, moved -> sum.applyAsDouble(new double[][] {u, moved, h2, weights}));
        Directions.check("h2", h2, gradientOfH2, moved -> sum.applyAsDouble(new double[][] {u, h1, moved, weights}));
        Directions.check(
                "weights",
                weights,
                Doubles.of(weight.publishedGradient()),
                moved -> sum.applyAsDouble(new double[][] {u, h1, h2, moved}));
    }

    private static Branch branchByHand() {
        Branch branch = branch(BY_HAND);
        float[] weights = new float[2 * 2 * 3 * 3];
        weights[3] = 2;
        weights[5] = -4;
        branch.parameters().get(0).publish(weights);
        return branch;
    }

    private static double[] first3(double[] values) {
        return Arrays.copyOf(values, 3);
    }

    /** 10 + 2 * 0 - 4 * 2 = 2; 20 + 2 * 1 - 4 * 3 = 10; 30 + 2 * 2 - 4 * 0 = 34. */
    @Test
    void adds_neighbors_and_reads_zeros_beyond_the_edge() {
        Branch branch = branchByHand();
        Stage.of(branch).forward(U);

        assertThat(first3(Stage.of(new LateralConvolution(branch)).forward(H))).containsExactly(2, 10, 34);
    }

    /**
     * Of h: 2 * 10 = 20; 2 * 100 - 4 * 1 = 196; -4 * 10 = -40. Of the weights: 10 * 1 + 100 * 2 = 210; 1 * 1 + 10 * 2 +
     * 100 * 3 = 321; 1 * 2 + 10 * 3 = 32. Of u, with 1000 each of the first iteration: 1001, 1010, 1100.
     */
    @Test
    void passes_gradients_to_neighbors_weights_and_branch() {
        Branch branch = branchByHand();
        Stage begun = Stage.of(branch);
        Stage second = Stage.of(new LateralConvolution(branch));
        begun.forward(U);
        second.forward(H);

        assertThat(first3(second.backward(GRADIENT, Wanted.BOTH))).containsExactly(20, 196, -40);
        assertThat(Arrays.copyOf(branch.parameters().get(0).publishedGradient(), 9))
                .containsExactly(0, 0, 0, 210, 321, 32, 0, 0, 0);
        double[] ofFirst = new double[GRADIENT.length];
        Arrays.fill(ofFirst, 1000);
        assertThat(first3(begun.backward(ofFirst, Wanted.BOTH))).containsExactly(1001, 1010, 1100);
    }

    @Test
    void a_forward_pass_forgets_what_was_collected() {
        Branch branch = branchByHand();
        Stage begun = Stage.of(branch);
        begun.forward(U);
        Stage.of(new LateralConvolution(branch)).backward(GRADIENT, Wanted.BOTH);
        begun.forward(U);

        assertThat(begun.backward(GRADIENT, Wanted.BOTH)).isEqualTo(GRADIENT);
    }

    @Test
    void computes_no_gradient_that_is_not_wanted() {
        Branch branch = branchByHand();
        Stage begun = Stage.of(branch);
        Stage second = Stage.of(new LateralConvolution(branch));
        Parameter weight = branch.parameters().get(0);
        double[] nothing = new double[GRADIENT.length];
        begun.forward(U);
        second.forward(H);

        assertThat(second.backward(GRADIENT, Wanted.INPUT)).isNotEqualTo(nothing);
        assertThat(weight.publishedGradient()).containsOnly(0);

        begun.forward(U);
        Arrays.fill(second.input().gradients(), 0);
        assertThat(second.backward(GRADIENT, Wanted.PARAMETERS)).isEqualTo(nothing);
        assertThat(weight.publishedGradient()).contains(321);
        assertThat(begun.backward(nothing, Wanted.BOTH)).isEqualTo(nothing);
        assertThat(begun.backward(GRADIENT, Wanted.PARAMETERS)).isEqualTo(nothing);
    }

    @Test
    void the_branch_alone_lists_and_draws_the_weights() {
        Branch branch = branch(BY_HAND);
        var lateral = new LateralConvolution(branch);
        branch.initialize(RandomStream.of(1, "initialize"));
        List<float[]> drawn =
                branch.parameters().stream().map(Parameter::published).toList();
        RandomStream random = RandomStream.of(2, "initialize");
        lateral.initialize(random);

        assertThat(branch.parameters()).extracting(Parameter::name).containsExactly("lateral.weight", "lateral.bias");
        assertThat(lateral.parameters()).isEmpty();
        assertThat(random.nextLong()).isEqualTo(RandomStream.of(2, "initialize").nextLong());
        assertThat(branch.parameters().stream().map(Parameter::published).toList())
                .usingRecursiveComparison()
                .isEqualTo(drawn);
    }
}
