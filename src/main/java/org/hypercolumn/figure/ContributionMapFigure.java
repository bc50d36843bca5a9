package org.hypercolumn.figure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.drawing.ColorScale;
import org.hypercolumn.drawing.Extent;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.Grid;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;

/** What each hypercolumn of the grid adds to predictions. Source: Lin et al. 2025, figure 9 of A.5. */
record ContributionMapFigure(FigureResults results) implements Illustration {

    private static final double NAMES = 24;
    private static final double GAP = 2.5;
    private static final double LARGEST_MAP = 23;
    private static final int MOST_COLUMNS = 6;
    private static final double TOP = 7; // for names of two lines
    private static final double SCALE_LENGTH = 28;
    private static final double NARROW_SCALE_LENGTH = 16;
    private static final double SCALE_HEIGHT = 2.5;

    @Override
    public String id() {
        return "figure9";
    }

    @Override
    public String title() {
        return "What each hypercolumn adds to predictions";
    }

    @Override
    public Optional<String> missing() {
        return FullReadouts.missing(results);
    }

    /**
     * One of the two kinds of map.
     *
     * @param models whose largest size of any value has the darkest color
     * @param unit with the quantity, said behind the scale
     */
    private record Maps(
            List<String> name,
            Collection<Decomposition> models,
            Function<Decomposition, double[]> values,
            String unit) {

        /** The scale of all models if their grids are alike, else of this one: fewer hypercolumns add more each. */
        ColorScale scale(Decomposition model) {
            double largest = 0;
            for (Decomposition each : haveOneGrid(models) ? models : List.of(model)) {
                double[] map = values.apply(each);
                largest = Math.max(largest, Grid.of(1, map.length, map).largest());
            }
            return ColorScale.diverging(largest);
        }
    }

    private static boolean haveOneGrid(Collection<Decomposition> models) {
        return models.stream()
                        .map(model -> List.of(model.rows(), model.columns()))
                        .distinct()
                        .count()
                < 2;
    }

    @Override
    public PaperFigure draw() {
        Map<String, Decomposition> models = FullReadouts.of(results);
        List<Maps> kinds = List.of(
                new Maps(
                        List.of("mean", "contribution"),
                        models.values(),
                        model -> model.population().map(),
                        "mean (as recorded)"),
                new Maps(
                        List.of("share of", "variance"),
                        models.values(),
                        model -> model.population().shareMap(),
                        "share (dimensionless)"));
        List<Map.Entry<String, Decomposition>> all = List.copyOf(models.entrySet());
        boolean oneScale = haveOneGrid(models.values());
        int columns = Math.min(MOST_COLUMNS, all.size());
        Sheet sheet = new Sheet(columns < 3 ? Figure.SINGLE_COLUMN : Figure.TWO_COLUMNS);
        double side = Math.min(LARGEST_MAP, (sheet.width() - NAMES) / columns - GAP);
        double y = 0;
        for (int from = 0; from < all.size(); from += columns) {
            List<Map.Entry<String, Decomposition>> line = all.subList(from, Math.min(all.size(), from + columns));
            addNames(sheet, line, y, side);
            y += TOP;
            for (Maps maps : kinds) {
                sheet.addLines(0, y + side / 2, maps.name());
                for (int i = 0; i < line.size(); i++) {
                    double x = NAMES + i * (side + GAP);
                    add(sheet, line.get(i).getValue(), maps, new Extent(x, y, x + side, y + side));
                }
                y += side + GAP + (oneScale ? 0 : Sheet.LINE);
            }
        }
        double length = sheet.width() < Figure.TWO_COLUMNS ? NARROW_SCALE_LENGTH : SCALE_LENGTH;
        for (Maps maps : oneScale ? kinds : kinds.subList(0, 1)) {
            ColorScale scale = maps.scale(all.get(0).getValue());
            String high = NumberText.ofResponse(scale.high());
            sheet.addScale(
                    new Extent(NAMES, y, NAMES + length, y + SCALE_HEIGHT),
                    scale,
                    oneScale ? NumberText.ofResponse(scale.low()) : "\u2212",
                    oneScale ? "%s %s".formatted(high, maps.unit()) : "+ the number below the map");
            y += SCALE_HEIGHT + GAP;
        }
        Figure figure = sheet.figure(title(), caption(models), y).withHeading(CaptionText.neurons(counts(models)));
        return new PaperFigure(id(), title(), caption(models), figure, data(models));
    }

    private static void addNames(Sheet sheet, List<Map.Entry<String, Decomposition>> models, double y, double side) {
        for (int i = 0; i < models.size(); i++) {
            sheet.addLines(
                    NAMES + i * (side + GAP),
                    y + TOP / 2,
                    Sheet.lines(ModelName.of(models.get(i).getKey())));
        }
    }

    private static void add(Sheet sheet, Decomposition model, Maps maps, Extent place) {
        Grid grid = Grid.of(model.rows(), model.columns(), maps.values().apply(model));
        double cell = (place.right() - place.left()) / Math.max(model.rows(), model.columns());
        double left = place.left() + (place.right() - place.left() - cell * model.columns()) / 2;
        double top = place.top() + (place.bottom() - place.top() - cell * model.rows()) / 2;
        Extent whole = new Extent(left, top, left + cell * model.columns(), top + cell * model.rows());
        int row = model.center() / model.columns();
        int column = model.center() % model.columns();
        double x = left + cell * column;
        double y = top + cell * row;
        sheet.add(new Mark.Heat(grid, whole, maps.scale(model)));
        sheet.add(new Mark.Frame(whole, Look.of(Palette.FAINT).withWidth(0.5)));
        sheet.add(new Mark.Frame(
                new Extent(x, y, x + cell, y + cell), Look.of(Palette.INK).withWidth(0.75)));
        if (!haveOneGrid(maps.models())) {
            String limit = "\u00b1" + NumberText.ofResponse(maps.scale(model).high());
            sheet.add(place.left(), place.bottom() + Sheet.LINE - 0.4, limit);
        }
    }

    private static FigureData data(Map<String, Decomposition> models) {
        var rows = new FigureData.Rows(
                "model",
                "hypercolumn_row",
                "hypercolumn_column",
                "center",
                "mean_contribution_as_recorded",
                "variance_share_dimensionless");
        models.forEach((name, model) -> {
            double[] means = model.population().map();
            double[] shares = model.population().shareMap();
            for (int position = 0; position < means.length; position++) {
                rows.add(
                        name,
                        position / model.columns() + 1,
                        position % model.columns() + 1,
                        position == model.center() ? "yes" : "no",
                        (float) means[position],
                        (float) shares[position]);
            }
        });
        return rows.data();
    }

    private static List<Integer> counts(Map<String, Decomposition> models) {
        return models.values().stream()
                .map(model -> model.population().neurons())
                .toList();
    }

    private String caption(Map<String, Decomposition> models) {
        int stimuli = models.values().iterator().next().stimuli();
        return CaptionText.joined(
                "Each square is a hypercolumn of a full readout; the center is framed; white is 0.",
                "Top: its contribution to the prediction, averaged over images and neurons (as recorded);",
                "bottom: its share of the variance of the prediction over images, cov(contribution, prediction) / var(prediction), averaged over neurons (dimensionless); the shares of a model sum to 1.",
                haveOneGrid(models.values())
                        ? "All maps in a row share one scale."
                        : "The grids differ in size, so each map has its own scale, which ends at the number below it.",
                "%s.".formatted(CaptionText.neurons(counts(models))),
                CaptionText.images(results.conditions(), stimuli),
                CaptionText.fits(results.conditions()));
    }
}
