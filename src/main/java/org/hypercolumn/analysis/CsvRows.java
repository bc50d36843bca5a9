package org.hypercolumn.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.DigestList;
import org.hypercolumn.data.Limits;
import org.hypercolumn.data.WholeFile;

/** Csv files of one head and rows of the same columns. */
final class CsvRows {

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .build();

    private static final int MOST_SHOWN = 40; // characters of a bad cell

    private CsvRows() {}

    /** Writes head and rows, whole or not at all. */
    static void write(Path file, List<String> columns, List<List<String>> rows) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        lines.addAll(rows);
        byte[] bytes = CSV.writerFor(List.class).writeValueAsString(lines).getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
    }

    /**
     * Reads the rows of a result of an analysis.
     *
     * @throws BadDataFileException if there is no such file, or it is not CSV of these columns
     */
    static List<Row> read(Path file, List<String> columns) throws IOException {
        return read(file, columns, "analyze again");
    }

    /**
     * Reads the rows of any file.
     *
     * @param remedy what to do where it is damaged
     * @throws BadDataFileException if there is no such file, or it is not CSV of these columns
     */
    static List<Row> read(Path file, List<String> columns, String remedy) throws IOException {
        String head = "expected CSV with the columns %s".formatted(String.join(",", columns));
        List<Row> rows = new ArrayList<>();
        DigestList.check(file, remedy);
        try (MappingIterator<List<String>> lines =
                CSV.readerForListOf(String.class).readValues(DataFile.text(file, Limits.MOST_TEXT_BYTES))) {
            for (int line = 1; lines.hasNextValue(); line++) {
                Row row = new Row(file, line, columns, lines.nextValue(), remedy);
                if (line == 1 ? !row.cells.equals(columns) : row.cells.size() != columns.size()) {
                    throw new BadDataFileException(
                            file,
                            "%s, got %d cells in line %d that are others; %s"
                                    .formatted(head, row.cells.size(), line, remedy));
                }
                rows.add(row);
            }
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw new BadDataFileException(file, head + ", got a damaged file; " + remedy, e);
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "there is no such file (%s); check the path".formatted(file), e);
        }
        if (rows.isEmpty()) {
            throw new BadDataFileException(file, head + ", got nothing; " + remedy);
        }
        return rows.subList(1, rows.size());
    }

    /** One line; what is wrong in it is said with its number. */
    record Row(Path file, int line, List<String> columns, List<String> cells, String remedy) {

        String text(String column) {
            return cells.get(columns.indexOf(column));
        }

        /** A number of {@code least} or more. */
        int wholeNumber(String column, int least) throws BadDataFileException {
            String text = text(column);
            try {
                int number = Integer.parseInt(text);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw bad(column, "a whole number of %d or more".formatted(least));
            }
            throw bad(column, "a whole number of %d or more".formatted(least));
        }

        /** A number; may be NaN. */
        double number(String column) throws BadDataFileException {
            try {
                return Double.parseDouble(text(column));
            } catch (NumberFormatException e) {
                throw bad(column, "a number or NaN");
            }
        }

        BadDataFileException bad(String column, String expected) {
            String got = text(column)
                    .codePoints()
                    .limit(MOST_SHOWN)
                    .map(c -> c < ' ' ? '?' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            return new BadDataFileException(
                    file, "line %d: expected %s as %s, got '%s'; %s".formatted(line, expected, column, got, remedy));
        }
    }
}
