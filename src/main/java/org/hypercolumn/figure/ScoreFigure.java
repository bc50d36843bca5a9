package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.analysis.PopulationScore;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.Metric;

/** Mean scores of models as bars, correlation and peak tuning. Source: Lin et al. 2025, figures 5 and 6. */
record ScoreFigure(FigureResults results, Kind kind) implements Illustration {

    private static final String BASELINE = "rf-cnn";

    private static final List<String> INCREMENTAL = List.of(
            BASELINE,
            "rf-sa-cnn-star-simul",
            "rf-sa-cnn-star-incr",
            "ff-sa-cnn-star-simul",
            "ff-sa-cnn-star-incr-fc1",
            "ff-sa-cnn-star-incr-fc2");

    private static final double BAR = 0.7; // of the room of a model
    private static final double FEW = 4; // models; of fewer, bars are not made wider
    private static final double HEIGHT = 38;
    private static final double ROOM = 1.05; // of the range, above the highest bar
    private static final double NO_PEAK = 10; // percent, where the axes end if all is 0
    private static final double LABEL = 0.03; // of the range, where text on a bar of 0 begins

    /** Which models are compared. */
    enum Kind {
        /** All that are not of incremental learning. */
        MECHANISMS("figure5", "Correlation and peak tuning"),
        /** Incremental and simultaneous learning, against rf-CNN. */
        INCREMENTAL("figure6", "Incremental and simultaneous learning");

        private final String id;
        private final String title;

        Kind(String id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Override
    public String id() {
        return kind.id;
    }

    @Override
    public String title() {
        return kind.title;
    }

    @Override
    public Optional<String> missing() {
        if (results.scores().isEmpty()) {
            return Optional.of("there are no scores over the population; run analyze --what scores");
        }
        boolean onlyBaseline = models().stream().allMatch(BASELINE::equals);
        if (kind == Kind.INCREMENTAL && onlyBaseline) {
            return Optional.of("it needs at least one of %s, and none of them has been analysed"
                    .formatted(String.join(", ", INCREMENTAL.subList(1, INCREMENTAL.size()))));
        }
        return models().isEmpty() ? Optional.of("the only models analysed belong in figure 6") : Optional.empty();
    }

    /** Those of the figure that have scores, in the order of the run; of figure 6 in the paper's. */
    private List<String> models() {
        List<String> scored = results.models().stream()
                .filter(model -> score(model, Metric.CORR).isPresent())
                .toList();
        return kind == Kind.INCREMENTAL
                ? INCREMENTAL.stream().filter(scored::contains).toList()
                : scored.stream().filter(ScoreFigure::isOfMechanisms).toList();
    }

    private static boolean isOfMechanisms(String model) {
        return model.equals(BASELINE) || !INCREMENTAL.contains(model);
    }

    private Optional<PopulationScore> score(String model, Metric metric) {
        return results.scores()
                .flatMap(scores -> scores.of(model, results.conditions().share(), metric));
    }

    private List<PopulationScore> scores(Metric metric) {
        return models().stream().flatMap(model -> score(model, metric).stream()).toList();
    }

    @Override
    public PaperFigure draw() {
        List<PopulationScore> all = ScorePanels.all(this::scores);
        String caption = CaptionText.joined(
                subject(),
                ScorePanels.caption(all),
                ScorePanels.neurons(
                        results, all, "Points: individual neurons, moved sideways where they would overlap."),
                CaptionText.images(results.conditions()),
                "Models fitted with %s of the training images."
                        .formatted(CaptionText.percent(results.conditions().share())),
                kind == Kind.INCREMENTAL ? CaptionText.notShown(results, List.of()) : "");
        Figure figure = ScorePanels.figure(title(), caption, HEIGHT, this::panel)
                .withHeading(ScorePanels.heading(results, all));
        FigureData data = ScorePanels.data(results, all, ScorePanels.Neurons.DRAWN);
        return new PaperFigure(id(), title(), caption, figure, data);
    }

    private String subject() {
        return kind == Kind.MECHANISMS
                ? "Correlation (CORR) and joint (PT_J) and separate (PT_S) peak tuning of each model."
                : "Models learned incrementally (Incr.) and simultaneously (Simul.), compared with rf-CNN%s."
                        .formatted(models().contains(BASELINE) ? " (dashed)" : ", which has not been analysed");
    }

    private Panel panel(Metric metric) {
        List<PopulationScore> scores = scores(metric);
        List<Mark> marks = new ArrayList<>(ScorePanels.ceiling(results, metric, scores));
        for (int i = 0; i < scores.size(); i++) {
            addBar(marks, i, scores);
        }
        marks.add(new Mark.Level(0, Look.of(Palette.INK).withWidth(0.5)));
        double top = metric == Metric.CORR ? Double.NaN : highestPeak();
        addZeros(marks, scores, metric == Metric.CORR ? 0 : LABEL * top);
        Axis x = Axis.categories(
                "", scores.stream().map(score -> ModelName.of(score.model())).toList());
        Axis y = ScorePanels.axis(results, metric);
        return Panel.of(x, metric == Metric.CORR ? y : y.withRange(0, top), marks);
    }

    private void addBar(List<Mark> marks, int i, List<PopulationScore> scores) {
        PopulationScore score = scores.get(i);
        double mean = ScorePanels.mean(score);
        if (kind == Kind.INCREMENTAL && score.model().equals(BASELINE)) {
            marks.add(new Mark.Level(mean, Look.of(Palette.INK).withWidth(0.5).withDash(2, 2), "mean of rf-CNN"));
        }
        double width = BAR * Math.min(1, scores.size() / FEW);
        var bar = new Mark.Bars(Values.of(i), Values.of(mean), width, ModelLooks.of(score.model()), "");
        marks.add(bar);
        var points = new NeuronPoints(results, score.metric());
        List<NeuronScores.Row> rows = points.rows(score.model(), score.share());
        if (!rows.isEmpty()) {
            marks.addAll(points.marks(i, width, rows));
        }
        marks.add(bar.whiskers(Values.of(ScorePanels.low(score)), Values.of(ScorePanels.high(score))));
    }

    /** What cannot be seen is written: that a bar is 0. */
    private static void addZeros(List<Mark> marks, List<PopulationScore> scores, double y) {
        List<Integer> zeros = IntStream.range(0, scores.size())
                .filter(i -> ScorePanels.mean(scores.get(i)) == 0)
                .boxed()
                .toList();
        String zero = scores.isEmpty() || scores.get(0).metric() == Metric.CORR ? "0" : "0 %";
        if (zeros.size() > 1 && zeros.size() == scores.size()) {
            marks.add(new Mark.Note((scores.size() - 1) / 2.0, y, "all " + zero, Mark.Side.MIDDLE));
        } else {
            zeros.forEach(i -> marks.add(new Mark.Note(i, y, zero, Mark.Side.MIDDLE)));
        }
    }

    /** Where the axes of both measures of peak tuning end. */
    private double highestPeak() {
        double highest = 0;
        for (Metric metric : List.of(Metric.PT_J, Metric.PT_S)) {
            List<Double> values = new ArrayList<>();
            var points = new NeuronPoints(results, metric);
            for (PopulationScore score : scores(metric)) {
                values.add(ScorePanels.mean(score));
                values.add(ScorePanels.high(score));
                points.rows(score.model(), score.share()).forEach(row -> values.add(points.value(row)));
            }
            for (Mark ceiling : ScorePanels.ceiling(results, metric, scores(metric))) {
                values.addAll(ceiling.ys().toList());
            }
            for (double value : values) {
                highest = Double.isNaN(value) ? highest : Math.max(highest, value);
            }
        }
        return highest == 0 ? NO_PEAK : ROOM * highest;
    }
}
