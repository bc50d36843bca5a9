package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.PopulationCurve;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Rgb;
import org.hypercolumn.drawing.Values;
import org.hypercolumn.metrics.PeakTuning;

/** Tuning curves averaged over neurons. Source: Lin et al. 2025, figure 8 of A.4. */
record PopulationTuningFigure(FigureResults results) implements Illustration {

    private static final double WIDTH = 1;

    @Override
    public String id() {
        return "figure8";
    }

    @Override
    public String title() {
        return "Population tuning curves";
    }

    @Override
    public Optional<String> missing() {
        return results.tuning().isEmpty()
                ? Optional.of("there are no tuning curves; run analyze --what tuning")
                : Optional.empty();
    }

    @Override
    public PaperFigure draw() {
        var rows = new FigureData.Rows("model", "quantity", "rank", "mean_response_as_recorded", "sem_as_recorded");
        List<RankPanels.Curves> panels = new ArrayList<>();
        int stimuli = 1;
        for (String model : results.tuning().keySet()) {
            TuningCurves curves = results.tuning().get(model);
            PopulationCurve recorded = curves.populationRecorded();
            PopulationCurve predicted = curves.populationPredicted();
            panels.add(new RankPanels.Curves(ModelName.of(model), List.of(), marks(model, recorded, predicted)));
            stimuli = Math.max(stimuli, curves.stimuli());
            addRows(rows, model, "recorded", recorded);
            addRows(rows, model, "predicted", predicted);
            addRows(rows, model, predicted);
        }
        Figure figure = RankPanels.figure(
                        title(),
                        caption(stimuli),
                        panels,
                        stimuli,
                        "Rank of the image by recorded response",
                        "Mean response (as recorded)")
                .withHeading(CaptionText.heading(CaptionText.neurons(neurons()), CaptionText.peak(stimuli)));
        return new PaperFigure(id(), title(), caption(stimuli), figure, rows.data());
    }

    private static void addRows(FigureData.Rows rows, String model, PopulationCurve predicted) {
        RankGroups groups = RankGroups.of(predicted.means().length);
        Values means = groups.means(predicted.means());
        Values errors = groups.means(predicted.errors());
        for (int group = 0; group < groups.count(); group++) {
            String quantity = "predicted_mean_from_rank";
            rows.add(model, quantity, groups.first(group), (float) means.at(group), (float) errors.at(group));
        }
    }

    private static void addRows(FigureData.Rows rows, String model, String quantity, PopulationCurve curve) {
        double[] means = curve.means();
        double[] errors = curve.errors();
        for (int rank = 1; rank <= means.length; rank++) {
            rows.add(model, quantity, rank, (float) means[rank - 1], (float) errors[rank - 1]);
        }
    }

    private static List<Mark> marks(String model, PopulationCurve recorded, PopulationCurve predicted) {
        List<Mark> marks = new ArrayList<>();
        RankGroups groups = RankGroups.of(predicted.means().length);
        Values means = groups.means(predicted.means());
        Values errors = groups.means(predicted.errors());
        add(marks, groups.middles(), means, errors, ModelLooks.of(model).color());
        addLegend(marks, errors, Palette.NEUTRAL, "predicted");
        Rgb black = Palette.RECORDED.color();
        Values ranks = Values.ranks(recorded.means().length);
        add(marks, ranks, Values.of(recorded.means()), Values.of(recorded.errors()), black);
        addLegend(marks, Values.of(recorded.errors()), black, "recorded");
        return marks;
    }

    private static void add(List<Mark> marks, Values x, Values means, Values errors, Rgb color) {
        marks.add(new Mark.Band(x, means.minus(errors), means.plus(errors), color, ""));
        marks.add(new Mark.Line(x, means, Look.of(color).withWidth(WIDTH), ""));
    }

    private static void addLegend(List<Mark> marks, Values errors, Rgb color, String label) {
        marks.add(RankPanels.legendOnly(Look.of(color).withWidth(WIDTH), label));
        if (errors.toList().stream().anyMatch(Double::isFinite)) {
            Values none = Values.of(new double[0]);
            marks.add(new Mark.Band(none, none, none, color, label + ", mean \u00b1 SEM over neurons"));
        }
    }

    private int neurons() {
        return results.conditions().neurons().size();
    }

    private String caption(int stimuli) {
        return CaptionText.joined(
                "Recorded responses and predictions (in the model's color), with images ranked by each neuron's recorded responses, then averaged rank by rank over %s; shaded: standard error of the mean (SEM) over neurons%s."
                        .formatted(
                                CaptionText.neurons(neurons()),
                                neurons() == 1 ? ", which one neuron does not have" : ""),
                RankPanels.AXIS,
                "Predictions are averaged over neighboring ranks, in groups as wide as a tenth of the rank.",
                "Peak tuning is computed over the k = %d images left of the dotted line."
                        .formatted(PeakTuning.peakImages(stimuli)),
                CaptionText.images(results.conditions(), stimuli),
                CaptionText.fits(results.conditions()),
                CaptionText.notShown(results, results.without(results.tuning())));
    }
}
