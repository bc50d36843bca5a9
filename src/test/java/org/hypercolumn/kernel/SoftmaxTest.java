package org.hypercolumn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Softmax over keys and its way back, {@code [keys, Q]}: the vector kernel against the scalar one, and both against the exact. */
class SoftmaxTest {

    private static final Kernels SCALAR = new ScalarKernels();
    private static final Kernels VECTOR = new VectorKernels();

    /** Of the exact value: the exponential's 2e-7, and up to 100 roundings of 6e-8 in a sum of positive terms. */
    private static final double TOLERANCE = 2e-6;

    /** What stands in front of an image's scores and behind them, where nothing may be written. */
    private static final float UNTOUCHED = -7.5f;

    /** Keys, queries, and values between the array's origin and the first score. */
    record Shape(int keys, int queries, int offset) {
        int length() {
            return keys * queries;
        }

        int at() {
            return Kernels.ORIGIN + offset;
        }
    }

    static Stream<Shape> shapes() {
        return IntStream.rangeClosed(1, 97)
                .boxed()
                .flatMap(keys -> Stream.of(
                        new Shape(keys, Kernels.padded(keys), 0),
                        new Shape(keys, 32 * (1 + keys % 5), 3),
                        new Shape(keys, 32, 7 * keys)));
    }

    static List<Kernels> kernels() {
        return List.of(SCALAR, VECTOR);
    }

    /** Scores of a spread that makes some keys matter and others hardly. */
    private static float[] scores(Shape shape, long seed) {
        var random = new SplittableRandom(seed);
        float[] scores = Kernels.array((long) shape.offset() + shape.length());
        Arrays.fill(scores, UNTOUCHED);
        for (int i = 0; i < shape.length(); i++) {
            scores[shape.at() + i] = (float) random.nextDouble(-9, 9);
        }
        return scores;
    }

    /** Gradients that stand, as the kernel asks, at the origin. */
    private static float[] gradients(Shape shape, long seed) {
        return scores(new Shape(shape.keys(), shape.queries(), 0), seed);
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]); // every NaN alike
        }
        return bits;
    }

    private static float[] changed(float[] values, Consumer<float[]> kernel) {
        float[] copy = values.clone();
        kernel.accept(copy);
        return copy;
    }

    private static float[] softmax(Kernels kernels, Shape shape, float[] scores) {
        return changed(scores, copy -> kernels.softmax(copy, shape.at(), shape.keys(), shape.queries()));
    }

    private static float[] softmaxGradient(Kernels kernels, Shape shape, float[] attention, float[] gradient) {
        return changed(
                gradient, copy -> kernels.softmaxGradient(attention, shape.at(), shape.keys(), shape.queries(), copy));
    }

    private static void assertUntouchedAround(Shape shape, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i < shape.at() || i >= shape.at() + shape.length()) {
                assertThat(values[i]).as("value %d", i).isEqualTo(UNTOUCHED);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void both_kernels_give_the_same_bits_and_write_nothing_else(Shape shape) {
        float[] scores = scores(shape, 1);
        float[] attention = softmax(SCALAR, shape, scores);
        assertThat(bits(softmax(VECTOR, shape, scores))).isEqualTo(bits(attention));
        assertUntouchedAround(shape, attention);

        Shape atOrigin = new Shape(shape.keys(), shape.queries(), 0);
        float[] gradient = gradients(shape, 2);
        float[] ofScores = softmaxGradient(SCALAR, shape, attention, gradient);
        assertThat(bits(softmaxGradient(VECTOR, shape, attention, gradient))).isEqualTo(bits(ofScores));
        assertUntouchedAround(atOrigin, ofScores);
        assertThat(ofScores).isNotEqualTo(gradient);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void attention_is_the_exact_one_and_sums_to_1_over_keys(Shape shape) {
        float[] scores = scores(shape, 3);
        float[] attention = softmax(VECTOR, shape, scores);
        for (int query = 0; query < shape.queries(); query++) {
            double total = 0;
            for (int key = 0; key < shape.keys(); key++) {
                total += StrictMath.exp(scores[shape.at() + key * shape.queries() + query]);
            }
            double sum = 0;
            for (int key = 0; key < shape.keys(); key++) {
                int i = shape.at() + key * shape.queries() + query;
                double exact = StrictMath.exp(scores[i]) / total;
                assertThat((double) attention[i])
                        .as("key %d, query %d", key, query)
                        .isCloseTo(exact, within(TOLERANCE * exact));
                sum += attention[i];
            }
            assertThat(sum).as("query %d", query).isCloseTo(1, within(TOLERANCE));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void gradients_are_the_exact_ones_and_sum_to_0_over_keys(Shape shape) {
        float[] attention = softmax(VECTOR, shape, scores(shape, 4));
        float[] gradient = gradients(shape, 5);
        float[] ofScores = softmaxGradient(VECTOR, shape, attention, gradient);
        for (int query = 0; query < shape.queries(); query++) {
            double mean = 0;
            for (int key = 0; key < shape.keys(); key++) {
                int i = key * shape.queries() + query;
                mean += (double) attention[shape.at() + i] * gradient[Kernels.ORIGIN + i];
            }
            double sum = 0;
            for (int key = 0; key < shape.keys(); key++) {
                int i = key * shape.queries() + query;
                double exact = attention[shape.at() + i] * (gradient[Kernels.ORIGIN + i] - mean);
                // Gradients are of up to 9, and their mean cancels.
                assertThat((double) ofScores[Kernels.ORIGIN + i])
                        .as("key %d, query %d", key, query)
                        .isCloseTo(exact, within(9 * TOLERANCE * attention[shape.at() + i]));
                sum += ofScores[Kernels.ORIGIN + i];
            }
            assertThat(sum).as("query %d", query).isCloseTo(0, within(9 * TOLERANCE));
        }
    }

    /** The scores of one query, key by key; all other queries have scores 0. */
    private static float[] attention(Kernels kernels, float... scores) {
        Shape shape = new Shape(scores.length, 32, 0);
        float[] all = Kernels.array(shape.length());
        for (int key = 0; key < scores.length; key++) {
            all[Kernels.ORIGIN + key * 32 + 5] = scores[key];
        }
        kernels.softmax(all, Kernels.ORIGIN, scores.length, 32);
        float[] attention = new float[scores.length];
        for (int key = 0; key < scores.length; key++) {
            attention[key] = all[Kernels.ORIGIN + key * 32 + 5];
            for (int query = 0; query < 32; query++) {
                if (query != 5) {
                    assertThat(all[Kernels.ORIGIN + key * 32 + query])
                            .as("key %d, query %d", key, query)
                            .isEqualTo(1f / scores.length);
                }
            }
        }
        return attention;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void of_hand_numbers(Kernels kernels) {
        // e^0 = 1, e^ln 3 = 3, e^ln 4 = 4: of 8 together
        float[] attention = attention(kernels, 0, (float) StrictMath.log(3), (float) StrictMath.log(4));

        assertThat(attention).containsExactly(new float[] {0.125f, 0.375f, 0.5f}, within(1e-7f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gradient_of_hand_numbers(Kernels kernels) {
        float[] attention = Kernels.array(3 * 32);
        float[] gradient = Kernels.array(3 * 32);
        float[] a = {0.125f, 0.375f, 0.5f};
        float[] d = {8, -4, 2};
        for (int key = 0; key < 3; key++) {
            attention[Kernels.ORIGIN + key * 32 + 31] = a[key];
            gradient[Kernels.ORIGIN + key * 32 + 31] = d[key];
        }
        kernels.softmaxGradient(attention, Kernels.ORIGIN, 3, 32, gradient);

        // r = 1 - 1.5 + 1 = 0.5; a * (d - r) = 0.125 * 7.5, 0.375 * -4.5, 0.5 * 1.5
        assertThat(gradient[Kernels.ORIGIN + 31]).isEqualTo(0.9375f);
        assertThat(gradient[Kernels.ORIGIN + 32 + 31]).isEqualTo(-1.6875f);
        assertThat(gradient[Kernels.ORIGIN + 64 + 31]).isEqualTo(0.75f);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void of_one_key_is_1_and_has_no_gradient(Kernels kernels) {
        assertThat(attention(kernels, -123.5f)).containsExactly(1f);
        float[] one = Kernels.array(32);
        float[] gradient = Kernels.array(32);
        for (int query = 0; query < 32; query++) {
            one[Kernels.ORIGIN + query] = 1;
            gradient[Kernels.ORIGIN + query] = query - 3.7f;
        }
        kernels.softmaxGradient(one, Kernels.ORIGIN, 1, 32, gradient);

        assertThat(gradient).containsOnly(0f);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void equal_scores_of_any_size_share_alike(Kernels kernels) {
        for (float score : new float[] {0, -0f, 1e30f, -1e30f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE}) {
            assertThat(attention(kernels, score, score, score, score)).containsOnly(0.25f);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void a_score_far_above_all_others_takes_everything(Kernels kernels) {
        float[] attention = attention(kernels, -1e30f, 1e30f, 0, -Float.MAX_VALUE);

        assertThat(attention[1]).isEqualTo(1f);
        // e^-87, where the exponential ends
        assertThat(new float[] {attention[0], attention[2], attention[3]}).containsOnly(Exponential.exp(-87));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void a_score_of_minus_infinity_gets_nothing_beside_a_finite_one(Kernels kernels) {
        assertThat(attention(kernels, Float.NEGATIVE_INFINITY, 2, 2))
                .containsExactly(Exponential.exp(-87) / 2, 0.5f, 0.5f);
    }

    /** {@link #attention} asserts that the queries beside it are as ever. */
    @ParameterizedTest
    @MethodSource("kernels")
    void what_is_undefined_stays_in_its_query(Kernels kernels) {
        assertThat(attention(kernels, 1, Float.NaN, 2)).containsOnly(Float.NaN);
        assertThat(attention(kernels, Float.POSITIVE_INFINITY, 1, 2)).containsOnly(Float.NaN);
        assertThat(attention(kernels, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY))
                .containsOnly(Float.NaN);
    }

    @ParameterizedTest(name = "of {0} keys")
    @MethodSource("fewKeys")
    void both_kernels_give_the_same_bits_at_the_ends_of_the_range(int keys) {
        float[] ends = {
            0, -0f, 1e30f, -1e30f, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 87, -87, 1e-30f
        };
        var random = new SplittableRandom(keys);
        Shape shape = new Shape(keys, 1024, 5);
        float[] scores = Kernels.array(shape.offset() + shape.length());
        for (int i = 0; i < shape.length(); i++) {
            scores[shape.at() + i] = ends[random.nextInt(ends.length)];
        }
        float[] attention = softmax(SCALAR, shape, scores);
        assertThat(bits(softmax(VECTOR, shape, scores))).isEqualTo(bits(attention));
        float[] gradient = scores(new Shape(keys, 1024, 0), 1);
        assertThat(bits(softmaxGradient(VECTOR, shape, attention, gradient)))
                .isEqualTo(bits(softmaxGradient(SCALAR, shape, attention, gradient)));
    }

    static List<Integer> fewKeys() {
        return List.of(1, 2, 3, 5, 7);
    }
}
