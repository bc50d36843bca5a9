package org.hypercolumn.figure;

import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.drawing.Extent;
import org.hypercolumn.drawing.Grid;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Rgb;

/** The attention of one model in one of the example neuron's most effective images. */
record AttendedImage(FigureResults results, CenterAttention attention, int k) {

    /** Weights below this many times the even one are faint, even where they are the largest. */
    private static final double LEAST_RANGE = 4;

    /** Keeps the frame apart from dark images. */
    private static final Look AROUND_CENTER = Look.of(Rgb.WHITE).withWidth(1.6);

    private static final Look CENTER = Look.of(Rgb.of(0x0072b2)).withWidth(0.8);

    private int place() {
        return attention.images(results.example().index())[k];
    }

    private Grid weights() {
        return Grid.of(
                attention.rows(),
                attention.columns(),
                attention.attention(results.example().index(), k));
    }

    /** Draws it at a place on the paper, its largest weight below. */
    void draw(Sheet sheet, Extent at) {
        double pixel = (at.right() - at.left()) / attention.imageWidth();
        results.thumbnail(place()).ifPresent(image -> sheet.add(new Mark.Picture(image, at)));
        Grid weights = weights();
        Grid map = Upsampling.bilinear(scaled(weights), AttentionFigure.smoothness());
        double stride = attention.stridePixels() * pixel;
        double margin = (attention.fieldPixels() * pixel - stride) / 2;
        double left = at.left() + margin;
        double top = at.top() + margin;
        sheet.add(new Mark.Heat(
                map,
                new Extent(left, top, left + stride * attention.columns(), top + stride * attention.rows()),
                AttentionFigure.veil()));
        int row = attention.center() / attention.columns();
        int column = attention.center() % attention.columns();
        double x = at.left() + stride * column;
        double y = at.top() + stride * row;
        double side = attention.fieldPixels() * pixel;
        Extent center = new Extent(x, y, x + side, y + side);
        sheet.add(new Mark.Frame(center, AROUND_CENTER));
        sheet.add(new Mark.Frame(center, CENTER));
        sheet.add(new Mark.Frame(at, Look.of(Palette.FAINT).withWidth(0.4)));
        sheet.add(at.left(), at.bottom() + Sheet.LINE - 0.4, largest(weights));
    }

    /** The largest weight as text; none is 0 where there is any, since they sum to 1. */
    private static String largest(Grid weights) {
        return NumberText.ofWeight(weights.largest() > 0 ? weights.largest() : Double.NaN);
    }

    /** Every weight, and what it is of the largest one, as it is drawn. */
    void addRows(FigureData.Rows rows, String model) {
        Grid weights = weights();
        Grid scaled = scaled(weights);
        for (int row = 0; row < weights.rows(); row++) {
            for (int column = 0; column < weights.columns(); column++) {
                rows.add(
                        results.example().neuron(),
                        model,
                        k + 1,
                        place(),
                        row + 1,
                        column + 1,
                        (float) weights.at(row, column),
                        (float) scaled.at(row, column));
            }
        }
    }

    /** 0 at the weight of even attention or less, 1 at the largest weight or {@link #LEAST_RANGE}. */
    private static Grid scaled(Grid weights) {
        double even = 1.0 / (weights.rows() * weights.columns());
        double largest = Math.max(weights.largest(), LEAST_RANGE * even);
        double[] scaled = new double[weights.rows() * weights.columns()];
        for (int i = 0; i < scaled.length; i++) {
            double weight = weights.at(i / weights.columns(), i % weights.columns());
            scaled[i] = Math.max(0, (weight - even) / (largest - even)); // NaN stays NaN
        }
        return Grid.of(weights.rows(), weights.columns(), scaled);
    }
}
