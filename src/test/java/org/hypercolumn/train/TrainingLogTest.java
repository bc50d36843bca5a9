package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLogTest {

    private static final String LINES = """
            {"model":"a","neuron":3,"share":0.5,"seed":2,"epoch":1,"loss":0.75,"corr":null}
            {"model":"a","neuron":3,"share":0.5,"seed":2,"epoch":2,"loss":0.5,"corr":0.25}
            {"model":"a","neuron":3,"share":1,"seed":2,"epoch":1,"loss":9,"corr":9}
            {"model":"a","neuron":3,"share":0.5,"seed":1,"epoch":1,"loss":8,"corr":8}
            {"model":"b","neuron":3,"share":0.5,"seed":2,"epoch":1,"loss":7,"corr":7}
            """;

    @TempDir
    private Path folder;

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("log.jsonl"), text);
    }

    @Test
    void has_the_epochs_of_its_share_and_seed_by_model_and_neuron() throws IOException {
        TrainingLog log = TrainingLog.read(log(LINES), 0.5, 2);

        assertThat(log.epochs("a", 3)).containsExactly(new Epoch(1, 0.75, Double.NaN), new Epoch(2, 0.5, 0.25));
        assertThat(log.epochs("b", 3)).containsExactly(new Epoch(1, 7, 7));
    }

    @Test
    void a_fit_that_it_does_not_have_has_no_epochs() throws IOException {
        assertThat(TrainingLog.read(log(LINES), 0.5, 2).epochs("a", 4)).isEmpty();
        assertThat(TrainingLog.none().epochs("a", 3)).isEqualTo(List.of());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{\"model\":\"a\"", "[]", "{\"model\":\"a\",\"neuron\":\"x\"}", ""})
    void a_line_that_is_no_epoch_is_refused_with_its_number(String line) throws IOException {
        Path file = log(LINES + line + "\n");

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> TrainingLog.read(file, 1, 1))
                .withMessageContaining("log.jsonl")
                .withMessageContaining(
                        "expected an epoch in line 6, got '%s'; run the study or fit command again".formatted(line));
    }
}
