package org.hypercolumn.figure;

import java.util.List;
import java.util.stream.Collectors;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Palette;

/**
 * Which color, dash pattern and marker a model has: the same in every figure, on every page and in every run, since the
 * model's id alone decides. The paper's models differ from each other in all three. Of other models two may share a color
 * (one in nine pairs does), and then mostly differ in pattern.
 *
 * <p>A page asks for {@link #css} in its light scheme, {@link #cssOnDark} in its dark one, and {@link #dashes} for lines:
 *
 * <pre>{@code
 * "#0072b2" = ModelLooks.css("ff-cnn")        // style="--model: #0072b2; --model-dark: #5aabe6"
 * "#5aabe6" = ModelLooks.cssOnDark("ff-cnn")
 * "5 1.5"   = ModelLooks.dashes("ff-sa-cnn")  // stroke-dasharray, for lines 1 wide; "" for a solid line
 * }</pre>
 */
public final class ModelLooks {

    /** In the order of their categories, which must not change: a color is what a reader knows a model by. */
    private static final List<String> PAPER = List.of(
            "ff-cnn",
            "ff-sa-cnn",
            "rf-cnn",
            "rf-sa-cnn",
            "recurrent-cnn",
            "rf-sa-cnn-star-simul",
            "rf-sa-cnn-star-incr",
            "ff-sa-cnn-star-simul",
            "ff-sa-cnn-star-incr-fc1",
            "ff-sa-cnn-star-incr-fc2",
            "rf-cnn-c30");

    private static final int OTHER_COLORS = Palette.DISTINCT_COLORS - PAPER.size();

    private ModelLooks() {}

    /** The look of the model with this id, of lines 1 point wide. */
    static Look of(String model) {
        int paper = PAPER.indexOf(model);
        if (paper >= 0) {
            return Palette.category(paper);
        }
        int hash = model.hashCode(); // the JDK specifies it; ids that differ in the last letter alone have other colors
        int color = PAPER.size() + Math.floorMod(hash, OTHER_COLORS);
        return Palette.category(color, Math.floorMod(Math.floorDiv(hash, OTHER_COLORS), Palette.DISTINCT_PATTERNS));
    }

    /** The model's color on white, as CSS writes it: {@code #0072b2}. */
    public static String css(String model) {
        return of(model).color().hex();
    }

    /** The model's color on a dark page, as CSS writes it. */
    public static String cssOnDark(String model) {
        return Palette.onDark(of(model).color()).hex();
    }

    /** Lengths drawn and left out in turn on a line 1 wide, as {@code stroke-dasharray} has them; empty for a solid line. */
    public static String dashes(String model) {
        return of(model).dash().stream()
                .map(length -> DecimalText.decimal(length).toPlainString())
                .collect(Collectors.joining(" "));
    }
}
