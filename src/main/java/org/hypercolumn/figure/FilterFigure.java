package org.hypercolumn.figure;

import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.FirstFilters;
import org.hypercolumn.drawing.Extent;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Grid;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;

/** The filters of the first layer, as each model learned them for one neuron. */
record FilterFigure(FigureResults results) implements Illustration {

    private static final double NAMES = 27;
    private static final double GAP = 1;
    private static final double BETWEEN = 3; // models
    private static final int COLUMNS = 16;
    private static final int MOST = 64; // filters of a model
    private static final double TOP = 2;
    private static final double MIDDLE_GRAY = 127.5;

    @Override
    public String id() {
        return "figure-filters";
    }

    @Override
    public String title() {
        return "First-layer filters of one neuron's models";
    }

    @Override
    public Optional<String> missing() {
        return results.filters().isEmpty()
                ? Optional.of("there are no filters; run analyze --what filters")
                : Optional.empty();
    }

    @Override
    public PaperFigure draw() {
        var rows = new FigureData.Rows("neuron", "model", "filter", "row", "column", "weight_dimensionless");
        Sheet sheet = new Sheet(Figure.TWO_COLUMNS);
        double side = (sheet.width() - NAMES) / COLUMNS - GAP;
        double y = TOP;
        for (Map.Entry<String, FirstFilters> model : results.filters().entrySet()) {
            FirstFilters filters = model.getValue();
            int shown = Math.min(MOST, filters.channels());
            int lines = (shown + COLUMNS - 1) / COLUMNS;
            double limit = largest(filters, shown);
            sheet.addName(model.getKey(), y + lines * (side + GAP) / 2, "\u00b1" + NumberText.ofResponse(limit));
            for (int channel = 0; channel < shown; channel++) {
                double x = NAMES + channel % COLUMNS * (side + GAP);
                int line = channel / COLUMNS;
                double top = y + line * (side + GAP);
                draw(sheet, filters, channel, limit, new Extent(x, top, x + side, top + side));
                add(rows, model.getKey(), filters, channel);
            }
            y += Math.max(lines * (side + GAP), 3 * Sheet.LINE) + BETWEEN;
        }
        Figure figure = sheet.figure(title(), caption(), y)
                .withHeading(CaptionText.heading(
                        results.example().name(),
                        "gray: weight 0, black and white: \u2212 and + the number below the model's name"));
        return new PaperFigure(id(), title(), caption(), figure, rows.data());
    }

    private double largest(FirstFilters filters, int shown) {
        double largest = 0;
        for (int channel = 0; channel < shown; channel++) {
            largest = Math.max(largest, grid(filters, channel).largest());
        }
        return largest;
    }

    private Grid grid(FirstFilters filters, int channel) {
        return Grid.of(
                filters.rows(),
                filters.columns(),
                filters.filter(results.example().index(), channel));
    }

    private void draw(Sheet sheet, FirstFilters filters, int channel, double limit, Extent at) {
        Grid weights = grid(filters, channel);
        double[] gray = new double[weights.rows() * weights.columns()];
        for (int i = 0; i < gray.length; i++) {
            double weight = weights.at(i / weights.columns(), i % weights.columns());
            gray[i] = MIDDLE_GRAY * (1 + (limit > 0 ? weight / limit : 0));
        }
        sheet.add(new Mark.Picture(Grid.of(weights.rows(), weights.columns(), gray), at));
        sheet.add(new Mark.Frame(at, Look.of(Palette.FAINT).withWidth(0.4)));
    }

    private void add(FigureData.Rows rows, String model, FirstFilters filters, int channel) {
        Grid weights = grid(filters, channel);
        for (int row = 0; row < weights.rows(); row++) {
            for (int column = 0; column < weights.columns(); column++) {
                float weight = (float) weights.at(row, column);
                rows.add(results.example().neuron(), model, channel + 1, row + 1, column + 1, weight);
            }
        }
    }

    private String caption() {
        int most = results.filters().values().stream()
                .mapToInt(FirstFilters::channels)
                .max()
                .orElse(0);
        return CaptionText.joined(
                "Filters of the first layer of each model fitted to %s, in the order of the channels."
                        .formatted(results.example().text()),
                "Gray: weight 0; black and white: minus and plus the largest absolute weight of the model, which is given below its name (dimensionless).",
                most > MOST ? "Of models with more, the first %d are shown.".formatted(MOST) : "",
                CaptionText.site(results.conditions()),
                CaptionText.fits(results.conditions()),
                CaptionText.notShown(results, results.without(results.filters())));
    }
}
