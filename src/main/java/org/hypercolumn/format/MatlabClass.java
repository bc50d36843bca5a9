package org.hypercolumn.format;

import java.util.Map;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;

/** What MATLAB has besides numbers, truth values, chars and cells of texts, and how it is saved so that it can be read. */
final class MatlabClass {
    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("string", "save it as cellstr(x)"),
            Map.entry("categorical", "save it as cellstr(x)"),
            Map.entry("table", "save its columns as variables of their own"),
            Map.entry("timetable", "save its columns as variables of their own"),
            Map.entry("struct", "save its fields as variables of their own"),
            Map.entry("datetime", "save it as cellstr(string(x))"),
            Map.entry("duration", "save it as seconds(x)"),
            Map.entry("containers.Map", "save its keys and values as variables of their own"),
            Map.entry("function_handle", "save the numbers that it gives"));

    private MatlabClass() {}

    /** Refuses a variable of a class by its name. */
    static ArrayFormatException refused(String name) {
        return new ArrayFormatException("expected numbers, logical, char or a cell of texts, got the class %s; %s"
                .formatted(
                        Excerpt.of(name),
                        ADVICE.getOrDefault(name, "save its numbers or texts as variables of their own")));
    }

    /** Refuses a sparse matrix. */
    static ArrayFormatException sparse() {
        return new ArrayFormatException("expected a full matrix, got a sparse one; save it as full(x)");
    }

    /** Refuses complex numbers. */
    static ArrayFormatException complex() {
        return new ArrayFormatException(
                "expected real numbers, got complex ones; save their real part or their magnitude, whichever is meant");
    }

    /**
     * Refuses cells that hold other things than texts.
     *
     * @param cells how many there are
     * @param cell the place, from 1, of one that is no text
     * @param content what it is, such as {@code u1 [50, 50]}
     */
    static ArrayFormatException cells(double cells, int cell, String content) {
        return new ArrayFormatException(
                "expected numbers or a cell of texts, got a cell of %.0f with %s in cell %d; save images as cat(3, x{:}) and say 'axes: {images: HWS}' in a mapping, other numbers as cell2mat(x)"
                        .formatted(cells, content, cell));
    }
}
