package org.hypercolumn.figure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.Metric;

/** How the correlations of neurons are distributed, a panel a model. */
record CorrelationHistogramFigure(FigureResults results) implements Illustration {

    private static final int BINS = 20; // of a correlation of 1
    private static final double HEIGHT = 20;
    private static final double ROOM = 1.08; // of the highest bar
    private static final double BAR = 0.9; // of a bin
    private static final int FEW = 5;
    private static final Look MEDIAN = Look.of(Palette.INK).withWidth(0.75).withDash(2, 1.5);

    @Override
    public String id() {
        return "figure-correlation-histogram";
    }

    @Override
    public String title() {
        return "Correlations of all neurons";
    }

    @Override
    public Optional<String> missing() {
        return correlations().isEmpty()
                ? Optional.of("there are no scores of single neurons; run analyze --what scores")
                : Optional.empty();
    }

    /** Those of all neurons by model, NaN where undefined. */
    private Map<String, double[]> correlations() {
        Map<String, double[]> all = new LinkedHashMap<>();
        var points = new NeuronPoints(results, Metric.CORR);
        for (String model : results.models()) {
            double[] values = points.rows(model, results.conditions().share()).stream()
                    .mapToDouble(points::value)
                    .toArray();
            if (values.length > 0) {
                all.put(model, values);
            }
        }
        return all;
    }

    /**
     * How many correlations lie in each of neighboring bins.
     *
     * @param first the lowest bin, counted from 0 in widths
     * @param counts of neurons, from that bin on
     */
    private record Histogram(int first, List<Integer> counts) {

        static int bin(double correlation) {
            return (int) Math.min(BINS - 1, Math.floor(correlation * BINS)); // 1 is in the highest bin
        }

        static Histogram of(double[] values, int first, int last) {
            int[] counts = new int[last - first + 1];
            Arrays.stream(values).filter(Double::isFinite).forEach(value -> counts[bin(value) - first]++);
            return new Histogram(first, Arrays.stream(counts).boxed().toList());
        }

        double low(int i) {
            return (first + i) / (double) BINS;
        }

        Values middles() {
            double[] middles = new double[counts.size()];
            Arrays.setAll(middles, i -> low(i) + 0.5 / BINS);
            return Values.of(middles);
        }

        Values heights() {
            return Values.of(counts.stream().mapToDouble(Integer::doubleValue).toArray());
        }
    }

    @Override
    public PaperFigure draw() {
        Map<String, double[]> correlations = correlations();
        int[] bins = correlations.values().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .mapToInt(Histogram::bin)
                .sorted()
                .toArray();
        int first = bins.length == 0 ? 0 : bins[0];
        int last = bins.length == 0 ? BINS - 1 : bins[bins.length - 1];
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        correlations.forEach((model, values) -> histograms.put(model, Histogram.of(values, first, last)));
        int most = histograms.values().stream()
                .flatMap(histogram -> histogram.counts().stream())
                .max(Integer::compare)
                .orElse(1);
        int columns = RankPanels.columns(correlations.size());
        double[] heights = new double[(correlations.size() + columns - 1) / columns];
        Arrays.fill(heights, HEIGHT);
        double[] widths = new double[columns];
        Arrays.fill(widths, 1);
        Figure figure = Figure.of(
                        title(), caption(), correlations.size() == 1 ? Figure.SINGLE_COLUMN : Figure.TWO_COLUMNS)
                .withRows(heights)
                .withColumns(widths)
                .withLegend(Figure.Legend.BELOW)
                .withHeading(CaptionText.neurons(counts(correlations)))
                .withTitles("CORR (dimensionless)", "Neurons");
        Axis x = Axis.linear("").withRange(first / (double) BINS, (last + 1) / (double) BINS);
        Axis y = counts(Math.max(1, most), ROOM * Math.max(1, most));
        int place = 0;
        for (Map.Entry<String, Histogram> entry : histograms.entrySet()) {
            String model = entry.getKey();
            double median = median(correlations.getOrDefault(model, new double[0]));
            figure = figure.with(place / columns, place % columns, panel(model, median, entry.getValue(), x, y));
            place++;
        }
        return new PaperFigure(id(), title(), caption(), figure, data(histograms));
    }

    /** An axis whose ticks are whole numbers. */
    private static Axis counts(int most, double top) {
        Axis axis = Axis.linear("").withRange(0, top);
        return most > FEW
                ? axis
                : axis.withTicks(IntStream.rangeClosed(0, most).asDoubleStream().toArray());
    }

    private static Panel panel(String model, double median, Histogram histogram, Axis x, Axis y) {
        var bars = new Mark.Bars(histogram.middles(), histogram.heights(), BAR / BINS, ModelLooks.of(model), "");
        return Panel.of(x, y, bars, new Mark.Upright(median, MEDIAN, "median"))
                .titled("", CaptionText.titled(model, "median " + NumberText.ofScore(median)));
    }

    private static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static FigureData data(Map<String, Histogram> histograms) {
        var rows = new FigureData.Rows("model", "corr_from_dimensionless", "corr_to_dimensionless", "neurons");
        histograms.forEach((model, histogram) -> {
            for (int i = 0; i < histogram.counts().size(); i++) {
                rows.add(
                        model,
                        histogram.low(i),
                        histogram.low(i + 1),
                        histogram.counts().get(i));
            }
        });
        return rows.data();
    }

    private static List<Integer> counts(Map<String, double[]> models) {
        return models.values().stream().map(values -> values.length).toList();
    }

    private String caption() {
        Map<String, double[]> models = correlations();
        long undefined = models.values().stream()
                .mapToLong(values -> Arrays.stream(values).filter(Double::isNaN).count())
                .max()
                .orElse(0);
        return CaptionText.joined(
                "Number of neurons by the correlation (CORR, averaged over seeds for each neuron) of each model, in bins of %s; dashed: median; %s."
                        .formatted(NumberText.ofScore(1.0 / BINS), CaptionText.neurons(counts(models))),
                CaptionText.undefined(" of a model", (int) undefined),
                CaptionText.images(results.conditions()),
                "Models fitted with %s of the training images."
                        .formatted(CaptionText.percent(results.conditions().share())),
                CaptionText.notShown(results, List.of()));
    }
}
