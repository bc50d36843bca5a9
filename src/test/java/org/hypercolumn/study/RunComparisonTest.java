package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.hypercolumn.metrics.EffectSize;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.PermutationTest;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.metrics.WilcoxonSignedRank;
import org.hypercolumn.study.ComparisonChoice.Neurons;
import org.hypercolumn.study.ComparisonChoice.Partners;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunData.Leaks;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunComparisonTest {

    private static final double NAN = Double.NaN;
    private static final double ROUNDING = 1e-12;
    private static final ComparisonChoice STANDARD = ComparisonChoice.standard();

    @TempDir
    private Path temporary;

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    private RunFolder write(String name, ScoredRuns run) throws IOException {
        return run.write(temporary.resolve(name));
    }

    private RunComparison compare(ScoredRuns a, ScoredRuns b, ComparisonChoice choice) throws IOException {
        return RunComparison.of(write("a", a), write("b", b), choice);
    }

    private RunComparison compare(ScoredRuns run, ComparisonChoice choice) throws IOException {
        return RunComparison.of(write("run", run), choice);
    }

    private static ComparisonEntry only(RunComparison comparison, Metric metric) {
        List<ComparisonEntry> entries = comparison.entries().stream()
                .filter(entry -> entry.metric() == metric)
                .toList();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static List<String> pairs(RunComparison comparison) {
        return comparison.entries().stream()
                .filter(entry -> entry.metric() == Metric.CORR)
                .map(entry -> entry.modelA() + " " + entry.modelB())
                .toList();
    }

    private static double[] random(long seed, int neurons) {
        return new SplittableRandom(seed).doubles(neurons, -0.2, 0.9).toArray();
    }

    @Test
    void says_of_each_metric_what_the_metrics_room_says() throws IOException {
        double[] a = {0.1, 0.2, 0.3, 0.4, 0.5};
        double[] b = {0.2, 0.25, 0.45, 0.35, 0.7};

        RunComparison comparison =
                compare(ScoredRuns.of(5).with("rf-cnn", a), ScoredRuns.of(5).with("rf-cnn", b), STANDARD);

        ComparisonEntry corr = only(comparison, Metric.CORR);
        assertThat(corr.meanA()).isCloseTo(0.3, within(ROUNDING)); // 1.5 / 5
        assertThat(corr.meanB()).isCloseTo(0.39, within(ROUNDING)); // 1.95 / 5
        assertThat(corr.effect()).isEqualTo(EffectSize.of(b, a));
        assertThat(corr.effect().meanDifference()).isCloseTo(0.09, within(ROUNDING));
        assertThat(corr.interval()).isEqualTo(MeanEstimate.ofDifferences(b, a).interval());
        assertThat(corr.counts()).isEqualTo(new PairCounts(5, 0, 0, 0));
        double wilcoxon = WilcoxonSignedRank.of(b, a).p();
        double permutation = PermutationTest.of(b, a, new SplittableRandom(1)).p(); // exact, draws nothing
        assertThat(corr.tests()).isEqualTo(new PairTests(wilcoxon, wilcoxon, permutation, permutation));
        assertThat(comparison.entries()).extracting(ComparisonEntry::metric).containsExactlyElementsOf(Metric.paper());
    }

    @Test
    void takes_scores_of_single_trials_where_there_are_any_and_chance_only_when_told_to() throws IOException {
        ScoredRuns means = ScoredRuns.of(1).with("rf-cnn", 0, new Scores(0.1, 0.1, 0.1, 0.05, NAN, NAN, NAN, NAN, NAN));
        ScoredRuns trials =
                ScoredRuns.of(1).with("rf-cnn", 0, new Scores(0.1, 0.1, 0.1, 0.05, NAN, 0.25, -1.5, NAN, 0.5));

        RunComparison comparison = compare(means, trials, STANDARD);
        RunComparison chance = compare(means, trials, STANDARD.withMetrics(List.of(Metric.PT_CHANCE)));

        assertThat(comparison.entries())
                .extracting(ComparisonEntry::metric)
                .containsExactly(Metric.CORR, Metric.PT_J, Metric.PT_S, Metric.CORR_SINGLE_TRIAL, Metric.FEVE);
        assertThat(only(comparison, Metric.FEVE).counts()).isEqualTo(new PairCounts(0, 0, 0, 1));
        assertThat(chance.text()).contains("rf-cnn         1    5.0 %    5.0 %     0.0 pp");
        assertThat(only(compare(trials, trials, STANDARD), Metric.FEVE).meanA()).isEqualTo(-1.5);
    }

    @Test
    void averages_over_seeds_before_it_pairs() throws IOException {
        TrainingPlan plan = TrainingPlan.paper();
        ScoredRuns two = ScoredRuns.of(2)
                .with("rf-cnn", 0.1, 0.5)
                .withPlan(plan.withSeed(2))
                .with("rf-cnn", 0.3, NAN);

        ComparisonEntry corr = only(compare(two, ScoredRuns.of(2).with("rf-cnn", 0.4, 0.6), STANDARD), Metric.CORR);

        // neuron 0: (0.1 + 0.3) / 2 = 0.2; neuron 1: 0.5
        assertThat(corr.counts().paired()).isEqualTo(2);
        assertThat(corr.meanA()).isCloseTo(0.35, within(ROUNDING));
        assertThat(corr.effect().meanDifference()).isCloseTo(0.15, within(ROUNDING));
    }

    @Test
    void pairs_neurons_by_their_ids_wherever_they_are() throws IOException {
        ScoredRuns a =
                ScoredRuns.of(4).withFile("0a").withIds("p", "q", "r", "s").with("rf-cnn", 0.1, 0.2, 0.3, 0.4);
        ScoredRuns b =
                ScoredRuns.of(4).withFile("0b").withIds("s", "x", "q", "p").with("rf-cnn", 0.5, 0.9, 0.3, NAN);

        RunComparison comparison = compare(a, b, STANDARD);

        // s 0.5 - 0.4, q 0.3 - 0.2; p is NaN in B, r only in A, x only in B
        ComparisonEntry corr = only(comparison, Metric.CORR);
        assertThat(corr.counts()).isEqualTo(new PairCounts(2, 1, 1, 1));
        assertThat(corr.meanA()).isCloseTo(0.3, within(ROUNDING));
        assertThat(corr.meanB()).isCloseTo(0.4, within(ROUNDING));
        assertThat(comparison.notes())
                .containsExactly(
                        "a is unfinished: 4 of its 8 fits at this share are missing: ff-cnn 4 of 4.",
                        "b is unfinished: 4 of its 8 fits at this share are missing: ff-cnn 4 of 4.",
                        "The recordings of A and B are not the same files: a difference may be one of images or responses.",
                        "Neurons counted as undefined are excluded, since A or B has no score of them: CORR (%s), PT_J (%s), PT_S (%s)."
                                .formatted(Metric.CORR.undefined(), Metric.PT_J.undefined(), Metric.PT_S.undefined()),
                        "With 2 neurons, neither Wilcoxon's nor the permutation test can have a p below 0.5: compare models over more neurons.");
        assertThat(comparison.text()).contains("Neurons are paired by their ids.");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comes_out_the_same_however_the_second_recording_orders_its_neurons(long seed) throws IOException {
        String[] ids = {"n0", "n1", "n2", "n3", "n4", "n5", "n6"};
        double[] b = random(seed + 100, 7);
        ScoredRuns first = ScoredRuns.of(7).withIds(ids).with("rf-cnn", random(seed, 7));
        int shift = new SplittableRandom(seed).nextInt(1, 7);
        String[] rotatedIds = new String[7];
        double[] rotated = new double[7];
        Arrays.setAll(rotatedIds, n -> ids[(n + shift) % 7]);
        Arrays.setAll(rotated, n -> b[(n + shift) % 7]);

        RunComparison straight =
                compare(first, ScoredRuns.of(7).withFile("0b").withIds(ids).with("rf-cnn", b), STANDARD);
        RunComparison turned = compare(
                first, ScoredRuns.of(7).withFile("0b").withIds(rotatedIds).with("rf-cnn", rotated), STANDARD);

        assertThat(turned.csv()).isEqualTo(straight.csv());
        assertThat(turned.json()).isEqualTo(straight.json());
        assertThat(turned.text()).isEqualTo(straight.text());
    }

    @Test
    void takes_places_for_neurons_where_the_files_are_the_same() throws IOException {
        ScoredRuns a = ScoredRuns.of(3).withSite("one name").with("rf-cnn", 0.1, 0.2, 0.3);
        ScoredRuns b = ScoredRuns.of(2).withSite("another").with("rf-cnn", 0.2, 0.4);

        RunComparison comparison = compare(a, b, STANDARD);

        assertThat(only(comparison, Metric.CORR).counts()).isEqualTo(new PairCounts(2, 1, 0, 0));
        assertThat(comparison.text()).contains("Both runs are of the same recording");
        assertThat(comparison.notes()).noneMatch(note -> note.startsWith("The recordings"));
    }

    @Test
    void takes_places_for_neurons_where_it_is_told_to_whatever_they_are_called() throws IOException {
        ScoredRuns a = ScoredRuns.of(2).withIds("p", "q").with("rf-cnn", 0.1, 0.2);
        ScoredRuns b = ScoredRuns.of(2).withFile("0b").withIds("q", "p").with("rf-cnn", 0.2, 0.2);

        RunComparison comparison = compare(a, b, STANDARD.withNeurons(Neurons.BY_PLACE));

        assertThat(only(comparison, Metric.CORR).effect().meanDifference()).isCloseTo(0.05, within(ROUNDING));
        assertThat(comparison.text()).contains("Neurons are paired by their places in the two recordings.");
        assertThat(comparison.json()).contains("\"pairing\" : \"by-place\"");
    }

    @Test
    void names_the_neurons_that_it_paired() throws IOException {
        ScoredRuns a = ScoredRuns.of(3).withIds("p", "q", "r").with("rf-cnn", 0.25, 0.5, 0.75);
        ScoredRuns b = ScoredRuns.of(3).withFile("0b").withIds("r", "x", "p").with("rf-cnn", 0.5, 0.5, 0.75);

        assertThat(compare(a, b, STANDARD.withMetrics(List.of(Metric.CORR))).neuronsCsv())
                .isEqualTo("""
                        metric,model_a,model_b,site,animal,neuron,neuron_id,a,b,difference
                        corr,rf-cnn,rf-cnn,m1s1,m1s1,0,p,0.25,0.75,0.5
                        corr,rf-cnn,rf-cnn,m1s1,m1s1,2,r,0.75,0.5,-0.25
                        """);
    }

    @Test
    void compares_the_models_that_both_runs_have() throws IOException {
        ScoredRuns a = ScoredRuns.of(1).with("ff-cnn", 0.1).with("rf-cnn", 0.2).with("rf-sa-cnn", 0.2);
        ScoredRuns b =
                ScoredRuns.of(1).with("rf-sa-cnn", 0.2).with("ff-sa-cnn", 0.1).with("rf-cnn", 0.2);

        assertThat(pairs(compare(a, b, STANDARD))).containsExactly("rf-cnn rf-cnn", "rf-sa-cnn rf-sa-cnn");
        assertThat(pairs(compare(a, b, STANDARD.withModels(List.of("rf-sa-cnn")))))
                .containsExactly("rf-sa-cnn rf-sa-cnn");
    }

    @Test
    void compares_models_of_one_run_with_a_model_of_another() throws IOException {
        ScoredRuns a = ScoredRuns.of(1).with("ff-cnn", 0.1).with("rf-cnn", 0.2);
        ScoredRuns b = ScoredRuns.of(1).with("rf-sa-cnn", 0.2).with("ff-sa-cnn", 0.1);

        RunComparison comparison = compare(a, b, STANDARD.withBaseline("ff-cnn"));

        assertThat(pairs(comparison)).containsExactly("ff-cnn rf-sa-cnn", "ff-cnn ff-sa-cnn");
        assertThat(comparison.text()).startsWith("Models of b (B) compared with ff-cnn of a (A).");
    }

    @Test
    void compares_models_within_a_run_with_a_baseline_or_each_with_each() throws IOException {
        ScoredRuns run = ScoredRuns.of(1)
                .with("ff-cnn", 0.1)
                .with("rf-cnn", 0.2)
                .with("rf-cnn-c30", 0.4)
                .with("rf-sa-cnn", 0.3);

        assertThat(pairs(compare(run, STANDARD))).containsExactly("ff-cnn rf-cnn", "ff-cnn rf-sa-cnn");
        assertThat(pairs(compare(run, STANDARD.withBaseline("rf-cnn"))))
                .containsExactly("rf-cnn ff-cnn", "rf-cnn rf-sa-cnn");
        assertThat(pairs(compare(run, STANDARD.withModels(List.of("rf-cnn-c30", "ff-cnn")))))
                .containsExactly("rf-cnn-c30 ff-cnn");
        assertThat(pairs(compare(run, STANDARD.withPartners(Partners.ALL))))
                .containsExactly("ff-cnn rf-cnn", "ff-cnn rf-sa-cnn", "rf-cnn rf-sa-cnn");
    }

    @Test
    void says_of_a_run_s_models_what_its_tables_say() throws IOException {
        List<FitScore> rows =
                SmallTables.random(TrainingPlan.paper(), 23, List.of("ff-cnn", "ff-sa-cnn", "rf-cnn", "rf-sa-cnn"));
        StudyTable table = StudyTables.of(rows).tables().get(0);
        ScoredRuns run = new ScoredRuns("m1s1", "0a", Leaks.NONE, List.of(), 23, TrainingPlan.paper(), "test", rows);

        RunComparison comparison = compare(run, STANDARD);

        assertThat(comparison.entries()).hasSize(9);
        for (ComparisonEntry entry : comparison.entries()) {
            TableEntry of = table.of(entry.metric()).stream()
                    .filter(candidate -> candidate.model().equals(entry.modelB()))
                    .findFirst()
                    .orElseThrow();
            assertThat(entry.tests().wilcoxon()).isEqualTo(of.p());
            assertThat(entry.tests().wilcoxonCorrected()).isEqualTo(of.correctedP());
            assertThat(entry.meanB()).isEqualTo(of.summary().mean());
        }
    }

    @Test
    void corrects_each_test_over_the_pairs_of_a_metric() throws IOException {
        ScoredRuns run = ScoredRuns.of(6)
                .with("ff-cnn", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
                .with("rf-cnn", 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
                .with("rf-sa-cnn", 0.1, 0.3, 0.4, 0.5, 0.6, 0.7);

        RunComparison comparison = compare(run, STANDARD.withMetrics(List.of(Metric.CORR)));

        // 6 of 6: 2/64, times 2; 5 of 5: 2/32, times 1
        assertThat(comparison.entries())
                .extracting(ComparisonEntry::tests)
                .containsExactly(
                        new PairTests(0.03125, 0.0625, 0.03125, 0.0625), new PairTests(0.0625, 0.0625, 0.0625, 0.0625));
    }

    @Test
    void takes_the_largest_share_that_both_have_or_the_one_asked_for() throws IOException {
        TrainingPlan plan = TrainingPlan.paper();
        ScoredRuns a = ScoredRuns.of(1)
                .with("rf-cnn", 0.9)
                .withPlan(plan.withShare(0.25))
                .with("rf-cnn", 0.2)
                .withPlan(plan.withShare(0.5))
                .with("rf-cnn", 0.3);
        ScoredRuns b = ScoredRuns.of(1)
                .withPlan(plan.withShare(0.25))
                .with("rf-cnn", 0.4)
                .withPlan(plan.withShare(0.5))
                .with("rf-cnn", 0.6);

        assertThat(only(compare(a, b, STANDARD), Metric.CORR).meanA()).isEqualTo(0.3);
        assertThat(only(compare(a, b, STANDARD.withShare(0.25)), Metric.CORR).meanB())
                .isEqualTo(0.4);
    }

    @Test
    void has_the_same_draws_for_a_pair_beside_any_other() throws IOException {
        ScoredRuns run = ScoredRuns.of(29)
                .with("ff-cnn", random(1, 29))
                .with("rf-cnn", random(2, 29))
                .with("rf-sa-cnn", random(3, 29));

        ComparisonEntry beside = compare(run, STANDARD).entries().get(0);
        ComparisonEntry alone = compare(run, STANDARD.withModels(List.of("ff-cnn", "rf-cnn")))
                .entries()
                .get(0);

        assertThat(alone.interval()).isEqualTo(beside.interval());
        assertThat(alone.tests().permutation()).isEqualTo(beside.tests().permutation());
    }

    @Test
    void notes_what_else_two_runs_differ_in() throws IOException {
        TrainingPlan plan = TrainingPlan.paper().withEpochs(10).withBatch(20);
        ScoredRuns a = ScoredRuns.of(2).with("ff-cnn", 0.1).with("rf-cnn", 0.1, 0.2);
        ScoredRuns b = ScoredRuns.of(2).withPlan(plan).with("ff-cnn", 0.1, 0.2).with("rf-cnn", 0.1, 0.2);

        assertThat(compare(a, b, STANDARD).notes())
                .containsExactly(
                        "a is unfinished: 1 of its 4 fits at this share is missing: ff-cnn 1 of 2.",
                        "A and B were not trained alike: epochs 50 and 10, batch 50 and 20.",
                        "With 2 neurons, neither Wilcoxon's nor the permutation test can have a p below 0.5: compare models over more neurons.");
    }

    @Test
    void notes_that_a_run_was_reported_on_what_it_was_fitted_to() throws IOException {
        RunComparison comparison = compare(
                ScoredRuns.of(6).with("rf-cnn", random(1, 6)),
                ScoredRuns.of(6).withLeaks(Leaks.ALLOWED).with("rf-cnn", random(2, 6)),
                STANDARD);

        assertThat(comparison.notes())
                .contains("Fitted to images that are also reported on, so that scores are too good: b.");
    }

    @Test
    void writes_its_files_whole_and_says_the_same_in_each() throws IOException {
        RunComparison comparison =
                compare(ScoredRuns.of(3).with("ff-cnn", .1, .2, .3).with("rf-cnn", .2, NAN, .5), STANDARD);
        Path out = temporary.resolve("deep/out");

        assertThat(comparison.write(out))
                .containsExactly(
                        out.resolve("comparison.csv"),
                        out.resolve("comparison.json"),
                        out.resolve("comparison.md"),
                        out.resolve("neurons.csv"));
        assertThat(Files.readString(out.resolve("comparison.csv"))).isEqualTo(comparison.csv());
        assertThat(Files.readString(out.resolve("comparison.json"))).isEqualTo(comparison.json());
        assertThat(Files.readString(out.resolve("comparison.md"))).isEqualTo(comparison.markdown());
        assertThat(Files.readString(out.resolve("neurons.csv"))).isEqualTo(comparison.neuronsCsv());
        try (var files = Files.list(out)) {
            assertThat(files).hasSize(4);
        }
    }
}
