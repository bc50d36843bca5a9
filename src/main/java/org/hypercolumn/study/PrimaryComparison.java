package org.hypercolumn.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.metrics.Metric;

/**
 * The one comparison that a study is to answer, as named by its user: one metric, one test, against one model. All other
 * comparisons of the run are exploratory.
 *
 * @param metric which score
 * @param test of the differences
 * @param baseline id of the model that others are compared with
 */
public record PrimaryComparison(Metric metric, Test test, String baseline) {

    /** Tests that may be named. */
    public enum Test {
        /** {@link org.hypercolumn.metrics.WilcoxonSignedRank}, which tables have. */
        WILCOXON("wilcoxon", "the Wilcoxon signed-rank test"),
        /** {@link org.hypercolumn.metrics.PermutationTest}, which compare has. */
        PERMUTATION("permutation", "the permutation test"),
        /** Over the means of sites or animals, which compare has. */
        SITES("sites", "the test of the mean over sites or animals");

        private final String id;
        private final String words;

        Test(String id, String words) {
            this.id = id;
            this.words = words;
        }

        /** Name in options and files. */
        public String id() {
            return id;
        }
    }

    private static final List<String> PARTS = List.of("metric", "test", "baseline");

    /**
     * Reads what an option or a plan says.
     *
     * @param text a metric alone, or such as {@code metric=corr,test=wilcoxon,baseline=ff-cnn}; test and baseline may be
     *     missing, for Wilcoxon's test and table 1's baseline
     * @throws IllegalArgumentException if it says something else
     */
    public static PrimaryComparison of(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int sign = part.indexOf('=');
            String name = sign < 0 ? "metric" : part.substring(0, sign).strip();
            if (!PARTS.contains(name)
                    || parts.put(name, part.substring(sign + 1).strip()) != null) {
                throw wrong(text);
            }
        }
        if (!parts.containsKey("metric")) {
            throw wrong(text);
        }
        Metric metric = Metric.of(parts.get("metric"));
        if (metric == Metric.PT_CHANCE || metric == Metric.SPREAD) {
            throw new IllegalArgumentException(
                    "primary: expected a score that is better the higher it is, such as corr, got " + metric.id());
        }
        return new PrimaryComparison(
                metric,
                test(parts.getOrDefault("test", Test.WILCOXON.id())),
                parts.getOrDefault("baseline", TableKind.TABLE_1.baseline()));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "primary: expected a metric, or metric=corr,test=wilcoxon,baseline=ff-cnn, got '%s'".formatted(text));
    }

    private static Test test(String id) {
        for (Test test : Test.values()) {
            if (test.id().equals(id)) {
                return test;
            }
        }
        throw new IllegalArgumentException(
                "primary: expected wilcoxon, permutation or sites as test, got '%s'".formatted(id));
    }

    /** {@code CORR against ff-cnn by the Wilcoxon signed-rank test}. */
    public String words() {
        return "%s against %s by %s".formatted(metric.name(), baseline, test.words);
    }
}
