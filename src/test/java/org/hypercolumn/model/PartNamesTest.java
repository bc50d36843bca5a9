package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.Parameter;
import org.hypercolumn.nn.SelfAttention.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of networks with attention: those of the paper's code, and of what the paper does not have. */
class PartNamesTest {

    private static List<String> parameters(Architecture architecture) {
        Network network = Networks.of(architecture, new ScalarKernels(), 50, 50, 1);
        return network.parameters().stream()
                .map(parameter -> parameter.name() + " " + Arrays.toString(parameter.shape()))
                .toList();
    }

    private static void convolution(List<String> lines, String name, int from, int k) {
        lines.add("%s.weight [30, %d, %d, %d]".formatted(name, from, k, k));
        lines.add("%s.bias [30]".formatted(name));
    }

    private static void norm(List<String> lines, String name) {
        for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
            lines.add("%s.%s [30]".formatted(name, part));
        }
        lines.add("%s.num_batches_tracked []".formatted(name));
    }

    private static List<String> attention(String name) {
        return List.of(
                name + ".gamma [1]",
                name + ".query_conv.weight [5, 30, 1, 1]",
                name + ".query_conv.bias [5]",
                name + ".key_conv.weight [5, 30, 1, 1]",
                name + ".key_conv.bias [5]",
                name + ".value_conv.weight [5, 30, 1, 1]",
                name + ".value_conv.bias [5]",
                name + ".o_proj.weight [30, 5, 1, 1]",
                name + ".o_proj.bias [30]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // kernel of the last two convolutions; the readout
        "ff-sa-cnn, 3, fcl.weight [1; 750] fcl.bias [1]",
        "rf-sa-cnn, 1, ctl.weight [1; 30] ctl.bias [1]",
        "rf-sa-cnn-star-simul, 1, ctl.weight [1; 30] ctl.bias [1]",
        "rf-sa-cnn-star-incr, 1, ctl.weight [1; 30] ctl.bias [1]",
        "ff-sa-cnn-star-simul, 1, fcl.weight [1; 2430] fcl.bias [1]",
        "ff-sa-cnn-star-incr-fc1, 1, fcl_center.weight [1; 30] fcl_center.bias [1] fcl_surr.weight [1; 2400]"
                + " fcl_surr.bias [1] fcl_comb.weight [1; 2] fcl_comb.bias [1]",
        "ff-sa-cnn-star-incr-fc2, 1, fcl.weight [1; 2430] fcl.bias [1]",
    })
    void presets_with_attention_have_the_published_names_and_shapes(String id, int k, String readout) {
        List<String> expected = new ArrayList<>();
        convolution(expected, "a_cpbs.0", 1, 5);
        norm(expected, "a_cpbs.2");
        convolution(expected, "a_cpbs.5", 30, 5);
        norm(expected, "a_cpbs.7");
        expected.addAll(attention("attention"));
        norm(expected, "layers_sa_reg.0");
        convolution(expected, "b_cpbs.0", 30, k);
        norm(expected, "b_cpbs.1");
        convolution(expected, "b_cpbs.4", 30, k);
        norm(expected, "b_cpbs.5");
        expected.addAll(List.of(readout.replace(';', ',').split(" (?=fcl|ctl)")));

        assertThat(parameters(Presets.of(id))).isEqualTo(expected);
        // 4 * 2 of convolutions, 9 of attention, 5 * 5 of norms, and the readout
        assertThat(expected).hasSize(42 + (id.endsWith("fc1") ? 6 : 2));
    }

    private static Block attention() {
        return Block.attention(5, Values.MAPPED, 0);
    }

    private static Architecture odd(ReadoutKind readout, Block... blocks) {
        return new Architecture("odd", 30, List.of(blocks), readout);
    }

    private static List<String> names(Architecture architecture) {
        return PartNames.of(architecture).stream()
                .map(names -> names.operation() + " " + names.norm())
                .toList();
    }

    @Test
    void two_attentions_are_numbered_and_the_list_goes_on_behind_the_second() {
        Architecture architecture = odd(
                ReadoutKind.CENTER,
                Block.pooled(5, 0),
                attention(),
                Block.plain(1, 0),
                attention(),
                Block.pooled(3, 0),
                Block.plain(1, 0));

        assertThat(names(architecture))
                .containsExactly(
                        "a_cpbs.0 a_cpbs.2",
                        "attention layers_sa_reg.0",
                        "b_cpbs.0 b_cpbs.1",
                        "attention_2 layers_sa_reg_2.0",
                        "b_cpbs.4 b_cpbs.6",
                        "b_cpbs.9 b_cpbs.10");
        assertThat(parameters(architecture))
                .containsAll(attention("attention"))
                .containsAll(attention("attention_2"))
                .contains("ctl.weight [1, 30]")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_plain_block_before_attention_is_in_the_first_list() {
        assertThat(names(odd(ReadoutKind.FULL, Block.pooled(5, 0), Block.plain(3, 0), attention(), Block.plain(1, 0))))
                .containsExactly(
                        "a_cpbs.0 a_cpbs.2", "a_cpbs.5 a_cpbs.6", "attention layers_sa_reg.0", "b_cpbs.0 b_cpbs.1");
    }

    @Test
    void recurrences_have_names_of_their_own_and_take_no_number_of_the_list() {
        Architecture architecture = odd(
                ReadoutKind.FULL,
                Block.pooled(5, 0),
                Block.recurrent(3, 2, 0),
                Block.plain(1, 0),
                Block.recurrent(3, 3, 0));

        assertThat(names(architecture))
                .containsExactly(
                        "layers.0 layers.2",
                        "recurrent recurrent.norms",
                        "layers.5 layers.6",
                        "recurrent_2 recurrent_2.norms");
        assertThat(parameters(architecture)).doesNotHaveDuplicates();
    }

    @Test
    void every_parameter_belongs_to_one_block_or_to_the_readout() {
        for (String id : Presets.ids()) {
            Architecture architecture = Presets.of(id);
            String readout = PartNames.ofReadout(architecture);
            for (Parameter parameter :
                    Networks.of(architecture, new ScalarKernels(), 50, 50, 1).parameters()) {
                long owners = PartNames.of(architecture).stream()
                        .filter(names -> names.has(parameter.name()))
                        .count();
                boolean ofReadout = parameter.name().startsWith(readout + ".")
                        || parameter.name().startsWith(readout + "_");
                assertThat(owners + (ofReadout ? 1 : 0)).as(parameter.name()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_name_that_begins_alike_belongs_to_another_block() {
        var first = new PartNames("attention", "layers_sa_reg.0");
        var second = new PartNames("attention_2", "layers_sa_reg_2.0");

        assertThat(first.has("attention_2.gamma")).isFalse();
        assertThat(first.has("layers_sa_reg_2.0.weight")).isFalse();
        assertThat(new PartNames("layers.1", "layers.2").has("layers.10.weight"))
                .isFalse();
        assertThat(first.in(second, "attention.query_conv.bias")).isEqualTo("attention_2.query_conv.bias");
        assertThat(first.in(second, "layers_sa_reg.0.running_var")).isEqualTo("layers_sa_reg_2.0.running_var");
    }
}
