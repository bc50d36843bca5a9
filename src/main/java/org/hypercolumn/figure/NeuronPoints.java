package org.hypercolumn.figure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.analysis.NeuronScores;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Rgb;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.Metric;

/**
 * The scores of single neurons, in the unit shown, and where they stand beside each other.
 *
 * @param results that hold them, or not
 * @param metric which score
 */
record NeuronPoints(FigureResults results, Metric metric) {

    private static final int LEVELS = 40; // values nearer than this part of their range stand side by side
    private static final double APART = 0.16; // of the room of a bar, at most
    private static final int FEW = 12;
    private static final double LARGE = 0.55;
    private static final double SMALL = 0.3;
    private static final double HALO = 0.25;

    /** Those of a model at a share, neurons rising; empty where they are not there. */
    List<NeuronScores.Row> rows(String model, double share) {
        return results.neuronScores().map(scores -> scores.of(model, share)).orElse(List.of());
    }

    /** The score of a row in the unit shown; perhaps NaN. */
    double value(NeuronScores.Row row) {
        return ScoreUnit.of(metric).factor() * metric.of(row.scores());
    }

    /** A point a neuron in the left half of a bar at {@code x}, beside its whisker, on white so that it is seen on any bar. */
    List<Mark> marks(double x, double width, List<NeuronScores.Row> rows) {
        double[] values = rows.stream().mapToDouble(this::value).toArray();
        double[] places = offsets(values, width / 2);
        for (int i = 0; i < places.length; i++) {
            places[i] += x - width / 4;
        }
        double size = values.length > FEW ? SMALL : LARGE;
        Values xs = Values.of(places);
        Values ys = Values.of(values);
        return List.of(
                new Mark.Dots(xs, ys, Look.of(Rgb.WHITE).withWidth(size + HALO), ""),
                new Mark.Dots(xs, ys, Look.of(Palette.INK).withWidth(size), "each neuron"));
    }

    /**
     * How far from the middle points of these values stand, so that equal ones do not hide each other: in the order of the
     * neurons, nearer to each other where there are many.
     */
    static double[] offsets(double[] values, double room) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        double step = high > low ? (high - low) / LEVELS : 1;
        Map<Long, Integer> counts = new HashMap<>(); // only looked up
        int[] places = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            places[i] = counts.merge(level(values[i], low, step), 1, Integer::sum) - 1;
        }
        double[] offsets = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int count = counts.getOrDefault(level(values[i], low, step), 1);
            double apart = Math.min(APART * room, room / count);
            offsets[i] = (places[i] - (count - 1) / 2.0) * apart;
        }
        return offsets;
    }

    private static long level(double value, double low, double step) {
        return Double.isFinite(value) ? Math.round((value - low) / step) : Long.MIN_VALUE;
    }

    /**
     * The mean noise ceiling over these neurons, in the unit shown.
     *
     * @param neurons whose scores it is drawn over; empty for all that have a ceiling
     * @return empty where the recording has no single trials, or some of the neurons are not analysed
     */
    OptionalDouble ceiling(List<Integer> neurons) {
        if (results.ceilings().isEmpty() || metric.ceiling().isEmpty()) {
            return OptionalDouble.empty();
        }
        Ceilings all = results.ceilings().orElseThrow();
        Ceilings of = neurons.isEmpty() ? all : all.select(neurons);
        if (of.neurons().size() < neurons.size()) {
            return OptionalDouble.empty();
        }
        double mean = ScoreUnit.of(metric).factor()
                * of.summary(metric.ceiling().orElseThrow()).mean();
        return Double.isFinite(mean) ? OptionalDouble.of(mean) : OptionalDouble.empty();
    }
}
