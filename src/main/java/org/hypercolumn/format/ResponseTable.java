package org.hypercolumn.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * A CSV of responses: a row a presentation. The column {@code image} names the image's file; {@code tier},
 * {@code image_id} and {@code group} may be there, {@code repeat} is not looked at; every other column is a neuron.
 *
 * <p>Commas, semicolons or tabs separate, whichever the header has most of. A cell that is empty, {@code NaN} or {@code NA}
 * was not recorded.
 */
final class ResponseTable {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    private static final int HEADER_BYTES = 1 << 16;
    /** Possessive: a cell of many digits and a letter is looked through once. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?\\d{1,9})?");

    private static final int LONGEST_NUMBER = 1000; // a double has 767 digits that matter at most
    private static final List<String> OURS = List.of("image", "tier", "image_id", "group", "repeat");

    private final List<String> neurons;
    private final List<Row> rows;

    private ResponseTable(List<String> neurons, List<Row> rows) {
        this.neurons = neurons;
        this.rows = rows;
    }

    /** A presentation: which image, and what the neurons did. */
    static final class Row {
        private final List<@Nullable String> texts;
        private final float[] responses;
        private final int number;

        private Row(List<@Nullable String> texts, float[] responses, int number) {
            this.texts = texts;
            this.responses = responses;
            this.number = number;
        }

        String image() {
            return String.valueOf(texts.get(0));
        }

        @Nullable
        String tier() {
            return texts.get(1);
        }

        @Nullable
        String imageId() {
            return texts.get(2);
        }

        @Nullable
        String group() {
            return texts.get(3);
        }

        /** {@code [N]}, NaN where not recorded; not copied, read only. */
        float[] responses() {
            return responses;
        }

        /** Counted from 1, the header not counted. */
        int number() {
            return number;
        }
    }

    /**
     * Reads a table.
     *
     * @throws BadDataFileException if it is no such table
     */
    static ResponseTable read(Path file) throws IOException {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(file));
        try (InputStream in = DataFile.open(file);
                MappingIterator<String[]> lines =
                        CSV.readerFor(String[].class).with(schema).readValues(in)) {
            if (!lines.hasNextValue()) {
                throw new BadDataFileException(file, "expected a header and rows of responses, got an empty file");
            }
            Columns columns = new Columns(file, lines.nextValue());
            List<Row> rows = new ArrayList<>();
            while (lines.hasNextValue()) {
                rows.add(columns.row(lines.nextValue(), rows.size() + 1));
            }
            if (rows.isEmpty()) {
                throw new BadDataFileException(file, "expected a row for each presentation, got the header only");
            }
            return new ResponseTable(columns.neurons, List.copyOf(rows));
        } catch (CharConversionException e) {
            throw notText(file, e);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof CharConversionException) {
                throw notText(file, e);
            }
            throw new BadDataFileException(
                    file, "expected a table with commas, got " + Excerpt.of(String.valueOf(e.getOriginalMessage())), e);
        }
    }

    private static BadDataFileException notText(Path file, IOException e) {
        return new BadDataFileException(file, "expected text in UTF-8, got other bytes; save it as UTF-8", e);
    }

    private static char separator(Path file) throws IOException {
        try (InputStream in = DataFile.open(file)) {
            String start = new String(in.readNBytes(HEADER_BYTES), StandardCharsets.ISO_8859_1);
            String header = start.lines().findFirst().orElse("");
            char most = ',';
            for (char separator : new char[] {';', '\t'}) {
                most = count(header, separator) > count(header, most) ? separator : most;
            }
            return most;
        }
    }

    private static long count(String text, char separator) {
        return text.chars().filter(character -> character == separator).count();
    }

    /** One id a neuron, as the header says it. */
    List<String> neurons() {
        return neurons;
    }

    List<Row> rows() {
        return rows;
    }

    /** Where in a row what stands. */
    private static final class Columns {
        private final Path file;
        private final int[] ours = new int[OURS.size()];
        private final int[] neuronAt;
        private final List<String> neurons = new ArrayList<>();
        private final int count;

        Columns(Path file, String[] header) throws BadDataFileException {
            this.file = file;
            count = header.length;
            Arrays.fill(ours, -1);
            int[] places = new int[count];
            for (int column = 0; column < count; column++) {
                String name = text(header[column]);
                int word = OURS.indexOf(name.toLowerCase(Locale.ROOT));
                if (name.isEmpty()) {
                    throw problem(
                            "expected a name above each column, got none above column %d; save it without an index (index=False)"
                                    .formatted(column + 1));
                } else if (word < 0) {
                    places[neurons.size()] = column;
                    neurons.add(name);
                } else if (ours[word] >= 0) {
                    throw problem("expected one column '%s', got two".formatted(OURS.get(word)));
                } else {
                    ours[word] = column;
                }
            }
            neuronAt = Arrays.copyOf(places, neurons.size());
            if (ours[0] < 0 || neurons.isEmpty()) {
                throw problem("expected a column 'image' and one for each neuron, got %s"
                        .formatted(Excerpt.of(String.join(", ", header))));
            }
        }

        Row row(String[] cells, int number) throws BadDataFileException {
            if (cells.length != count) {
                throw problem(
                        "row %d: expected %d cells as in the header, got %d; a neuron that was not recorded has an empty one"
                                .formatted(number, count, cells.length));
            }
            List<@Nullable String> texts = new ArrayList<>();
            for (int column : ours) {
                texts.add(column < 0 ? null : text(cells[column]));
            }
            float[] responses = new float[neuronAt.length];
            for (int neuron = 0; neuron < responses.length; neuron++) {
                responses[neuron] = number(text(cells[neuronAt[neuron]]), number, neuron);
            }
            return new Row(texts, responses, number);
        }

        private float number(String cell, int row, int neuron) throws BadDataFileException {
            if (cell.length() <= LONGEST_NUMBER && NUMBER.matcher(cell).matches()) {
                return (float) Double.parseDouble(cell);
            }
            return switch (cell.toLowerCase(Locale.ROOT)) {
                case "", "nan", "na" -> Float.NaN;
                case "inf", "+inf", "infinity" -> Float.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
                default ->
                    throw problem("row %d, neuron '%s': expected a number such as 0.25, or nothing, got '%s'"
                            .formatted(row, Excerpt.of(neurons.get(neuron)), Excerpt.of(cell)));
            };
        }

        private static String text(@Nullable String cell) {
            return cell == null ? "" : cell.strip();
        }

        private BadDataFileException problem(String problem) {
            return new BadDataFileException(file, problem);
        }
    }
}
