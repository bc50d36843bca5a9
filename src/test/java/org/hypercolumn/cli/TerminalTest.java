package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @ParameterizedTest(name = "''{0}''")
    @CsvSource({"'50 132\n', 50, 132", "1 1, 1, 1", "'', 24, 80", "0 0, 24, 80", "24, 24, 80", "9999999999 80, 24, 80"})
    void has_the_size_that_it_tells_or_the_usual_one(String told, int rows, int columns) {
        assertThat(Terminal.size(told)).isEqualTo(new Terminal.Size(rows, columns));
    }

    @Test
    void has_the_usual_size_where_there_is_none() throws InterruptedException {
        Terminal.Size size = Terminal.size(); // of tests that may be started from a terminal

        assertThat(size.rows()).isPositive();
        assertThat(size.columns()).isPositive();
    }
}
