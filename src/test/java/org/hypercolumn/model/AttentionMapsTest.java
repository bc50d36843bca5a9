package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.SelfAttention.Values;
import org.hypercolumn.stimulus.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link Predictor} says of attention. */
class AttentionMapsTest {

    /** 81 weights in single precision, each rounded. */
    private static final double SUM = 1e-6;

    /** Weights in single precision that were computed in another order. */
    private static final double GOLDEN = 1e-5;

    private static final Normalization NORMALIZATION = new Normalization(117.5, 0.7);

    private static Stream<Kernels> kernels() {
        return Stream.of(new VectorKernels(), new ScalarKernels());
    }

    private static Predictor predictor(FittedModel model, Kernels kernels) {
        var predictor = new Predictor(model.architecture(), kernels, model.imageHeight(), model.imageWidth());
        model.loadInto(predictor.network());
        return predictor;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"rf-sa-cnn", "ff-sa-cnn"})
    void are_the_center_query_and_the_mean_over_queries_of_all_attention(String id) {
        int height = 34; // 34 -> 30 -> 15 -> 11 -> 5
        int width = 41; // 41 -> 37 -> 18 -> 14 -> 7
        FittedModel model = SmallModels.drawn(Presets.of(id), height, width, 7);
        Stimuli stimuli = SmallModels.stimuli(13, height, width, 11);
        Predictor predictor = predictor(model, new ScalarKernels());
        float[] all = predictor.attention(stimuli, NORMALIZATION); // [13, 35, 35]

        AttentionMaps maps = predictor.attentionMaps(stimuli, NORMALIZATION);

        assertThat(maps.images()).isEqualTo(13);
        assertThat(maps.positions()).isEqualTo(35);
        for (int i = 0; i < 13; i++) {
            for (int key = 0; key < 35; key++) {
                double sum = 0;
                for (int query = 0; query < 35; query++) {
                    sum += all[(i * 35 + query) * 35 + key];
                }
                assertThat(maps.center()[i * 35 + key]).isEqualTo(all[(i * 35 + 17) * 35 + key]); // row 2, column 3
                assertThat(maps.mean()[i * 35 + key]).isCloseTo((float) (sum / 35), within(1e-8f));
            }
        }
        assertThat(maps.center()).isNotEqualTo(maps.mean());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sum_to_1_in_every_image(Kernels kernels) {
        FittedModel model = SmallModels.drawn(Presets.of("rf-sa-cnn-star-simul"), 50, 50, 3);
        AttentionMaps maps = predictor(model, kernels).attentionMaps(SmallModels.stimuli(23, 50, 50, 5), NORMALIZATION);

        for (float[] weights : List.of(maps.center(), maps.mean())) {
            assertThat(weights).hasSize(23 * 81);
            for (int i = 0; i < 23; i++) {
                double sum = 0;
                for (int key = 0; key < 81; key++) {
                    sum += weights[i * 81 + key];
                }
                assertThat(sum).isCloseTo(1, within(SUM));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void center_query_agrees_with_pytorch(Kernels kernels) throws IOException {
        Path folder = Path.of(System.getProperty("golden.dir", "../shared/golden"))
                .toAbsolutePath()
                .normalize();
        assumeTrue(
                Files.isDirectory(folder),
                "not tested, for want of the golden tensors in %s; point -Dgolden.dir to their folder"
                        .formatted(folder));
        int compared = 0;
        for (String id : Presets.paper()) {
            Path file = folder.resolve(id + ".npz");
            Map<String, NpyArray> golden = Files.exists(file) ? NpzFile.read(file) : Map.of();
            NpyArray attention = golden.get("attention");
            if (attention != null) {
                compare(id, golden, attention, kernels);
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    private static void compare(String id, Map<String, NpyArray> golden, NpyArray attention, Kernels kernels) {
        NpyArray x = golden.get("x"); // [8, 1, H, W]
        int height = x.size(2);
        int width = x.size(3);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        golden.forEach((name, array) -> {
            if (name.startsWith("init/")) {
                float[] values = array.toFloats();
                Tensor.Kind kind = name.endsWith("num_batches_tracked") ? Tensor.Kind.WHOLE : Tensor.Kind.FLOAT;
                parameters.put(name.substring("init/".length()), Tensor.of(kind, array.shape(), values));
            }
        });
        FittedModel model = FittedModel.of(Presets.of(id), Optional.empty(), height, width, parameters);
        Stimuli stimuli = Stimuli.of(x.toFloats(), x.size(0), height, width);

        float[] center = predictor(model, kernels)
                .attentionMaps(stimuli, Normalization.none())
                .center();

        int positions = attention.size(2);
        int query = Presets.of(id).attended(height, width).orElseThrow().center();
        assertThat(center).hasSize(x.size(0) * positions);
        for (int at = 0; at < center.length; at++) {
            int image = at / positions;
            double expected = attention.at(((long) image * positions + query) * positions + at % positions);
            assertThat((double) center[at]).as("%s, image %d", id, image).isCloseTo(expected, within(GOLDEN));
        }
    }

    @Test
    void are_copies() {
        List<Block> blocks = List.of(Block.pooled(4, 0), Block.attention(2, Values.MAPPED, 0));
        var architecture = new Architecture("a", 3, blocks, ReadoutKind.FULL);
        FittedModel model = SmallModels.drawn(architecture, 11, 13, 3);
        AttentionMaps maps =
                predictor(model, new ScalarKernels()).attentionMaps(SmallModels.stimuli(1, 11, 13, 5), NORMALIZATION);
        float[] before = maps.center();

        maps.center()[0] = -1;
        maps.mean()[0] = -1;

        assertThat(maps.center()).isEqualTo(before);
        assertThat(maps.mean()[0]).isPositive();
    }

    @Test
    void are_not_of_a_model_without_attention() {
        FittedModel model = SmallModels.drawn(SmallModels.tiny(ReadoutKind.FULL), 13, 11, 3);
        Predictor predictor = predictor(model, new ScalarKernels());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.attentionMaps(SmallModels.stimuli(1, 13, 11, 5), NORMALIZATION))
                .withMessage("model: expected one with attention, got one without");
    }
}
