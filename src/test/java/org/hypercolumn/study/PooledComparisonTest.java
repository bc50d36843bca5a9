package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledComparisonTest {

    private static final double ROUNDING = 1e-12;
    private static final ComparisonChoice STANDARD = ComparisonChoice.standard();

    @TempDir
    private Path temporary;

    private RunFolder site(String name, double... gains) throws IOException {
        return run(name, gains).write(temporary.resolve(name));
    }

    /** rf-cnn is better than ff-cnn by each neuron's gain. */
    private static ScoredRuns run(String name, double... gains) {
        return ScoredRuns.of(gains.length)
                .withSite(name)
                .withFile("recording of " + name)
                .with("ff-cnn", gains.length, neuron -> 0.4 + 0.01 * neuron)
                .with("rf-cnn", gains.length, neuron -> 0.4 + 0.01 * neuron + gains[neuron]);
    }

    /** Gains of means 0.02, 0.04, 0.08. */
    private List<RunFolder> sites() throws IOException {
        return List.of(site("m1s1", 0.01, 0.03), site("m1s2", 0.04, 0.02, 0.06), site("m2s1", 0.08, 0.08, 0.1, 0.06));
    }

    private static ComparisonEntry corr(RunComparison comparison) {
        List<ComparisonEntry> entries = comparison.entries().stream()
                .filter(entry -> entry.metric() == Metric.CORR)
                .toList();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    @Test
    void sites_count_alike_and_are_the_units() throws IOException {
        ComparisonEntry entry = corr(RunComparison.ofSites(sites(), List.of(), STANDARD));

        assertThat(entry.counts()).isEqualTo(new PairCounts(9, 0, 0, 0));
        assertThat(entry.estimate().units()).isEqualTo(3);
        assertThat(entry.difference()).isCloseTo(0.14 / 3, within(ROUNDING)); // (0.02 + 0.04 + 0.08) / 3
        assertThat(entry.meanA()).isCloseTo((0.405 + 0.41 + 0.415) / 3, within(ROUNDING));
        assertThat(entry.meanB() - entry.meanA()).isCloseTo(entry.difference(), within(ROUNDING));
        // scipy.stats.ttest_1samp([0.02, 0.04, 0.08], 0)
        assertThat(entry.meanTests().difference()).isCloseTo(0.11808289631180317, within(1e-9));
        assertThat(entry.interval().low()).isCloseTo(-0.029224994008122625, within(1e-9));
    }

    @Test
    void no_test_takes_neurons_of_several_sites_for_independent() throws IOException {
        ComparisonEntry entry = corr(RunComparison.ofSites(sites(), List.of(), STANDARD));

        assertThat(entry.tests().wilcoxon()).isNaN();
        assertThat(entry.tests().permutation()).isNaN();
    }

    @Test
    void animals_are_the_units_where_one_has_several_sites() throws IOException {
        ComparisonEntry entry = corr(RunComparison.ofSites(sites(), List.of("m1", "m1", "m2"), STANDARD));

        assertThat(entry.estimate().units()).isEqualTo(2);
        assertThat(entry.difference()).isCloseTo(0.055, within(ROUNDING)); // (0.03 + 0.08) / 2
        // two animals, one degree of freedom: (0.08 - 0.03) / 2 is the standard error
        assertThat(entry.interval().high()).isCloseTo(0.055 + 12.7062047 * 0.025, within(1e-8));
    }

    @Test
    void says_the_difference_at_each_site() throws IOException {
        ComparisonEntry entry = corr(RunComparison.ofSites(sites(), List.of(), STANDARD));

        assertThat(entry.bySite()).extracting(site -> site.site().name()).containsExactly("m1s1", "m1s2", "m2s1");
        assertThat(entry.bySite()).extracting(SiteDifference::paired).containsExactly(2, 3, 4);
        assertThat(entry.bySite().get(0).estimate().mean()).isCloseTo(0.02, within(ROUNDING));
    }

    @Test
    void names_each_neuron_as_its_site_does() throws IOException {
        RunComparison comparison = RunComparison.ofSites(sites(), List.of("m1", "m1", "m2"), STANDARD);

        assertThat(comparison.neuronsCsv().lines().filter(line -> line.startsWith("corr")))
                .hasSize(9)
                .anyMatch(line -> line.startsWith("corr,ff-cnn,rf-cnn,m1s2,m1,2,2,0.42"))
                .anyMatch(line -> line.startsWith("corr,ff-cnn,rf-cnn,m2s1,m2,0,0,0.4,"));
    }

    @Test
    void a_model_that_a_site_has_not_is_left_out() throws IOException {
        RunFolder more =
                run("m3s1", 0.1, 0.2).with("rf-sa-cnn", 2, neuron -> 0.5).write(temporary.resolve("m3s1"));

        RunComparison comparison = RunComparison.ofSites(List.of(more, site("m4s1", 0.1, 0.3)), List.of(), STANDARD);

        assertThat(corr(comparison).modelB()).isEqualTo("rf-cnn");
    }

    @Test
    void sites_of_one_name_are_told_apart_by_their_runs() throws IOException {
        RunFolder first = run("sim", 0.1, 0.2).withFile("1").write(temporary.resolve("one"));
        RunFolder second = run("sim", 0.1, 0.2).withFile("2").write(temporary.resolve("two"));

        ComparisonEntry entry = corr(RunComparison.ofSites(List.of(first, second), List.of(), STANDARD));

        assertThat(entry.bySite()).extracting(site -> site.site().name()).containsExactly("one", "two");
    }

    @Test
    void refuses_the_same_recording_twice() throws IOException {
        RunFolder first = run("m1s1", 0.1, 0.2).write(temporary.resolve("one"));
        RunFolder second = run("m1s1", 0.1, 0.2).write(temporary.resolve("two"));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RunComparison.ofSites(List.of(first, second), List.of(), STANDARD))
                .withMessageEndingWith("two: is of the same recording as one; --sites expects a run of each site");
    }

    @Test
    void refuses_sites_that_were_scored_on_other_images() throws IOException {
        RunFolder first = site("m1s1", 0.1, 0.2);
        RunFolder second = ScoredRuns.of(2)
                .withSite("m2s1")
                .withFile("b")
                .withTier("val")
                .with("ff-cnn", 0.1, 0.2)
                .with("rf-cnn", 0.1, 0.2)
                .write(temporary.resolve("b"));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> RunComparison.ofSites(List.of(first, second), List.of(), STANDARD))
                .withMessageContaining("has scores on the val images");
    }

    @Test
    void notes_say_whose_sites_they_are() throws IOException {
        List<RunFolder> sites = sites();

        assertThat(RunComparison.ofSites(sites, List.of(), STANDARD).notes())
                .contains("Each site is taken as an animal of its own; if some share one, say so with --animals.");
        assertThat(RunComparison.ofSites(sites, List.of("m1", "m1", "m1"), STANDARD)
                        .notes())
                .contains("All sites are of one animal, m1: intervals and tests speak of its other sites, not of other"
                        + " animals.");
        assertThat(RunComparison.ofSites(sites, List.of("m1", "m1", "m2"), STANDARD)
                        .notes())
                .isEmpty();
    }

    @Test
    void notes_say_which_sites_were_trained_otherwise() throws IOException {
        TrainingPlan plan = TrainingPlan.paper().withEpochs(7);
        RunFolder second = ScoredRuns.of(2)
                .withSite("m2s1")
                .withFile("b")
                .withPlan(plan)
                .with("ff-cnn", 0.1, 0.2)
                .with("rf-cnn", 0.1, 0.2)
                .write(temporary.resolve("b"));

        assertThat(RunComparison.ofSites(List.of(site("m1s1", 0.1, 0.2), second), List.of(), STANDARD)
                        .notes())
                .contains("m1s1 and m2s1 were not trained alike: epochs 50 and 7.");
    }

    /** m2 has no CORR under rf-cnn, so that one animal is left: its two sites do not take the animals' place. */
    @Test
    void units_are_those_of_all_sites_also_where_few_have_a_score() throws IOException {
        List<RunFolder> runs = List.of(site("m1s1", 0.01, 0.03), site("m1s2", 0.04, 0.02), site("m2s1", Double.NaN));
        RunComparison comparison = RunComparison.ofSites(runs, List.of("m1", "m1", "m2"), STANDARD);

        ComparisonEntry entry = corr(comparison);

        assertThat(entry.difference()).isCloseTo(0.025, within(ROUNDING));
        assertThat(entry.estimate().units()).isEqualTo(1);
        assertThat(entry.meanTests().difference()).isNaN();
        assertThat(comparison.notes())
                .anyMatch(
                        note -> note.startsWith("Not all 2 animals have the score under A and B, and of fewer than two"
                                + " there is no interval or test: CORR of ff-cnn and rf-cnn (1)"));
    }

    @Test
    void notes_say_which_sites_have_another_network_of_the_same_name() throws IOException {
        List<RunFolder> runs = List.of(site("m1s1", 0.1, 0.2), site("m2s1", 0.2, 0.3));
        Path described = runs.get(1).path().resolve("run.json");
        String text = Files.readString(described);
        int rfCnn = text.indexOf("\"rf-cnn\"");
        String changed = text.substring(rfCnn).replaceFirst("\"dropout\" : 0\\.3", "\"dropout\" : 0.4");
        assertThat(changed).isNotEqualTo(text.substring(rfCnn));
        Files.writeString(described, text.substring(0, rfCnn) + changed);

        assertThat(RunComparison.ofSites(runs, List.of(), STANDARD).notes())
                .contains("Of one id, but not the same network in m1s1 and m2s1: rf-cnn.");
    }

    /** Two runs of sites: the mean differences of the sites are 0.02, 0.04 and 0.08, as those of one run with itself. */
    @Test
    void two_runs_are_tested_for_equivalence_over_sites_as_one_is() throws IOException {
        ComparisonChoice choice = STANDARD.withBounds(Map.of(Metric.CORR, 0.1));
        List<RunFolder> runs = sites();
        Map<RunSite, RunComparison> bySite = new LinkedHashMap<>();
        for (RunFolder run : runs) {
            String name = String.valueOf(run.path().getFileName());
            bySite.put(new RunSite(name, Optional.empty()), RunComparison.of(run, choice));
        }
        ComparisonEntry expected = corr(RunComparison.ofSites(runs, List.of(), choice));

        PooledComparison together = PooledComparison.of(bySite, choice.bounds());

        String[] cells =
                together.csv().lines().skip(1).findFirst().orElseThrow().split(",", -1);
        assertThat(Double.parseDouble(cells[13])).isCloseTo(expected.meanTests().equivalence(), within(1e-6));
        assertThat(together.text())
                .containsPattern("p eq\\.:\\stwice\\sthe\\slarger\\sp\\sof\\stwo")
                .contains("p eq.    Holm\n");
        assertThat(together.text().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void expects_an_animal_of_each_site() {
        RunFolder run = RunFolder.of(temporary);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunComparison.ofSites(List.of(run, run), List.of("m1"), STANDARD))
                .withMessage("sites: expected two or more runs and an animal of each, got 2 and 1");
    }

    @Test
    void equivalence_is_tested_within_one_site_and_over_several() throws IOException {
        ComparisonChoice choice = STANDARD.withBounds(Map.of(Metric.CORR, 0.05));
        double[] gains = {0.02, 0.01, -0.01, 0.03};
        double[] zeros = new double[4];

        ComparisonEntry within = corr(RunComparison.of(site("m1s1", gains), choice));
        ComparisonEntry over = corr(RunComparison.ofSites(sites(), List.of(), choice));

        assertThat(within.meanTests().equivalence())
                .isCloseTo(MeanEstimate.ofDifferences(gains, zeros).equivalenceP(0.05), within(1e-9));
        assertThat(over.meanTests().equivalence()).isEqualTo(over.estimate().equivalenceP(0.05));
    }

    @Test
    void equivalence_is_tested_of_metrics_with_a_bound_only() throws IOException {
        RunComparison comparison =
                RunComparison.of(site("m1s1", 0.02, 0.01, 0.03), STANDARD.withBounds(Map.of(Metric.CORR, 0.05)));

        assertThat(comparison.text()).containsOnlyOnce("p equivalence    Holm");
        assertThat(comparison.markdown()).containsOnlyOnce("| p equivalence | Holm |");
        assertThat(comparison.json()).containsOnlyOnce("\"pEquivalence\"").containsOnlyOnce("\"bound\" : 0.05");
        assertThat(RunComparison.of(site("m1s2", 0.02, 0.01), STANDARD).text()).doesNotContain("equivalence");
    }

    @Test
    void refuses_a_bound_that_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withBounds(Map.of(Metric.PT_J, 0.0)))
                .withMessage("equivalence: expected a bound above 0 of PT_J, got 0.0");
    }

    /** A text that changed is read here by somebody before it is read by everybody. */
    @Test
    void reads_just_so() throws IOException {
        RunComparison comparison = RunComparison.ofSites(
                sites(), List.of("m1", "m1", "m2"), STANDARD.withBounds(Map.of(Metric.CORR, 0.02, Metric.PT_J, 0.05)));

        assertThat(comparison.text()).isEqualTo(resource("comparison-sites.txt"));
        assertThat(comparison.csv()).isEqualTo(resource("comparison-sites.csv"));
        assertThat(comparison.markdown()).isEqualTo(resource("comparison-sites.md"));
        assertThat(comparison.json()).isEqualTo(resource("comparison-sites.json"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PooledComparisonTest.class.getResourceAsStream(name)) {
            assertThat(in).as("resource " + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
