package org.hypercolumn.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Scores;

/** {@code scores.csv}: one row a fit, with the tier it is reported on; NaN where a score is undefined. */
public final class ScoresFile {

    private static final List<String> COLUMNS =
            List.of("model", "neuron", "tier", "protocol", "share", "seed", "epoch", "corr", "ptj", "pts");

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
            List<String> values = List.of(
                    score.model(),
                    Integer.toString(score.neuron()),
                    score.tier(),
                    score.plan().protocol().id(),
                    DecimalText.of(score.plan().share()),
                    Long.toString(score.plan().seed()),
                    Integer.toString(score.epoch()),
                    DecimalText.of(score.scores().correlation()),
                    DecimalText.of(score.scores().peakTuningJoint()),
                    DecimalText.of(score.scores().peakTuningSeparate()));
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
     * The rows, whose plans are the run's with their own share and seed.
     *
     * @param plan of the run
     * @throws BadDataFileException if it is no scores file, or a value is not what its column holds
     */
    public static List<FitScore> rows(Path file, TrainingPlan plan) throws IOException {
        List<FitScore> rows = new ArrayList<>();
        for (Map<String, String> row : read(file)) {
            try {
                rows.add(row(row, plan));
            } catch (IllegalArgumentException e) { // numbers that are none, too
                throw new BadDataFileException(
                        file,
                        "expected row %d to hold a fit's scores, got %s; run evaluate or the fit command again"
                                .formatted(rows.size() + 1, row.values()),
                        e);
            }
        }
        return rows;
    }

    private static FitScore row(Map<String, String> row, TrainingPlan plan) {
        return new FitScore(
                text(row, "model"),
                Integer.parseUnsignedInt(text(row, "neuron")),
                text(row, "tier"),
                plan.withProtocol(Protocol.of(text(row, "protocol")))
                        .withShare(Double.parseDouble(text(row, "share")))
                        .withSeed(Long.parseLong(text(row, "seed"))),
                Integer.parseInt(text(row, "epoch")),
                new Scores(
                        Double.parseDouble(text(row, Metric.CORR.id())),
                        Double.parseDouble(text(row, Metric.PT_J.id())),
                        Double.parseDouble(text(row, Metric.PT_S.id()))));
    }

    private static String text(Map<String, String> row, String column) {
        String text = row.get(column);
        if (text == null) {
            throw new IllegalArgumentException("no " + column);
        }
        return text;
    }

    /**
     * The rows as text by column.
     *
     * @throws BadDataFileException if it is no scores file
     */
    public static List<Map<String, String>> read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (!text.startsWith(String.join(",", COLUMNS))) {
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
}
