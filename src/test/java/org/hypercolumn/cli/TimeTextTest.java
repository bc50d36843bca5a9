package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 1 s",
        "0.4, 1 s",
        "7.4, 7 s",
        "59.4, 59 s",
        "59.5, 1 min 0 s",
        "130, 2 min 10 s",
        "3599.4, 59 min 59 s",
        "3599.5, 1 h 0 min",
        "11100, 3 h 5 min",
        "360000, 100 h 0 min"
    })
    void says_two_units_at_most(double seconds, String text) {
        assertThat(TimeText.of(seconds)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0.2, 1 s",
        "7.4, 7 s",
        "12, 10 s",
        "57, 55 s",
        "58, 1 min",
        "130, 2 min",
        "570, 10 min",
        "1700, 30 min",
        "3400, 55 min",
        "3500, 1 h",
        "5400, 1.5 h",
        "17000, 4.5 h",
        "18000, 5 h",
        "170000, 47 h",
        "200000, 2 days"
    })
    void says_an_estimate_to_two_digits(double seconds, String text) {
        assertThat(TimeText.roughly(seconds)).isEqualTo(text);
    }
}
