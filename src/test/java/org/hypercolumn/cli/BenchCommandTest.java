package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.hypercolumn.kernel.Kernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BenchCommandTest {

    @Test
    @Tag("slow")
    void prints_one_line_of_json() throws IOException {
        CommandRun bench = CommandRun.of("bench", "--model=rf-cnn", "--threads=2", "--batch=3", "--seconds=0.1")
                .assertDone();

        assertThat(bench.err()).isEmpty();
        assertThat(bench.outLines()).hasSize(1);
        JsonNode line = new JsonMapper().readTree(bench.out());
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly("model", "threads", "batch", "ms_per_step", "gflops", "kernels", "steps", "java");
        assertThat(line.path("model").asText()).isEqualTo("rf-cnn");
        assertThat(line.path("threads").asInt()).isEqualTo(2);
        assertThat(line.path("batch").asInt()).isEqualTo(3);
        assertThat(line.path("ms_per_step").asDouble()).isBetween(0.001, 1000.0);
        assertThat(line.path("gflops").asDouble()).isPositive();
        assertThat(line.path("kernels").asText()).isEqualTo(Kernels.best().name());
        assertThat(line.path("steps").asInt()).isPositive();
    }

    @ParameterizedTest(name = "--seconds {0}")
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "1000000"})
    void refuses_seconds_out_of_range(String seconds) {
        CommandRun.of("bench", "--seconds", seconds)
                .assertMisused(
                        " bench", "--seconds must be above 0 and at most 86400, got " + Double.parseDouble(seconds));
    }

    @ParameterizedTest(name = "--batch {0}")
    @ValueSource(ints = {1, 0, -5, 10_001, Integer.MAX_VALUE})
    void refuses_batches_out_of_range(int batch) {
        CommandRun.of("bench", "--batch", batch).assertMisused(" bench", "--batch must be 2 to 10000, got " + batch);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--threads | 0 | --threads must be 1 or more, got 0",
                "--threads | x | Invalid value for option '--threads': 'x' is not a whole number within range",
                "--seconds | long | Invalid value for option '--seconds': 'long' is not a number",
            })
    void refuses_a_wrong_command_line(String option, String value, String line) {
        CommandRun.of("bench", option, value).assertMisused(" bench", line);
    }

    @Test
    void refuses_an_unknown_model_and_names_the_nearest() {
        CommandRun.of("bench", "--model", "ff")
                .assertMisused(
                        " bench", "model 'ff' is not known; did you mean 'ff-cnn'? hypercolumn models lists all");
    }
}
