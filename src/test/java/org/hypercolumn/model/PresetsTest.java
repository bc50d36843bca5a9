package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {

    private static Network network(String id) {
        return Networks.of(Presets.of(id), new ScalarKernels(), 50, 50, 1);
    }

    /** Names and shapes in PyTorch's published files; {@code k} is the kernel of the last two convolutions. */
    private static List<String> published(int c, int k, int readout) {
        List<String> lines = new ArrayList<>();
        convolution(lines, 0, c, 1, 5, 2);
        convolution(lines, 5, c, c, 5, 7);
        convolution(lines, 10, c, c, k, 11);
        convolution(lines, 14, c, c, k, 15);
        lines.add("Linear.weight [1, %d]".formatted(readout));
        lines.add("Linear.bias [1]");
        return lines;
    }

    private static void convolution(List<String> lines, int module, int to, int from, int k, int norm) {
        lines.add("layers.%d.weight [%d, %d, %d, %d]".formatted(module, to, from, k, k));
        lines.add("layers.%d.bias [%d]".formatted(module, to));
        for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
            lines.add("layers.%d.%s [%d]".formatted(norm, name, to));
        }
        lines.add("layers.%d.num_batches_tracked []".formatted(norm));
    }

    private static void assertPublished(String id, List<String> expected) {
        List<String> lines = network(id).parameters().stream()
                .map(parameter -> parameter.name() + " " + Arrays.toString(parameter.shape()))
                .toList();
        assertThat(lines).hasSize(30).isEqualTo(expected);
    }

    @Test
    void are_those_of_the_paper_in_its_order() {
        assertThat(Presets.ids())
                .containsExactly(
                        "ff-cnn",
                        "ff-sa-cnn",
                        "rf-cnn",
                        "rf-sa-cnn",
                        "rf-sa-cnn-star-simul",
                        "rf-sa-cnn-star-incr",
                        "ff-sa-cnn-star-simul",
                        "ff-sa-cnn-star-incr-fc1",
                        "ff-sa-cnn-star-incr-fc2",
                        "rf-cnn-c30",
                        "recurrent-cnn");
        Presets.ids().forEach(id -> assertThat(Presets.of(id).id()).isEqualTo(id));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // 32*25+32 + 32*32*25+32 + 2*(32*32*9+32) + 4 norms of 2*32 + 25*32+1
        "ff-cnn, 46017",
        // 32*25+32 + 32*32*25+32 + 2*(32*32+32) + 4 norms of 2*32 + 32+1
        "rf-cnn, 28865",
        // 30*25+30 + 30*30*25+30 + 2*(30*30+30) + 4 norms of 2*30 + 30+1 = 780 + 22530 + 1860 + 240 + 31
        "rf-cnn-c30, 25441",
        // 780 + 22530 + attention 1 + 3*(30*5+5) + 5*30+30 + 2*(30*30*9+30) + 5 norms of 2*30 + 25*30+1
        "ff-sa-cnn, 41267",
        // 780 + 22530 + attention 646, its unused maps too, + 2*(30*30+30) + 300 + 30+1
        "rf-sa-cnn, 26147",
        "rf-sa-cnn-star-simul, 26147",
        "rf-sa-cnn-star-incr, 26147",
        // 780 + 22530 + 646 + 1860 + 300 + 81*30+1
        "ff-sa-cnn-star-simul, 28547",
        "ff-sa-cnn-star-incr-fc2, 28547",
        // 780 + 22530 + 646 + 1860 + 300 + 30+1 + 80*30+1 + 2+1
        "ff-sa-cnn-star-incr-fc1, 28551",
        // 832 + 25632 + 2*(32*32*9+32) + (2+7) norms of 2*32 + 49*32+1
        "recurrent-cnn, 47105",
    })
    void have_as_many_parameters_as_pytorch_counts(String id, long expected) {
        long weights = network(id).parameters().stream()
                .filter(parameter ->
                        parameter.role() != Parameter.Role.STATISTIC && parameter.role() != Parameter.Role.COUNTER)
                .mapToLong(Parameter::length)
                .sum();

        assertThat(weights).isEqualTo(expected);
        assertThat(Presets.of(id).parameters(50, 50)).isEqualTo(expected);
    }

    @Test
    void ff_cnn_has_the_published_names_and_shapes() {
        assertPublished("ff-cnn", published(32, 3, 800));
    }

    @Test
    void rf_cnn_has_the_published_names_and_shapes() {
        assertPublished("rf-cnn", published(32, 1, 32));
    }

    @Test
    void rf_cnn_c30_has_the_published_names_and_shapes() {
        assertPublished("rf-cnn-c30", published(30, 1, 30));
    }

    @ParameterizedTest(name = "{0} is near {1}")
    @CsvSource({"ffcnn, ff-cnn", "rfcnn, rf-cnn", "FF-CNN, ff-cnn", "rf_cnn_c30, rf-cnn-c30", "rf-cnn-30, rf-cnn-c30"})
    void name_the_nearest_of_an_unknown_id(String unknown, String nearest) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.of(unknown))
                .withMessage("model '%s' is not known; did you mean '%s'? hypercolumn models lists all"
                        .formatted(unknown, nearest));
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"", "resnet50", "x"})
    void name_none_where_none_is_near(String unknown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.of(unknown))
                .withMessage("model '%s' is not known; hypercolumn models lists all".formatted(unknown));
    }
}
