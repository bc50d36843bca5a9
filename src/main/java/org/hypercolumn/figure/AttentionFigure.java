package org.hypercolumn.figure;

import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.drawing.Extent;
import org.hypercolumn.drawing.Figure;

/** What the center hypercolumn attends to in a neuron's most effective images. Source: Lin et al. 2025, figure 10 of A.6. */
record AttentionFigure(FigureResults results) implements Illustration {

    private static final double NAMES = 27;
    private static final double GAP = 2;
    private static final double LARGEST_IMAGE = 23;
    private static final double SMALLEST_IMAGE = 8;
    private static final double PAGE = 215; // all rows together
    private static final double TOP = 4;
    private static final double BAR_LENGTH = 30;
    private static final double BAR_HEIGHT = 2.5;
    private static final double BOTTOM = 8;
    private static final int SMOOTHNESS = 6;

    @Override
    public String id() {
        return "figure10";
    }

    @Override
    public String title() {
        return "What the center hypercolumn attends to";
    }

    @Override
    public Optional<String> missing() {
        return results.attentions().isEmpty()
                ? Optional.of(
                        "no model's attention is analysed; run analyze --what attention, of models with attention")
                : Optional.empty();
    }

    @Override
    public PaperFigure draw() {
        Map<String, CenterAttention> models = results.attentions();
        AttentionScale scale = AttentionScale.of(models.values());
        int images =
                models.values().stream().mapToInt(CenterAttention::best).max().orElse(1);
        var rows = new FigureData.Rows(
                "neuron",
                "model",
                "rank",
                "image_index",
                "hypercolumn_row",
                "hypercolumn_column",
                "weight_dimensionless",
                "relative_to_even_dimensionless");
        Sheet sheet = new Sheet(Figure.TWO_COLUMNS);
        double side = Math.min(
                Math.min(LARGEST_IMAGE, (sheet.width() - NAMES) / images - GAP),
                Math.max(SMALLEST_IMAGE, PAGE / models.size() - Sheet.LINE - GAP));
        for (int k = 0; k < images; k++) {
            sheet.add(x(k, side), TOP - 1, "rank " + (k + 1));
        }
        double y = TOP;
        for (Map.Entry<String, CenterAttention> model : models.entrySet()) {
            CenterAttention attention = model.getValue();
            double height = side * attention.imageHeight() / attention.imageWidth();
            sheet.addLines(0, y + height / 2, Sheet.lines(ModelName.of(model.getKey())));
            for (int k = 0; k < attention.best(); k++) {
                var image = new AttendedImage(results, attention, scale, k);
                image.draw(sheet, new Extent(x(k, side), y, x(k, side) + side, y + height));
                image.addRows(rows, model.getKey());
            }
            y += height + Sheet.LINE + GAP;
        }
        sheet.addScale(
                new Extent(NAMES, y + GAP, NAMES + BAR_LENGTH, y + GAP + BAR_HEIGHT),
                AttentionScale.colors(),
                "1 (even)",
                scale.highText() + " times even attention (logarithmic)");
        Figure figure = sheet.figure(title(), caption(scale), y + BOTTOM)
                .withHeading(CaptionText.heading(
                        results.example().name(), "below each image its largest attention relative to even attention"));
        return new PaperFigure(id(), title(), caption(scale), figure, rows.data());
    }

    private static double x(int k, double side) {
        return NAMES + k * (side + GAP);
    }

    private String caption(AttentionScale scale) {
        return CaptionText.joined(
                "Attention of the center hypercolumn (the query) for %s, in the images with the highest recorded responses."
                        .formatted(results.example().text()),
                "Orange: attention weights of the hypercolumns (the keys) relative to even attention (weight times the number of hypercolumns, dimensionless), transparent at 1 and below; one logarithmic scale up to %s for all neurons, images and models of the run; interpolated bilinearly between the centers of the hypercolumns' receptive fields."
                        .formatted(scale.highText()),
                "Below each image: the largest relative weight.",
                "Blue: receptive field of the center hypercolumn.",
                CaptionText.images(results.conditions()),
                CaptionText.fits(results.conditions()));
    }

    static int smoothness() {
        return SMOOTHNESS;
    }
}
