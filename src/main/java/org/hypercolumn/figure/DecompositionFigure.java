package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.analysis.PopulationDecomposition;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Values;

/** What hypercolumns add to the predictions of full readouts. Source: Lin et al. 2025, section 4.4, figure 7. */
record DecompositionFigure(FigureResults results) implements Illustration {

    private static final double WIDTH = 1;
    private static final Look CENTER = Look.of(Palette.INK).withWidth(WIDTH).withDash(4, 1.5);
    private static final Look SURROUND = Look.of(Palette.NEUTRAL).withWidth(WIDTH);
    private static final Look EACH = Look.of(Palette.pale(Palette.NEUTRAL)).withWidth(0.3);

    @Override
    public String id() {
        return "figure7";
    }

    @Override
    public String title() {
        return "What center and surround add to predictions";
    }

    @Override
    public Optional<String> missing() {
        return FullReadouts.missing(results);
    }

    @Override
    public PaperFigure draw() {
        Map<String, Decomposition> models = FullReadouts.of(results);
        var rows = new FigureData.Rows(
                "model",
                "curve",
                "hypercolumn_row",
                "hypercolumn_column",
                "first_rank",
                "last_rank",
                "mean_response_as_recorded",
                "sem_as_recorded");
        List<RankPanels.Curves> panels = new ArrayList<>();
        int stimuli = 1;
        List<Integer> counts = new ArrayList<>();
        for (Map.Entry<String, Decomposition> model : models.entrySet()) {
            PopulationDecomposition population = model.getValue().population();
            panels.add(new RankPanels.Curves(
                    ModelName.of(model.getKey()),
                    List.of("bias " + NumberText.ofResponse(population.bias())),
                    marks(model.getKey(), model.getValue(), population)));
            stimuli = Math.max(stimuli, model.getValue().stimuli());
            counts.add(population.neurons());
            new DecompositionRows(rows, model.getKey(), model.getValue()).add();
        }
        String caption = caption(stimuli, counts);
        Figure figure = RankPanels.figure(
                        title(), caption, panels, stimuli, "Rank of the image by prediction", "Response (as recorded)")
                .withHeading(CaptionText.heading(CaptionText.neurons(counts), CaptionText.peak(stimuli)));
        return new PaperFigure(id(), title(), caption, figure, rows.data());
    }

    private static List<Mark> marks(String name, Decomposition model, PopulationDecomposition population) {
        RankGroups groups = RankGroups.of(model.stimuli());
        List<Mark> marks = new ArrayList<>();
        for (int position = 0; position < model.rows() * model.columns(); position++) {
            if (position != model.center()) {
                Values means = groups.means(population.hypercolumn(position));
                marks.add(new Mark.Line(groups.middles(), means, EACH, "each surround hypercolumn"));
            }
        }
        Values surround = groups.means(population.surround().means());
        Values center = groups.means(population.center().means());
        marks.add(new Mark.Line(groups.middles(), surround, SURROUND, "surround, sum"));
        marks.add(new Mark.Line(groups.middles(), center, CENTER, "center hypercolumn"));
        Look prediction = Look.of(ModelLooks.of(name).color()).withWidth(WIDTH);
        double[] predicted = population.prediction().means();
        marks.add(new Mark.Line(Values.ranks(predicted.length), Values.of(predicted), prediction, ""));
        marks.add(RankPanels.legendOnly(prediction, "prediction, in the model's color"));
        return marks;
    }

    private String caption(int stimuli, List<Integer> counts) {
        return CaptionText.joined(
                "What the center hypercolumn, each surround hypercolumn and all of the surround add to the predictions of full readouts; together with the bias, they sum to the prediction.",
                "Images are ranked by prediction for each neuron, then curves are averaged rank by rank over %s."
                        .formatted(CaptionText.neurons(counts)),
                RankPanels.AXIS,
                "All curves except the prediction are averaged over neighboring ranks, in groups as wide as a tenth of the rank.",
                CaptionText.images(results.conditions(), stimuli),
                CaptionText.fits(results.conditions()));
    }
}
