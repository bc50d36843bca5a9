package org.hypercolumn.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.DecimalText;

/**
 * Every number that a figure draws, one row each or one row a point.
 *
 * @param columns names; what is {@code as_recorded} has the unit of the recorded responses, whatever that is
 * @param rows cells as text, as many as columns; NaN where undefined
 */
public record FigureData(List<String> columns, List<List<String>> rows) {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    public FigureData {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Takes rows one by one. Mutable. */
    static final class Rows {
        private static final int FLOAT_DIGITS = 10; // 9 always suffice

        private final List<String> columns;
        private final List<List<String>> rows = new ArrayList<>();

        Rows(String... columns) {
            this.columns = List.of(columns);
        }

        /** Adds a row of text and numbers. */
        void add(Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalStateException(
                        "figure: expected cells for %s, got %d".formatted(columns, cells.length));
            }
            List<String> row = new ArrayList<>();
            for (Object cell : cells) {
                row.add(text(cell));
            }
            rows.add(row);
        }

        private static String text(Object cell) {
            if (cell instanceof Float number) {
                return DecimalText.of(shortest(number));
            }
            return cell instanceof Double number ? DecimalText.of(number) : cell.toString();
        }

        /** The number of fewest digits that is nearest to {@code number} in single precision. */
        private static double shortest(float number) {
            for (int digits = 1; digits < FLOAT_DIGITS && Float.isFinite(number); digits++) {
                BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits));
                if (rounded.floatValue() == number) {
                    return rounded.doubleValue();
                }
            }
            return number;
        }

        FigureData data() {
            return new FigureData(columns, rows);
        }
    }

    /** As CSV, columns first, lines that end with a line feed. */
    public String csv() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        lines.addAll(rows);
        try {
            return CSV.writerFor(List.class).writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figure: lists of text are always CSV", e);
        }
    }
}
