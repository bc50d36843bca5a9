package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Presets;
import org.hypercolumn.model.Tensor;
import org.hypercolumn.stimulus.Normalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contributions and bias against predictions that PyTorch computed; {@code -Dgolden.dir=DIR} for others. */
class DecompositionGoldenTest {

    /** PyTorch's single precision through all layers, of predictions of about 1. */
    private static final double TOLERANCE = 1e-6;

    private static final Path USUAL_FOLDER =
            Path.of("../shared/golden").toAbsolutePath().normalize();

    /** Those of the published code, which has no recurrent network. */
    private static Stream<String> published() {
        return Presets.ids().stream().filter(id -> !id.equals("recurrent-cnn"));
    }

    private static NpyArray required(Map<String, NpyArray> golden, String name) {
        assertThat(golden).containsKey(name);
        return golden.get(name);
    }

    private static FittedModel model(String id, Map<String, NpyArray> golden) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        golden.forEach((name, array) -> {
            if (name.startsWith("init/")) {
                Tensor.Kind kind = array.type().isInteger() ? Tensor.Kind.WHOLE : Tensor.Kind.FLOAT;
                parameters.put(name.substring("init/".length()), Tensor.of(kind, array.shape(), array.toFloats()));
            }
        });
        NpyArray stimuli = required(golden, "x");
        return FittedModel.of(
                Presets.of(id), Optional.of(Normalization.none()), stimuli.size(2), stimuli.size(3), parameters);
    }

    @ParameterizedTest
    @MethodSource("published")
    void sums_to_the_prediction_of_pytorch(String id) throws IOException {
        Path folder = Path.of(System.getProperty("golden.dir", USUAL_FOLDER.toString()))
                .toAbsolutePath();
        Path file = folder.resolve(id + ".npz");
        assumeTrue(
                Files.isRegularFile(file),
                "not tested, for want of the golden tensors in %s; point -Dgolden.dir to their folder".formatted(file));
        Map<String, NpyArray> golden = NpzFile.read(file);
        NpyArray x = required(golden, "x");
        Stimuli stimuli = Stimuli.of(x.toFloats(), x.size(0), x.size(2), x.size(3));
        int[] places = new int[stimuli.count()];
        Arrays.setAll(places, s -> s);

        NeuronDecomposition decomposition = NeuronDecomposition.of(0, model(id, golden), stimuli, places);

        float[] expected = required(golden, "eval_out").toFloats();
        assertThat(expected).hasSize(stimuli.count()).doesNotHaveDuplicates();
        for (int s = 0; s < expected.length; s++) {
            double sum = decomposition.bias();
            for (float contribution : decomposition.contributions(s)) {
                sum += contribution;
            }
            assertThat(sum).as("image %d", s).isCloseTo(expected[s], within(TOLERANCE));
        }
    }
}
