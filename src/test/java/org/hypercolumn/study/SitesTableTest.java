package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.Test;

class SitesTableTest {

    /** ff-cnn 0.4 and 0.6, mean 0.5; rf-cnn 0.3 and 0.5, mean 0.4: -20 %. */
    private static final double[] FIRST_BASELINE = {0.4, 0.6};

    private static final double[] FIRST_OTHER = {0.3, 0.5};

    /** ff-cnn 0.1, 0.2 and 0.3, mean 0.2; rf-cnn 0.2, 0.3 and 0.4, mean 0.3: +50 %. */
    private static final double[] SECOND_BASELINE = {0.1, 0.2, 0.3};

    private static final double[] SECOND_OTHER = {0.2, 0.3, 0.4};

    private static List<FitScore> rows(TrainingPlan plan, String model, double... scores) {
        List<FitScore> rows = new ArrayList<>();
        for (int neuron = 0; neuron < scores.length; neuron++) {
            rows.add(SmallTables.row(model, neuron, plan, scores[neuron], scores[neuron], scores[neuron]));
        }
        return rows;
    }

    private static List<FitScore> first(TrainingPlan plan) {
        List<FitScore> rows = rows(plan, "ff-cnn", FIRST_BASELINE);
        rows.addAll(rows(plan, "rf-cnn", FIRST_OTHER));
        return rows;
    }

    private static List<FitScore> second(TrainingPlan plan) {
        List<FitScore> rows = rows(plan, "ff-cnn", SECOND_BASELINE);
        rows.addAll(rows(plan, "rf-cnn", SECOND_OTHER));
        return rows;
    }

    private static SitesTable table(TableKind kind, Map<String, List<FitScore>> rows) {
        return table(kind, rows, Map.of());
    }

    private static SitesTable table(TableKind kind, Map<String, List<FitScore>> rows, Map<String, String> animals) {
        Map<String, StudyTable> tables = new LinkedHashMap<>();
        List<PooledSites.SiteRows> sites = new ArrayList<>();
        rows.forEach((site, of) -> {
            tables.put(site, StudyTables.of(of).table(kind).orElseThrow());
            sites.add(new PooledSites.SiteRows(new RunSite(site, Optional.ofNullable(animals.get(site))), of));
        });
        return SitesTable.of(kind, tables, sites);
    }

    private static TableEntry pooled(SitesTable table, String model) {
        SitesTable.Block all = table.columns().get(table.columns().size() - 1);
        assertThat(all.name()).isEqualTo(RunSite.ALL);
        return all.entry(new SitesTable.Row(model, 1), Metric.CORR).orElseThrow();
    }

    private static SitesTable two() {
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        rows.put("M1S1", first(TrainingPlan.paper()));
        rows.put("M2S1", second(TrainingPlan.paper()));
        return table(TableKind.TABLE_1, rows);
    }

    @Test
    void has_the_hand_made_numbers_of_each_site_beside_each_other_in_text() {
        assertThat(two().text())
                .contains("""
                                         M1S1 (n = 2)                   M2S1 (n = 3)              all sites (n = 5)
                        CORR        mean     change  p (Holm)      mean     change  p (Holm)      mean     change  p (Holm)
                        ff-cnn     0.500   baseline               0.200   baseline               0.350   baseline
                        rf-cnn     0.400    -20.0 %     0.500     0.300    +50.0 %     0.250     0.350      0.0 %     1.000
                        """)
                .contains("rf-cnn    40.0 %    -20.0 %     0.500    30.0 %    +50.0 %     0.250 ")
                .contains("Means over neurons; their 95 % intervals are in the table's csv and md files.\n")
                .doesNotContain("in brackets")
                .contains("n = 5 neurons.");
    }

    @Test
    void shows_the_primary_comparison_first() {
        var primary = new NamedPrimary(PrimaryComparison.of("metric=ptj,test=sites"), 0, List.of());

        SitesTable table = two().withPrimary(primary);

        assertThat(table.metrics()).containsExactly(Metric.PT_J, Metric.CORR, Metric.PT_S);
        assertThat(table.text().indexOf("PT_J ")).isLessThan(table.text().indexOf("CORR "));
        assertThat(table.markdown().indexOf("| PT_J "))
                .isLessThan(table.markdown().indexOf("| CORR "));
        assertThat(table.notes().get(0))
                .isEqualTo(
                        "Primary comparison (named before the first fit had ended): PT_J against ff-cnn by the test of the mean over"
                                + " sites or animals. All other tests here are exploratory.");
        assertThat(pooled(table, "rf-cnn")).isEqualTo(pooled(two(), "rf-cnn"));
    }

    @Test
    void has_them_in_markdown_latex_and_html() {
        assertThat(two().markdown())
                .contains(
                        "| CORR | M1S1 (n = 2) | change | p (Holm) | M2S1 (n = 3) | change | p (Holm) | all sites (n = 5) | ")
                .contains("| ff-cnn | 0.500 ", " | baseline |  | 0.200 ")
                .contains(
                        "| rf-cnn | 0.400 ",
                        " | -20.0 % | 0.500 | 0.300 ",
                        " | +50.0 % | 0.250 | 0.350 \\[-0.285, 0.985\\] | 0.0 % | 1.000 |\n");
        assertThat(two().latex())
                .contains(" & \\multicolumn{3}{c}{M1S1 ($n = 2$)} & \\multicolumn{3}{c}{M2S1 ($n = 3$)} & ")
                .contains("\\cmidrule(lr){2-4}\\cmidrule(lr){5-7}\\cmidrule(lr){8-10}\n")
                .contains(
                        "rf-cnn & 0.400 & $-$20.0\\,\\% & 0.500 & 0.300 & +50.0\\,\\% & 0.250 & 0.350 & 0.0\\,\\% & 1.000 \\\\\n")
                .doesNotContain("in brackets");
        assertThat(two().html())
                .contains("<th scope=\"colgroup\" colspan=\"3\">M1S1 (n = 2)</th>")
                .contains("<th scope=\"row\" data-model=\"rf-cnn\">rf-cnn</th><td>0.400 ")
                .contains("<td>\u221220.0 %</td><td>0.500</td>", "<td>+50.0 %</td><td>0.250</td>");
    }

    @Test
    void has_a_row_a_site_model_and_metric_in_csv() {
        List<String> lines = two().csv().lines().toList();
        assertThat(lines).hasSize(1 + 3 * 2 * 3);
        assertThat(lines.get(0)).startsWith("table,site,model,share,metric,mean,");
        assertThat(lines.get(4)).startsWith("table1,M1S1,rf-cnn,1,corr,0.4,");
        assertThat(lines.get(10)).startsWith("table1,M2S1,rf-cnn,1,corr,0.3");
        assertThat(lines.get(16)).startsWith("table1,all,rf-cnn,1,corr,0.35,");
    }

    @Test
    void numbers_of_a_site_are_those_of_its_own_table() {
        StudyTable alone = StudyTables.of(second(TrainingPlan.paper()))
                .table(TableKind.TABLE_1)
                .orElseThrow();
        List<String> own = alone.csv().lines().skip(1).toList();
        assertThat(two().csv().lines().filter(line -> line.contains(",M2S1,")).map(line -> line.replace(",M2S1,", ",")))
                .containsExactlyElementsOf(own);
    }

    @Test
    void leaves_a_gap_for_a_model_that_a_site_does_not_have() {
        List<FitScore> more = first(TrainingPlan.paper());
        more.addAll(rows(TrainingPlan.paper(), "rf-sa-cnn", 0.5, 0.6));
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        rows.put("M2S1", second(TrainingPlan.paper()));
        rows.put("M1S1", more);
        SitesTable table = table(TableKind.TABLE_1, rows);

        assertThat(table.rows().stream().map(SitesTable.Row::model)).containsExactly("ff-cnn", "rf-cnn", "rf-sa-cnn");
        assertThat(table.markdown()).contains("| rf-sa-cnn | – |  |  | 0.550 ");
        assertThat(table.latex()).contains("rf-sa-cnn & -- &  &  & 0.550 & +10.0\\,\\% & ");
        assertThat(table.text()).containsPattern("rf-sa-cnn +– +0\\.550 ");
    }

    /** rf-cnn is fitted at the sites of m1 only: one animal, whose sites do not take the animals' place. */
    @Test
    void units_of_all_sites_are_animals_also_where_one_alone_has_the_model() {
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        rows.put("M1S1", first(TrainingPlan.paper()));
        rows.put("M1S2", second(TrainingPlan.paper()));
        List<FitScore> other = rows(TrainingPlan.paper(), "ff-cnn", 0.2, 0.4);
        other.addAll(rows(TrainingPlan.paper(), "rf-sa-cnn", 0.3, 0.4));
        rows.put("M2S1", other);
        SitesTable table = table(TableKind.TABLE_1, rows, Map.of("M1S1", "m1", "M1S2", "m1", "M2S1", "m2"));

        TableEntry baseline = pooled(table, "ff-cnn");
        assertThat(baseline.test()).isEqualTo(TableEntry.Test.ANIMALS);
        assertThat(baseline.units()).isEqualTo(2);
        TableEntry alone = pooled(table, "rf-cnn");
        assertThat(alone.summary().mean()).isCloseTo(0.35, within(1e-12));
        assertThat(alone.units()).isEqualTo(1);
        assertThat(alone.p()).isNaN();
        assertThat(alone.interval().low()).isNaN();
        assertThat(table.csv())
                .contains("table1,all,rf-cnn,1,corr,0.35,NaN,NaN,")
                .contains(",mean,animals,1\n");
        assertThat(table.notes())
                .anyMatch(note ->
                        note.startsWith("All sites: not all 2 animals have the scores, and of fewer than two there"
                                + " is no interval or test: CORR of rf-cnn (1)"));
    }

    /** Two sites whose means are 0.95 and 0.05 have a t interval far beyond what a share can be. */
    @Test
    void intervals_of_all_sites_end_where_scores_end() {
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        for (double score : new double[] {0.95, 0.05}) {
            List<FitScore> of = rows(TrainingPlan.paper(), "ff-cnn", score, score);
            of.addAll(rows(TrainingPlan.paper(), "rf-cnn", score, score));
            rows.put("site of " + score, of);
        }
        SitesTable table = table(TableKind.TABLE_1, rows);
        SitesTable.Block all = table.columns().get(2);

        assertThat(all.entry(new SitesTable.Row("ff-cnn", 1), Metric.PT_J)
                        .orElseThrow()
                        .interval())
                .isEqualTo(new Interval(0, 1));
        assertThat(pooled(table, "ff-cnn").interval()).isEqualTo(new Interval(-1, 1));
    }

    @Test
    void has_shares_in_table_3() {
        List<FitScore> rows = first(TrainingPlan.paper());
        rows.addAll(first(TrainingPlan.paper().withShare(0.25)));
        SitesTable table = table(TableKind.TABLE_3, Map.of("M1S1", rows));

        assertThat(table.rows())
                .containsExactly(
                        new SitesTable.Row("ff-cnn", 0.25),
                        new SitesTable.Row("rf-cnn", 0.25),
                        new SitesTable.Row("ff-cnn", 1),
                        new SitesTable.Row("rf-cnn", 1));
        assertThat(table.text()).contains("25 %  rf-cnn ", "100 %  rf-cnn ");
        assertThat(table.markdown()).contains("| rf-cnn | 25 % | 0.400 ");
    }

    @Test
    void says_of_which_sites_a_note_is_true_where_it_is_not_of_all() {
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        rows.put("few", first(TrainingPlan.paper()));
        rows.put("fewer", first(TrainingPlan.paper()));
        rows.put("more", second(TrainingPlan.paper().withSeed(2)));
        SitesTable table = table(TableKind.TABLE_1, rows);

        assertThat(table.notes())
                .containsExactly(
                        "few, fewer: With 2 neurons, neither Wilcoxon's nor the permutation test can have a p below 0.5: compare models over more neurons.",
                        "more: With 3 neurons, neither Wilcoxon's nor the permutation test can have a p below 0.25: compare models over more neurons.");
        assertThat(table.remarks())
                .contains(
                        "more: On the test images, protocol holdout; %s; seed 2; 100 %% of the training images; n = 3 neurons."
                                .formatted(TrainingPlan.paper().responses().phrase()));
    }

    @Test
    void sites_that_do_not_fit_beside_each_other_follow_below_in_lines_of_100_characters() {
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        for (String site : List.of("A", "B", "C", "a site with quite a long name indeed")) {
            rows.put(site, first(TrainingPlan.paper()));
        }
        String text = table(TableKind.TABLE_1, rows).text();

        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        assertThat(text).contains("A (n = 2)", "C (n = 2)", "a site w...e indeed (n = 2)", "all sites (n = 8)");
    }

    @Test
    void names_of_sites_are_no_markup() {
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        rows.put("a_b & <c>|", first(TrainingPlan.paper()));
        SitesTable table = table(TableKind.TABLE_1, rows);

        assertThat(table.html()).contains("a_b &amp; &lt;c&gt;| (n = 2)").doesNotContain("<c>");
        assertThat(table.latex()).contains("{a\\_b \\& $<$c$>$$|$ ($n = 2$)}");
        assertThat(table.markdown()).contains("a\\_b \\& \\<c\\>\\| (n = 2)");
        assertThat(table.csv()).contains("table1,a_b & <c>|,ff-cnn,");
    }

    /** Site means 0.4 and 0.3: mean 0.35, standard error 0.05, t of 1 degree of freedom 12.706. */
    @Test
    void takes_sites_for_the_units_of_all_of_them_together() {
        TableEntry entry = pooled(two(), "rf-cnn");

        assertThat(entry.summary().mean()).isCloseTo(0.35, within(1e-12));
        assertThat(entry.summary().defined()).isEqualTo(5);
        assertThat(entry.interval().low()).isCloseTo(0.35 - 12.7062 * 0.05, within(1e-4));
        assertThat(entry.interval().high()).isCloseTo(0.35 + 12.7062 * 0.05, within(1e-4));
    }

    /** Mean differences of 0.1, 0.2 and 0.3: t = 2 * sqrt(3), and with 2 degrees of freedom p = 1 - sqrt(12 / 14). */
    @Test
    void tests_mean_differences_of_sites() {
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        for (int site = 1; site <= 3; site++) {
            List<FitScore> of = rows(TrainingPlan.paper(), "ff-cnn", 0.2, 0.4);
            of.addAll(rows(TrainingPlan.paper(), "rf-cnn", 0.2 + site / 10.0, 0.4 + site / 10.0));
            rows.put("S" + site, of);
        }
        TableEntry entry = pooled(table(TableKind.TABLE_1, rows), "rf-cnn");

        assertThat(entry.p()).isCloseTo(1 - Math.sqrt(12.0 / 14), within(1e-9));
        assertThat(entry.changePercent()).isCloseTo(100 * 0.2 / 0.3, within(1e-9));
    }

    /** Animal A has sites of 0.5 and 0.3, mean 0.4; B one of 0.2: mean 0.3, standard error 0.1. */
    @Test
    void takes_animals_for_the_units_where_one_has_several_sites() {
        Map<String, List<FitScore>> rows = new LinkedHashMap<>();
        double[] means = {0.5, 0.3, 0.2};
        for (int site = 0; site < means.length; site++) {
            List<FitScore> of = rows(TrainingPlan.paper(), "ff-cnn", means[site] - 0.1, means[site] + 0.1);
            of.addAll(rows(TrainingPlan.paper(), "rf-cnn", 0.1, 0.2));
            rows.put("S" + site, of);
        }
        SitesTable table = table(TableKind.TABLE_1, rows, Map.of("S0", "A", "S1", "A", "S2", "B"));

        assertThat(pooled(table, "ff-cnn").summary().mean()).isCloseTo(0.3, within(1e-12));
        assertThat(pooled(table, "ff-cnn").interval().low()).isCloseTo(0.3 - 12.7062 * 0.1, within(1e-4));
        assertThat(String.join(" ", table.remarks())).contains("each animal", "the means of 2 animals");
    }

    @Test
    void does_not_pool_a_single_site() {
        SitesTable table = table(TableKind.TABLE_1, Map.of("M1S1", first(TrainingPlan.paper())));

        assertThat(table.columns()).hasSize(1);
        assertThat(String.join(" ", table.remarks())).doesNotContain("All sites");
    }
}
