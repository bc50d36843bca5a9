package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TicksTest {
    @ParameterizedTest(name = "{0} in {1} parts")
    @CsvSource({"10, 5, 2", "10, 4, 5", "1, 10, 0.1", "999, 8, 200", "0.07, 5, 0.02", "3e-7, 3, 1e-7", "6e12, 2, 5e12"})
    void the_step_is_the_next_1_2_or_5(double span, int parts, BigDecimal step) {
        assertThat(Ticks.step(span, parts)).isEqualByComparingTo(step);
    }

    @Test
    void linear_ticks_are_multiples_of_the_step() {
        // 0.85 * 1.1 / 5 = 0.187, next round step 0.2
        assertThat(Ticks.linear(-0.3, 0.8, 5))
                .containsExactly(
                        new Tick(-0.2, "\u22120.2"),
                        new Tick(0, "0"),
                        new Tick(0.2, "0.2"),
                        new Tick(0.4, "0.4"),
                        new Tick(0.6, "0.6"),
                        new Tick(0.8, "0.8"));
    }

    @Test
    void a_logarithmic_axis_tells_powers_of_ten() {
        List<Tick> ticks = Ticks.logarithmic(1, 1000, 6);

        assertThat(labels(ticks)).containsExactly("1", "10", "100", "1000");
        assertThat(ticks).hasSize(28); // 1 to 9, 10 to 90, 100 to 900, 1000
    }

    @Test
    void a_logarithmic_axis_of_many_powers_leaves_texts_out_evenly() {
        // nine powers in at most four parts: every second
        assertThat(labels(Ticks.logarithmic(1e-4, 1e4, 4))).containsExactly("0.0001", "0.01", "1", "100", "10000");
    }

    @Test
    void a_short_logarithmic_axis_tells_more() {
        assertThat(labels(Ticks.logarithmic(3, 60, 5))).containsExactly("5", "10", "20", "50");
        assertThat(labels(Ticks.logarithmic(25, 45, 5))).containsExactly("30", "40");
        assertThat(labels(Ticks.logarithmic(21, 22, 5))).containsExactly("21", "21.2", "21.4", "21.6", "21.8", "22");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 0",
        "0.50, 0.5",
        "-3, \u22123",
        "100000, 100000",
        "1234567, 1.234567e6",
        "0.00001, 0.00001",
        "2e-6, 2e\u22126",
        "-5e299, \u22125e299",
        "1000000, 1e6"
    })
    void a_label_is_short(BigDecimal value, String label) {
        assertThat(Ticks.label(value)).isEqualTo(label);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ticks_lie_on_the_axis_and_are_few(long seed) {
        var random = new SplittableRandom(seed);
        double low = random.nextDouble(-1, 1) * StrictMath.pow(10, random.nextInt(-20, 20));
        double high = low + random.nextDouble(0.01, 1) * StrictMath.pow(10, random.nextInt(-3, 3)) * Math.abs(low);
        int parts = random.nextInt(2, 9);

        List<Tick> ticks = Ticks.linear(low, high, parts);

        double slack = 1e-5 * (high - low);
        assertThat(ticks).isNotEmpty().hasSizeLessThanOrEqualTo(parts + 3);
        assertThat(ticks).allMatch(tick -> tick.value() >= low - slack && tick.value() <= high + slack);
        assertThat(ticks).extracting(Tick::label).doesNotHaveDuplicates();
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static List<String> labels(List<Tick> ticks) {
        return ticks.stream().map(Tick::label).filter(label -> !label.isEmpty()).toList();
    }
}
