package org.hypercolumn.figure;

import java.util.List;
import java.util.function.Function;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.metrics.Metric;

/** What figures of scores over the population share: a panel a metric, side by side. */
final class ScorePanels {

    private static final List<String> LETTERS = List.of("a", "b", "c");

    private ScorePanels() {}

    /** Panels of all metrics, {@code height} mm between their axes. */
    static Figure figure(String title, String caption, double height, Function<Metric, Panel> panels) {
        Figure figure = Figure.of(title, caption, Figure.TWO_COLUMNS)
                .withRows(height)
                .withColumns(LETTERS.stream().mapToDouble(letter -> 1).toArray());
        List<Metric> metrics = Metric.paper();
        for (int i = 0; i < metrics.size(); i++) {
            figure = figure.with(0, i, panels.apply(metrics.get(i)).titled(LETTERS.get(i), ""));
        }
        return figure;
    }

    /** The vertical axis. */
    static Axis axis(Metric metric) {
        return Axis.linear(
                "%s (%s)".formatted(metric.name(), ScoreUnit.of(metric).text()));
    }

    /** In the unit shown. */
    static double mean(PopulationScore score) {
        return ScoreUnit.of(score.metric()).factor() * score.summary().mean();
    }

    /** The lower end of the interval, in the unit shown. */
    static double low(PopulationScore score) {
        return ScoreUnit.of(score.metric()).factor() * score.interval().low();
    }

    /** The upper end of the interval, in the unit shown. */
    static double high(PopulationScore score) {
        return ScoreUnit.of(score.metric()).factor() * score.interval().high();
    }

    /** What the means, intervals and numbers of neurons are; empty of no scores. */
    static String caption(List<PopulationScore> scores) {
        List<Integer> neurons = scores.stream()
                .map(score -> score.summary().defined() + score.summary().undefined())
                .toList();
        int undefined = scores.stream()
                .mapToInt(score -> score.summary().undefined())
                .max()
                .orElse(0);
        return CaptionText.joined(
                "Means over neurons, a neuron's score being its mean over seeds; bars: 95 %% bootstrap intervals over neurons; %s."
                        .formatted(CaptionText.neurons(neurons)),
                undefined == 0
                        ? ""
                        : "Up to %d of a model's neurons have no score and are left out.".formatted(undefined));
    }

    static FigureData data(List<PopulationScore> scores) {
        var rows = new FigureData.Rows(
                "model",
                "training_share_percent",
                "metric",
                "unit",
                "mean",
                "interval_low",
                "interval_high",
                "neurons",
                "undefined_neurons");
        for (PopulationScore score : scores) {
            rows.add(
                    score.model(),
                    score.share() * 100,
                    score.metric().name(),
                    ScoreUnit.of(score.metric()).text(),
                    mean(score),
                    low(score),
                    high(score),
                    score.summary().defined(),
                    score.summary().undefined());
        }
        return rows.data();
    }

    /** The scores of each metric, one metric after the other. */
    static List<PopulationScore> all(Function<Metric, List<PopulationScore>> scores) {
        return Metric.paper().stream()
                .flatMap(metric -> scores.apply(metric).stream())
                .toList();
    }
}
