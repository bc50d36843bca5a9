package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.study.ComparisonChoice.Differences;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunComparisonRefusalTest {

    private static final TrainingPlan PLAN = TrainingPlan.paper();
    private static final ComparisonChoice STANDARD = ComparisonChoice.standard();
    private static final ScoredRuns RUN = ScoredRuns.of(2).with("rf-cnn", 0.1, 0.2);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @TempDir
    private Path temporary;

    private ThrowingCallable compare(ScoredRuns a, ScoredRuns b, ComparisonChoice choice) throws IOException {
        RunFolder first = a.write(temporary.resolve("a"));
        RunFolder second = b.write(temporary.resolve("b"));
        return () -> RunComparison.of(first, second, choice);
    }

    private ThrowingCallable compare(ScoredRuns run, ComparisonChoice choice) throws IOException {
        RunFolder folder = run.write(temporary.resolve("a"));
        return () -> RunComparison.of(folder, choice);
    }

    private static void assertRefused(ThrowingCallable comparison, String message) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(comparison)
                .withMessage(message);
    }

    @Test
    void other_files_without_neuron_ids() throws IOException {
        ScoredRuns other = RUN.withFile("0b");

        assertRefused(
                compare(RUN, other, STANDARD),
                "b: was made from other files than a, and neither run has neuron ids; where equal places are equal"
                        + " neurons, say --by-place");
        assertRefused(
                compare(RUN.withIds("p", "q"), other, STANDARD),
                "b: was made from other files than a, and b has no neuron ids; where equal places are equal neurons,"
                        + " say --by-place");
        assertRefused(
                compare(other, RUN.withIds("p", "q"), STANDARD),
                "b: was made from other files than a, and a has no neuron ids; where equal places are equal neurons,"
                        + " say --by-place");
    }

    @Test
    void other_files_of_a_site_of_another_name_unless_told_to() throws IOException {
        ScoredRuns a = RUN.withIds("1", "2");
        ScoredRuns b = RUN.withFile("0b").withSite("m2s1").withIds("2", "1");

        assertRefused(
                compare(a, b, STANDARD),
                "b: is of site m2s1 and a of site m1s1; where these are two names of one site, say --allow-different");
        assertThatNoException().isThrownBy(compare(a, b, STANDARD.withDifferences(Differences.ALLOWED)));
        assertThatNoException().isThrownBy(compare(a, b, STANDARD.withNeurons(ComparisonChoice.Neurons.BY_PLACE)));
    }

    @Test
    void no_neuron_in_common() throws IOException {
        assertRefused(
                compare(RUN.withIds("p", "q"), RUN.withFile("0b").withIds("r", "s"), STANDARD),
                "b: has no neuron in common with a, of 2 and 2 that have scores; give runs of the same neurons");
    }

    @Test
    void another_tier_or_protocol_unless_told_to() throws IOException {
        ScoredRuns validation = ScoredRuns.of(2).withTier("val").with("rf-cnn", 0.1, 0.2);
        ScoredRuns paper =
                ScoredRuns.of(2).withPlan(PLAN.withProtocol(Protocol.PAPER)).with("rf-cnn", 0.1, 0.2);

        assertRefused(
                compare(RUN, validation, STANDARD),
                "b: has scores on the val images under protocol holdout and a on the test images under protocol"
                        + " holdout; give runs of the same, or say --allow-different");
        assertRefused(
                compare(RUN, paper, STANDARD),
                "b: has scores on the test images under protocol paper and a on the test images under protocol"
                        + " holdout; give runs of the same, or say --allow-different");
        assertThatNoException().isThrownBy(compare(RUN, paper, STANDARD.withDifferences(Differences.ALLOWED)));
    }

    @Test
    void a_model_that_neither_run_has() throws IOException {
        ScoredRuns both = RUN.with("ff-cnn", 0.1, 0.2);

        assertRefused(
                compare(both, both, STANDARD.withModels(List.of("ff-cn"))),
                "a: neither it nor b has a model 'ff-cn'; did you mean 'ff-cnn'?");
        assertRefused(compare(both, STANDARD.withBaseline("rf-cn")), "a: has no model 'rf-cn'; did you mean 'rf-cnn'?");
    }

    @Test
    void a_model_without_scores_or_in_one_run_only() throws IOException {
        // ff-cnn is in run.json, and no fit of it has ended
        assertRefused(
                compare(RUN, STANDARD.withModels(List.of("rf-cnn", "ff-cnn"))),
                "a: has no scores of ff-cnn yet; run its fit command again");
        assertRefused(
                compare(RUN, RUN.with("ff-cnn", 0.1), STANDARD.withModels(List.of("ff-cnn"))),
                "a: has no scores of ff-cnn, but of rf-cnn; choose others, or compare them with one --baseline of the"
                        + " first run");
    }

    @Test
    void runs_without_a_model_in_common() throws IOException {
        assertRefused(
                compare(RUN, ScoredRuns.of(2).with("ff-cnn", 0.1).with("ff-sa-cnn", 0.1), STANDARD),
                "b: has no model in common with a: ff-cnn, ff-sa-cnn here and rf-cnn there; --baseline rf-cnn compares"
                        + " with one model there");
    }

    @Test
    void a_single_model() throws IOException {
        assertRefused(
                compare(RUN, STANDARD),
                "a: expected two models or more to compare, got rf-cnn only; give another model or another run too");
    }

    @Test
    void a_share_that_is_not_there() throws IOException {
        ScoredRuns quarter = ScoredRuns.of(2).withPlan(PLAN.withShare(0.25)).with("rf-cnn", 0.1, 0.2);

        assertRefused(
                compare(RUN, quarter, STANDARD),
                "b: has no share of the training images in common with a, 25 % here and 100 % there; compare runs of"
                        + " one share");
        assertRefused(
                compare(RUN, RUN, STANDARD.withShare(0.5)),
                "a: has no scores at share 50 % of the training images, but at 100 %; choose one of these");
    }

    @Test
    void the_same_run_twice_by_whatever_path() throws IOException {
        RunFolder run = RUN.write(temporary.resolve("a"));
        Path again = temporary.resolve("elsewhere/../a");
        Files.createDirectories(temporary.resolve("elsewhere"));

        assertRefused(
                () -> RunComparison.of(run, RunFolder.of(again), STANDARD),
                "a: is the first run again; give two runs, or one of which to compare the models");
    }

    @Test
    void a_run_without_scores() throws IOException {
        assertRefused(compare(ScoredRuns.of(2), STANDARD), "a: has no scores yet; run its fit command again");
        ThrowingCallable comparison = compare(RUN, STANDARD);
        Files.delete(temporary.resolve("a/scores.csv"));
        assertRefused(comparison, "a: has no scores.csv yet; run its fit command again");
        assertRefused(
                () -> RunComparison.of(RunFolder.of(temporary.resolve("none")), STANDARD),
                "none: expected a run folder, but it has no run.json; give one that study, fit or demo wrote");
    }

    @Test
    void scores_that_are_damaged() throws IOException {
        ThrowingCallable comparison = compare(RUN, STANDARD);
        Path scores = temporary.resolve("a/scores.csv");
        String text = Files.readString(scores);

        Files.writeString(scores, text.replace("rf-cnn,1,1,", "rf-cnn,1,q,"));
        assertRefused(
                comparison,
                "scores.csv: expected neuron_id '1' of rf-cnn neuron 1, as run.json has it, got 'q'; run its fit command"
                        + " again");
        Files.writeString(scores, text.replace("rf-cnn,1,", "rf-cnn,7,"));
        assertRefused(
                comparison, "scores.csv: expected fits of run.json, got rf-cnn neuron 7; run its fit command again");
        Files.writeString(scores, text.replace("rf-cnn,1,1,", "rf-cnn,0,0,"));
        assertRefused(
                comparison, "scores.csv: expected one row a fit, got 2 rows of 1 fits; run its fit command again");
        Files.writeString(scores, text.replaceFirst("test", "val"));
        assertRefused(
                comparison, "scores.csv: expected scores of one tier, got val and test; run its fit command again");
        Files.writeString(scores, text.replace("0.2,", "Infinity,"));
        assertRefused(
                comparison,
                "scores.csv: expected a number or NaN as corr of rf-cnn neuron 1, got an infinite one; run its fit"
                        + " command again");
        Files.write(scores, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefused(comparison, "scores.csv: expected CSV, got a damaged file");
    }

    /** Many are taken all the same, since a digit became another one; none may fail otherwise than in one line. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void files_that_are_damaged_anywhere(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        ThrowingCallable comparison = compare(RUN, RUN, STANDARD);
        for (String name : List.of("b/scores.csv", "b/run.json")) {
            Path file = temporary.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            int kept = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
            byte[] damaged = Arrays.copyOf(whole, kept);
            for (int hits = random.nextInt(1, 4); hits > 0 && kept > 0; hits--) {
                damaged[random.nextInt(kept)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);

            Throwable failure = catchThrowable(comparison);

            if (failure != null) {
                assertThat(failure).isInstanceOfAny(BadDataFileException.class, IllegalArgumentException.class);
                assertThat(failure.getMessage()).isNotBlank();
            }
            Files.write(file, whole);
        }
    }

    @Test
    void ids_of_fewer_neurons_than_were_fitted() throws IOException {
        assertRefused(
                compare(RUN.withIds("p"), STANDARD),
                "run.json: expected an id of every neuron in neuronIds, got 1 ids and neuron 1; restore it or begin"
                        + " another run");
    }
}
