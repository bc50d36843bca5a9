package org.hypercolumn.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.nn.SelfAttention;

/** An architecture as JSON, as it stands in model files and in run.json, and, as YAML, in a user's own files. */
public final class ArchitectureJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> BLOCKS = List.of("pooled", "plain", "attention", "recurrent");

    private ArchitectureJson() {}

    /** The architecture as an object. */
    public static ObjectNode write(Architecture architecture) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", architecture.id());
        node.put("channels", architecture.channels());
        var blocks = node.putArray("blocks");
        for (Block block : architecture.blocks()) {
            ObjectNode written = blocks.addObject();
            writeOperation(block.operation(), written);
            written.put("dropout", DecimalText.decimal(block.dropout()));
            writeStart(block.start(), written);
        }
        String readout = architecture.readout().id();
        if (architecture.readoutStart() instanceof Start.From) {
            writeStart(architecture.readoutStart(), node.putObject("readout").put("readout", readout));
        } else {
            node.put("readout", readout);
        }
        return node;
    }

    private static void writeOperation(Operation operation, ObjectNode node) {
        if (operation instanceof Operation.Pooled pooled) {
            node.put("block", "pooled").put("kernelSize", pooled.kernelSize());
        } else if (operation instanceof Operation.Plain plain) {
            node.put("block", "plain").put("kernelSize", plain.kernelSize());
        } else if (operation instanceof Operation.Attention attention) {
            node.put("block", "attention").put("keySize", attention.keySize());
            node.put("values", id(attention.values()));
        } else if (operation instanceof Operation.Recurrent recurrent) {
            node.put("block", "recurrent").put("kernelSize", recurrent.kernelSize());
            node.put("iterations", recurrent.iterations());
        }
    }

    private static void writeStart(Start start, ObjectNode node) {
        if (start instanceof Start.From from) {
            node.put("from", from.model()).put("then", id(from.then()));
        }
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The architecture of a text that {@link #write} made.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Architecture read(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode node) {
                return read(node);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(notAnObject(text), e);
        }
        throw new IllegalArgumentException(notAnObject(text));
    }

    private static String notAnObject(String text) {
        return "architecture: expected a JSON object, got '%s'".formatted(text);
    }

    /**
     * The architecture of an object as {@link #write} makes it.
     *
     * @throws IllegalArgumentException if it is not one; of a name that is not known the nearest is said
     */
    static Architecture read(ObjectNode node) {
        checkNames(node, List.of("id", "channels", "blocks", "readout"));
        JsonNode id = node.path("id");
        require(id.isTextual(), "a text", "id", id);
        JsonNode blockNodes = node.path("blocks");
        require(blockNodes.isArray(), "a list", "blocks", blockNodes);
        List<Block> blocks = new ArrayList<>();
        for (JsonNode block : blockNodes) {
            require(block.isObject(), "an object", "block", block);
            blocks.add(block(block));
        }
        JsonNode readout = node.path("readout");
        Start start = Start.anew();
        if (readout.isObject()) {
            checkNames(readout, List.of("readout", "from", "then"));
            start = start(readout);
            readout = readout.path("readout");
        }
        ReadoutKind kind = oneOf(readout, "readout", ReadoutKind.values());
        return new Architecture(id.asText(), wholeNumber(node, "channels"), blocks, kind, start);
    }

    private static Block block(JsonNode node) {
        Operation operation = switch (choice(node.path("block"), "block", BLOCKS)) {
            case "pooled" -> new Operation.Pooled(wholeNumber(checked(node, "kernelSize"), "kernelSize"));
            case "plain" -> new Operation.Plain(wholeNumber(checked(node, "kernelSize"), "kernelSize"));
            case "attention" -> attention(checked(node, "keySize", "values"));
            default ->
                new Operation.Recurrent(
                        wholeNumber(checked(node, "kernelSize", "iterations"), "kernelSize"),
                        wholeNumber(node, "iterations"));
        };
        JsonNode dropout = node.path("dropout");
        require(dropout.isNumber(), "a number", "dropout", dropout);
        return new Block(operation, dropout.asDouble(), start(node));
    }

    private static Operation attention(JsonNode node) {
        return new Operation.Attention(
                wholeNumber(node, "keySize"), oneOf(node.path("values"), "values", SelfAttention.Values.values()));
    }

    private static Start start(JsonNode node) {
        JsonNode model = node.path("from");
        JsonNode then = node.path("then");
        if (model.isMissingNode()) {
            require(then.isMissingNode(), "'from' beside it", "then", then);
            return Start.anew();
        }
        require(model.isTextual(), "the id of a model", "from", model);
        return new Start.From(model.asText(), oneOf(then, "then", Start.Then.values()));
    }

    private static JsonNode checked(JsonNode block, String... own) {
        List<String> known = new ArrayList<>(List.of("block"));
        known.addAll(List.of(own));
        known.addAll(List.of("dropout", "from", "then"));
        checkNames(block, known);
        return block;
    }

    /** What a later version adds must not be overlooked: it would be another network. */
    private static void checkNames(JsonNode node, List<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("architecture: expected only %s, got %s%s"
                        .formatted(String.join(", ", known), name, EditDistance.hint(name, known)));
            }
        });
    }

    private static <E extends Enum<E>> E oneOf(JsonNode node, String name, E[] values) {
        List<String> ids = Arrays.stream(values).map(ArchitectureJson::id).toList();
        return values[ids.indexOf(choice(node, name, ids))];
    }

    private static String choice(JsonNode node, String name, List<String> choices) {
        if (!node.isTextual() || !choices.contains(node.asText())) {
            String meant = node.isTextual() ? EditDistance.hint(node.asText(), choices) : "";
            throw new IllegalArgumentException("architecture: expected '%s' as %s, got %s%s"
                    .formatted(String.join("', '", choices), name, shown(node), meant));
        }
        return node.asText();
    }

    private static int wholeNumber(JsonNode node, String name) {
        JsonNode value = node.path(name);
        require(value.isIntegralNumber() && value.canConvertToInt(), "a whole number", name, value);
        return value.asInt();
    }

    private static void require(boolean condition, String expected, String name, JsonNode got) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "architecture: expected %s as %s, got %s".formatted(expected, name, shown(got)));
        }
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "none" : node.toString();
    }
}
