package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNumbersTest {

    private static TableEntry entry(String model, Metric metric, double value) {
        return new TableEntry(
                model,
                1,
                metric,
                new Summary(value, 3, 0),
                new Interval(value, value),
                value,
                value,
                value,
                TableEntry.Test.NEURONS,
                3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0.4737, 0.474, 47.4 %",
        "0.0005, 0.001, 0.1 %", // 0.0005 is a little above in binary; so is 0.05 %
        "-0.00001, 0.000, 0.0 %",
        "1, 1.000, 100.0 %",
        "NaN, –, –"
    })
    void a_mean_is_a_correlation_or_a_percentage(double mean, String correlation, String percentage) {
        assertThat(TableNumbers.mean(entry("a", Metric.CORR, mean))).isEqualTo(correlation);
        assertThat(TableNumbers.mean(entry("a", Metric.PT_J, mean))).isEqualTo(percentage);
    }

    @Test
    void an_interval_is_in_the_mean_s_unit_and_empty_where_undefined() {
        assertThat(TableNumbers.interval(entry("a", Metric.CORR, -0.456))).isEqualTo("[-0.456, -0.456]");
        assertThat(TableNumbers.interval(entry("a", Metric.PT_S, 0.456))).isEqualTo("[45.6, 45.6]");
        assertThat(TableNumbers.interval(entry("a", Metric.PT_S, Double.NaN))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"5.09, +5.1 %", "-5.09, -5.1 %", "0, 0.0 %", "1234.56, +1234.6 %", "NaN, –"})
    void a_change_has_its_sign(double change, String text) {
        assertThat(TableNumbers.change(entry("a", Metric.CORR, change), TableKind.TABLE_2))
                .isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0.0009999, <0.001, true", "0.001, 0.001, true", "0.0499, 0.050, true", "0.05, 0.050, false"})
    void a_p_below_a_twentieth_is_significant_however_it_is_rounded(double p, String text, boolean significant) {
        TableEntry entry = entry("a", Metric.CORR, p);

        assertThat(TableNumbers.p(entry, TableKind.TABLE_2, 0)).isEqualTo(text);
        assertThat(TableNumbers.isSignificant(entry, 0)).isEqualTo(significant);
    }

    @Test
    void an_undefined_p_is_said_and_not_significant() {
        TableEntry entry = entry("a", Metric.CORR, Double.NaN);

        assertThat(TableNumbers.p(entry, TableKind.TABLE_1, 0)).isEqualTo("–");
        assertThat(TableNumbers.isSignificant(entry, 0)).isFalse();
    }

    @Test
    void peak_tuning_of_fewer_than_5_images_is_marked_and_not_tested() {
        TableEntry entry = entry("a", Metric.PT_J, 0.01);

        assertThat(Metric.PT_J.label(499)).isEqualTo("PT_J†"); // k = 4
        assertThat(TableNumbers.p(entry, TableKind.TABLE_2, 499)).isEqualTo("–");
        assertThat(TableNumbers.isSignificant(entry, 499)).isFalse();
        assertThat(Metric.CORR.label(499)).isEqualTo("CORR");
        assertThat(TableNumbers.p(entry("a", Metric.CORR, 0.01), TableKind.TABLE_2, 499))
                .isEqualTo("0.010");
        assertThat(Metric.PT_S.label(500)).isEqualTo("PT_S");
        assertThat(TableNumbers.p(entry, TableKind.TABLE_2, 500)).isEqualTo("0.010");
        assertThat(Metric.PT_S.label(0)).isEqualTo("PT_S");
    }

    @Test
    void the_baseline_is_not_compared() {
        TableEntry entry = entry("rf-cnn", Metric.CORR, Double.NaN);

        assertThat(TableNumbers.change(entry, TableKind.TABLE_2)).isEqualTo("baseline");
        assertThat(TableNumbers.p(entry, TableKind.TABLE_2, 0)).isEmpty();
        assertThat(TableNumbers.p(entry, TableKind.TABLE_1, 0)).isEqualTo("–");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1, 100 %", "0.125, 12.5 %", "0.29, 29 %", "0.5, 50 %", "0.001, 0.1 %", "1e-8, 0.000001 %"})
    void a_share_has_all_its_digits(double share, String text) {
        assertThat(TableNumbers.share(share)).isEqualTo(text);
    }
}
