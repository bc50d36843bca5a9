package org.hypercolumn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {

    private static final int DRAWS = 100_000;

    static LongStream seeds() {
        return LongStream.of(0, 1, 2, -1, Long.MIN_VALUE);
    }

    /** Trained models follow from these numbers: they may never change. */
    @Test
    void draws_the_numbers_of_earlier_versions() {
        RandomStream stream = RandomStream.of(1, "shuffle", 2, 3);

        assertThat(stream.nextLong()).isEqualTo(-1420886166118209143L);
        assertThat(stream.nextLong()).isEqualTo(3362620348647367622L);
        assertThat(stream.nextLong()).isEqualTo(-6236629734758184835L);
        assertThat(RandomStream.of(0, "").nextLong()).isEqualTo(6235967106033911276L);
        assertThat(RandomStream.of(-1, "dropout").nextLong()).isEqualTo(2238951619536027018L);
    }

    @Test
    void turns_bits_into_numbers_as_earlier_versions_did() {
        RandomStream stream = RandomStream.of(1, "shuffle", 2, 3);
        int[] shuffled = {0, 1, 2, 3, 4, 5, 6};

        assertThat(stream.nextInt()).isEqualTo(-330825841);
        assertThat(stream.nextDouble()).isEqualTo(0.18228801436237196);
        assertThat(stream.nextFloat()).isEqualTo(0.6619116f);
        assertThat(stream.nextGaussian()).isEqualTo(0.5225750865864484);
        assertThat(stream.nextInt(1000)).isEqualTo(595);
        assertThat(stream.nextDouble(-2, 5)).isEqualTo(2.294658864422259);
        stream.shuffle(shuffled);
        assertThat(shuffled).containsExactly(3, 4, 2, 1, 0, 6, 5);
    }

    /** 3362620348647367622 >>> 11 is 1641904467112972, over 2^53 0.18228...; the float has the upper 24 bits of the next. */
    @Test
    void doubles_and_floats_are_the_upper_bits() {
        assertThat(0x1.0p-53 * (3362620348647367622L >>> 11)).isEqualTo(0.18228801436237196);
        assertThat(0x1.0p-24f * (-6236629734758184835L >>> 40)).isEqualTo(0.6619116f);
        assertThat((int) (-1420886166118209143L >>> 32)).isEqualTo(-330825841);
    }

    @Test
    void the_same_words_give_the_same_numbers() {
        RandomStream one = RandomStream.of(7, "dropout", 3, 5);
        RandomStream other = RandomStream.of(7, "dropout", 3, 5);
        RandomStream.of(7, "shuffle", 3, 5).nextLong();

        assertThat(LongStream.generate(one::nextLong).limit(100))
                .containsExactlyElementsOf(
                        LongStream.generate(other::nextLong).limit(100).boxed().toList());
    }

    @Test
    void seed_purpose_keys_their_order_and_number_all_count() {
        Set<Long> first = new HashSet<>();
        int streams = 0;
        for (long seed : new long[] {0, 1, -1, 1L << 32}) {
            for (String purpose : new String[] {"", "a", "b", "ab", "ba", "aa"}) {
                for (long[] keys : new long[][] {{}, {0}, {1}, {0, 0}, {0, 1}, {1, 0}, {-1}, {1, 0, 0}, {1L << 32}}) {
                    first.add(RandomStream.of(seed, purpose, keys).nextLong());
                    streams++;
                }
            }
        }
        assertThat(first).hasSize(streams);
    }

    /** For independent streams, each of 64 bits agrees in half of the pairs: 0.5 +- 0.5 / sqrt(10000) a standard deviation. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void streams_of_neighboring_keys_are_independent(long seed) {
        int pairs = 10_000;
        int[] alike = new int[Long.SIZE];
        for (int key = 0; key < pairs; key++) {
            long differing = RandomStream.of(seed, "dropout", 1, key).nextLong()
                    ^ RandomStream.of(seed, "dropout", 1, key + 1L).nextLong();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                alike[bit] += (int) (~differing >>> bit & 1);
            }
        }
        double deviation = 0.5 * Math.sqrt(pairs);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertThat((double) alike[bit]).as("bit %d", bit).isCloseTo(0.5 * pairs, within(5 * deviation));
        }
    }

    /** Mean product of two uniform numbers less their means: 0, with a standard deviation of 1 / 12 / sqrt(draws). */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void purposes_are_uncorrelated(long seed) {
        RandomStream shuffle = RandomStream.of(seed, "shuffle");
        RandomStream dropout = RandomStream.of(seed, "dropout");
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += (shuffle.nextDouble() - 0.5) * (dropout.nextDouble() - 0.5);
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(5 / 12.0 / Math.sqrt(DRAWS)));
    }

    /** Chi-square of {@code bins} equally likely bins: its mean is bins - 1, its standard deviation sqrt(2 (bins - 1)). */
    private static void assertUniform(int bins, IntSupplier bin) {
        int[] counts = new int[bins];
        for (int i = 0; i < DRAWS; i++) {
            counts[bin.getAsInt()]++;
        }
        double expected = (double) DRAWS / bins;
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(chiSquare).isCloseTo(bins - 1, within(5 * Math.sqrt(2.0 * (bins - 1))));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void all_draws_are_uniform(long seed) {
        RandomStream stream = RandomStream.of(seed, "uniform");

        assertUniform(97, () -> stream.nextInt(97));
        assertUniform(64, () -> stream.nextInt(64));
        assertUniform(97, () -> (int) (97 * stream.nextDouble()));
        assertUniform(97, () -> (int) (97 * (stream.nextDouble(-3, 5) + 3) / 8));
        assertUniform(97, () -> (int) (97 * (double) stream.nextFloat()));
        assertUniform(128, () -> stream.nextInt() >>> 25);
        assertUniform(128, () -> stream.nextInt() & 127);
        // Streams of one draw each, as dropout of one channel would be.
        int[] key = {0};
        assertUniform(97, () -> RandomStream.of(seed, "one", key[0]++).nextInt(97));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 1000, 1 << 30, (1 << 30) + 1, Integer.MAX_VALUE})
    void whole_numbers_keep_to_their_bound_and_reach_all_of_its_range(int bound) {
        RandomStream stream = RandomStream.of(3, "bound");
        int[] drawn =
                IntStream.generate(() -> stream.nextInt(bound)).limit(DRAWS).toArray();

        assertThat(Arrays.stream(drawn).min().orElseThrow()).isBetween(0, bound / 1000);
        assertThat(Arrays.stream(drawn).max().orElseThrow()).isBetween(bound - 1 - bound / 1000, bound - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refuses_bounds_that_leave_nothing(int bound) {
        RandomStream stream = RandomStream.of(3, "bound");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.nextInt(bound))
                .withMessage("random stream: bound must be above 0, got %d", bound);
    }

    @Test
    void fractions_stay_below_1() {
        RandomStream stream = RandomStream.of(4, "fraction");
        for (int i = 0; i < DRAWS; i++) {
            assertThat(stream.nextDouble() < 1 && stream.nextFloat() < 1).isTrue();
        }
        assertThat((-1L >>> 11) * 0x1.0p-53).isLessThan(1);
        assertThat((-1L >>> 40) * 0x1.0p-24f).isLessThan(1);
    }

    /** Standard deviations: of the mean 1 / sqrt(n), of the variance sqrt(2 / n), of the fourth moment sqrt(96 / n). */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gaussians_have_the_moments_of_the_standard_normal(long seed) {
        RandomStream stream = RandomStream.of(seed, "noise");
        double[] drawn = new double[DRAWS];
        Arrays.setAll(drawn, i -> stream.nextGaussian());

        assertThat(moment(drawn, 1)).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
        assertThat(moment(drawn, 2)).isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
        assertThat(moment(drawn, 3)).isCloseTo(0, within(5 * Math.sqrt(15.0 / DRAWS)));
        assertThat(moment(drawn, 4)).isCloseTo(3, within(5 * Math.sqrt(96.0 / DRAWS)));
    }

    private static double moment(double[] values, int power) {
        return Arrays.stream(values)
                .map(value -> Math.pow(value, power))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17, 1000})
    void shuffling_gives_a_permutation(int length) {
        int[] values = IntStream.range(0, length).toArray();
        RandomStream.of(5, "shuffle").shuffle(values);

        assertThat(Arrays.stream(values).sorted().toArray())
                .isEqualTo(IntStream.range(0, length).toArray());
        if (length > 2) {
            assertThat(values).isNotEqualTo(IntStream.range(0, length).toArray());
        }
    }

    /** All 24 orders of 4 values. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void all_orders_are_equally_likely(long seed) {
        RandomStream stream = RandomStream.of(seed, "shuffle");

        assertUniform(24, () -> {
            int[] v = {0, 1, 2, 3};
            stream.shuffle(v);
            int second = v[1] - (v[1] > v[0] ? 1 : 0);
            return v[0] * 6 + second * 2 + (v[2] > v[3] ? 1 : 0);
        });
    }
}
