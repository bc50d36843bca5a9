package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuronScoresTest {

    @TempDir
    private Path folder;

    @Test
    void are_read_as_they_were_written() throws IOException {
        Path file = folder.resolve("neuron-scores.csv");
        var scores = new NeuronScores(List.of(
                new NeuronScores.Row("ff-cnn", 0.25, 3, 2, new Scores(0.5, 0, 0.125)),
                new NeuronScores.Row("ff-cnn", 1, 3, 1, new Scores(Double.NaN, 0.25, 1)),
                new NeuronScores.Row("mine", 1, 7, 5, new Scores(0.75, 0, 0))));

        scores.write(file);

        assertThat(Files.readString(file)).isEqualTo("""
                model,share,neuron,seeds,corr,ptj,pts
                ff-cnn,0.25,3,2,0.5,0,0.125
                ff-cnn,1,3,1,NaN,0.25,1
                mine,1,7,5,0.75,0,0
                """);
        assertThat(NeuronScores.read(file).all()).isEqualTo(scores.all());
        assertThat(scores.of("ff-cnn", 1)).containsExactly(scores.all().get(1));
        assertThat(scores.of("mine", 0.25)).isEmpty();
    }

    @Test
    void damage_is_told_with_its_line() throws IOException {
        Path file = folder.resolve("neuron-scores.csv");
        Files.writeString(file, "model,share,neuron,seeds,corr,ptj,pts\nff-cnn,1,3,0,0.5,0,0\n");

        assertThatThrownBy(() -> NeuronScores.read(file))
                .isInstanceOf(BadDataFileException.class)
                .hasMessageContaining("line 2: expected a whole number of 1 or more as seeds, got '0'");
    }
}
