package org.hypercolumn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.format.Format;
import org.hypercolumn.format.Mapping;
import org.hypercolumn.format.ReadOptions;

/** The recordings that a plan names: a list, each with {@code data} and, if need be, site, animal, format and mapping. */
final class PlanRecordings {

    static final String NAME = "recordings";

    private static final String DATA = "data";

    private static final List<String> FIELDS = List.of(DATA, "site", "animal", "format", "mapping");

    private final Path file;
    private final JsonNode node;

    private PlanRecordings(Path file, JsonNode node) {
        this.file = file;
        this.node = node;
    }

    /**
     * Reads them; paths are relative to where one stands, as everywhere in a plan.
     *
     * @throws BadDataFileException if it is no list of recordings
     */
    static List<SiteChoice> of(Path file, JsonNode list) throws IOException {
        if (!list.isArray() || list.isEmpty()) {
            throw new BadDataFileException(
                    file, "expected a list of recordings, each with %s, got %s".formatted(DATA, list));
        }
        List<SiteChoice> recordings = new ArrayList<>();
        for (JsonNode node : list) {
            recordings.add(new PlanRecordings(file, node).choice());
        }
        return recordings;
    }

    private SiteChoice choice() throws IOException {
        if (!(node instanceof ObjectNode)) {
            throw problem("expected %s with its value, and if need be site, animal, format, mapping, got %s"
                    .formatted(DATA, node));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw problem("expected only %s, got %s%s"
                        .formatted(
                                String.join(", ", FIELDS), field.getKey(), EditDistance.hint(field.getKey(), FIELDS)));
            }
        }
        Path data = path(DATA)
                .orElseThrow(
                        () -> problem("expected %s, the recording's file or folder, got %s".formatted(DATA, node)));
        Optional<Path> mapping = path("mapping");
        try {
            return new SiteChoice(
                    data,
                    ReadOptions.found()
                            .withFormat(text("format").map(Format::of))
                            .withMapping(
                                    mapping.isPresent() ? Optional.of(Mapping.read(mapping.get())) : Optional.empty()),
                    text("site"),
                    text("animal"));
        } catch (IllegalArgumentException e) {
            throw problem(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Path> path(String field) throws BadDataFileException {
        try {
            return text(field).map(Path::of);
        } catch (InvalidPathException e) {
            throw problem("expected a path as %s, got %s".formatted(field, node.path(field)));
        }
    }

    private Optional<String> text(String field) throws BadDataFileException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!(value.isTextual() || value.isNumber()) || value.asText().isBlank()) {
            throw problem("expected a value as %s, got %s".formatted(field, value));
        }
        return Optional.of(value.asText().strip());
    }

    private BadDataFileException problem(String what) {
        return new BadDataFileException(file, "%s: %s".formatted(NAME, what));
    }
}
