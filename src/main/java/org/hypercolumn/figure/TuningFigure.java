package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Marker;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.metrics.Scores;

/** One neuron's tuning curves. Source: Lin et al. 2025, figure 4. */
record TuningFigure(FigureResults results) implements Illustration {

    @Override
    public String id() {
        return "figure4";
    }

    @Override
    public String title() {
        return "Tuning curves of one neuron";
    }

    @Override
    public Optional<String> missing() {
        return results.tuning().isEmpty()
                ? Optional.of("there are no tuning curves; run analyze --what tuning")
                : Optional.empty();
    }

    @Override
    public PaperFigure draw() {
        int index = results.example().index();
        var rows = new FigureData.Rows("neuron", "model", "quantity", "unit", "rank", "image_place", "value");
        List<RankPanels.Curves> panels = new ArrayList<>();
        results.tuning().forEach((model, curves) -> {
            float[] recorded = curves.recorded(index);
            float[] predicted = curves.predicted(index);
            Scores scores = Scores.of(predicted, recorded);
            panels.add(panel(model, recorded, predicted, scores));
            addRows(rows, model, curves, scores);
        });
        int stimuli = stimuli(results.tuning());
        Figure figure = RankPanels.figure(
                title(),
                caption(stimuli),
                panels,
                stimuli,
                "Rank of the image by recorded response",
                "Response (as recorded)");
        return new PaperFigure(id(), title(), caption(stimuli), figure, rows.data());
    }

    private void addRows(FigureData.Rows rows, String model, TuningCurves curves, Scores scores) {
        int neuron = results.example().neuron();
        int index = results.example().index();
        int[] images = curves.images(index);
        Map<String, float[]> responses = new LinkedHashMap<>();
        responses.put("recorded_response", curves.recorded(index));
        responses.put("predicted_response", curves.predicted(index));
        responses.forEach((quantity, values) -> {
            for (int rank = 1; rank <= values.length; rank++) {
                rows.add(neuron, model, quantity, "as recorded", rank, images[rank - 1], values[rank - 1]);
            }
        });
        for (Metric metric : Metric.paper()) {
            ScoreUnit unit = ScoreUnit.of(metric);
            rows.add(neuron, model, metric.name(), unit.text(), "", "", metric.of(scores) * unit.factor());
        }
    }

    private static int stimuli(Map<String, TuningCurves> tuning) {
        return tuning.values().stream().mapToInt(TuningCurves::stimuli).max().orElse(1);
    }

    private static RankPanels.Curves panel(String model, float[] recorded, float[] predicted, Scores scores) {
        List<String> notes = List.of(
                "CORR " + NumberText.ofScore(scores.correlation()),
                "PT_J " + NumberText.percent(scores.peakTuningJoint()),
                "PT_S " + NumberText.percent(scores.peakTuningSeparate()));
        float theta = recorded[PeakTuning.peakImages(recorded.length) - 1];
        return new RankPanels.Curves(ModelName.of(model), notes, ranks -> marks(recorded, predicted, theta, ranks));
    }

    private static List<Mark> marks(float[] recorded, float[] predicted, float theta, int ranks) {
        int shown = Math.min(ranks, recorded.length);
        boolean all = shown == recorded.length && RankPanels.apart(shown);
        Values x = Values.ranks(shown);
        List<Mark> marks = new ArrayList<>();
        if (!all) {
            marks.add(
                    new Mark.Level(theta, Look.of(Palette.FAINT).withWidth(0.75).withDash(2, 1.5)));
        }
        Look look = Palette.category(0).withWidth(all ? 0.4 : 0.8).withMarker(Marker.NONE);
        marks.add(new Mark.Line(x, first(predicted, shown), look, "predicted"));
        marks.add(new Mark.Line(
                x, first(recorded, shown), Palette.RECORDED.withWidth(1).withMarker(Marker.NONE), "recorded"));
        return marks;
    }

    private static Values first(float[] values, int count) {
        return Values.of(Arrays.copyOf(values, count));
    }

    private String caption(int stimuli) {
        return CaptionText.joined(
                "Recorded and predicted responses of %s, to images ranked by recorded response; a model's predictions are in the order of the recorded ranks."
                        .formatted(results.example().text()),
                RankPanels.caption(stimuli),
                "Dashed: the %s largest recorded response; predictions that reach it count for peak tuning."
                        .formatted(NumberText.ordinal(PeakTuning.peakImages(stimuli))),
                "Scores are this neuron's.",
                CaptionText.images(results.conditions(), stimuli),
                CaptionText.fits(results.conditions()),
                CaptionText.notShown(results.without(results.tuning())));
    }
}
