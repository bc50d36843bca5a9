package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.model.Start.Then;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.SelfAttention.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model takes over from another one of the same neuron. */
class InheritanceTest {

    private static final int SIDE = 50;
    private static final Start FROM_PARENT = new Start.From("parent", Then.FROZEN);

    static Stream<Arguments> pairs() {
        return Presets.ids().stream()
                .flatMap(child -> Presets.ids().stream()
                        .filter(parent -> !parent.equals(child))
                        .map(parent -> Arguments.of(child, parent)));
    }

    /** Names of the child to names of the parent: what the presets say, written out by the beginnings of the names. */
    private static Map<String, String> taken(String child, String parent) {
        Map<String, String> taken = new LinkedHashMap<>();
        if (child.equals("rf-sa-cnn-star-incr") && parent.equals("rf-cnn-c30")) {
            List.of("0.", "2.", "5.", "7.").forEach(module -> taken.put("a_cpbs." + module, "layers." + module));
        } else if (child.startsWith("ff-sa-cnn-star-incr-fc") && parent.equals("rf-sa-cnn-star-incr")) {
            List.of("a_cpbs.", "attention.", "layers_sa_reg.", "b_cpbs.").forEach(list -> taken.put(list, list));
            if (child.endsWith("fc1")) {
                taken.put("fcl_center.", "ctl.");
            }
        }
        return taken;
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("pairs")
    void presets_take_over_what_they_say_and_nothing_from_any_other(String child, String parent) {
        FittedModel fitted = SmallModels.drawn(Presets.of(parent), SIDE, SIDE, 1);
        Map<String, Tensor> expected = new LinkedHashMap<>();
        taken(child, parent)
                .forEach((to, from) -> fitted.parameters().forEach((name, tensor) -> {
                    if (name.startsWith(from)) {
                        expected.put(to + name.substring(from.length()), tensor);
                    }
                }));
        Inheritance.check(Presets.of(child), Presets.of(parent));
        Map<String, Tensor> got = Inheritance.of(Presets.of(child), fitted);

        assertThat(got.keySet()).isEqualTo(expected.keySet());
        got.forEach((name, tensor) -> assertThat(tensor.values())
                .as(name)
                .isEqualTo(expected.get(name).values()));
        assertThat(Presets.of(child).parents().contains(parent)).isEqualTo(!got.isEmpty());
        assertFits(Presets.of(child), got);
    }

    /** Together with the rest of a fresh child it is a whole network. */
    private static void assertFits(Architecture child, Map<String, Tensor> taken) {
        Network network = Networks.of(child, new ScalarKernels(), SIDE, SIDE, 1);
        Map<String, float[]> values = new LinkedHashMap<>();
        network.parameters().forEach(parameter -> values.put(parameter.name(), parameter.published()));
        taken.forEach((name, tensor) -> values.put(name, tensor.values()));

        assertThatCode(() -> network.load(values)).doesNotThrowAnyException();
    }

    @Test
    void presets_hand_down_14_and_42_and_44_tensors() {
        // two blocks of a convolution's 2 and a norm's 5; further 9 + 5 of attention and 2 * 7 behind it; a readout's 2
        assertThat(count("rf-sa-cnn-star-incr", "rf-cnn-c30")).isEqualTo(14);
        assertThat(count("ff-sa-cnn-star-incr-fc2", "rf-sa-cnn-star-incr")).isEqualTo(14 + 14 + 14);
        assertThat(count("ff-sa-cnn-star-incr-fc1", "rf-sa-cnn-star-incr")).isEqualTo(14 + 14 + 14 + 2);
    }

    private static int count(String child, String parent) {
        return Inheritance.of(Presets.of(child), SmallModels.drawn(Presets.of(parent), SIDE, SIDE, 1))
                .size();
    }

    private static Architecture parent(ReadoutKind readout, Block... blocks) {
        return new Architecture("parent", 3, List.of(blocks), readout);
    }

    private static Architecture child(Start readout, ReadoutKind kind, Block... blocks) {
        return new Architecture("child", 3, List.of(blocks), kind, readout);
    }

    @Test
    void a_block_takes_over_from_the_one_of_the_same_place_among_its_kind() {
        Architecture parent = parent(
                ReadoutKind.CENTER, Block.pooled(3, 0), Block.plain(1, 0), Block.pooled(3, 0), Block.plain(1, 0));
        Architecture child = child(
                Start.anew(),
                ReadoutKind.CENTER,
                Block.pooled(3, 0),
                Block.pooled(3, 0.5).withStart(FROM_PARENT),
                Block.plain(1, 0),
                Block.attention(2, Values.MAPPED, 0),
                Block.plain(1, 0.1).withStart(FROM_PARENT));

        // layers: 0 2 pooled, 5 6 plain, 9 11 pooled, 14 15 plain; a_cpbs: 0 2, 5 7, 10 11; b_cpbs: 0 1
        Map<String, Tensor> got = Inheritance.of(child, SmallModels.drawn(parent, SIDE, SIDE, 1));
        Map<String, Tensor> from = SmallModels.drawn(parent, SIDE, SIDE, 1).parameters();
        assertThat(got).hasSize(14);
        assertThat(got.get("a_cpbs.5.weight").values())
                .isEqualTo(from.get("layers.9.weight").values());
        assertThat(got.get("a_cpbs.7.running_var").values())
                .isEqualTo(from.get("layers.11.running_var").values());
        assertThat(got.get("b_cpbs.0.weight").values())
                .isEqualTo(from.get("layers.14.weight").values());
        assertThat(got.get("b_cpbs.1.num_batches_tracked").values())
                .isEqualTo(from.get("layers.15.num_batches_tracked").values());
    }

    @Test
    void recurrences_hand_down_all_their_norms() {
        Architecture parent = parent(ReadoutKind.CENTER, Block.pooled(3, 0), Block.recurrent(3, 4, 0));
        Architecture child = child(
                Start.anew(),
                ReadoutKind.FULL,
                Block.pooled(3, 0),
                Block.recurrent(3, 4, 0.3).withStart(FROM_PARENT));

        // two convolutions of 2, four norms of 5
        assertThat(Inheritance.of(child, SmallModels.drawn(parent, SIDE, SIDE, 1)))
                .hasSize(24)
                .containsKeys("recurrent.lateral.weight", "recurrent.norms.3.running_mean");
    }

    private static void assertRefused(Architecture child, Architecture parent, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Inheritance.check(child, parent))
                .withMessage(message);
        FittedModel fitted = SmallModels.drawn(parent, SIDE, SIDE, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Inheritance.of(child, fitted))
                .withMessage(message);
    }

    @Test
    void refuses_a_block_that_the_parent_does_not_have() {
        Architecture child = child(
                Start.anew(),
                ReadoutKind.CENTER,
                Block.pooled(3, 0),
                Block.pooled(3, 0).withStart(FROM_PARENT));

        assertRefused(
                child,
                parent(ReadoutKind.CENTER, Block.pooled(3, 0), Block.plain(1, 0)),
                "architecture child: expected parent to have block 2 of its kind as Pooled[kernelSize=3] of 3 channels,"
                        + " got none");
    }

    @Test
    void refuses_a_block_of_another_size() {
        Architecture child =
                child(Start.anew(), ReadoutKind.CENTER, Block.pooled(3, 0).withStart(FROM_PARENT));
        String message = "architecture child: expected parent to have block 1 of its kind as Pooled[kernelSize=3] of 3"
                + " channels, got none";

        assertRefused(child, parent(ReadoutKind.CENTER, Block.pooled(5, 0)), message);
        assertRefused(child, new Architecture("parent", 5, List.of(Block.pooled(3, 0)), ReadoutKind.CENTER), message);
    }

    @Test
    void attention_must_be_of_the_same_key_size_and_values() {
        Architecture child = child(
                Start.anew(),
                ReadoutKind.CENTER,
                Block.pooled(3, 0),
                Block.attention(2, Values.MAPPED, 0).withStart(FROM_PARENT));
        for (Block other : List.of(Block.attention(2, Values.FEATURES, 0), Block.attention(3, Values.MAPPED, 0))) {
            assertRefused(
                    child,
                    parent(ReadoutKind.CENTER, Block.pooled(3, 0), other),
                    "architecture child: expected parent to have block 1 of its kind as"
                            + " Attention[keySize=2, values=MAPPED] of 3 channels, got none");
        }
    }

    @ParameterizedTest
    @EnumSource(ReadoutKind.class)
    void a_readout_takes_over_from_its_kind_and_that_of_center_and_surround_from_a_center_too(ReadoutKind kind) {
        for (ReadoutKind other : ReadoutKind.values()) {
            Architecture child = child(FROM_PARENT, kind, Block.pooled(3, 0), Block.attention(2, Values.MAPPED, 0));
            Architecture parent = parent(other, Block.pooled(3, 0));
            boolean fits = kind == other || (kind == ReadoutKind.CENTER_AND_SURROUND && other == ReadoutKind.CENTER);
            if (fits) {
                Map<String, Tensor> got = Inheritance.of(child, SmallModels.drawn(parent, SIDE, SIDE, 1));
                String name = kind == ReadoutKind.FULL ? "fcl" : kind == ReadoutKind.CENTER ? "ctl" : "fcl_center";
                assertThat(got).containsOnlyKeys(name + ".weight", name + ".bias");
                assertFits(child, got);
            } else {
                assertRefused(
                        child,
                        parent,
                        "architecture child: expected parent to have a readout that it can take over, got %s of 3 channels"
                                .formatted(other.id()));
            }
        }
    }

    @Test
    void refuses_a_readout_of_other_channels() {
        assertRefused(
                child(FROM_PARENT, ReadoutKind.CENTER, Block.pooled(3, 0)),
                new Architecture("parent", 5, List.of(Block.pooled(3, 0)), ReadoutKind.CENTER),
                "architecture child: expected parent to have a readout that it can take over, got center of 5 channels");
    }

    @Test
    void refuses_a_full_readout_of_another_grid() {
        Architecture child = child(FROM_PARENT, ReadoutKind.FULL, Block.pooled(3, 0), Block.plain(1, 0));
        String message =
                "architecture child: expected parent to make a grid of the same size, to take over its readout";

        assertRefused(child, parent(ReadoutKind.FULL, Block.pooled(3, 0), Block.plain(3, 0)), message);
        // one kernel larger and one smaller: equal for odd sides, (s - 2) / 2 and (s - 3) / 2, rounded down, for even
        // ones not
        assertRefused(child, parent(ReadoutKind.FULL, Block.pooled(4, 0), Block.plain(1, 0)), message);
        assertRefused(child, parent(ReadoutKind.FULL, Block.pooled(3, 0), Block.pooled(1, 0)), message);
        // a center is the same whatever the grid
        Inheritance.check(
                child(FROM_PARENT, ReadoutKind.CENTER, Block.pooled(3, 0), Block.plain(1, 0)),
                parent(ReadoutKind.CENTER, Block.pooled(3, 0), Block.plain(3, 0)));
    }

    @Test
    void an_equal_grid_of_other_kernels_will_do() {
        // (s - 2) / 2 and s / 2 - 1, rounded down
        Architecture parent = parent(ReadoutKind.FULL, Block.pooled(1, 0), Block.plain(2, 0));
        Architecture child = child(FROM_PARENT, ReadoutKind.FULL, Block.pooled(3, 0), Block.plain(1, 0));

        assertThat(Inheritance.of(child, SmallModels.drawn(parent, SIDE, SIDE, 1)))
                .containsOnlyKeys("Linear.weight", "Linear.bias");
    }

    @Test
    void what_is_trained_further_is_taken_over_too() {
        Architecture parent = parent(ReadoutKind.CENTER, Block.pooled(3, 0));
        Architecture child = child(
                new Start.From("parent", Then.TRAINED),
                ReadoutKind.CENTER,
                Block.pooled(3, 0).withStart(new Start.From("parent", Then.TRAINED)));

        assertThat(Inheritance.of(child, SmallModels.drawn(parent, SIDE, SIDE, 1)))
                .hasSize(7 + 2);
    }
}
