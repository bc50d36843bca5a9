package org.hypercolumn.drawing;

import java.util.List;
import java.util.SplittableRandom;

/** Figures for tests. */
final class Samples {
    private Samples() {}

    /** One panel with a line of two points. */
    static Figure tiny() {
        Panel panel = Panel.of(
                        Axis.linear("Image rank").withRange(1, 2),
                        Axis.linear("Response (ΔF/F)").withRange(0, 1),
                        new Mark.Line(Values.of(1, 2), Values.of(1, 0.5), Look.of(Rgb.of(0x0072b2)), "ff-CNN"))
                .titled("a", "Neuron <7> & more");
        return Figure.of("Tuning curve", "One line that falls.", 50)
                .withRows(20)
                .with(0, 0, panel)
                .withLegend(Figure.Legend.BELOW);
    }

    /** Each kind of mark once. */
    static Figure everything() {
        Panel curves = Panel.of(
                        Axis.logarithmic("Image rank"),
                        Axis.linear("Response"),
                        new Mark.Band(Values.ranks(50), ramp(50, 1), ramp(50, 3), Rgb.of(0xd55e00), "band"),
                        new Mark.Line(Values.ranks(50), ramp(50, 2), Palette.category(1), "model"),
                        new Mark.Line(Values.ranks(5), ramp(5, 4), Palette.category(2), "few"),
                        new Mark.Dots(Values.ranks(7), ramp(7, 1), Palette.category(3), "dots"),
                        new Mark.Level(1, Look.of(Palette.FAINT), "level"),
                        new Mark.Upright(3, Look.of(Palette.FAINT), "rank 3"),
                        new Mark.Note(5, 1, "note"),
                        new Mark.Note(5, 2, "middle", Mark.Side.MIDDLE),
                        new Mark.Note(5, 3, "end", Mark.Side.END))
                .titled("a", "Curves")
                .withLegend(Panel.Corner.TOP_RIGHT);
        Mark.Bars bars = Mark.Bars.grouped(0, 1, Values.of(0.2, -0.1, 0.4), Palette.category(0), "bars");
        Panel scores = Panel.of(
                Axis.categories("Model", List.of("ff-CNN", "a longer name", "rf+sa-CNN*")),
                Axis.linear("Score"),
                bars,
                bars.whiskers(Values.of(0.1, -0.2, 0.3), Values.of(0.3, 0, 0.5)));
        ColorScale scale = ColorScale.diverging(1);
        Panel map = Panel.image(
                        3,
                        3,
                        new Mark.Heat(Grid.of(3, 3, -1, 0, 1, 0, 1, 0, 0.5, 0.5, -0.5), Extent.ofImage(3, 3), scale))
                .with(new Mark.Frame(new Extent(1, 1, 2, 2), Look.of(Palette.INK)))
                .withColorBar(scale, "Contribution")
                .titled("b", "");
        Panel image = Panel.image(
                2,
                2,
                new Mark.Picture(Grid.of(2, 2, 0, 255, 128, 64), Extent.ofImage(2, 2)),
                new Mark.Heat(Grid.of(2, 2, 0, 1, 2, 3), Extent.ofImage(2, 2), ColorScale.veil(0, 3)));
        return Figure.of("Everything", "Each kind of mark.", Figure.TWO_COLUMNS)
                .withRows(30, 20)
                .withColumns(1, 1)
                .with(0, 0, curves)
                .with(0, 1, scores)
                .with(1, 0, map)
                .with(1, 1, image)
                .withTitles("shared x", "shared y")
                .withLegend(Figure.Legend.ABOVE);
    }

    /** Labels, numbers and ranges that nobody meant to draw. */
    static Figure hostile(long seed) {
        var random = new SplittableRandom(seed);
        Figure figure = Figure.of(label(random), label(random), random.nextDouble(150, 200))
                .withRows(random.nextDouble(1, 60), random.nextDouble(1, 60))
                .withColumns(random.nextDouble(1, 3), random.nextDouble(1, 3))
                .withTitles(label(random), label(random))
                .withLegend(random.nextBoolean() ? Figure.Legend.ABOVE : Figure.Legend.BELOW);
        for (int place = 0; place < 4; place++) {
            Axis x = axis(random);
            Panel panel = Panel.of(x, random.nextBoolean() ? Axis.linear(label(random)) : Axis.logarithmic(""))
                    .titled(random.nextBoolean() ? "a" : "", label(random))
                    .withColorBar(ColorScale.sequential(random.nextDouble(-1, 1), 2e9), label(random));
            for (int line = 0; line < 3; line++) {
                int count = random.nextInt(40);
                Look look = Palette.category(random.nextInt(20));
                panel = panel.with(new Mark.Line(Values.ranks(count), numbers(count, random), look, label(random)));
            }
            figure = figure.with(place / 2, place % 2, panel);
        }
        return figure;
    }

    private static Values ramp(int count, double height) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = height * (count - i) / count;
        }
        return Values.of(values);
    }

    private static Axis axis(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Axis.linear(label(random)).withRange(-3, 8);
            case 1 -> Axis.logarithmic(label(random));
            case 2 -> Axis.categories(label(random), List.of(label(random), label(random), label(random)));
            default -> Axis.linear(label(random));
        };
    }

    private static Values numbers(int count, SplittableRandom random) {
        double size = StrictMath.pow(10, random.nextInt(-300, 300));
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = number(size, random);
        }
        return Values.of(values);
    }

    private static double number(double size, SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> Double.MAX_VALUE;
            case 3 -> Double.MIN_VALUE;
            case 4 -> 0;
            default -> size * random.nextDouble(-1, 1);
        };
    }

    private static String label(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "<script>alert('&amp;' & \"x\")</script> ]]> <!--";
            case 2 -> "long ".repeat(200);
            case 3 -> "\u0000\ud800\uffff\n\u202e\ud83d\ude00";
            case 4 -> "Response (ΔF/F)";
            default -> "W".repeat(random.nextInt(1, 60));
        };
    }
}
