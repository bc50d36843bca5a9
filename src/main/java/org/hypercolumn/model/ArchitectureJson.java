package org.hypercolumn.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An architecture as JSON, as it stands in model files and in run.json. */
public final class ArchitectureJson {

    private static final ObjectMapper JSON = new ObjectMapper();

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
                    .put("dropout", block.dropout());
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
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("architecture: expected JSON, got '%s'".formatted(text), e);
        }
        List<Block> blocks = new ArrayList<>();
        for (JsonNode block : node.path("blocks")) {
            int kernelSize = block.path("kernelSize").asInt();
            double dropout = block.path("dropout").asDouble();
            blocks.add(
                    switch (block.path("block").asText()) {
                        case "pooled" -> new Block.Pooled(kernelSize, dropout);
                        case "plain" -> new Block.Plain(kernelSize, dropout);
                        default ->
                            throw new IllegalArgumentException(
                                    "architecture: expected a block 'pooled' or 'plain', got " + block);
                    });
        }
        ReadoutKind readout = switch (node.path("readout").asText()) {
            case "full" -> ReadoutKind.FULL;
            case "center" -> ReadoutKind.CENTER;
            default ->
                throw new IllegalArgumentException(
                        "architecture: expected readout 'full' or 'center', got " + node.path("readout"));
        };
        return new Architecture(node.path("id").asText(), node.path("channels").asInt(), blocks, readout);
    }
}
