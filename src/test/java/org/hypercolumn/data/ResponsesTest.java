package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesTest {
    @TempDir
    Path folder;

    private Path file(NpyArray array) throws IOException {
        Path file = folder.resolve("responses.npy");
        NpyFile.write(file, array);
        return file;
    }

    private void assertRefused(Path file, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Responses.read(file))
                .withMessage("responses.npy: " + problem)
                .satisfies(e -> assertThat(e.path()).isEqualTo(file));
    }

    @Test
    void gives_a_neuron_and_a_response() {
        Responses responses = Responses.of(new float[] {2, 3, 5, 7, 11, 13}, 2, 3);

        assertThat(responses).hasToString("responses [2, 3]");
        assertThat(responses.stimuli()).isEqualTo(2);
        assertThat(responses.neurons()).isEqualTo(3);
        assertThat(responses.at(1, 0)).isEqualTo(7);
        assertThat(responses.neuron(1)).containsExactly(3, 11);
    }

    @Test
    void copies_what_it_gives() {
        Responses responses = Responses.of(new float[] {2, 3}, 2, 1);
        responses.neuron(0)[0] = 5;

        assertThat(responses.at(0, 0)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "<f4, False, 00000040 00004040 0000a040 0000e040 00003041 00005041",
        "<f4, True, 00000040 0000e040 00004040 00003041 0000a040 00005041",
        ">i2, False, 0002 0003 0005 0007 000b 000d",
        ">i2, True, 0002 0007 0003 000b 0005 000d",
        "|u1, True, 02 07 03 0b 05 0d",
    })
    void reads_any_type_in_either_order(String descr, String fortranOrder, String elements) throws IOException {
        byte[] bytes = NpyBytes.of(
                1,
                "{'descr': '%s', 'fortran_order': %s, 'shape': (2, 3)}".formatted(descr, fortranOrder),
                HexFormat.of().parseHex(elements.replace(" ", "")));

        Responses responses = Responses.read(NpyBytes.file(folder, "responses.npy", bytes));

        assertThat(responses).hasToString("responses [2, 3]");
        assertThat(responses.neuron(0)).containsExactly(2, 7);
        assertThat(responses.neuron(1)).containsExactly(3, 11);
        assertThat(responses.neuron(2)).containsExactly(5, 13);
    }

    @Test
    void reads_one_axis_as_one_neuron() throws IOException {
        Responses responses = Responses.read(file(NpyArray.ofDoubles(new double[] {2, 3, 5}, 3)));

        assertThat(responses).hasToString("responses [3, 1]");
        assertThat(responses.neuron(0)).containsExactly(2, 3, 5);
    }

    @Test
    void averages_trials_over_the_repeats_that_were_shown() throws IOException {
        float no = Float.NaN;
        // [R, S, N] = [3, 2, 1]: stimulus 0 gets 2, 3, 7: 12 / 3 = 4; stimulus 1 gets 5 and 8: 13 / 2 = 6.5
        Responses responses = Responses.read(file(NpyArray.ofFloats(new float[] {2, 5, 3, no, 7, 8}, 3, 2, 1)));

        assertThat(responses).hasToString("responses [2, 1]");
        assertThat(responses.neuron(0)).containsExactly(4, 6.5f);
    }

    @Test
    void keeps_trials_that_were_read_and_selects_them_too() throws IOException {
        float no = Float.NaN;
        Responses responses = Responses.read(file(NpyArray.ofFloats(new float[] {2, 5, 3, no, 7, 8}, 3, 2, 1)));

        assertThat(responses.trials()).hasValueSatisfying(trials -> {
            assertThat(trials).hasToString("trials [3, 2, 1]");
            assertThat(trials.at(2, 1, 0)).isEqualTo(8);
            assertThat(trials.at(1, 1, 0)).isNaN();
        });
        assertThat(responses.select(new int[] {1, 0, 1}).trials()).hasValueSatisfying(trials -> {
            assertThat(trials).hasToString("trials [3, 3, 1]");
            assertThat(trials.neuron(0)).isDeepEqualTo(new float[][] {{5, 8}, {2, 3, 7}, {5, 8}});
        });
    }

    @Test
    void keeps_trials_of_other_types_as_floats() throws IOException {
        Responses responses = Responses.read(file(NpyArray.ofDoubles(new double[] {0.1, 5, 3, Double.NaN}, 2, 2, 1)));

        assertThat(responses.trials().orElseThrow().neuron(0)).isDeepEqualTo(new float[][] {{0.1f, 3}, {5}});
    }

    @Test
    void has_no_trials_where_only_means_were_read() throws IOException {
        assertThat(Responses.read(file(NpyArray.ofFloats(new float[] {2, 3, 5, 7}, 2, 2)))
                        .trials())
                .isEmpty();
        assertThat(Responses.of(new float[] {2, 3}, 2, 1).select(new int[] {1}).trials())
                .isEmpty();
    }

    @Test
    void refuses_trials_of_a_stimulus_that_was_never_shown() throws IOException {
        float no = Float.NaN;
        assertRefused(
                file(NpyArray.ofFloats(new float[] {2, 3, 5, no, 7, 11, 13, no}, 2, 2, 2)),
                "expected finite responses, got 1 NaN or infinite in the mean over repeats (where every repeat is NaN,"
                        + " none was shown), the first at stimulus 1, neuron 1 (counted from 0); repair them, or take them out with prepare --drop-incomplete");
    }

    @Test
    void refuses_responses_that_are_not_finite() throws IOException {
        float[] values = {2, 3, 5, 7, Float.POSITIVE_INFINITY, 13, Float.NaN, 17, 19};
        assertRefused(
                file(NpyArray.ofFloats(values, 3, 3)),
                "expected finite responses, got 2 NaN or infinite, the first at stimulus 1, neuron 1 (counted from 0);"
                        + " repair them, or take them out with prepare --drop-incomplete");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Responses.of(values, 3, 3))
                .withMessageStartingWith(
                        "responses: expected finite responses, got 2 NaN or infinite, the first at stimulus 1");
    }

    @Test
    void refuses_other_shapes_text_and_nothing() throws IOException {
        assertRefused(
                file(NpyArray.ofFloats(new float[] {2})),
                "expected responses [S, N], [S] or trials [R, S, N], got f4 []; save a response to each image");
        assertRefused(
                file(NpyArray.ofText(new String[] {"2"}, 1)),
                "expected responses as numbers, got text [1]; save it as float32");
        assertRefused(
                file(NpyArray.ofFloats(new float[0], 7, 0)),
                "expected one response or more, got f4 [7, 0]; save it again with responses");
    }

    @Test
    void knows_a_constant_neuron() {
        Responses responses = Responses.of(new float[] {2, 3, 2, 3, 2, 5}, 3, 2);

        assertThat(responses.isConstant(0)).isTrue();
        assertThat(responses.isConstant(1)).isFalse();
    }

    @Test
    void selects_stimuli_in_the_order_given() {
        Responses selected =
                Responses.of(new float[] {2, 3, 5, 7, 11, 13}, 3, 2).select(new int[] {2, 0, 2, 1});

        assertThat(selected).hasToString("responses [4, 2]");
        assertThat(selected.neuron(0)).containsExactly(11, 2, 11, 5);
        assertThat(selected.neuron(1)).containsExactly(13, 3, 13, 7);
    }

    @Test
    void refuses_what_is_not_there() {
        Responses responses = Responses.of(new float[] {2, 3, 5, 7, 11, 13}, 3, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> responses.neuron(2))
                .withMessage("responses: neuron 2 of N = 2 asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> responses.at(3, 0))
                .withMessage("responses: stimulus 3 of S = 3 asked for");
        assertThatIllegalArgumentException().isThrownBy(() -> responses.at(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> responses.isConstant(2));
        assertThatIllegalArgumentException().isThrownBy(() -> responses.select(new int[] {-1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Responses.of(new float[5], 3, 2))
                .withMessage("responses: expected [S, N] = [3, 2], got 5 values");
    }
}
