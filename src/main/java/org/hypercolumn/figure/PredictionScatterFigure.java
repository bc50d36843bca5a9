package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.drawing.Axis;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Panel;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.metrics.Scores;

/** One neuron's predicted responses against the recorded ones, a point an image. */
record PredictionScatterFigure(FigureResults results) implements Illustration {

    private static final List<Double> SIDES = List.of(50.0, 50.0, 45.0, 33.0); // by columns
    private static final double DOT = 0.35;
    private static final double ROOM = 0.04; // of the range, beyond the points
    private static final Look IDENTITY = Look.of(Palette.INK).withWidth(0.5);
    private static final Look THETA = Look.of(Palette.INK).withWidth(0.5).withDash(2, 1.5);

    @Override
    public String id() {
        return "figure-predicted-recorded";
    }

    @Override
    public String title() {
        return "Predicted against recorded responses of one neuron";
    }

    @Override
    public Optional<String> missing() {
        return results.tuning().isEmpty()
                ? Optional.of("there are no tuning curves; run analyze --what tuning")
                : Optional.empty();
    }

    @Override
    public PaperFigure draw() {
        Map<String, TuningCurves> models = results.tuning();
        int index = results.example().index();
        int columns = RankPanels.columns(models.size());
        double[] heights = new double[(models.size() + columns - 1) / columns];
        Arrays.fill(heights, SIDES.get(columns - 1));
        double[] widths = new double[columns];
        Arrays.fill(widths, 1);
        int stimuli = results.stimuli().orElse(1);
        String caption = caption(stimuli);
        Figure figure = Figure.of(title(), caption, models.size() == 1 ? Figure.SINGLE_COLUMN : Figure.TWO_COLUMNS)
                .withRows(heights)
                .withColumns(widths)
                .withLegend(Figure.Legend.BELOW)
                .withHeading(CaptionText.heading(results.example().name(), CaptionText.peak(stimuli)))
                .withTitles("Recorded response (as recorded)", "Predicted response (as recorded)");
        Axis.Ends range = range(models, index);
        var rows =
                new FigureData.Rows("neuron", "model", "image_place", "recorded_as_recorded", "predicted_as_recorded");
        int place = 0;
        for (Map.Entry<String, TuningCurves> model : models.entrySet()) {
            TuningCurves curves = model.getValue();
            figure = figure.with(place / columns, place % columns, panel(model.getKey(), curves, index, range));
            place++;
            int[] images = curves.images(index);
            float[] recorded = curves.recorded(index);
            float[] predicted = curves.predicted(index);
            for (int i = 0; i < images.length; i++) {
                rows.add(results.example().neuron(), model.getKey(), images[i], recorded[i], predicted[i]);
            }
        }
        return new PaperFigure(id(), title(), caption, figure, rows.data());
    }

    /** Of both axes: all responses, recorded and predicted, and 0. */
    private static Axis.Ends range(Map<String, TuningCurves> models, int index) {
        double low = 0;
        double high = 0;
        for (TuningCurves curves : models.values()) {
            for (float[] values : List.of(curves.recorded(index), curves.predicted(index))) {
                for (float value : values) {
                    low = Float.isFinite(value) ? Math.min(low, value) : low;
                    high = Float.isFinite(value) ? Math.max(high, value) : high;
                }
            }
        }
        double room = high > low ? ROOM * (high - low) : 1;
        return new Axis.Ends(low - room, high + room);
    }

    private static Panel panel(String model, TuningCurves curves, int index, Axis.Ends range) {
        float[] recorded = curves.recorded(index);
        float[] predicted = curves.predicted(index);
        double theta = recorded[PeakTuning.peakImages(recorded.length) - 1];
        Values ends = Values.of(range.from(), range.to());
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Line(ends, ends, IDENTITY, "predicted = recorded"));
        marks.add(new Mark.Level(theta, THETA, "\u03b8, reached by the k largest recorded responses"));
        marks.add(new Mark.Upright(theta, THETA, ""));
        marks.add(new Mark.Dots(
                Values.of(recorded),
                Values.of(predicted),
                Look.of(ModelLooks.of(model).color()).withWidth(DOT),
                ""));
        String corr =
                "CORR " + NumberText.ofScore(Scores.of(predicted, recorded).correlation());
        Axis axis = Axis.linear("").withRange(range.from(), range.to());
        return Panel.of(axis, axis, marks)
                .titled("", CaptionText.titled(model, corr))
                .withEqualUnits();
    }

    private String caption(int stimuli) {
        return CaptionText.joined(
                "Predicted against recorded responses of %s, one point for each image, in the model's color; line: identity."
                        .formatted(results.example().text()),
                "Dashed: \u03b8, the %s recorded response; points to the right of the vertical line and above the horizontal one count for joint peak tuning."
                        .formatted(CaptionText.largest(PeakTuning.peakImages(stimuli))),
                "CORR is that of this neuron.",
                CaptionText.images(results.conditions(), stimuli),
                CaptionText.fits(results.conditions()),
                CaptionText.notShown(results, results.without(results.tuning())));
    }
}
