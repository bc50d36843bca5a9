package org.hypercolumn.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.DigestList;

/** The epochs of the fits of one share and seed, as {@code log.jsonl} has them: a line an epoch. */
public final class TrainingLog {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    private record Key(String model, int neuron) {}

    private final Map<Key, List<Epoch>> epochs;

    private TrainingLog(Map<Key, List<Epoch>> epochs) {
        this.epochs = epochs;
    }

    /** Of a run that has none yet. */
    public static TrainingLog none() {
        return new TrainingLog(Map.of());
    }

    /**
     * Reads the epochs of the fits with a share and a seed; those of others are passed over.
     *
     * @throws BadDataFileException if a line is no epoch
     * @throws IOException if it cannot be read
     */
    public static TrainingLog read(Path file, double share, long seed) throws IOException {
        DigestList.check(file, RunFolder.REWRITE);
        Map<Key, List<Epoch>> epochs = new HashMap<>(); // only looked up
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(DataFile.open(file), StandardCharsets.UTF_8.newDecoder()))) {
            int number = 1;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                JsonNode line = line(text, number, file);
                if (line.path("share").asDouble() == share && line.path("seed").asLong() == seed) {
                    epochs.computeIfAbsent(key(line), missing -> new ArrayList<>())
                            .add(epoch(line));
                }
                number++;
            }
        }
        return new TrainingLog(epochs);
    }

    private static JsonNode line(String text, int number, Path file) throws BadDataFileException {
        String problem = "expected an epoch in line %d, got '%s'; run the study or fit command again to write it anew"
                .formatted(number, text.length() > 60 ? text.substring(0, 60) + "..." : text);
        try {
            JsonNode line = JSON.readTree(text);
            if (line.path("model").isTextual()
                    && line.path("neuron").isInt()
                    && line.path("share").isNumber()
                    && line.path("seed").isIntegralNumber()
                    && line.path("epoch").isInt()) {
                return line;
            }
        } catch (JsonProcessingException e) {
            throw new BadDataFileException(file, problem, e);
        }
        throw new BadDataFileException(file, problem);
    }

    private static Key key(JsonNode line) {
        return new Key(line.path("model").asText(), line.path("neuron").asInt());
    }

    /** A number that JSON does not have is null there. */
    private static Epoch epoch(JsonNode line) {
        return new Epoch(
                line.path("epoch").asInt(),
                line.path("loss").asDouble(Double.NaN),
                line.path("corr").asDouble(Double.NaN));
    }

    /** The epochs of a fit, in order; empty if it has none here. */
    public List<Epoch> epochs(String model, int neuron) {
        return Collections.unmodifiableList(epochs.getOrDefault(new Key(model, neuron), List.of()));
    }
}
