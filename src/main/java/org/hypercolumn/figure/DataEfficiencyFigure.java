package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.analysis.PopulationScores;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.Metric;

/** Scores by the share of training images. Source: Lin et al. 2025, table 3 of A.7. */
record DataEfficiencyFigure(FigureResults results) implements Illustration {

    private static final double HEIGHT = 40;
    private static final double APART = 1.2; // percent that models' points of one share stand apart, at most
    private static final double SPREAD = 9; // percent of all points of one share
    private static final double END = 106; // percent
    private static final double NONE_END = 10; // percent, where the axis ends if all scores are 0
    private static final double NONE_NOTE = 0.5; // percent, where the text above them stands

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
        return results.models().stream()
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
        List<PopulationScore> all = ScorePanels.all(metric ->
                models().stream().flatMap(model -> of(model, metric).stream()).toList());
        String caption = CaptionText.joined(
                "Scores of models fitted with a share of the training images; points of the same share are drawn slightly apart.",
                ScorePanels.caption(all),
                ScorePanels.neurons(results, all, ""),
                CaptionText.images(results.conditions()),
                CaptionText.notShown(results, List.of()));
        Figure figure = ScorePanels.figure(title(), caption, HEIGHT, this::panel)
                .withTitles("Training images (%)", "")
                .withHeading(ScorePanels.heading(results, all));
        return new PaperFigure(
                id(), title(), caption, figure, ScorePanels.data(results, all, ScorePanels.Neurons.NOT_DRAWN));
    }

    private Panel panel(Metric metric) {

        List<PopulationScore> all =
                models().stream().flatMap(model -> of(model, metric).stream()).toList();
        List<Mark> marks = new ArrayList<>(ScorePanels.ceiling(results, metric, all));
        for (int m = 0; m < models().size(); m++) {
            String model = models().get(m);
            double shift = (m - (models().size() - 1) / 2.0) * Math.min(APART, SPREAD / models().size());
            List<PopulationScore> scores = of(model, metric);
            Values x = values(scores, score -> percent(score.share()) + shift);
            Look look = ModelLooks.of(model);
            marks.add(new Mark.Whiskers(
                    x,
                    values(scores, ScorePanels::low),
                    values(scores, ScorePanels::high),
                    Look.of(look.color()).withWidth(0.6)));
            marks.add(new Mark.Line(x, values(scores, ScorePanels::mean), look, ModelName.of(model)));
        }
        double[] shares = results.scores().orElseThrow().shares().stream()
                .mapToDouble(DataEfficiencyFigure::percent)
                .toArray();
        Axis x = Axis.linear("").withRange(0, END).withTicks(shares);
        Axis y = ScorePanels.axis(results, metric);
        if (metric == Metric.CORR || all.stream().anyMatch(score -> ScorePanels.mean(score) != 0)) {
            return Panel.of(x, y, marks);
        }
        marks.add(new Mark.Note(END / 2, NONE_NOTE, "all 0 %", Mark.Side.MIDDLE));
        return Panel.of(x, y.withRange(0, NONE_END), marks);
    }

    private static double percent(double share) {
        return 100 * share;
    }

    private static Values values(List<PopulationScore> scores, ToDoubleFunction<PopulationScore> value) {
        return Values.of(scores.stream().mapToDouble(value).toArray());
    }
}
