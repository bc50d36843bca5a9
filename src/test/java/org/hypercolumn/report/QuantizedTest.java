package org.hypercolumn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantizedTest {

    /** Rounding of a number of size 1 in double arithmetic, far below half a step. */
    private static final double ROUNDING = 1e-12;

    @Test
    void steps_go_from_the_smallest_to_the_largest() {
        // (254 - 0) / 254 = 1 a step; 255 stands for NaN
        ObjectNode json = Quantized.coarse(Values.of(0, 7, 254, Double.NaN, Double.NEGATIVE_INFINITY));

        assertThat(json.path("from").asDouble()).isZero();
        assertThat(json.path("step").asDouble()).isEqualTo(1);
        assertThat(json.path("bytes").asInt()).isEqualTo(1);
        assertThat(Base64.getDecoder().decode(json.path("steps").asText()))
                .containsExactly(0, 7, (byte) 254, (byte) 255, (byte) 255);
    }

    @Test
    void fine_steps_are_little_endian() {
        // (65534 - 0) / 65534 = 1 a step: 258 = 2 + 1 * 256
        ObjectNode json = Quantized.fine(Values.of(0, 258, 65534));

        assertThat(Base64.getDecoder().decode(json.path("steps").asText()))
                .containsExactly(0, 0, 2, 1, (byte) 0xFE, (byte) 0xFF);
    }

    @Test
    void what_is_constant_or_undefined_or_nothing_has_no_step() {
        assertThat(Quantized.fine(Values.of(3, 3)).toString())
                .isEqualTo("{\"from\":3,\"step\":0,\"bytes\":2,\"steps\":\"AAAAAA==\"}");
        assertThat(Quantized.fine(Values.of(Double.NaN)).toString())
                .isEqualTo("{\"from\":0,\"step\":0,\"bytes\":2,\"steps\":\"//8=\"}");
        assertThat(Quantized.fine(Values.NONE).toString())
                .isEqualTo("{\"from\":0,\"step\":0,\"bytes\":2,\"steps\":\"\"}");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbers_come_back_within_half_a_step(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] numbers = random.doubles(97, -1, 1).toArray();

        ObjectNode json = Quantized.fine(Values.of(numbers));

        double step = json.path("step").asDouble();
        byte[] steps = Base64.getDecoder().decode(json.path("steps").asText());
        assertThat(step).isLessThan(2.0 / 65534 + ROUNDING);
        for (int i = 0; i < numbers.length; i++) {
            int number = (steps[2 * i] & 0xFF) + 256 * (steps[2 * i + 1] & 0xFF);
            assertThat(json.path("from").asDouble() + number * step).isCloseTo(numbers[i], within(step / 2 + ROUNDING));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @Test
    void the_largest_and_smallest_doubles_have_finite_steps() {
        ObjectNode json = Quantized.coarse(Values.of(-Double.MAX_VALUE, Double.MAX_VALUE));

        assertThat(json.path("step").asDouble()).isFinite();
        assertThat(Base64.getDecoder().decode(json.path("steps").asText())).containsExactly(0, (byte) 254);
    }
}
