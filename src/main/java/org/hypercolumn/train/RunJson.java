package org.hypercolumn.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.ArchitectureJson;

/** What a run.json says, or a part of it; whoever asks for what it does not say hears what was expected. */
final class RunJson {

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
     * @throws BadDataFileException if there is none or it is not JSON
     */
    static RunJson read(RunFolder folder) throws IOException {
        Path file = folder.description();
        if (!Files.isRegularFile(file)) {
            throw new BadDataFileException(
                    folder.path(), "expected a run folder, but it has no run.json; give one that fit or demo wrote");
        }
        byte[] bytes = Files.readAllBytes(file);
        String problem = "expected a JSON object, got a damaged file; restore it or begin another run";
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode root) {
                return new RunJson("", root);
            }
        } catch (IOException e) {
            throw new BadDataFileException(file, problem, e);
        }
        throw new BadDataFileException(file, problem);
    }

    /** A copy without some of the fields. */
    ObjectNode without(List<String> fields) {
        ObjectNode rest = ((ObjectNode) node).deepCopy();
        rest.remove(fields);
        return rest;
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

    double number(String field) {
        JsonNode value = node.path(field);
        require(value.isNumber(), "a number", field, value);
        return value.asDouble();
    }

    int wholeNumber(String field) {
        JsonNode value = node.path(field);
        require(value.isIntegralNumber() && value.canConvertToInt(), "a whole number", field, value);
        return value.asInt();
    }

    long longNumber(String field) {
        JsonNode value = node.path(field);
        require(value.isIntegralNumber() && value.canConvertToLong(), "a whole number", field, value);
        return value.asLong();
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
