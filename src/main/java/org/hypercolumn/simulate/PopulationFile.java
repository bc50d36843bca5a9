package org.hypercolumn.simulate;

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
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Excerpt;

/** A population as a user states it, in a YAML file. */
public final class PopulationFile {

    private static final long LARGEST = 1 << 20;
    private static final int MEANING_COLUMN = 56;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PopulationFile() {}

    /**
     * Reads a population. What the file does not name is as in {@link Population#v1()}, or {@link Population#spikes()} where
     * responses are counts.
     *
     * @throws BadDataFileException if there is no such file, it is not YAML, or it states no population; names what is
     *     unknown and the nearest known name
     * @throws IOException if it cannot be read
     */
    public static Population read(Path file) throws IOException {
        try {
            return of(DataFile.text(file, LARGEST));
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "expected a population in YAML, but there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new BadDataFileException(file, "expected a population in YAML, got no text", e);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The population that a text states.
     *
     * @throws IllegalArgumentException if it states none
     */
    public static Population of(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    "population: expected YAML with finite numbers, got an error%s (%s); see hypercolumn simulate --print-population"
                            .formatted(place, Excerpt.of(e.getOriginalMessage())),
                    e);
        }
        if (root instanceof ObjectNode node) {
            return PopulationJson.read(node);
        }
        throw new IllegalArgumentException(
                "population: expected names such as surround and noise with their values, got "
                        + (root == null || root.isMissingNode() ? "nothing" : Excerpt.of(root.toString())));
    }

    /** The population as YAML, as {@link #of} reads it, with what each line means. */
    public static String text(Population population) {
        StringBuilder text = new StringBuilder();
        boolean calcium = population.noise() instanceof ResponseNoise.Calcium;
        line(text, "responses: " + (calcium ? "calcium" : "counts"), "calcium (dF/F) or counts (spikes)");
        line(text, "surround: " + DecimalText.of(population.surround()), "factor on every neuron's surround; 0 none");
        line(text, "noise: " + DecimalText.of(population.noiseLevel()), "factor on every neuron's noise; 0 none");
        if (population.noise() instanceof ResponseNoise.Calcium noise) {
            line(
                    text,
                    "additive_noise: " + DecimalText.of(noise.additive()),
                    "standard deviation of a trial without response, dF/F");
            line(text, "signal_noise: " + DecimalText.of(noise.signal()), "variance of a trial over response, dF/F");
        } else if (population.noise() instanceof ResponseNoise.Counts noise) {
            line(
                    text,
                    "gain_noise: " + DecimalText.of(noise.gain()),
                    "standard deviation of the logarithm of the rate's gain");
        }
        line(text, "site_spread: " + DecimalText.of(population.siteSpread()), "how much several sites differ");
        text.append("neurons:\n");
        for (Trait trait : Trait.values()) {
            line(
                    text,
                    "  " + trait.key() + ": " + PopulationJson.text(population.of(trait)),
                    trait.meaning() + " (" + trait.limits() + ")");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line, String meaning) {
        text.append(line)
                .append(" ".repeat(Math.max(1, MEANING_COLUMN - line.length())))
                .append("# ")
                .append(meaning)
                .append('\n');
    }
}
