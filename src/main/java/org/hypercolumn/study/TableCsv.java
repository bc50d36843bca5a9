package org.hypercolumn.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.DecimalText;

/** A table as CSV: one row a model, share and metric; NaN where undefined. */
final class TableCsv {

    private static final List<String> COLUMNS = List.of(
            "table",
            "model",
            "share",
            "metric",
            "mean",
            "low",
            "high",
            "change",
            "p",
            "p_holm",
            "neurons",
            "undefined",
            "test",
            "unit",
            "units");

    /**
     * Of a p: the normal distribution's tail takes an exponential of the JDK's, whose last bits differ between JDKs and
     * processors, and the file must be the same bytes on all. Nobody needs more of them.
     */
    private static final MathContext P_DIGITS = new MathContext(6);

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private TableCsv() {}

    static String text(StudyTable table) {
        return text(lines(table.kind(), table.entries()));
    }

    /** The cells of a table, the names of the columns first. */
    static List<List<String>> lines(TableKind kind, List<TableEntry> entries) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(COLUMNS);
        for (TableEntry entry : entries) {
            lines.add(List.of(
                    kind.id(),
                    entry.model(),
                    DecimalText.of(entry.share()),
                    entry.metric().id(),
                    DecimalText.of(entry.summary().mean()),
                    DecimalText.of(entry.interval().low()),
                    DecimalText.of(entry.interval().high()),
                    DecimalText.of(entry.changePercent()),
                    p(entry.p()),
                    p(entry.correctedP()),
                    Integer.toString(entry.summary().defined()),
                    Integer.toString(entry.summary().undefined()),
                    entry.test().id(),
                    entry.test().unit(),
                    Integer.toString(entry.units())));
        }
        return lines;
    }

    /** Lines of cells as CSV, the names of the columns first. */
    static String text(List<List<String>> lines) {
        try {
            return CSV.writerFor(List.class).writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("table: could not be made into CSV", e);
        }
    }

    private static String p(double p) {
        return DecimalText.of(roundedP(p));
    }

    /** A p with the digits that are the same everywhere. */
    static double roundedP(double p) {
        return Double.isNaN(p) ? p : new BigDecimal(p).round(P_DIGITS).doubleValue();
    }
}
