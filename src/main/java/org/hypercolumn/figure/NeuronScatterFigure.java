package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.Metric;

/** The scores of two models against each other, a point a neuron: with and without attention where the run has both. */
record NeuronScatterFigure(FigureResults results) implements Illustration {

    private static final double HEIGHT = 44;
    private static final double ROOM = 0.05; // of the range, beyond the points
    private static final double LEAST_PERCENT = 10; // of the axes
    private static final double LEAST_CORRELATION = 0.1; // that they cover
    private static final int FEW = 60;

    /** Which models are compared, the first pair whose both have scores; where none has, the run's first two models. */
    private static final List<List<String>> PAIRS =
            List.of(List.of("ff-cnn", "ff-sa-cnn"), List.of("rf-cnn", "rf-sa-cnn"));

    @Override
    public String id() {
        return "figure-neuron-scatter";
    }

    @Override
    public String title() {
        return "Scores of two models, neuron by neuron";
    }

    @Override
    public Optional<String> missing() {
        if (results.neuronScores().isEmpty()) {
            return Optional.of("there are no scores of single neurons; run analyze --what scores");
        }
        return pair().isEmpty()
                ? Optional.of("it compares two models, and fewer have scores at the share analysed")
                : Optional.empty();
    }

    private List<String> pair() {
        List<String> scored = results.models().stream()
                .filter(model -> !rows(model).isEmpty())
                .toList();
        return PAIRS.stream()
                .filter(scored::containsAll)
                .findFirst()
                .orElse(scored.size() < 2 ? List.of() : scored.subList(0, 2));
    }

    private List<NeuronScores.Row> rows(String model) {
        return new NeuronPoints(results, Metric.CORR)
                .rows(model, results.conditions().share());
    }

    /** One neuron's scores by both models, in the unit shown. */
    private record Pair(int neuron, double x, double y) {

        boolean isDefined() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    private List<Pair> pairs(Metric metric) {
        var points = new NeuronPoints(results, metric);
        Map<Integer, NeuronScores.Row> second =
                rows(pair().get(1)).stream().collect(Collectors.toMap(NeuronScores.Row::neuron, row -> row));
        List<Pair> pairs = new ArrayList<>();
        for (NeuronScores.Row row : rows(pair().get(0))) {
            NeuronScores.Row other = second.get(row.neuron());
            if (other != null) {
                pairs.add(new Pair(row.neuron(), points.value(row), points.value(other)));
            }
        }
        return pairs;
    }

    @Override
    public PaperFigure draw() {
        List<Pair> neurons = pairs(Metric.CORR);
        String caption = caption(neurons.size());
        String counted = CaptionText.neurons(neurons.size());
        Figure figure = ScorePanels.figure(title(), caption, HEIGHT, this::panel)
                .withHeading(
                        results.stimuli().isEmpty()
                                ? counted
                                : CaptionText.heading(
                                        counted,
                                        CaptionText.peak(results.stimuli().getAsInt())));
        var rows = new FigureData.Rows("neuron", "metric", "unit", "model_x", "score_x", "model_y", "score_y");
        for (Metric metric : Metric.paper()) {
            for (Pair pair : pairs(metric)) {
                String unit = ScoreUnit.of(metric).text();
                rows.add(pair.neuron(), metric.name(), unit, pair().get(0), pair.x(), pair().get(1), pair.y());
            }
        }
        return new PaperFigure(id(), title(), caption, figure, rows.data());
    }

    private Panel panel(Metric metric) {
        List<Pair> pairs = pairs(metric).stream().filter(Pair::isDefined).toList();
        double low = pairs.stream()
                .flatMapToDouble(pair -> DoubleStream.of(pair.x(), pair.y()))
                .min()
                .orElse(0);
        double high = pairs.stream()
                .flatMapToDouble(pair -> DoubleStream.of(pair.x(), pair.y()))
                .max()
                .orElse(0);
        boolean peak = metric != Metric.CORR;
        double room = ROOM * Math.max(high - low, peak ? LEAST_PERCENT : LEAST_CORRELATION);
        double from = (peak ? 0 : low) - room;
        double to = (peak ? Math.max(high, LEAST_PERCENT) : high) + room;
        Look look = Look.of(ModelLooks.of(pair().get(1)).color()).withWidth(pairs.size() > FEW ? 0.5 : 0.8);
        List<Mark> marks = new ArrayList<>();
        Values ends = Values.of(from, to);
        marks.add(new Mark.Line(ends, ends, Look.of(Palette.INK).withWidth(0.5), "equal scores"));
        marks.add(new Mark.Dots(
                Values.of(pairs.stream().map(Pair::x).toList()),
                Values.of(pairs.stream().map(Pair::y).toList()),
                look,
                "each neuron"));
        Axis axis = Axis.linear("").withRange(from, to);
        return Panel.of(axis.withTitle(axisTitle(metric, 0)), axis.withTitle(axisTitle(metric, 1)), marks)
                .withEqualUnits()
                .titled("", counts(pairs));
    }

    private String axisTitle(Metric metric, int model) {
        String name = ModelName.of(pair().get(model));
        return "%s of %s (%s)"
                .formatted(
                        metric.label(results.stimuli().orElse(0)),
                        name,
                        ScoreUnit.of(metric).text());
    }

    /** On which side of the line how many neurons are. */
    private static String counts(List<Pair> pairs) {
        long equal = count(pairs, side -> side == 0);
        return "%d above, %d below%s"
                .formatted(
                        count(pairs, side -> side > 0),
                        count(pairs, side -> side < 0),
                        equal == 0 ? "" : ", %d equal".formatted(equal));
    }

    private static long count(List<Pair> pairs, DoublePredicate side) {
        return pairs.stream().filter(pair -> side.test(pair.y() - pair.x())).count();
    }

    private String caption(int neurons) {
        String first = ModelName.of(pair().get(0));
        String second = ModelName.of(pair().get(1));
        int undefined = (int) Metric.paper().stream()
                .mapToLong(metric ->
                        pairs(metric).stream().filter(pair -> !pair.isDefined()).count())
                .max()
                .orElse(0);
        return CaptionText.joined(
                "Correlation (CORR) and joint (PT_J) and separate (PT_S) peak tuning of %s (vertical) against %s (horizontal), one point for each neuron, averaged over seeds; %s."
                        .formatted(second, first, CaptionText.neurons(neurons)),
                "Line: equal scores; the numbers count the neurons above, below and on it, for which %s is better, worse or equal."
                        .formatted(second),
                undefined == 0 ? "" : CaptionText.undefined("", undefined),
                CaptionText.peakTuning(results.stimuli()),
                CaptionText.images(results.conditions()),
                "Models fitted with %s of the training images."
                        .formatted(CaptionText.percent(results.conditions().share())));
    }
}
