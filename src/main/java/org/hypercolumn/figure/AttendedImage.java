package org.hypercolumn.figure;

import org.hypercolumn.analysis.CenterAttention;
import org.hypercolumn.drawing.Extent;
import org.hypercolumn.drawing.Grid;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Mark;
import org.hypercolumn.drawing.Palette;
import org.hypercolumn.drawing.Rgb;

/** The attention of one model in one of the example neuron's most effective images. */
record AttendedImage(FigureResults results, CenterAttention attention, AttentionScale scale, int k) {

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

    /** Draws it at a place on the paper, its largest weight relative to even attention below. */
    void draw(Sheet sheet, Extent at) {
        double pixel = (at.right() - at.left()) / attention.imageWidth();
        results.thumbnail(place()).ifPresent(image -> sheet.add(new Mark.Picture(image, at)));
        Grid weights = weights();
        Grid map = Upsampling.bilinear(strengths(weights), AttentionFigure.smoothness());
        double stride = attention.stridePixels() * pixel;
        double margin = (attention.fieldPixels() * pixel - stride) / 2;
        double left = at.left() + margin;
        double top = at.top() + margin;
        sheet.add(new Mark.Heat(
                map,
                new Extent(left, top, left + stride * attention.columns(), top + stride * attention.rows()),
                AttentionScale.colors()));
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
        double largest = weights.largest() > 0 ? weights.largest() : Double.NaN;
        return NumberText.times(AttentionScale.relative(largest, positions(weights)));
    }

    /** Every weight, as it is and relative to even attention. */
    void addRows(FigureData.Rows rows, String model) {
        Grid weights = weights();
        for (int row = 0; row < weights.rows(); row++) {
            for (int column = 0; column < weights.columns(); column++) {
                double weight = weights.at(row, column);
                rows.add(results.example().neuron(), model, k + 1, place(), row + 1, column + 1, (float) weight, (float)
                        AttentionScale.relative(weight, positions(weights)));
            }
        }
    }

    private Grid strengths(Grid weights) {
        double[] strengths = new double[positions(weights)];
        for (int i = 0; i < strengths.length; i++) {
            double weight = weights.at(i / weights.columns(), i % weights.columns());
            strengths[i] = scale.strength(AttentionScale.relative(weight, strengths.length));
        }
        return Grid.of(weights.rows(), weights.columns(), strengths);
    }

    private static int positions(Grid weights) {
        return weights.rows() * weights.columns();
    }
}
