package org.hypercolumn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small part of {@code scripts/coverage}, seeded; 4,000 recordings leave a standard error of 0.35 points. */
class CoverageSimulationTest {

    private static final int RECORDINGS = 4_000;

    @ParameterizedTest(name = "{0} neurons")
    @ValueSource(ints = {6, 10, 20, 50})
    void intervals_of_mean_peak_tuning_hold_it_in_95_percent_within_2_points(int neurons) {
        assertThat(CoverageSimulation.intervalOfScores(MadeUpScores.PEAKS, neurons, RECORDINGS))
                .isBetween(0.93, 0.97);
    }

    @ParameterizedTest(name = "{0} neurons")
    @ValueSource(ints = {4, 6, 10, 20, 50})
    void intervals_of_mean_differences_of_peak_tuning_hold_it_in_93_to_98_percent(int neurons) {
        assertThat(CoverageSimulation.intervalOfDifferences(MadeUpScores.PEAK_DIFFERENCES, neurons, RECORDINGS))
                .isBetween(0.93, 0.98);
    }

    @ParameterizedTest(name = "{0} neurons")
    @ValueSource(ints = {6, 10, 20})
    void tests_within_a_site_err_in_6_percent_at_most(int neurons) {
        MadeUpScores scores = MadeUpScores.PEAK_DIFFERENCES;

        assertThat(CoverageSimulation.wilcoxon(scores, neurons, RECORDINGS)).isBetween(0.005, 0.06);
        assertThat(CoverageSimulation.equivalence(scores, neurons, RECORDINGS)).isBetween(0.01, 0.06);
        assertThat(CoverageSimulation.holm(neurons, 400)).isLessThan(0.06);
    }

    @ParameterizedTest(name = "{0} neurons")
    @ValueSource(ints = {6, 10})
    void permutation_tests_err_in_6_percent_at_most(int neurons) {
        assertThat(CoverageSimulation.permutation(MadeUpScores.LONG_TAILS, neurons, RECORDINGS))
                .isBetween(0.005, 0.06);
    }

    @Test
    void what_is_said_over_sites_holds_where_wilcoxon_over_neurons_does_not() {
        MadeUpSites sites = MadeUpSites.sites("2 of 30", 0.1, 30, 30);

        assertThat(CoverageSimulation.intervalOverSites(sites, RECORDINGS)).isBetween(0.93, 0.97);
        assertThat(CoverageSimulation.differenceOverSites(sites, RECORDINGS)).isBetween(0.03, 0.06);
        assertThat(CoverageSimulation.equivalenceOverSites(sites, RECORDINGS)).isBetween(0.01, 0.06);
        assertThat(CoverageSimulation.wilcoxonOverSites(sites, 500)).isGreaterThan(0.2);
    }

    @Test
    void animals_of_several_sites_are_covered_too() {
        MadeUpSites sites = MadeUpSites.ALL.stream()
                .filter(one -> one.name().startsWith("2 animals") && one.correlation() == 0.3)
                .findFirst()
                .orElseThrow();

        assertThat(CoverageSimulation.intervalOverSites(sites, RECORDINGS)).isBetween(0.93, 0.97);
    }

    @ParameterizedTest(name = "{0} neurons")
    @ValueSource(ints = {5, 30})
    void images_that_move_all_neurons_are_covered(int neurons) {
        var images = new MadeUpImages(neurons, 200, 0.1);

        assertThat(CoverageSimulation.intervalOverImages(images, 2_000)).isBetween(0.93, 0.98);
        assertThat(CoverageSimulation.differenceOverImages(images, 2_000)).isBetween(0.01, 0.06);
    }
}
