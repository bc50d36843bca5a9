package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.analysis.PopulationDecomposition;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Marker;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Values;

/** What hypercolumns add to the predictions of full readouts. Source: Lin et al. 2025, section 4.4, figure 7. */
record DecompositionFigure(FigureResults results) implements Illustration {

    private static final Look PREDICTION = Look.of(Palette.INK).withWidth(1);
    private static final Look CENTER =
            Palette.category(1).withWidth(1).withDash().withMarker(Marker.NONE);
    private static final Look SURROUND = Palette.category(0).withWidth(1).withMarker(Marker.NONE);
    private static final Look EACH = Look.of(Palette.pale(0)).withWidth(0.3);

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
                    ranks -> marks(model.getValue(), population, ranks)));
            stimuli = Math.max(stimuli, model.getValue().stimuli());
            counts.add(population.neurons());
            new DecompositionRows(rows, model.getKey(), model.getValue()).add();
        }
        String caption = caption(stimuli, counts);
        Figure figure = RankPanels.figure(
                title(), caption, panels, stimuli, "Rank of the image by prediction", "Response (as recorded)");
        return new PaperFigure(id(), title(), caption, figure, rows.data());
    }

    private static List<Mark> marks(Decomposition model, PopulationDecomposition population, int ranks) {
        int shown = Math.min(ranks, model.stimuli());
        RankGroups groups = groups(shown, model.stimuli());
        List<Mark> marks = new ArrayList<>();
        for (int position = 0; position < model.rows() * model.columns(); position++) {
            if (position != model.center()) {
                Values means = groups.means(population.hypercolumn(position));
                marks.add(new Mark.Line(groups.middles(), means, EACH, "each surround hypercolumn"));
            }
        }
        add(marks, population.surround().means(), shown, SURROUND, "surround, sum");
        add(marks, population.center().means(), shown, CENTER, "center hypercolumn");
        add(marks, population.prediction().means(), shown, PREDICTION, "prediction");
        return marks;
    }

    /** All ranks of a curve that has more than the best ones are drawn in groups. */
    static RankGroups groups(int shown, int stimuli) {
        return shown == stimuli && RankPanels.apart(stimuli) ? RankGroups.of(shown) : RankGroups.single(shown);
    }

    private static void add(List<Mark> marks, double[] curve, int shown, Look look, String label) {
        marks.add(new Mark.Line(Values.ranks(shown), Values.of(Arrays.copyOf(curve, shown)), look, label));
    }

    private String caption(int stimuli, List<Integer> counts) {
        return CaptionText.joined(
                "What the center hypercolumn, each surround hypercolumn and all of the surround add to the predictions of full readouts; with the bias they sum to the prediction.",
                "Each neuron's images ranked by its predictions, then averaged rank by rank over %s."
                        .formatted(CaptionText.neurons(counts)),
                RankPanels.caption(stimuli),
                stimuli > RankGroups.of(stimuli).count()
                        ? "Thin lines are means of %d ranks side by side where all ranks are shown."
                                .formatted(RankGroups.of(stimuli).size())
                        : "",
                CaptionText.images(results.conditions(), stimuli),
                CaptionText.fits(results.conditions()));
    }
}
