package org.hypercolumn.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.DecimalText;

/** An architecture as JSON, as it stands in model files and in run.json. */
public final class ArchitectureJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ArchitectureJson() {}

    /** The architecture as an object. */
    public static ObjectNode write(Architecture architecture) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", architecture.id());
        node.put("channels", architecture.channels());
        var blocks = node.putArray("blocks");
        for (Block block : architecture.blocks()) {
            blocks.addObject()
                    .put("block", block instanceof Block.Pooled ? "pooled" : "plain")
                    .put("kernelSize", block.kernelSize())
                    .put("dropout", DecimalText.decimal(block.dropout()));
        }
        node.put("readout", architecture.readout().name().toLowerCase(Locale.ROOT));
        return node;
    }

    /**
     * The architecture of a text that {@link #write} made.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Architecture read(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode node) {
                return architecture(node);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(notAnObject(text), e);
        }
        throw new IllegalArgumentException(notAnObject(text));
    }

    private static String notAnObject(String text) {
        return "architecture: expected a JSON object, got '%s'".formatted(text);
    }

    private static Architecture architecture(ObjectNode node) {
        checkNames(node, List.of("id", "channels", "blocks", "readout"));
        JsonNode id = node.path("id");
        require(id.isTextual(), "a text", "id", id);
        JsonNode blockNodes = node.path("blocks");
        require(blockNodes.isArray(), "a list", "blocks", blockNodes);
        List<Block> blocks = new ArrayList<>();
        for (JsonNode block : blockNodes) {
            blocks.add(block(block));
        }
        JsonNode readout = node.path("readout");
        ReadoutKind kind = switch (readout.asText()) {
            case "full" -> ReadoutKind.FULL;
            case "center" -> ReadoutKind.CENTER;
            default -> throw unexpected("'full' or 'center'", "readout", readout);
        };
        return new Architecture(id.asText(), wholeNumber(node, "channels"), blocks, kind);
    }

    private static Block block(JsonNode node) {
        checkNames(node, List.of("block", "kernelSize", "dropout"));
        int kernelSize = wholeNumber(node, "kernelSize");
        JsonNode dropout = node.path("dropout");
        require(dropout.isNumber(), "a number", "dropout", dropout);
        JsonNode block = node.path("block");
        return switch (block.asText()) {
            case "pooled" -> new Block.Pooled(kernelSize, dropout.asDouble());
            case "plain" -> new Block.Plain(kernelSize, dropout.asDouble());
            default -> throw unexpected("'pooled' or 'plain'", "block", block);
        };
    }

    /** What a later version adds must not be overlooked: it would be another network. */
    private static void checkNames(JsonNode node, List<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "architecture: expected only %s, got %s too".formatted(String.join(", ", known), name));
            }
        });
    }

    private static int wholeNumber(JsonNode node, String name) {
        JsonNode value = node.path(name);
        require(value.isIntegralNumber() && value.canConvertToInt(), "a whole number", name, value);
        return value.asInt();
    }

    private static void require(boolean condition, String expected, String name, JsonNode got) {
        if (!condition) {
            throw unexpected(expected, name, got);
        }
    }

    private static IllegalArgumentException unexpected(String expected, String name, JsonNode got) {
        return new IllegalArgumentException("architecture: expected %s as %s, got %s"
                .formatted(expected, name, got.isMissingNode() ? "none" : got));
    }
}
