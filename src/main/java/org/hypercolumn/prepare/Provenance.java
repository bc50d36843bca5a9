package org.hypercolumn.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a recording was made.
 *
 * @param version of the program
 * @param options as they were given, one after the other
 */
public record Provenance(String version, List<String> options) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Puts it together. */
    public Provenance {
        options = List.copyOf(options);
    }

    /** All of it as JSON, a line a field; no times, so that the same recording gives the same bytes. */
    byte[] json(Prepared prepared) {
        ObjectNode root = JSON.createObjectNode();
        root.put("site", prepared.recording().site());
        root.put("made_by", "hypercolumn prepare " + version);
        ObjectNode source = root.putObject("made_from");
        source.put("name", prepared.source().name());
        source.put("format", prepared.source().format().id());
        ObjectNode digests = source.putObject("sha256");
        prepared.source().sha256().forEach(digests::put);
        ArrayNode given = root.putArray("options");
        options.forEach(given::add);
        ArrayNode steps = root.putArray("steps");
        prepared.steps().forEach(steps::add);
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return (JSON.writer(printer).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
