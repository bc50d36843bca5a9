package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.data.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecompositionTextTest {

    /** A grid of 1 x 3; predictions vary with the bias left out by 4, 5 and 12. */
    private static final double[][] VARYING = {{1, 2, 1}, {3, 2, 0}, {5, 8, -1}};

    private static final double[][] CONSTANT = {{1, 2, 3}, {3, 2, 1}, {2, 2, 2}};

    private static final double[][] DIVERGED = {{1, 2, 1}, {3, 2, Double.POSITIVE_INFINITY}, {5, 8, -1}};

    @TempDir
    private Path folder;

    private Decomposition of(double[][]... neurons) throws IOException {
        return Decomposition.of(
                IntStream.range(0, neurons.length).boxed().toList(),
                n -> SmallDecompositions.of(folder, n, 1, 3, 0.5 + n, neurons[n]));
    }

    private String csv(Map<String, Decomposition> models) throws IOException {
        Path file = folder.resolve("decomposition.csv");
        DecompositionText.write(file, models);
        return Files.readString(file);
    }

    private JsonNode explanation(Map<String, Decomposition> models) throws IOException {
        Path file = folder.resolve("decomposition.json");
        DecompositionText.writeExplanation(file, models);
        return new JsonMapper().readTree(file.toFile());
    }

    @Test
    void has_a_row_a_neuron_and_three_of_the_population() throws IOException {
        Map<String, Decomposition> models = new LinkedHashMap<>();
        models.put("rf-cnn", of(VARYING));
        models.put("ff-cnn", of(VARYING, CONSTANT, DIVERGED));

        // biases 0.5 and 1.5; centers 4 and 2; the others 3 + 0 and 2 + 2; shares 30 / 38 and none
        // of two neurons, t is 12.7062047: 1 - 12.7062047 * 0.5 = -5.35310237
        assertThat(csv(models)).isEqualTo("""
                        model,neuron,bias,center,surround,center_share,neurons,undefined
                        rf-cnn,0,0.5,4,3,0.789473712,1,0
                        rf-cnn,population,0.5,4,3,0.789473712,1,0
                        rf-cnn,population low,NaN,NaN,NaN,NaN,1,0
                        rf-cnn,population high,NaN,NaN,NaN,NaN,1,0
                        ff-cnn,0,0.5,4,3,0.789473712,1,0
                        ff-cnn,1,1.5,2,4,NaN,0,1
                        ff-cnn,2,NaN,NaN,NaN,NaN,0,1
                        ff-cnn,population,1,3,3.5,0.789473712,1,2
                        ff-cnn,population low,-5.35310237,-9.70620474,-2.85310237,NaN,1,2
                        ff-cnn,population high,7.35310237,15.7062047,9.85310237,NaN,1,2
                        """);
    }

    @Test
    void has_an_interval_around_the_mean() throws IOException {
        var random = new SplittableRandom(1);
        double[][][] neurons = new double[11][][];
        for (int n = 0; n < neurons.length; n++) {
            neurons[n] = SmallDecompositions.drawn(5, 3, random);
        }
        List<String> lines = csv(Map.of("ff-cnn", of(neurons))).lines().toList();

        List<double[]> population = new ArrayList<>();
        for (String line : lines.subList(12, 15)) {
            String[] cells = line.split(",", -1);
            population.add(IntStream.range(2, 6)
                    .mapToDouble(i -> Double.parseDouble(cells[i]))
                    .toArray());
        }
        assertThat(lines).hasSize(15);
        for (int column = 0; column < 4; column++) {
            assertThat(population.get(0)[column])
                    .isGreaterThan(population.get(1)[column])
                    .isLessThan(population.get(2)[column]);
        }
    }

    @Test
    void is_the_same_bytes_again() throws IOException {
        Map<String, Decomposition> models = Map.of("ff-cnn", of(VARYING, CONSTANT));

        assertThat(csv(models)).isEqualTo(csv(models));
        assertThat(explanation(models)).isEqualTo(explanation(models));
    }

    @Test
    void explains_every_array_and_column_and_no_other() throws IOException {
        Path file = folder.resolve("ff-cnn.npz");
        Decomposition decomposition = of(VARYING, CONSTANT);
        decomposition.write(file);
        Path ofNeuron = folder.resolve("neuron_0000.npz");
        SmallDecompositions.of(folder, 0, 1, 3, 0, VARYING).write(ofNeuron);

        JsonNode json = explanation(Map.of("ff-cnn", decomposition));

        assertThat(names(json.path("decomposition/MODEL.npz")))
                .containsExactlyInAnyOrderElementsOf(NpzFile.read(file).keySet());
        assertThat(names(json.path("decomposition/MODEL/neuron_0000.npz")))
                .containsExactlyElementsOf(NpzFile.read(ofNeuron).keySet());
        String head = csv(Map.of("ff-cnn", decomposition)).lines().findFirst().orElseThrow();
        List<String> explained = new ArrayList<>();
        json.path("decomposition.csv").forEach(line -> explained.add(line.asText()));
        assertThat(explained.stream()
                        .map(line -> line.substring(0, line.indexOf(':')).replace(" ", "")))
                .containsExactly("model", "neuron", "bias", "center", "surround", "center_share", "neurons,undefined");
        assertThat(String.join(
                        ",",
                        explained.stream()
                                .map(line ->
                                        line.substring(0, line.indexOf(':')).replace(" ", ""))
                                .toList()))
                .isEqualTo(head);
        assertThat(json.path("source").asText()).startsWith("Lin et al. 2025, section 4.4, figures 7 and 9 of A.5");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void says_what_each_model_is_of_and_what_is_undefined() throws IOException {
        JsonNode model =
                explanation(Map.of("ff-cnn", of(VARYING, CONSTANT, DIVERGED))).at("/models/ff-cnn");

        assertThat(model.toString())
                .isEqualTo(
                        "{\"rows\":1,\"columns\":3,\"center\":1,\"images\":3,\"neurons\":3,"
                                + "\"neurons_with_finite_predictions\":2,\"center_share\":0.7894737124443054,"
                                + "\"notes\":[\"2 of 3 neurons have no center share: constant prediction, or one that is not finite\"]}");
        assertThat(explanation(Map.of("ff-cnn", of(CONSTANT)))
                        .at("/models/ff-cnn/center_share")
                        .isNull())
                .isTrue();
    }
}
