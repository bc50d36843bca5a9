package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.ResponseScaling;
import org.hypercolumn.train.TrainingPlan;

/** Rows of scores.csv for tests of tables. */
final class SmallTables {

    private SmallTables() {}

    static FitScore row(String model, int neuron, TrainingPlan plan, double corr, double joint, double separate) {
        return new FitScore(model, neuron, "test", plan, 1, new Scores(corr, joint, separate));
    }

    static FitScore row(String model, int neuron, double score) {
        return row(model, neuron, TrainingPlan.paper(), score, score, score);
    }

    /** A table of hand-made entries: a baseline, a clearly better model, and one of which little is known. */
    static StudyTable handMade(TableKind kind, Protocol protocol, List<Long> seeds, List<String> notes) {
        List<TableEntry> entries = new ArrayList<>();
        for (Metric metric : Metric.paper()) {
            entries.add(entry("ff-cnn", metric, 0.4736, 302, new Interval(0.4548, 0.4922), Double.NaN, Double.NaN));
        }
        for (Metric metric : Metric.paper()) {
            entries.add(entry("rf-cnn", metric, 0.498, 301, new Interval(0.4812, 0.515), 5.09, 0.0003));
        }
        entries.add(entry("my_net", Metric.CORR, -0.0421, 302, new Interval(-0.0512, 0.0333), -108.84, 0.25));
        entries.add(entry("my_net", Metric.PT_J, 0, 1, Interval.UNDEFINED, Double.NaN, 1));
        entries.add(entry("my_net", Metric.PT_S, Double.NaN, 0, Interval.UNDEFINED, Double.NaN, Double.NaN));
        return new StudyTable(
                kind, new TableConditions("val", protocol, ResponseScaling.SCALED, seeds, 302, 0), entries, notes);
    }

    private static TableEntry entry(
            String model, Metric metric, double mean, int defined, Interval interval, double change, double p) {
        return new TableEntry(
                model,
                0.125,
                metric,
                new Summary(mean, defined, 302 - defined),
                interval,
                change,
                p,
                p,
                TableEntry.Test.NEURONS,
                defined);
    }

    /** Random scores of so many neurons, the later models somewhat better; peak tuning in tenths. */
    static List<FitScore> random(TrainingPlan plan, int neurons, List<String> models) {
        List<FitScore> rows = new ArrayList<>();
        for (int model = 0; model < models.size(); model++) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                double gifted = RandomStream.of(1, "neuron", neuron).nextDouble(0.1, 0.7);
                var random = RandomStream.of(plan.seed(), models.get(model), neuron);
                rows.add(row(
                        models.get(model),
                        neuron,
                        plan,
                        plan.share() * (gifted + 0.02 * model + random.nextDouble(0, 0.05)),
                        random.nextInt(4 + model) / 10.0,
                        random.nextInt(4 + model) / 10.0));
            }
        }
        return rows;
    }
}
