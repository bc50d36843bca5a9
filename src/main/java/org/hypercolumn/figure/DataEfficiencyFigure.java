package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.analysis.PopulationScores;
import org.hypercolumn.metrics.Metric;

/** Scores by the share of training images. Source: Lin et al. 2025, table 3 of A.7. */
record DataEfficiencyFigure(FigureResults results) implements Illustration {

    private static final double HEIGHT = 40;
    private static final double APART = 1.2; // percent that models' points of one share stand apart

    @Override
    public String id() {
        return "figure-data-efficiency";
    }

    @Override
    public String title() {
        return "Data efficiency";
    }

    @Override
    public Optional<String> missing() {
        if (results.scores().isEmpty()) {
            return Optional.of("there are no scores over the population; run analyze --what scores");
        }
        return models().isEmpty()
                ? Optional.of("no model is fitted with several shares of the training images; run study with --shares")
                : Optional.empty();
    }

    /** Those that have scores at several shares. */
    private List<String> models() {
        return results.conditions().models().stream()
                .filter(model -> of(model, Metric.CORR).size() > 1)
                .toList();
    }

    private List<PopulationScore> of(String model, Metric metric) {
        PopulationScores scores = results.scores().orElseThrow();
        return scores.shares().stream()
                .flatMap(share -> scores.of(model, share, metric).stream())
                .toList();
    }

    @Override
    public PaperFigure draw() {
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
        Figure figure = Figure.of(title(), caption(), Figure.TWO_COLUMNS)
                .withRows(HEIGHT)
                .withColumns(1, 1, 1)
                .withLegend(Figure.Legend.BELOW);
        List<Metric> metrics = List.of(Metric.values());
        for (int column = 0; column < metrics.size(); column++) {
            Metric metric = metrics.get(column);
            ScoreUnit unit = ScoreUnit.of(metric);
            List<Mark> marks = new ArrayList<>();
            for (int m = 0; m < models().size(); m++) {
                String model = models().get(m);
                List<PopulationScore> scores = of(model, metric);
                add(marks, model, scores, (m - (models().size() - 1) / 2.0) * APART);
                for (PopulationScore score : scores) {
                    rows.add(
                            model,
                            score.share() * 100,
                            metric.name(),
                            unit.text(),
                            score.summary().mean() * unit.factor(),
                            score.interval().low() * unit.factor(),
                            score.interval().high() * unit.factor(),
                            score.summary().defined(),
                            score.summary().undefined());
                }
            }
            Axis x = Axis.linear("Training images (%)").withRange(0, 105).withTicks(ticks());
            Axis y = Axis.linear("%s (%s)".formatted(metric.name(), unit.text()));
            Panel panel = Panel.of(x, y, marks).titled(String.valueOf("abc".charAt(column)), "");
            figure = figure.with(0, column, panel);
        }
        return new PaperFigure(id(), title(), caption(), figure, rows.data());
    }

    private double[] ticks() {
        return results.scores().orElseThrow().shares().stream()
                .mapToDouble(share -> share * 100)
                .toArray();
    }

    private void add(List<Mark> marks, String model, List<PopulationScore> scores, double shift) {
        ScoreUnit unit = ScoreUnit.of(scores.get(0).metric());
        Look look = new ModelLooks(models()).of(model);
        Values x = Values.of(
                scores.stream().map(score -> score.share() * 100 + shift).toList());
        marks.add(new Mark.Whiskers(
                x,
                Values.of(scores.stream()
                        .map(score -> score.interval().low() * unit.factor())
                        .toList()),
                Values.of(scores.stream()
                        .map(score -> score.interval().high() * unit.factor())
                        .toList()),
                Look.of(look.color()).withWidth(0.6)));
        marks.add(new Mark.Line(
                x,
                Values.of(scores.stream()
                        .map(score -> score.summary().mean() * unit.factor())
                        .toList()),
                look,
                ModelName.of(model)));
    }

    private String caption() {
        List<Integer> counts = models().stream()
                .flatMap(model -> of(model, Metric.CORR).stream())
                .map(score -> score.summary().defined() + score.summary().undefined())
                .toList();
        return CaptionText.joined(
                "Scores of models fitted with a share of the training images; the points of one share stand a little apart.",
                "Means over neurons, a neuron's score being its mean over seeds; bars: 95 %% bootstrap intervals over neurons; %s."
                        .formatted(CaptionText.neurons(counts)),
                CaptionText.images(results.conditions()));
    }
}
