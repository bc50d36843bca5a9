package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    /** A number of its own type, so that NaN equals NaN. */
    private static Double readBack(double value) {
        return Double.valueOf(DecimalText.of(value));
    }

    /** Every JDK must say just these. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-7, -7",
        "1000000, 1000000",
        "9007199254740993, 9007199254740992",
        "0.1, 0.1",
        "-0.25, -0.25",
        "0.30000000000000004, 0.30000000000000004",
        "0.3333333333333333, 0.3333333333333333",
        "1e-6, 0.000001",
        "1e-8, 1E-8",
        "0.001, 0.001",
        "2e-3, 0.002",
        "1.0E23, 100000000000000000000000",
        "2e23, 200000000000000000000000",
        "8.41e21, 8410000000000000000000",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "4.9E-324, 5E-324",
        "1e-323, 1E-323",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void says_as_few_digits_as_read_back(double value, String text) {
        assertThat(DecimalText.of(value)).isEqualTo(text);
        assertThat(readBack(value)).isEqualTo(value == 0 ? Double.valueOf(0) : Double.valueOf(value));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6})
    void reads_back_to_the_same_number(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double usual = random.nextDouble(-1, 1);
            double single = (float) usual;
            double subnormal = Double.longBitsToDouble(random.nextLong() & 0x000fffffffffffffL);
            for (double value : new double[] {any, usual, single, subnormal}) {
                assertThat(readBack(value)).isEqualTo(Double.valueOf(value));
            }
        }
    }

    @Test
    void is_never_longer_than_what_java_says() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double value = random.nextDouble(0.001, 1000);
            assertThat(DecimalText.of(value).length())
                    .isLessThanOrEqualTo(Double.toString(value).length());
        }
    }

    @Test
    void decimals_have_no_trailing_zeros_and_no_exponent_above_1() {
        assertThat(DecimalText.decimal(1.0)).hasToString("1");
        assertThat(DecimalText.decimal(100)).hasToString("100");
        assertThat(DecimalText.decimal(-0.0)).hasToString("0");
        assertThat(DecimalText.decimal(1e-8)).hasToString("1E-8");
    }
}
