package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Block;
import org.hypercolumn.model.Presets;
import org.hypercolumn.model.ReadoutKind;
import org.hypercolumn.model.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CurriculumTest {

    private static final Start ANEW = Start.anew();

    private static Start from(String model) {
        return new Start.From(model, Start.Then.FROZEN);
    }

    /** Two pooled blocks and a center readout, each with a start of its own. */
    private static Architecture model(String id, Start first, Start second, Start readout) {
        List<Block> blocks =
                List.of(Block.pooled(5, 0).withStart(first), Block.pooled(3, 0).withStart(second));
        return new Architecture(id, 7, blocks, ReadoutKind.CENTER, readout);
    }

    private static Architecture model(String id, Start first) {
        return model(id, first, ANEW, ANEW);
    }

    private static List<Architecture> presets(String ids) {
        return Arrays.stream(ids.split(" ")).map(Presets::of).toList();
    }

    private static List<String> ids(Curriculum curriculum) {
        return curriculum.models().stream().map(Architecture::id).toList();
    }

    private static void assertRefused(String message, Architecture... asked) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Curriculum.of(List.of(asked)))
                .withMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "rf-cnn, rf-cnn",
        "rf-cnn ff-cnn, rf-cnn ff-cnn",
        "rf-cnn ff-cnn rf-cnn, rf-cnn ff-cnn",
        "rf-sa-cnn-star-incr, rf-cnn-c30 rf-sa-cnn-star-incr",
        "rf-cnn-c30 ff-cnn rf-sa-cnn-star-incr, rf-cnn-c30 ff-cnn rf-sa-cnn-star-incr",
        "ff-cnn ff-sa-cnn-star-incr-fc2 rf-cnn,"
                + " ff-cnn rf-cnn-c30 rf-sa-cnn-star-incr ff-sa-cnn-star-incr-fc2 rf-cnn",
        "ff-sa-cnn-star-incr-fc1 ff-sa-cnn-star-incr-fc2 rf-cnn-c30,"
                + " rf-cnn-c30 rf-sa-cnn-star-incr ff-sa-cnn-star-incr-fc1 ff-sa-cnn-star-incr-fc2",
    })
    void has_each_model_after_what_it_starts_from_and_else_as_asked(String asked, String ordered) {
        assertThat(ids(Curriculum.of(presets(asked)))).containsExactly(ordered.split(" "));
    }

    @Test
    void says_what_was_not_asked_for_and_who_needs_it() {
        Curriculum curriculum = Curriculum.of(presets("ff-sa-cnn-star-incr-fc2 ff-sa-cnn-star-incr-fc1"));

        assertThat(curriculum.additions())
                .containsExactly(
                        new Curriculum.Addition(Presets.of("rf-cnn-c30"), Presets.of("rf-sa-cnn-star-incr")),
                        new Curriculum.Addition(
                                Presets.of("rf-sa-cnn-star-incr"), Presets.of("ff-sa-cnn-star-incr-fc2")));
        assertThat(Curriculum.of(presets("rf-sa-cnn-star-incr rf-cnn-c30")).additions())
                .isEmpty();
    }

    private static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void puts_nothing_before_what_it_starts_from_however_all_presets_are_asked_for(long seed) {
        List<String> asked = new ArrayList<>(Presets.ids());
        Collections.shuffle(asked, new Random(seed));

        Curriculum curriculum = Curriculum.of(asked.stream().map(Presets::of).toList());

        assertThat(ids(curriculum)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(curriculum.additions()).isEmpty();
        for (Architecture model : curriculum.models()) {
            List<String> before = ids(curriculum).subList(0, curriculum.models().indexOf(model));
            assertThat(before).containsAll(model.parents());
        }
    }

    @Test
    void takes_parents_among_what_is_known_besides() {
        Architecture stage = model("stage", ANEW);
        Architecture child = model("child", from("stage"));

        assertThat(ids(Curriculum.of(List.of(child), List.of(stage)))).containsExactly("stage", "child");
        assertThat(ids(Curriculum.of(List.of(child, stage)))).containsExactly("stage", "child");
        assertThat(ids(Curriculum.of(List.of(stage), List.of(child)))).containsExactly("stage");
    }

    @Test
    void has_a_model_of_two_parents_after_both() {
        Architecture child = model("child", from("one"), from("two"), ANEW);

        assertThat(ids(Curriculum.of(List.of(child, model("two", ANEW), model("one", ANEW)))))
                .containsExactly("one", "two", "child");
    }

    @Test
    void refuses_a_parent_that_is_not_known_and_names_the_nearest() {
        assertRefused(
                "architecture child: starts from 'rf-cnn-c31', which is not known; did you mean 'rf-cnn-c30'?"
                        + " give its file too if it is yours",
                model("child", from("rf-cnn-c31")));
    }

    @Test
    void refuses_a_model_that_starts_from_itself() {
        assertRefused(
                "architecture a: starts from itself (a from a); let one of them begin anew or from another model",
                model("a", from("a")));
        assertRefused(
                "architecture b: starts from itself (b from c from d from b);"
                        + " let one of them begin anew or from another model",
                model("a", from("b")),
                model("b", from("c")),
                model("c", from("d")),
                model("d", from("b")));
    }

    @Test
    void refuses_two_networks_of_one_id() {
        assertRefused(
                "architecture a: is another network than the a that is known; give it an id of its own",
                model("a", ANEW),
                model("a", ANEW).withDropout(0.5),
                new Architecture("a", 5, model("a", ANEW).blocks(), ReadoutKind.CENTER));
        assertRefused(
                "architecture ff-cnn: is another network than the ff-cnn that is known; give it an id of its own",
                model("ff-cnn", ANEW));
    }

    @Test
    void refuses_a_parent_without_the_parts_that_are_taken_over() {
        List<Block> blocks = List.of(Block.pooled(7, 0).withStart(from("rf-cnn-c30")));
        assertRefused(
                "architecture a: expected rf-cnn-c30 to have block 1 of its kind as Pooled[kernelSize=7] of 30 channels,"
                        + " got none",
                new Architecture("a", 30, blocks, ReadoutKind.CENTER));
    }

    @Test
    void refuses_ids_that_differ_only_in_the_case_of_their_letters() {
        Architecture preset = Presets.of("rf-cnn");
        var mine = new Architecture("RF-CNN", preset.channels(), preset.blocks(), preset.readout());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Curriculum.of(List.of(mine)))
                .withMessage(
                        "architecture RF-CNN: is another network than the rf-cnn that is known; give it an id of its own");
    }
}
