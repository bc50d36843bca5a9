package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

    private static final double EACH = 0.5;
    private static final double MEAN = 1;

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
        var rows = new FigureData.Rows("neuron", "model", "quantity", "unit", "rank", "image_index", "value");
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
                        "Response (as recorded)")
                .withHeading(CaptionText.heading(results.example().name(), CaptionText.peak(stimuli)));
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
        float[] predicted = curves.predicted(index);
        RankGroups groups = RankGroups.of(predicted.length);
        Values means = groups.means(doubles(predicted));
        for (int group = 0; group < groups.count(); group++) {
            String quantity = "predicted_response_mean_from_rank";
            rows.add(neuron, model, quantity, "as recorded", groups.first(group), "", (float) means.at(group));
        }
        int peak = PeakTuning.peakImages(predicted.length);
        rows.add(neuron, model, "theta", "as recorded", peak, images[peak - 1], theta(curves.recorded(index)));
        for (Metric metric : Metric.paper()) {
            ScoreUnit unit = ScoreUnit.of(metric);
            rows.add(neuron, model, metric.name(), unit.text(), "", "", metric.of(scores) * unit.factor());
        }
    }

    private static int stimuli(Map<String, TuningCurves> tuning) {
        return tuning.values().stream().mapToInt(TuningCurves::stimuli).max().orElse(1);
    }

    /** The smallest response of the k best images. */
    private static float theta(float[] recorded) {
        return recorded[PeakTuning.peakImages(recorded.length) - 1];
    }

    private static RankPanels.Curves panel(String model, float[] recorded, float[] predicted, Scores scores) {
        List<String> notes = List.of(
                "CORR " + NumberText.ofScore(scores.correlation()),
                Metric.PT_J.label(recorded.length) + " " + NumberText.percent(scores.peakTuningJoint()),
                Metric.PT_S.label(recorded.length) + " " + NumberText.percent(scores.peakTuningSeparate()));
        return new RankPanels.Curves(ModelName.of(model), notes, marks(model, recorded, predicted));
    }

    private static List<Mark> marks(String model, float[] recorded, float[] predicted) {
        Look mean = Look.of(ModelLooks.of(model).color()).withWidth(MEAN);
        Look each = Look.of(Palette.pale(mean.color())).withWidth(EACH);
        Values ranks = Values.ranks(recorded.length);
        RankGroups groups = RankGroups.of(predicted.length);
        int peak = PeakTuning.peakImages(recorded.length);
        return List.of(
                new Mark.Line(ranks, Values.of(predicted), each, ""),
                new Mark.Level(
                        theta(recorded),
                        Look.of(Palette.INK).withWidth(EACH).withDash(2, 1.5),
                        "\u03b8, the %s recorded response".formatted(CaptionText.largest(peak))),
                RankPanels.legendOnly(Look.of(Palette.pale(Palette.NEUTRAL)).withWidth(EACH), "predicted, each image"),
                RankPanels.legendOnly(Look.of(Palette.NEUTRAL).withWidth(MEAN), "predicted, mean of neighboring ranks"),
                new Mark.Line(groups.middles(), groups.means(doubles(predicted)), mean, ""),
                new Mark.Line(
                        ranks,
                        Values.of(recorded),
                        Palette.RECORDED.withWidth(MEAN).withMarker(Marker.NONE),
                        "recorded"));
    }

    private static double[] doubles(float[] values) {
        return Values.of(values).toList().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private String caption(int stimuli) {
        return CaptionText.joined(
                "Recorded responses and predictions (in the model's color) of %s, to images ranked by recorded response; predictions are in the order of the recorded ranks."
                        .formatted(results.example().text()),
                "Thin: the prediction for each image; thick: averages over neighboring ranks, in groups as wide as a tenth of the rank.",
                RankPanels.AXIS,
                "Dashed: \u03b8, the %s recorded response; of the k = %d images left of the dotted line, those whose predictions reach \u03b8 count for joint peak tuning."
                        .formatted(CaptionText.largest(PeakTuning.peakImages(stimuli)), PeakTuning.peakImages(stimuli)),
                "Scores are those of this neuron. " + CaptionText.peakTuning(OptionalInt.of(stimuli)),
                CaptionText.images(results.conditions(), stimuli),
                CaptionText.fits(results.conditions()),
                CaptionText.notShown(results, results.without(results.tuning())));
    }
}
