package org.hypercolumn.drawing;

import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.data.DecimalText;
import org.jspecify.annotations.Nullable;

/**
 * One axis of a panel. Its range is given, or found from the panel's marks and widened to round numbers.
 *
 * @param title with its unit, such as {@code "Response (ΔF/F)"}; may be empty
 * @param style how numbers are laid out and told
 * @param ends the given range; null where the marks decide
 * @param categories names at 0, 1, 2, ...; empty unless the axis is one of categories
 * @param marked numbers that have ticks; empty where round numbers have
 */
public record Axis(String title, Style style, @Nullable Ends ends, List<String> categories, List<Double> marked) {

    /** How numbers are laid out along an axis. */
    public enum Style {
        /** In even steps. */
        LINEAR,
        /** In even steps of the logarithm, for ranks and shares. */
        LOGARITHMIC,
        /** By name. */
        CATEGORIES,
        /** In even steps, with neither line, ticks nor numbers. */
        HIDDEN
    }

    /**
     * A range.
     *
     * @param from the number at the left or lower end
     * @param to the number at the other end, which may be the smaller
     */
    public record Ends(double from, double to) {}

    public Axis {
        categories = List.copyOf(categories);
        marked = List.copyOf(marked);
        if ((style == Style.CATEGORIES) == categories.isEmpty()) {
            throw new IllegalArgumentException(
                    "axis '%s': expected names for an axis of categories and none for others, got %s %s"
                            .formatted(title, style, categories));
        }
        if (ends != null) {
            scale(style, ends);
        }
    }

    /** An axis in even steps. */
    public static Axis linear(String title) {
        return new Axis(title, Style.LINEAR, null, List.of(), List.of());
    }

    /** An axis in even steps of the logarithm, on which only numbers above 0 have a place. */
    public static Axis logarithmic(String title) {
        return new Axis(title, Style.LOGARITHMIC, null, List.of(), List.of());
    }

    /** Names at 0, 1, 2, ..., with room of a half around each. */
    public static Axis categories(String title, List<String> names) {
        return new Axis(title, Style.CATEGORIES, new Ends(-0.5, names.size() - 0.5), names, List.of());
    }

    /** An axis in even steps that takes no room on the paper. */
    public static Axis hidden() {
        return new Axis("", Style.HIDDEN, null, List.of(), List.of());
    }

    /** The same axis from {@code from} (left, below) to {@code to}, exactly; {@code to} may be the smaller. */
    public Axis withRange(double from, double to) {
        return new Axis(title, style, new Ends(from, to), categories, marked);
    }

    /** The same axis with another title; empty for none. */
    public Axis withTitle(String other) {
        return new Axis(other, style, ends, categories, marked);
    }

    /** The same axis with ticks at {@code numbers} and nowhere else, such as the shares that were measured. */
    public Axis withTicks(double... numbers) {
        return new Axis(title, style, ends, categories, Values.of(numbers).toList());
    }

    boolean isHidden() {
        return style == Style.HIDDEN;
    }

    /** The scale, for data from {@code low} to {@code high}, NaN where there are none. */
    Scale scale(double low, double high, int parts) {
        if (ends != null) {
            return scale(style, ends);
        }
        return style == Style.LOGARITHMIC ? Ranges.logarithmic(low, high) : Ranges.linear(low, high, parts);
    }

    /** The ticks of {@code scale}, those with a text at most about {@code parts} apart. */
    List<Tick> ticks(Scale scale, int parts) {
        if (!marked.isEmpty()) {
            return marked.stream()
                    .filter(value -> value >= scale.low() && value <= scale.high())
                    .map(value -> new Tick(value, Ticks.label(DecimalText.decimal(value))))
                    .toList();
        }
        return switch (style) {
            case LINEAR -> Ticks.linear(scale.low(), scale.high(), parts);
            case LOGARITHMIC -> Ticks.logarithmic(scale.low(), scale.high(), parts);
            case CATEGORIES ->
                IntStream.range(0, categories.size())
                        .mapToObj(i -> new Tick(i, categories.get(i)))
                        .toList();
            case HIDDEN -> List.of();
        };
    }

    private static Scale scale(Style style, Ends ends) {
        return new Scale(
                style == Style.LOGARITHMIC ? Scale.Kind.LOGARITHMIC : Scale.Kind.LINEAR, ends.from(), ends.to());
    }
}
