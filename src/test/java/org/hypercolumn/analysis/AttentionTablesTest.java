package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.DecimalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttentionTablesTest {

    @TempDir
    private Path folder;

    private CenterAttention attention(String model, int images, int... neurons) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int neuron : neurons) {
            Path file = folder.resolve("%s-%d.npz".formatted(model, neuron));
            SmallAttention.neuron(model, neuron, images).write(file);
            files.add(file);
        }
        return CenterAttention.of(files, 3);
    }

    @Test
    void have_a_row_a_neuron_and_a_row_a_model_and_measure() throws IOException {
        CenterAttention first = attention("first", 11, 2, 13, 5);
        CenterAttention second = attention("second", 1, 7); // of one image there is no association

        CenterAttention.writeTables(folder, List.of(first, second));

        List<String> neurons = Files.readAllLines(folder.resolve("attention.csv"));
        assertThat(neurons).hasSize(5);
        assertThat(neurons.get(0))
                .isEqualTo("model,neuron,images,entropy_bits,center_share,association,association_apart,"
                        + "association_specific,undefined");
        assertThat(neurons.get(2))
                .startsWith("first,13,11," + DecimalText.of(first.entropy(1)) + ",")
                .endsWith(",0");
        assertThat(neurons.get(4)).startsWith("second,7,1,").endsWith(",NaN,NaN,NaN,1");
        List<String> population = Files.readAllLines(folder.resolve("attention-population.csv"));
        assertThat(population).hasSize(11);
        assertThat(population.get(0)).isEqualTo("model,measure,mean,low,high,p,neurons,undefined");
        CenterAttention.Population of = first.population(AttentionMeasure.ASSOCIATION);
        assertThat(population.get(3))
                .isEqualTo("first,association,%s,%s,%s,%s,3,0"
                        .formatted(
                                DecimalText.of(of.summary().mean()),
                                DecimalText.of(of.interval().low()),
                                DecimalText.of(of.interval().high()),
                                DecimalText.of(of.p())));
        assertThat(population.get(8)).isEqualTo("second,association,NaN,NaN,NaN,NaN,0,1");
    }

    @Test
    void json_says_the_same_and_what_it_means() throws IOException {
        CenterAttention first = attention("first", 11, 2, 13, 5);
        CenterAttention second = attention("second", 1, 7);

        CenterAttention.writeTables(folder, List.of(first, second));

        assertThat(Files.readAllLines(folder.resolve("attention.json")))
                .filteredOn(line -> line.strip().startsWith("[\"first\",13,11,"))
                .hasSize(1);
        JsonNode root =
                new ObjectMapper().readTree(folder.resolve("attention.json").toFile());
        assertThat(root.path("format").asInt()).isEqualTo(1);
        for (AttentionMeasure measure : AttentionMeasure.values()) {
            assertThat(root.path("words").path(measure.id()).asText()).isNotBlank();
        }
        assertThat(root.path("neurons")).hasSize(4);
        assertThat(root.path("neurons").get(1).get(1).asInt()).isEqualTo(13);
        assertThat(root.path("neurons").get(1).get(5).asDouble()).isEqualTo(first.association(1));
        assertThat(root.path("neurons").get(3).get(5).isNull()).isTrue();
        assertThat(root.path("population")).hasSize(10);
        assertThat(root.path("neuron_columns"))
                .hasSize(root.path("neurons").get(0).size());
        assertThat(root.path("population_columns"))
                .hasSize(root.path("population").get(0).size());
    }
}
