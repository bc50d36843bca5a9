package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.hypercolumn.analysis.Ceilings.Neuron;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.metrics.RepeatMeasure;
import org.hypercolumn.metrics.Repeatability;
import org.hypercolumn.metrics.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CeilingsTest {

    private static final float NO = Float.NaN;

    /** [R, S, N] = [3, 3, 2]: neuron 0 repeats itself; neuron 1 is silent; stimulus 1 is shown twice, stimulus 2 once. */
    private static final Trials TRIALS =
            Trials.of(new float[] {0, 0, 6, 0, 4, 0, 0, 0, 6, 0, NO, NO, 0, 0, NO, NO, NO, NO}, 3, 3, 2);

    private static final Ceilings CEILINGS = Ceilings.of(tier(TRIALS), NeuronIds.of(List.of("17", "a,b")), 1, 0);

    private static final Repeatability PERFECT = new Repeatability(2, 1, 1, 1, 1, 1, 1, Double.NaN, 1, 1, 1, 1);

    private static final String HEAD = "neuron,neuron_id,images,repeats,split_half,reliability,corr_ceiling,fev,"
            + "oracle_jackknife,oracle_optimistic,snr,cc_max,ptj_ceiling,pts_ceiling,ptr_ceiling\n";

    private static final Offset<Double> EXACT = within(1e-9);

    /** 100 splits have a mean whose standard error is a tenth of their deviation, at most 0.024; 5 of these. */
    private static final Offset<Double> RANDOM_SPLITS = within(0.012);

    @TempDir
    private Path folder;

    private static Tier tier(Trials trials) {
        return new Tier(
                Stimuli.ofBytes(new byte[trials.stimuli()], trials.stimuli(), 1, 1),
                Responses.ofTrials(trials, Gaps.REFUSED));
    }

    private static Ceilings of(Trials trials, int... neurons) {
        return Ceilings.of(tier(trials), NeuronIds.places(trials.neurons()), neurons);
    }

    @Test
    void says_what_repeats_say_and_nan_where_they_say_nothing() throws IOException {
        CEILINGS.write(folder.resolve("ceilings.csv"));

        // neuron 0: its repeats are equal, so are its halves, and no variance is noise; 3, 2 and 1 repeats
        assertThat(folder.resolve("ceilings.csv")).hasContent(HEAD + """
                1,"a,b",3,2,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN
                0,17,3,2,1,1,1,1,1,1,NaN,1,1,1,1
                """);
        assertThat(CEILINGS.neuron(0)).hasValue(new Neuron(0, "17", 3, PERFECT));
        assertThat(CEILINGS.neuron(2)).isEmpty();
        assertThat(CEILINGS.summary(RepeatMeasure.CORR_CEILING)).isEqualTo(new Summary(1, 1, 1));
        assertThat(CEILINGS.summary(RepeatMeasure.REPEATS)).isEqualTo(new Summary(2, 2, 0));
        assertThat(CEILINGS.haveTrials()).isTrue();
    }

    @Test
    void without_trials_know_the_neurons_and_nothing_of_their_repeats() throws IOException {
        Tier means = new Tier(Stimuli.ofBytes(new byte[3], 3, 1, 1), Responses.of(new float[] {1, 2, 3}, 3, 1));

        Ceilings ceilings = Ceilings.of(means, NeuronIds.places(1), 0);

        ceilings.write(folder.resolve("neurons.csv"));
        assertThat(folder.resolve("neurons.csv"))
                .hasContent(HEAD + "0,0,3,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN,NaN\n");
        assertThat(ceilings.haveTrials()).isFalse();
        assertThat(Ceilings.none().haveTrials()).isFalse();
    }

    @Test
    void are_of_the_neurons_selected_and_of_parts_joined() {
        assertThat(CEILINGS.select(List.of(0, 7)).neurons()).containsExactly(new Neuron(0, "17", 3, PERFECT));
        assertThat(Ceilings.joined(List.of(CEILINGS.select(List.of(1)), CEILINGS.select(List.of(0))))
                        .neurons())
                .isEqualTo(CEILINGS.neurons());
    }

    @Test
    void takes_the_median_of_an_even_number_of_images_between_two() {
        Ceilings selected = of(TRIALS.select(new int[] {0, 1, 0, 2}), 0);

        assertThat(selected.summary(RepeatMeasure.REPEATS).mean()).isEqualTo(2.5); // 1 2 3 3
    }

    @Test
    void does_not_depend_on_which_neurons_are_asked_for() {
        float[] values = new float[7 * 31 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 37 + i * i % 101) % 17;
        }
        Trials trials = Trials.of(values, 7, 31, 3);

        assertThat(of(trials, 2).neurons())
                .containsExactly(of(trials, 0, 1, 2).neurons().get(2));
    }

    /**
     * FEV by numpy: {@code np.var(all, ddof=1)} of all trials that are not NaN, and the mean over images of
     * {@code np.var(image, ddof=1)}, in float64. The split halves by numpy with 10,000 splits of its own: the repeats in
     * the order of random keys, the first n // 2 or (n + 1) // 2 of them in one half by a random bit, np.corrcoef of the
     * means, and the mean of all splits; its deviation over splits is 0.013 to 0.024.
     */
    @ParameterizedTest(name = "neuron {0}")
    @CsvSource({
        "0, 0.16142682571335967, 0.41779274217589607, 0.7676956310193255",
        "1, 0.13797224756644763, 0.37207450643073586, 0.7364463388163299",
        "7, 0.3409564781709539, 0.6585194313944017, 0.8911257906080037",
        "23, 0.4160176681585977, 0.7250196811400689, 0.9168385562537689",
        "49, 0.1398936827862067, 0.3763279213188364, 0.7394984336228433",
    })
    void agrees_with_numpy_on_v4_210325(int neuron, double fev, double splitHalf, double ceiling) throws IOException {
        Path file = Path.of(System.getProperty("hypercolumn.data", "../shared/data"))
                .resolve("v4-210325")
                .resolve("responses_trials.npy");
        assumeTrue(
                Files.isRegularFile(file),
                () -> "not tested, for want of %s; point -Dhypercolumn.data to the folder of recordings"
                        .formatted(file.toAbsolutePath().normalize()));
        Trials trials = Responses.read(file).trials().orElseThrow();

        Repeatability got = of(trials, neuron).neurons().get(0).repeats();

        assertThat(got.repeats()).isEqualTo(8);
        assertThat(got.explainableVariance()).isCloseTo(fev, EXACT);
        assertThat(got.splitHalf()).isCloseTo(splitHalf, RANDOM_SPLITS);
        assertThat(got.correlationCeiling()).isCloseTo(ceiling, RANDOM_SPLITS);
    }

    @Test
    void reads_what_it_wrote_as_csv_and_as_arrays() throws IOException {
        CEILINGS.write(folder.resolve("ceilings.csv"));
        CEILINGS.writeArrays(folder.resolve("ceilings.npz"));

        assertThat(Ceilings.read(folder.resolve("ceilings.csv")).neurons()).isEqualTo(CEILINGS.neurons());
        assertThat(Ceilings.readOfRun(folder.resolve("ceilings.csv")).neurons()).isEqualTo(CEILINGS.neurons());
        assertThat(Ceilings.readArrays(folder.resolve("ceilings.npz")).neurons())
                .isEqualTo(CEILINGS.neurons());
        assertThat(NpzFile.read(folder.resolve("ceilings.npz")).keySet())
                .containsExactly(
                        "neurons",
                        "neuron_ids",
                        "images",
                        "repeats",
                        "split_half",
                        "reliability",
                        "corr_ceiling",
                        "fev",
                        "oracle_jackknife",
                        "oracle_optimistic",
                        "snr",
                        "cc_max",
                        "ptj_ceiling",
                        "pts_ceiling",
                        "ptr_ceiling");
    }

    @Test
    void says_in_json_what_the_columns_are_and_how_many_are_undefined() throws IOException {
        CEILINGS.writeJson(folder.resolve("ceilings.json"));

        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("ceilings.json").toFile());
        assertThat(json.fieldNames()).toIterable().containsExactly("what", "undefined", "mean", "columns", "rows");
        for (RepeatMeasure measure : RepeatMeasure.values()) {
            assertThat(json.at("/what/" + measure.id()).asText()).isEqualTo(measure.words());
        }
        assertThat(json.at("/undefined/repeats").asInt()).isZero();
        assertThat(json.at("/undefined/corr_ceiling").asInt()).isEqualTo(1);
        assertThat(json.at("/mean/corr_ceiling").asDouble()).isEqualTo(1);
        assertThat(json.at("/mean/snr").isNull()).isTrue();
        assertThat(json.get("columns")).hasSize(15);
        assertThat(json.at("/rows/0")).hasToString("[1,\"a,b\",3,2" + ",null".repeat(11) + "]");
        assertThat(json.at("/rows/1")).hasToString("[0,\"17\",3,2,1,1,1,1,1,1,null,1,1,1,1]");
        assertThat(folder.resolve("ceilings.json")).content().contains("    [0,\"17\",3,2,1,1,1,1,1,1,null,1,1,1,1]\n");
    }

    @Test
    void says_why_a_neuron_has_no_ceiling() {
        RepeatMeasure ceiling = RepeatMeasure.CORR_CEILING;

        assertThat(CEILINGS.summary(ceiling).undefinedSentence("CORR ceiling", ceiling.undefined()))
                .hasValue("1 of 2 neurons have no CORR ceiling: fewer than 2 images with 2 repeats, or constant mean"
                        + " responses");
        assertThat(CEILINGS.summary(RepeatMeasure.FEV).undefinedSentence("FEV", RepeatMeasure.FEV.undefined()))
                .hasValue("1 of 2 neurons have no FEV: no image with 2 repeats, or constant responses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "neuron,repeats,split_half,reliability,corr_ceiling,fev\n",
                "HEAD\n0,0,3,2,1,1,1,1,1,1,1,1,1\n",
                "HEAD\n-1,0,3,2,1,1,1,1,1,1,1,1,1,1\n",
                "HEAD\n0,0,-3,2,1,1,1,1,1,1,1,1,1,1\n",
                "HEAD\n0,0,3,2,1,one,1,1,1,1,1,1,1,1\n",
                "",
            })
    void refuses_damaged_csv(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("ceilings.csv"), text.replace("HEAD\n", HEAD));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Ceilings.read(file))
                .withMessageStartingWith("ceilings.csv: ")
                .withMessageEndingWith("; analyze again");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Ceilings.readOfRun(file))
                .withMessageStartingWith("ceilings.csv: ")
                .withMessageEndingWith("; run its study or fit command again");
    }

    @Test
    void refuses_damaged_arrays() throws IOException {
        Path file = folder.resolve("ceilings.npz");
        CEILINGS.writeArrays(file);
        Map<String, NpyArray> arrays = new LinkedHashMap<>(NpzFile.read(file));
        arrays.put("fev", NpyArray.ofDoubles(new double[3], 3));
        NpzFile.write(file, arrays);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Ceilings.readArrays(file))
                .withMessage("ceilings.npz: array 'fev': expected f8 [2], got f8 [3]; delete it and analyze again");
    }

    @Test
    void of_no_neuron_are_files_too() throws IOException {
        Ceilings.none().writeArrays(folder.resolve("none.npz"));
        Ceilings.none().write(folder.resolve("none.csv"));

        assertThat(Ceilings.readArrays(folder.resolve("none.npz")).neurons()).isEmpty();
        assertThat(Ceilings.read(folder.resolve("none.csv")).neurons()).isEmpty();
    }

    @Test
    void refuses_a_neuron_that_is_not_there() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(TRIALS, 2))
                .withMessage("trials: neuron 2 of N = 2 asked for");
    }
}
