package org.hypercolumn.figure;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.metrics.MeanEstimate;
import org.hypercolumn.metrics.Metric;

/** What figures of scores over the population share: a panel a metric, side by side. */
final class ScorePanels {

    private static final Look CEILING = Look.of(Palette.NEUTRAL).withWidth(0.75).withDash(5, 2);
    private static final List<String> LETTERS = List.of("a", "b", "c");

    private ScorePanels() {}

    /** Panels of all metrics, {@code height} mm between their axes. */
    static Figure figure(String title, String caption, double height, Function<Metric, Panel> panels) {
        Figure figure = Figure.of(title, caption, Figure.TWO_COLUMNS)
                .withRows(height)
                .withColumns(LETTERS.stream().mapToDouble(letter -> 1).toArray());
        List<Metric> metrics = Metric.paper();
        for (int i = 0; i < metrics.size(); i++) {
            figure = figure.with(0, i, lettered(panels.apply(metrics.get(i)), LETTERS.get(i)));
        }
        return figure.withLegend(Figure.Legend.BELOW);
    }

    private static Panel lettered(Panel panel, String letter) {
        return panel.titled(letter, panel.title());
    }

    /** The line of the mean noise ceiling of the neurons with scores at these shares; none where there is no ceiling. */
    static List<Mark> ceiling(FigureResults results, Metric metric, List<PopulationScore> scores) {
        OptionalDouble ceiling = new NeuronPoints(results, metric).ceiling(neurons(results, scores));
        return ceiling.isEmpty()
                ? List.of()
                : List.of(new Mark.Level(ceiling.getAsDouble(), CEILING, "noise ceiling, mean over neurons"));
    }

    private static List<Integer> neurons(FigureResults results, List<PopulationScore> scores) {
        return scores.stream()
                .flatMap(score -> new NeuronPoints(results, score.metric()).rows(score.model(), score.share()).stream())
                .map(NeuronScores.Row::neuron)
                .distinct()
                .toList();
    }

    /** Above the panels: how many neurons, and how many images peak tuning looks at. */
    static String heading(FigureResults results, List<PopulationScore> scores) {
        String neurons = CaptionText.neurons(counts(scores));
        return results.stimuli().isEmpty()
                ? neurons
                : CaptionText.heading(
                        neurons, CaptionText.peak(results.stimuli().getAsInt()));
    }

    private static List<Integer> counts(List<PopulationScore> scores) {
        return scores.stream()
                .map(score -> score.summary().defined() + score.summary().undefined())
                .toList();
    }

    /** How many fits a neuron's score is the mean of, and what the ceiling is; as captions say it. */
    static String neurons(FigureResults results, List<PopulationScore> scores, String points) {
        List<Integer> seeds = scores.stream()
                .flatMap(score -> new NeuronPoints(results, score.metric()).rows(score.model(), score.share()).stream())
                .map(NeuronScores.Row::seeds)
                .distinct()
                .sorted()
                .toList();
        boolean ceilings = Metric.paper().stream()
                .anyMatch(metric -> !ceiling(results, metric, scores).isEmpty());
        return CaptionText.joined(
                seeds.isEmpty() ? "" : points,
                seeds.equals(List.of(1)) ? "One seed." : "",
                seeds.size() == 1 && seeds.get(0) > 1 ? "%d seeds a neuron.".formatted(seeds.get(0)) : "",
                seeds.size() > 1 ? "%d to %d seeds a neuron.".formatted(seeds.get(0), seeds.get(seeds.size() - 1)) : "",
                CaptionText.peakTuning(results.stimuli()),
                ceilings ? "Gray, dashed: noise ceiling, the mean over the same neurons." : "");
    }

    /** The vertical axis. */
    static Axis axis(FigureResults results, Metric metric) {
        String label = metric.label(results.stimuli().orElse(0));
        return Axis.linear("%s (%s)".formatted(label, ScoreUnit.of(metric).text()));
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
        int undefined = scores.stream()
                .mapToInt(score -> score.summary().undefined())
                .max()
                .orElse(0);
        return CaptionText.joined(
                "Means over neurons, each neuron's score averaged over seeds; whiskers: 95 %% intervals over neurons (%s); %s."
                        .formatted(MeanEstimate.METHOD, CaptionText.neurons(counts(scores))),
                CaptionText.undefined(" of a model", undefined));
    }

    /** All scores: means, of single neurons where {@code neurons} says so, and ceilings. */
    static FigureData data(FigureResults results, List<PopulationScore> scores, Neurons neurons) {
        var rows = new FigureData.Rows(
                "model",
                "training_share_percent",
                "metric",
                "unit",
                "mean",
                "interval_low",
                "interval_high",
                "neurons",
                "undefined_neurons",
                "neuron");
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
                    score.summary().undefined(),
                    "");
            var points = new NeuronPoints(results, score.metric());
            for (NeuronScores.Row row : neurons == Neurons.DRAWN ? points.rows(score.model(), score.share()) : none()) {
                String unit = ScoreUnit.of(score.metric()).text();
                rows.add(
                        score.model(),
                        score.share() * 100,
                        score.metric().name(),
                        unit,
                        points.value(row),
                        "",
                        "",
                        "",
                        "",
                        row.neuron());
            }
        }
        for (Metric metric : Metric.paper()) {
            new NeuronPoints(results, metric)
                    .ceiling(neurons(results, scores))
                    .ifPresent(mean -> rows.add(
                            "noise ceiling",
                            "",
                            metric.name(),
                            ScoreUnit.of(metric).text(),
                            mean,
                            "",
                            "",
                            "",
                            "",
                            ""));
        }
        return rows.data();
    }

    private static List<NeuronScores.Row> none() {
        return List.of();
    }

    /** Whether a figure draws single neurons. */
    enum Neurons {
        DRAWN,
        NOT_DRAWN
    }

    /** The scores of each metric, one metric after the other. */
    static List<PopulationScore> all(Function<Metric, List<PopulationScore>> scores) {
        return Metric.paper().stream()
                .flatMap(metric -> scores.apply(metric).stream())
                .toList();
    }
}
