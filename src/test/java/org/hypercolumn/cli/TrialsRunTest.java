package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Tier;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.RepeatMeasure;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.ScoresFile;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a recording whose test images have single trials: 29 images, shown 3 to 5 times. */
@Timeout(60)
class TrialsRunTest {

    private static final int IMAGES = 29;
    private static final int REPEATS = 5;

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void write_trials() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        run = temporary.resolve("run");
        NpyFile.write(data.resolve("testRsp_lab.npy"), trials());
    }

    /** [R, S, N]: the test tier's responses with noise; NaN where not shown; no noise for the constant neuron. */
    private static NpyArray trials() {
        Responses means = SmallRecordings.tier(IMAGES, 3).responses();
        var random = new SplittableRandom(1);
        float[] trials = new float[REPEATS * IMAGES * SmallRecordings.NEURONS];
        int next = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            for (int s = 0; s < IMAGES; s++) {
                for (int n = 0; n < SmallRecordings.NEURONS; n++) {
                    float noise = n == SmallRecordings.CONSTANT_NEURON ? 0 : (float) random.nextDouble(-0.3, 0.3);
                    trials[next++] = repeat < 3 + s % 3 ? means.at(s, n) + noise : Float.NaN;
                }
            }
        }
        return NpyArray.ofFloats(trials, REPEATS, IMAGES, SmallRecordings.NEURONS);
    }

    private CommandRun study(String models) {
        return CommandRun.of(
                        "study", data, "--models=" + models, "--neurons=1-3", "--epochs=1", "--threads=2", "--out", run)
                .assertDone();
    }

    @Test
    void has_a_row_a_neuron_whatever_the_models() throws IOException {
        study("rf-cnn");

        Ceilings neurons = Ceilings.readOfRun(RunFolder.of(run).neurons());
        assertThat(neurons.neurons()).extracting(Ceilings.Neuron::neuron).containsExactly(1, 2, 3);
        assertThat(neurons.neurons()).extracting(Ceilings.Neuron::id).containsExactly("1", "2", "3");
        assertThat(neurons.neurons()).extracting(Ceilings.Neuron::images).containsOnly(IMAGES);
        assertThat(neurons.summary(RepeatMeasure.REPEATS).mean()).isEqualTo(4);
        for (RepeatMeasure measure : RepeatMeasure.values()) {
            double constant = measure.of(neurons.neuron(SmallRecordings.CONSTANT_NEURON)
                    .orElseThrow()
                    .repeats());
            assertThat(neurons.summary(measure).undefined())
                    .as(measure.id())
                    .isEqualTo(measure == RepeatMeasure.REPEATS ? 0 : 1);
            assertThat(Double.isNaN(constant)).as(measure.id()).isEqualTo(measure != RepeatMeasure.REPEATS);
        }
        byte[] before = Files.readAllBytes(RunFolder.of(run).neurons());
        study("rf-cnn,rf-sa-cnn");
        assertThat(RunFolder.of(run).neurons()).hasBinaryContent(before);
    }

    @Test
    void has_scores_of_single_trials_that_can_be_computed_from_its_predictions() throws IOException {
        study("rf-cnn");

        List<Map<String, String>> rows = ScoresFile.read(run.resolve("scores.csv"));
        assertThat(rows).hasSize(3);
        for (Metric metric : Metric.values()) {
            assertThat(rows.get(0).get(metric.id())).as(metric.id()).isNotEqualTo("NaN");
            assertThat(rows.get(2).get(metric.id())).as(metric.id()).isEqualTo("NaN");
        }
        assertThat(Double.parseDouble(rows.get(0).get("corr_single_trial")))
                .isCloseTo(singleTrialCorrelation(1), within(1e-10));
    }

    /** Over all trials, from what the run keeps. */
    private double singleTrialCorrelation(int neuron) throws IOException {
        NpyArray predictions =
                NpzFile.read(run.resolve("predictions/rf-cnn.npz")).get("test/predictions");
        NpyArray trials = trials();
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < REPEATS * IMAGES; i++) {
            double response = trials.at((long) i * SmallRecordings.NEURONS + neuron);
            if (!Double.isNaN(response)) {
                pairs.add(new double[] {predictions.at(i % IMAGES * 3L + neuron - 1), response});
            }
        }
        double meanX = pairs.stream().mapToDouble(pair -> pair[0]).average().orElseThrow();
        double meanY = pairs.stream().mapToDouble(pair -> pair[1]).average().orElseThrow();
        double xx =
                pairs.stream().mapToDouble(pair -> Math.pow(pair[0] - meanX, 2)).sum();
        double yy =
                pairs.stream().mapToDouble(pair -> Math.pow(pair[1] - meanY, 2)).sum();
        double xy = pairs.stream()
                .mapToDouble(pair -> (pair[0] - meanX) * (pair[1] - meanY))
                .sum();
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void names_neurons_as_the_recording_does() throws IOException {
        Path plain = Files.createDirectories(temporary.resolve("plain"));
        Tier tier = SmallRecordings.tier(53, 7);
        NpyFile.write(plain.resolve("images.npy"), SmallRecordings.images(tier.stimuli()));
        NpyFile.write(plain.resolve("responses.npy"), SmallRecordings.responses(tier.responses()));
        NpyFile.write(plain.resolve("neuron_ids.npy"), NpyArray.ofText(new String[] {"a", "b", "c,1", "d", "e"}, 5));

        CommandRun.of("fit", plain, "--model=rf-cnn", "--neurons=1-2", "--epochs=1", "--out", run)
                .assertDone();

        assertThat(ScoresFile.read(run.resolve("scores.csv")))
                .extracting(row -> row.get("neuron") + " " + row.get("neuron_id"))
                .containsExactly("1 b", "2 c,1");
        assertThat(Ceilings.readOfRun(run.resolve("neurons.csv")).neurons())
                .extracting(neuron -> neuron.neuron() + " " + neuron.id())
                .containsExactly("1 b", "2 c,1");
    }

    @Test
    void prints_the_ceiling_below_the_scores_and_the_tables_note_it() throws IOException {
        CommandRun study = study("rf-cnn,rf-sa-cnn-star-simul");

        assertThat(study.out().replaceAll("-?\\d+\\.\\d+", "#").lines().map(line -> line.replaceAll(" +", " ")))
                .startsWith(
                        "model neurons CORR PT_J† PT_S† chance FEVE kept",
                        "rf-cnn 3 # # % # % # % # 2/3",
                        "rf-sa-cnn-star-simul 3 # # % # % # % # 2/3",
                        "ceiling 3 # # % # %",
                        "means over neurons, on the test images, protocol holdout; responses scaled to a standard deviation of 1",
                        "PT_J and PT_S: k = 1 of 29 images; theta is a neuron's largest recorded response",
                        "by chance, drawing from a neuron's own responses at random: PT_J # %, PT_S # %, PT_R # %",
                        "† not informative with k = 1: the standard error is up to 50 points for a neuron, 29 for the mean over 3; report on 500 images or more",
                        "ceiling: what a noise-free model would score, estimated from the repeats",
                        "chance: PT_J after shuffling predictions over images",
                        "FEVE: over the neurons kept, with FEV of # or more")
                .contains("1 of 3 neurons have no ceiling of CORR: fewer than 2 images with 2 repeats, or constant"
                        + " mean responses");
        String table = Files.readString(run.resolve("tables/table2.md"));
        assertThat(table)
                .contains("What a noise-free model would score, estimated from repeats, means over neurons: CORR 0.")
                .contains(" (1 of 3 neurons have none); PT\\_J ")
                .contains("FEVE, over the neurons whose FEV is 0.15 or more: rf-cnn ");
        CommandRun.of("report", run).assertDone();
        assertThat(run.resolve("report.html"))
                .content()
                .contains("What a noise-free model would score, estimated from repeats, means over neurons");
    }

    @Test
    void evaluate_scores_the_same_and_finds_changed_neurons() throws IOException {
        CommandRun study = study("rf-cnn");
        Path neurons = run.resolve("neurons.csv");
        String text = Files.readString(neurons);

        CommandRun evaluate = CommandRun.of("evaluate", run).assertDone();
        assertThat(evaluate.out())
                .isEqualTo(
                        study.out()
                                + "checked 3 fitted models and the recording: scores.csv is equal, 3 rows; neurons.csv is equal, 3 rows; all other files are as they were written\n");

        Files.writeString(neurons, text.replace("\n1,1,29,", "\n1,one,29,"));
        assertThat(CommandRun.of("evaluate", run).err())
                .isEqualTo(
                        "hypercolumn: neurons.csv: is damaged: its SHA-256 is not the one in SHA256SUMS; run its study or"
                                + " fit command again\n");
        Files.delete(neurons);
        assertThat(CommandRun.of("evaluate", run).err()).startsWith("hypercolumn: neurons.csv: there is no such file");
        study("rf-cnn");
        assertThat(neurons).hasContent(text);
    }

    @Test
    void reproduce_takes_neurons_too() {
        study("rf-cnn");

        assertThat(CommandRun.of("reproduce", run.resolve("run.json"))
                        .assertDone()
                        .exitCode())
                .isZero();
        assertThat(Arrays.asList(CommandRun.of("reproduce", run.resolve("run.json"), "--neurons=2")
                        .out()))
                .containsExactly("reproduced: 3 files, every byte the same\n");
    }
}
