package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {

    @ParameterizedTest(name = "{0} to {1} s")
    @CsvSource({
        "240, 240, about 4 min",
        "240, 290, about 5 min",
        "240, 480, 4 to 8 min",
        "38, 100, 40 s to 2 min",
        "12, 40, 10 to 40 s",
        "1800, 7200, 30 min to 2 h",
        "5400, 16000, 1.5 to 4.5 h",
        "8.6, 8.9, about 9 s"
    })
    void is_said_to_two_digits(double low, double high, String text) {
        assertThat(new TimeRange(low, high).text()).isEqualTo(text);
    }

    @Test
    void says_why_it_is_a_range() {
        assertThat(new TimeRange(240, 480).reason()).isEqualTo(", depending on what else runs on this machine");
        assertThat(new TimeRange(240, 250).reason()).isEmpty();
    }

    @Test
    void is_unknown_where_nothing_was_measured() {
        assertThat(TimeRange.unknown().isKnown()).isFalse();
        assertThat(new TimeRange(1, 2).isKnown()).isTrue();
    }
}
