package org.hypercolumn.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * A CSV of responses: a row a presentation. The column {@code image} names the image's file; {@code tier},
 * {@code image_id} and {@code group} may be there, {@code repeat} is not looked at; every other column is a neuron, unless a
 * mapping says otherwise. Columns that look like something else are asked about, see {@link NeuronSuspects}.
 *
 * <p>Commas, semicolons or tabs separate, see {@link CsvText}. A cell that is empty, {@code NaN} or {@code NA} was not
 * recorded. Rows of empty cells, and such columns without a name, are passed over.
 */
final class ResponseTable {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    /** Numbers with a sign, mark or unit that is not read, such as a minus of typography. */
    private static final Pattern ALMOST_NUMBER =
            Pattern.compile("[^\\p{L}\\d/:-]{0,3}\\d[\\d.,'\u2019\u00a0\u202f ]*%?");

    private static final List<Word> TEXTS = List.of(Word.IMAGES, Word.TIERS, Word.IMAGE_IDS, Word.GROUPS);

    private final Path file;
    private final TableColumns columns;
    private final TableNumbers numbers = new TableNumbers();
    private final List<Row> rows = new ArrayList<>();

    private ResponseTable(Path file, TableColumns columns) {
        this.file = file;
        this.columns = columns;
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

    /** Where a cell's number goes. */
    private static final class Response implements TableNumbers.Target {
        private final float[] responses;
        private final int neuron;
        private final int row;
        private final String column;

        Response(float[] responses, int neuron, int row, String column) {
            this.responses = responses;
            this.neuron = neuron;
            this.row = row;
            this.column = column;
        }

        @Override
        public void set(float value) {
            responses[neuron] = value;
        }

        @Override
        public String place() {
            return "row %d, column '%s'".formatted(row, Excerpt.of(column));
        }
    }

    /**
     * Reads a table.
     *
     * @param said which columns are what, as far as their names do not say it
     * @throws BadDataFileException if it is no such table, or has columns that may not be neurons
     */
    static ResponseTable read(Path file, Mapping said) throws IOException {
        try (BufferedReader text = CsvText.open(file)) {
            CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(CsvText.separator(text));
            MappingIterator<String[]> lines =
                    CSV.readerFor(String[].class).with(schema).readValues(text);
            if (!lines.hasNextValue()) {
                throw new BadDataFileException(file, "expected a header and rows of responses, got an empty file");
            }
            List<String> header = Arrays.stream(lines.nextValue())
                    .map(ResponseTable::stripped)
                    .toList();
            ResponseTable table = new ResponseTable(file, TableColumns.of(file, header, said));
            for (int number = 1; lines.hasNextValue(); number++) {
                table.add(lines.nextValue(), number);
            }
            table.check();
            return table;
        } catch (CharacterCodingException e) {
            throw notText(file, e);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notText(file, e);
            }
            throw new BadDataFileException(
                    file, "expected a table with commas, got " + Excerpt.of(String.valueOf(e.getOriginalMessage())), e);
        }
    }

    private static BadDataFileException notText(Path file, IOException e) {
        return new BadDataFileException(
                file,
                "expected text in UTF-8 or UTF-16, got other bytes; convert it with a text editor or iconv, as spreadsheets may change numbers and names",
                e);
    }

    private void check() throws BadDataFileException {
        if (rows.isEmpty()) {
            throw problem("expected a row for each presentation, got the header only");
        }
        Optional<String> undecided = numbers.settle();
        if (undecided.isPresent()) {
            throw problem(undecided.get());
        }
        Optional<String> suspects = NeuronSuspects.problem(columns, rows);
        if (suspects.isPresent()) {
            throw problem(suspects.get());
        }
    }

    private static String stripped(@Nullable String cell) {
        return cell == null ? "" : cell.strip();
    }

    private BadDataFileException problem(String problem) {
        return new BadDataFileException(file, problem);
    }

    /** One id a neuron, as the header says it. */
    List<String> neurons() {
        return columns.neurons().stream().map(columns::name).toList();
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether images have ids beside their names. */
    boolean hasIds() {
        return columns.place(Word.IMAGE_IDS) >= 0;
    }

    /** What was left out, a sentence each. */
    List<String> remarks() {
        return columns.remarks();
    }

    private void add(String[] raw, int number) throws BadDataFileException {
        List<String> cells =
                Arrays.stream(raw).map(ResponseTable::stripped).collect(Collectors.toCollection(ArrayList::new));
        if (cells.stream().allMatch(String::isEmpty)) {
            return;
        }
        while (cells.size() > columns.count() && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
        checkCount(cells.size(), number);
        checkUnnamed(cells, number);
        List<@Nullable String> texts = new ArrayList<>();
        for (Word word : TEXTS) {
            texts.add(columns.place(word) < 0 ? null : cells.get(columns.place(word)));
        }
        if (cells.get(columns.place(Word.IMAGES)).isEmpty()) {
            throw problem("row %d: expected the name of an image, got none; name its file, or take the row out"
                    .formatted(number));
        }
        float[] responses = new float[columns.neurons().size()];
        for (int neuron = 0; neuron < responses.length; neuron++) {
            int column = columns.neurons().get(neuron);
            Response response = new Response(responses, neuron, number, columns.name(column));
            if (!numbers.read(cells.get(column), response)) {
                throw problem("%s: expected a number such as 0.25, or nothing, got '%s'; %s"
                        .formatted(response.place(), Excerpt.of(cells.get(column)), advice(cells, column)));
            }
        }
        rows.add(new Row(texts, responses, number));
    }

    private void checkCount(int cells, int number) throws BadDataFileException {
        if (cells != columns.count()) {
            String advice = cells < columns.count()
                    ? "a neuron that was not recorded has an empty one"
                    : cells == columns.count() + 1
                            ? "if rows begin with a name or number that has no header, save the table without it (R: row.names = FALSE)"
                            : "where numbers have decimal commas, cells must be quoted or separated by semicolons";
            throw problem("row %d: expected %d cells as in the header, got %d; %s"
                    .formatted(number, columns.count(), cells, advice));
        }
    }

    private void checkUnnamed(List<String> cells, int number) throws BadDataFileException {
        for (int column : columns.unnamed()) {
            if (!cells.get(column).isEmpty()) {
                throw problem(
                        "row %d: expected a name above each column that is not empty, got none above column %d; name it if it is a neuron; if it numbers the rows, save the table without it (pandas: index=False, R: row.names = FALSE) or add %s"
                                .formatted(number, column + 1, TableColumns.ignoring(List.of(""))));
            }
        }
    }

    /** What may be done about a cell that is no number. */
    private String advice(List<String> cells, int column) {
        String cell = cells.get(column);
        String name = columns.name(column);
        if (cell.equals(name)) {
            return "the header is repeated there; take that row out";
        }
        if (cell.startsWith("#")) {
            return "a formula failed there: correct it, or empty the cell if the neuron was not recorded";
        }
        if (columns.place(Word.TIERS) < 0 && Presentations.isTier(cell)) {
            return "if the column holds tiers, add " + TableColumns.tiers(name);
        }
        if (rows.isEmpty() && !ALMOST_NUMBER.matcher(cell).matches()) {
            return whereNoNeuron(cells);
        }
        return "correct it, or empty the cell if the neuron was not recorded";
    }

    /** What to do about a first row with texts in columns that were taken as neurons. */
    private String whereNoNeuron(List<String> cells) {
        List<String> others = new ArrayList<>();
        for (int place : columns.neurons()) {
            String cell = cells.get(place);
            if (!TableNumbers.isNumber(cell)
                    && !Presentations.isTier(cell)
                    && !cell.startsWith("#")
                    && !ALMOST_NUMBER.matcher(cell).matches()) {
                others.add(columns.name(place));
            }
        }
        NeuronSuspects.named(columns).stream()
                .filter(other -> !others.contains(other) && !NeuronSuspects.mayBeTiers(columns, other))
                .forEach(others::add);
        return NeuronSuspects.caution(others) + "if the column is not a neuron, add " + TableColumns.ignoring(others);
    }
}
