package org.hypercolumn.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Excerpt;

/** An architecture as a user states it, in a YAML file. */
public final class ArchitectureFile {

    private static final long LARGEST = 1 << 20;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private ArchitectureFile() {}

    /**
     * Reads an architecture.
     *
     * @throws BadDataFileException if there is no such file, it is not YAML, or it states no architecture
     * @throws IOException if it cannot be read
     */
    public static Architecture read(Path file) throws IOException {
        try {
            return of(DataFile.text(file, LARGEST));
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "expected an architecture in YAML, but there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new BadDataFileException(file, "expected an architecture in YAML, got no text", e);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The architecture that a text states.
     *
     * @throws IllegalArgumentException if it states none
     */
    public static Architecture of(String yaml) {
        try {
            if (YAML.readTree(yaml) instanceof ObjectNode node) {
                return ArchitectureJson.read(node);
            }
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    "expected YAML, got an error%s (%s); see the files of hypercolumn models"
                            .formatted(place, Excerpt.of(e.getOriginalMessage())),
                    e);
        }
        throw new IllegalArgumentException("expected id, channels, blocks and readout, got no such list of names");
    }

    /** The architecture as YAML, as {@link #of} reads it. */
    public static String text(Architecture architecture) {
        try {
            return YAML.writeValueAsString(ArchitectureJson.write(architecture));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("architecture: could not be made into YAML", e);
        }
    }
}
