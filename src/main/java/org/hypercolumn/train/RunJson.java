package org.hypercolumn.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.DigestList;
import org.hypercolumn.data.FileDigests;
import org.hypercolumn.data.Limits;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.ArchitectureJson;

/** What a run.json says, or a part of it; whoever asks for what it does not say hears what was expected. */
final class RunJson {

    /**
     * Of the file; without one it is the first, which had one share and one seed in its plan. The third has neurons' ids, the
     * fourth the recording's name in place of its path.
     */
    static final int FORMAT = 4;

    private static final String FORMAT_FIELD = "format";

    private static final List<String> NO_IDENTITY =
            List.of("writtenBy", FORMAT_FIELD, "recording", "site", "neuronIds", "sessions");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final JsonNode node;

    private RunJson(String name, JsonNode node) {
        this.name = name;
        this.node = node;
    }

    /**
     * Reads a folder's run.json.
     *
     * @throws BadDataFileException if there is none, it is not JSON, or of another format
     */
    static RunJson read(RunFolder folder) throws IOException {
        Path file = folder.description();
        if (!Files.exists(file) && Files.exists(folder.sitesFile())) {
            throw new BadDataFileException(
                    folder.path(),
                    "is a run of several sites; give the run of one, such as %s"
                            .formatted(SitesFolder.of(folder.path())
                                    .site(RunSites.read(SitesFolder.of(folder.path()))
                                            .all()
                                            .get(0))
                                    .path()));
        }
        if (!Files.exists(file)) {
            throw new BadDataFileException(
                    folder.path(),
                    "expected a run folder, but it has no run.json; "
                            + (Files.exists(folder.spareDescription())
                                    ? remedy(folder)
                                    : "give one that study, fit or demo wrote"));
        }
        DigestList.check(file, remedy(folder));
        byte[] bytes = DataFile.bytes(file, Limits.MOST_TEXT_BYTES);
        String problem = "expected a JSON object, got a damaged file; " + remedy(folder);
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode root) {
                int format = root.path(FORMAT_FIELD).asInt(1);
                if (format != FORMAT) {
                    throw new BadDataFileException(
                            file,
                            "expected format %d, got %d; it is of another version of the program, begin another run"
                                    .formatted(FORMAT, format));
                }
                return new RunJson("", root);
            }
        } catch (BadDataFileException e) {
            throw e;
        } catch (IOException e) {
            throw new BadDataFileException(file, problem, e);
        }
        throw new BadDataFileException(file, problem);
    }

    /** How to get a run.json back. */
    static String remedy(RunFolder folder) throws IOException {
        Path spare = folder.spareDescription();
        return Files.exists(spare) && folder.seal().isAsListed(spare)
                ? "restore it from its copy: cp '%s' '%s'".formatted(spare, folder.description())
                : "restore it or begin another run";
    }

    /** All that makes the run: a copy without the data's place and the sessions. */
    ObjectNode identity() {
        ObjectNode rest = ((ObjectNode) node).deepCopy();
        rest.remove(NO_IDENTITY);
        return rest;
    }

    /**
     * The SHA-256 of what every fit of the run is made from, the data and the plan, in hexadecimal. Models, neurons, shares and
     * seeds may be added to a run.
     */
    String origin() {
        String text = node.path("data").toString() + node.path("plan");
        return FileDigests.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A field, of any kind. */
    JsonNode node(String field) {
        return node.path(field);
    }

    RunJson object(String field) {
        return new RunJson(nameOf(field) + ".", node.path(field));
    }

    String text(String field) {
        JsonNode value = node.path(field);
        require(value.isTextual(), "a text", field, value);
        return value.asText();
    }

    /** Empty if there is no such field. */
    Optional<String> optionalText(String field) {
        return node.has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    List<String> textList(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(field)) {
            require(value.isTextual(), "texts", field, value);
            texts.add(value.asText());
        }
        return texts;
    }

    /** Texts by their names, in order. */
    Map<String, String> texts(String field) {
        JsonNode value = node.path(field);
        require(value.isObject(), "an object", field, value);
        Map<String, String> texts = new LinkedHashMap<>();
        value.properties()
                .forEach(entry -> texts.put(entry.getKey(), object(field).text(entry.getKey())));
        return texts;
    }

    double number(String field) {
        JsonNode value = node.path(field);
        require(value.isNumber(), "a number", field, value);
        return value.asDouble();
    }

    List<Double> numbers(String field) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode value : list(field)) {
            require(value.isNumber(), "numbers", field, value);
            numbers.add(value.asDouble());
        }
        return numbers;
    }

    int wholeNumber(String field) {
        JsonNode value = node.path(field);
        require(value.isIntegralNumber() && value.canConvertToInt(), "a whole number", field, value);
        return value.asInt();
    }

    List<Long> longNumbers(String field) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode value : list(field)) {
            require(value.isIntegralNumber() && value.canConvertToLong(), "whole numbers", field, value);
            numbers.add(value.asLong());
        }
        return numbers;
    }

    List<Architecture> models() {
        List<Architecture> models = new ArrayList<>();
        for (JsonNode model : list("models")) {
            models.add(ArchitectureJson.read(model.toString()));
        }
        return models;
    }

    /** Indices from 0 on. */
    List<Integer> neurons() {
        List<Integer> neurons = new ArrayList<>();
        for (JsonNode neuron : list("neurons")) {
            require(
                    neuron.isIntegralNumber() && neuron.canConvertToInt() && neuron.asInt() >= 0,
                    "numbers from 0 on",
                    "neurons",
                    neuron);
            neurons.add(neuron.asInt());
        }
        return neurons;
    }

    private JsonNode list(String field) {
        JsonNode value = node.path(field);
        require(value.isArray() && !value.isEmpty(), "a list of one or more", field, value);
        return value;
    }

    private String nameOf(String field) {
        return name + field;
    }

    private void require(boolean condition, String expected, String field, JsonNode got) {
        if (!condition) {
            throw new IllegalArgumentException("expected %s as %s, got %s; restore it or begin another run"
                    .formatted(expected, nameOf(field), got.isMissingNode() ? "none" : got));
        }
    }
}
