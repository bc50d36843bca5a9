package org.hypercolumn.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.EditDistance;

/** Options of a command in a YAML file, by their names without dashes; a list stands for its items with commas. */
final class PlanFile {

    /** The name that may stand for several values by their own names. */
    static final String PRIMARY = "primary";

    private static final long LARGEST = 1 << 20;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, String> values;
    private final List<SiteChoice> recordings;

    private PlanFile(Map<String, String> values, List<SiteChoice> recordings) {
        this.values = values;
        this.recordings = recordings;
    }

    /** A plan that says nothing. */
    static PlanFile none() {
        return new PlanFile(Map.of(), List.of());
    }

    /**
     * Reads a plan.
     *
     * @param known names that it may have
     * @throws BadDataFileException if there is no such file, it is not YAML, or it has another name; says the nearest
     */
    static PlanFile read(Path file, List<String> known) throws IOException {
        JsonNode root = tree(file);
        if (!(root instanceof ObjectNode)) {
            throw new BadDataFileException(file, "expected names such as models and seeds with their values, got none");
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<SiteChoice> recordings = List.of();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            String name = OptionNames.known(entry.getKey(), known);
            if (!known.contains(name)) {
                throw new BadDataFileException(
                        file,
                        "expected only %s, got %s%s"
                                .formatted(String.join(", ", known), name, EditDistance.hint(name, known)));
            }
            if (name.equals(PlanRecordings.NAME)) {
                recordings = PlanRecordings.of(file, entry.getValue());
            } else if (values.put(name, text(file, name, entry.getValue())) != null) {
                throw new BadDataFileException(file, "expected %s once, got it twice".formatted(name));
            }
        }
        return new PlanFile(values, recordings);
    }

    private static JsonNode tree(Path file) throws IOException {
        try {
            return YAML.readTree(DataFile.text(file, LARGEST));
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "expected a plan in YAML, but there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new BadDataFileException(file, "expected a plan in YAML, got no text", e);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new BadDataFileException(file, "expected a plan in YAML, got an error" + place, e);
        }
    }

    private static String text(Path file, String name, JsonNode value) throws BadDataFileException {
        boolean list = value.isArray() && !value.isEmpty();
        if (list && value.valueStream().allMatch(PlanFile::isSingle)) {
            return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
        }
        if (name.equals(PRIMARY)
                && value.isObject()
                && !value.isEmpty()
                && value.valueStream().allMatch(PlanFile::isSingle)) {
            return value.properties().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
                    .collect(Collectors.joining(","));
        }
        if (!isSingle(value)) {
            throw new BadDataFileException(
                    file, "expected a value or a list of values as %s, got %s".formatted(name, value));
        }
        return value.asText();
    }

    private static boolean isSingle(JsonNode value) {
        return value.isNumber() || value.isTextual();
    }

    /** The recordings of a run of several sites; none where the plan names none. */
    List<SiteChoice> recordings() {
        return recordings;
    }

    /** What the command line says or else the plan. */
    Optional<String> or(Optional<String> option, String name) {
        return option.isPresent() ? option : Optional.ofNullable(values.get(name));
    }
}
