package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.drawing.ColorScale;
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

    /** Clear where the weight is that of even attention, mostly opaque at the largest weight of an image. */
    private static final ColorScale VEIL = ColorScale.veil(0, 1);

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
        int images =
                models.values().stream().mapToInt(CenterAttention::best).max().orElse(1);
        var rows = new FigureData.Rows(
                "neuron",
                "model",
                "rank",
                "image_place",
                "hypercolumn_row",
                "hypercolumn_column",
                "weight_dimensionless",
                "shown_dimensionless");
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
                var image = new AttendedImage(results, attention, k);
                image.draw(sheet, new Extent(x(k, side), y, x(k, side) + side, y + height));
                image.addRows(rows, model.getKey());
            }
            y += height + Sheet.LINE + GAP;
        }
        sheet.addScale(
                new Extent(NAMES, y + GAP, NAMES + BAR_LENGTH, y + GAP + BAR_HEIGHT),
                VEIL,
                "even",
                "largest weight of the image, its number below it");
        Figure figure = sheet.figure(title(), caption(), y + BOTTOM);
        return new PaperFigure(id(), title(), caption(), figure, rows.data());
    }

    private static double x(int k, double side) {
        return NAMES + k * (side + GAP);
    }

    private String caption() {
        return CaptionText.joined(
                "Attention with the center hypercolumn as query, of %s, in the images with its highest recorded responses."
                        .formatted(results.example().text()),
                "Orange: weights of the hypercolumns as keys, from that of even attention, %s, to the largest weight in each image, which is written below it, but to four times the even one at least; bilinear between the middles of the hypercolumns' receptive fields. Weights are dimensionless and sum to 1."
                        .formatted(even()),
                "Blue: receptive field of the center hypercolumn.",
                CaptionText.images(results.conditions()),
                CaptionText.fits(results.conditions()));
    }

    private String even() {
        List<String> weights = new ArrayList<>();
        for (CenterAttention model : results.attentions().values()) {
            String text = NumberText.ofWeight(1.0 / (model.rows() * model.columns()));
            if (!weights.contains(text)) {
                weights.add(text);
            }
        }
        return String.join(" or ", weights);
    }

    static ColorScale veil() {
        return VEIL;
    }

    static int smoothness() {
        return SMOOTHNESS;
    }
}
