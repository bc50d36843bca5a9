package org.hypercolumn.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.DigestList;
import org.hypercolumn.data.Limits;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;

/**
 * {@code scores.csv}: one row a fit, with the tier it is reported on and a column each {@link Metric}; NaN where a score is
 * undefined, or takes single trials that there are none of.
 */
public final class ScoresFile {

    private static final List<String> OF_FIT =
            List.of("model", "neuron", "neuron_id", "tier", "protocol", "share", "seed", "epoch");

    private static final List<String> COLUMNS = Stream.concat(
                    OF_FIT.stream(), Arrays.stream(Metric.values()).map(Metric::id))
            .toList();

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private ScoresFile() {}

    private static CsvSchema schema() {
        CsvSchema.Builder schema = CsvSchema.builder();
        COLUMNS.forEach(schema::addColumn);
        return schema.setUseHeader(true).build();
    }

    /** The file's text for these rows, in their order. */
    public static String text(List<FitScore> scores) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (FitScore score : scores) {
            List<String> values = new ArrayList<>(List.of(
                    score.model(),
                    Integer.toString(score.neuron()),
                    score.neuronId(),
                    score.tier(),
                    score.plan().protocol().id(),
                    DecimalText.of(score.plan().share()),
                    Long.toString(score.plan().seed()),
                    Integer.toString(score.epoch())));
            for (Metric metric : Metric.values()) {
                values.add(DecimalText.of(metric.of(score.scores())));
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < COLUMNS.size(); column++) {
                row.put(COLUMNS.get(column), values.get(column));
            }
            rows.add(row);
        }
        try {
            return CSV.writer(schema()).writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("scores: could not be made into CSV", e);
        }
    }

    /** Writes the rows, whole or not at all. */
    public static void write(Path file, List<FitScore> scores) throws IOException {
        byte[] bytes = text(scores).getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
    }

    /**
     * The rows as text by column.
     *
     * @throws BadDataFileException if it is no scores file
     */
    public static List<Map<String, String>> read(Path file) throws IOException {
        DigestList.check(file, RunFolder.REWRITE);
        String text = DataFile.text(file, Limits.MOST_TEXT_BYTES);
        if (!isHeading(text)) {
            throw new BadDataFileException(file, "expected the columns " + String.join(",", COLUMNS));
        }
        try (MappingIterator<Map<String, String>> rows = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(text)) {
            return rows.readAll();
        } catch (JsonProcessingException e) {
            throw new BadDataFileException(file, "expected CSV, got a damaged file", e);
        }
    }

    /** Whether it begins with the columns of a fit and some metrics: earlier versions had fewer. */
    private static boolean isHeading(String text) {
        List<String> columns = List.of(text.lines().findFirst().orElse("").split(",", -1));
        return columns.size() > OF_FIT.size()
                && columns.subList(0, OF_FIT.size()).equals(OF_FIT)
                && COLUMNS.containsAll(columns);
    }

    /**
     * The rows as scores, in the order of the file.
     *
     * @param plan of the run; share and seed are those of each row
     * @throws BadDataFileException if it is no scores file, or one of another protocol than the plan's
     */
    public static List<FitScore> readScores(Path file, TrainingPlan plan) throws IOException {
        List<FitScore> scores = new ArrayList<>();
        for (Map<String, String> row : read(file)) {
            try {
                scores.add(score(row, plan));
            } catch (IllegalArgumentException e) {
                throw new BadDataFileException(
                        file, "row %d: %s".formatted(scores.size() + 1, String.valueOf(e.getMessage())), e);
            }
        }
        return scores;
    }

    private static FitScore score(Map<String, String> row, TrainingPlan plan) {
        if (!cell(row, "protocol").equals(plan.protocol().id())) {
            throw new IllegalArgumentException("expected protocol %s of run.json, got '%s'"
                    .formatted(plan.protocol().id(), cell(row, "protocol")));
        }
        return new FitScore(
                cell(row, "model"),
                (int) wholeNumber(row, "neuron", 0, Integer.MAX_VALUE),
                cell(row, "neuron_id"),
                cell(row, "tier"),
                plan.withShare(number(row, "share")).withSeed(wholeNumber(row, "seed", Long.MIN_VALUE, Long.MAX_VALUE)),
                (int) wholeNumber(row, "epoch", 0, Integer.MAX_VALUE),
                Scores.of(metric -> row.containsKey(metric.id()) ? number(row, metric.id()) : Double.NaN));
    }

    private static String cell(Map<String, String> row, String column) {
        String text = row.get(column);
        if (text == null) {
            throw new IllegalArgumentException("expected a cell of column %s, got none".formatted(column));
        }
        return text;
    }

    private static long wholeNumber(Map<String, String> row, String column, long least, long most) {
        String text = cell(row, column);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number as %s, got '%s'".formatted(column, text), e);
        }
        throw new IllegalArgumentException("expected a number from %d on as %s, got %s".formatted(least, column, text));
    }

    private static double number(Map<String, String> row, String column) {
        String text = cell(row, column);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number as %s, got '%s'".formatted(column, text), e);
        }
    }
}
