package org.hypercolumn.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.data.Excerpt;

/**
 * Which array of a file is what, where its names are not ours, and what the file does not say at all. As YAML:
 *
 * <pre>{@code
 * images: stim            # name of an array; a/b in groups
 * responses: dff
 * neuron_ids: cells
 * axes: {images: HWS, responses: NS}
 * degrees_per_pixel: 0.02 # or the name of an array
 * tiers: none             # whatever the file has under that name
 * ignored_columns: [trial, "onset *"] # of a table; a star stands for any characters
 * }</pre>
 *
 * @param names of arrays, or values, by our word for them
 * @param axes what the axes are, outermost first as numpy shows them, by our word: S stimuli, H rows, W columns, 1 one,
 *     N neurons, R repeats, T trials where they are rows
 * @param columns of a table, by {@code neuron_columns} for those that are neurons and {@code ignored_columns}
 */
public record Mapping(Map<String, String> names, Map<String, String> axes, Map<String, List<String>> columns) {

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final long MOST_BYTES = 1 << 20;
    private static final String AXES = "axes";
    private static final String NEURON_COLUMNS = "neuron_columns";
    private static final String IGNORED_COLUMNS = "ignored_columns";
    private static final List<String> COLUMNS = List.of(NEURON_COLUMNS, IGNORED_COLUMNS);
    private static final String ROWS = "TN";
    private static final String NONE = "none";
    private static final Set<Word> WITH_AXES = EnumSet.of(Word.IMAGES, Word.RESPONSES, Word.RESPONSES_TRIALS);

    /** Says that a mapping holds only what is known. */
    public Mapping {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        names.keySet().forEach(Mapping::checkWord);
        axes.keySet().forEach(Mapping::checkWord);
        axes.forEach(Mapping::checkAxes);
    }

    /** A mapping of arrays and values, which says nothing of columns. */
    public Mapping(Map<String, String> names, Map<String, String> axes) {
        this(names, axes, Map.of());
    }

    /** Ours: every array is called as we call it. */
    public static Mapping none() {
        return new Mapping(Map.of(), Map.of());
    }

    /**
     * Reads YAML.
     *
     * @throws BadDataFileException if there is no such file, it is not YAML, or a key is not known
     */
    public static Mapping read(Path file) throws IOException {
        try {
            return of(YAML.readTree(DataFile.bytes(file, MOST_BYTES)));
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "there is no such file (%s); check the path".formatted(file), e);
        } catch (JsonProcessingException e) {
            throw new BadDataFileException(
                    file, "expected YAML such as 'images: stim', got " + Excerpt.of(e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The mapping of a tree as YAML or JSON has it.
     *
     * @throws IllegalArgumentException if it is no mapping or a key is not known
     */
    public static Mapping of(JsonNode tree) {
        if (tree == null || !tree.isObject()) {
            throw new IllegalArgumentException("mapping: expected lines such as 'images: stim', got none");
        }
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> axes = new LinkedHashMap<>();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        tree.properties().forEach(field -> {
            if (field.getKey().equals(AXES)) {
                if (!field.getValue().isObject()) {
                    throw new IllegalArgumentException(
                            "mapping: expected the axes of each array, such as {images: HWS}, got "
                                    + Excerpt.of(field.getValue().asText()));
                }
                field.getValue().properties().forEach(axis -> axes.put(axis.getKey(), text(axis)));
            } else if (COLUMNS.contains(field.getKey())) {
                columns.put(field.getKey(), texts(field));
            } else {
                names.put(field.getKey(), text(field));
            }
        });
        return new Mapping(names, axes, columns);
    }

    /** One name, or a list of them; a name may be empty, as that of a column may be. */
    private static List<String> texts(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            if (!element.isValueNode() || element.isNull()) {
                throw new IllegalArgumentException(
                        "mapping: expected names of columns as %s, such as [trial, \"x: 1\"], got %s"
                                .formatted(field.getKey(), Excerpt.of(element.toString())));
            }
            texts.add(element.asText());
        }
        return texts;
    }

    private static String text(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw new IllegalArgumentException("mapping: expected a name or a number as %s, got %s"
                    .formatted(
                            Excerpt.of(field.getKey()),
                            value.isValueNode() ? "nothing" : Excerpt.of(value.toString())));
        }
        return value.asText();
    }

    private static void checkWord(String word) {
        List<String> words = Stream.concat(Arrays.stream(Word.values()).map(Word::id), COLUMNS.stream())
                .toList();
        if (!words.contains(word)) {
            throw new IllegalArgumentException("mapping: expected one of %s, got '%s'%s"
                    .formatted(String.join(", ", words), Excerpt.of(word), EditDistance.hint(word, words)));
        }
    }

    private static void checkAxes(String word, String letters) {
        Word of = Word.of(word);
        String known = of == Word.RESPONSES_TRIALS && letters.indexOf('T') >= 0 ? ROWS : of.axes();
        if (!WITH_AXES.contains(of)) {
            throw new IllegalArgumentException(
                    "mapping: expected axes of images, responses or responses_trials, got axes of %s, which has one or none; leave them out"
                            .formatted(word));
        }
        String allowed = of == Word.RESPONSES ? known + "R" : known;
        boolean each = letters.chars().allMatch(letter -> letter == '1' || allowed.indexOf(letter) >= 0)
                && needed(of, known).chars().allMatch(letter -> letters.indexOf(letter) >= 0)
                && letters.chars().filter(letter -> letter != '1').distinct().count()
                        == letters.chars().filter(letter -> letter != '1').count();
        if (!each) {
            throw new IllegalArgumentException(
                    "mapping: expected the letters %s in the order of the axes of %s, got '%s'"
                            .formatted(String.join(", ", known.split("")), word, Excerpt.of(letters)));
        }
    }

    /** Letters that cannot be left out: of one neuron, or of images shown once, there may be no axis for it. */
    private static String needed(Word word, String known) {
        return word == Word.IMAGES ? known : known.equals(ROWS) ? "T" : "S";
    }

    /** What stands for a word: an array's name, or a value; empty if the mapping does not say, or says {@link #isNone}. */
    Optional<String> name(Word word) {
        return isNone(word) ? Optional.empty() : Optional.ofNullable(names.get(word.id()));
    }

    /** Whether the mapping says {@code none}: there are no tiers, for instance, whatever the file's columns are called. */
    boolean isNone(Word word) {
        return word.isDismissable() && NONE.equals(names.get(word.id()));
    }

    /** The columns of a table that are neurons, a star for any characters; empty if nothing is said. */
    List<String> neuronColumns() {
        return columns.getOrDefault(NEURON_COLUMNS, List.of());
    }

    /** The columns of a table that are not read. */
    List<String> ignoredColumns() {
        return columns.getOrDefault(IGNORED_COLUMNS, List.of());
    }

    /** The axes of a word's array, if they are said. */
    Optional<String> axes(Word word) {
        return Optional.ofNullable(axes.get(word.id()));
    }

    /**
     * The number that a text says.
     *
     * @throws ArrayFormatException if it is not finite or not above 0
     */
    static double degrees(String text) throws ArrayFormatException {
        try {
            double degrees = Double.parseDouble(text);
            if (degrees > 0 && Double.isFinite(degrees)) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // said below, as of other texts
        }
        throw new ArrayFormatException(
                "expected degrees of visual angle a pixel, a number above 0, got '%s'".formatted(Excerpt.of(text)));
    }
}
