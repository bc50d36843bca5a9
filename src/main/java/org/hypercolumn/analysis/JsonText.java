package org.hypercolumn.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.WholeFile;

/** Json files that are the same bytes on every JDK: a line a field, a line a row. */
final class JsonText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonText() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A number; null where it is NaN or infinite, which JSON cannot say. */
    static JsonNode number(double value) {
        return Double.isFinite(value)
                ? JSON.getNodeFactory().numberNode(DecimalText.decimal(value))
                : JSON.getNodeFactory().nullNode();
    }

    /** Texts, a line each. */
    static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** A row of a table, to be added to the table by {@code addRawValue}: all its cells in one line. */
    static RawValue row(List<JsonNode> cells) throws JsonProcessingException {
        return new RawValue(JSON.writeValueAsString(cells));
    }

    static JsonNode text(String text) {
        return JSON.getNodeFactory().textNode(text);
    }

    /** Writes it, whole or not at all. */
    static void write(Path file, ObjectNode root) throws IOException {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        byte[] bytes = JSON.writer(printer).writeValueAsBytes(root);
        WholeFile.write(file, out -> {
            out.write(bytes);
            out.write('\n');
        });
    }
}
