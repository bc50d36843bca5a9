package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.PopulationCurve;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Marker;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Values;

/** Tuning curves averaged over neurons. Source: Lin et al. 2025, figure 8 of A.4. */
record PopulationTuningFigure(FigureResults results) implements Illustration {

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
            panels.add(
                    new RankPanels.Curves(ModelName.of(model), List.of(), ranks -> marks(recorded, predicted, ranks)));
            stimuli = Math.max(stimuli, curves.stimuli());
            addRows(rows, model, "recorded", recorded);
            addRows(rows, model, "predicted", predicted);
        }
        Figure figure = RankPanels.figure(
                title(),
                caption(stimuli),
                panels,
                stimuli,
                "Rank of the image by recorded response",
                "Mean response (as recorded)");
        return new PaperFigure(id(), title(), caption(stimuli), figure, rows.data());
    }

    private static void addRows(FigureData.Rows rows, String model, String quantity, PopulationCurve curve) {
        double[] means = curve.means();
        double[] errors = curve.errors();
        for (int rank = 1; rank <= means.length; rank++) {
            rows.add(model, quantity, rank, (float) means[rank - 1], (float) errors[rank - 1]);
        }
    }

    private static List<Mark> marks(PopulationCurve recorded, PopulationCurve predicted, int ranks) {
        int shown = Math.min(ranks, recorded.means().length);
        boolean all = shown == recorded.means().length && RankPanels.apart(shown);
        List<Mark> marks = new ArrayList<>();
        add(marks, recorded, shown, Palette.RECORDED.withWidth(1).withMarker(Marker.NONE), "recorded");
        add(
                marks,
                predicted,
                shown,
                Palette.category(0).withWidth(all ? 0.5 : 1).withMarker(Marker.NONE),
                "predicted");
        return marks;
    }

    private static void add(List<Mark> marks, PopulationCurve curve, int shown, Look look, String label) {
        Values x = Values.ranks(shown);
        Values means = Values.of(Arrays.copyOf(curve.means(), shown));
        Values errors = Values.of(Arrays.copyOf(curve.errors(), shown));
        marks.add(new Mark.Band(x, means.minus(errors), means.plus(errors), look.color()));
        marks.add(new Mark.Line(x, means, look, label));
    }

    private String caption(int stimuli) {
        return CaptionText.joined(
                "Recorded and predicted responses, each neuron's images ranked by its recorded responses, then averaged rank by rank over %s; shaded: standard error of the mean over neurons."
                        .formatted(CaptionText.neurons(
                                results.conditions().neurons().size())),
                RankPanels.caption(stimuli),
                CaptionText.images(results.conditions(), stimuli),
                CaptionText.fits(results.conditions()),
                CaptionText.notShown(results.without(results.tuning())));
    }
}
