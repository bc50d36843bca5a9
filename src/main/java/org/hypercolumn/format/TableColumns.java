package org.hypercolumn.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;

/**
 * Which column of a table is what, by its header and what a mapping says. Columns that are neither ours nor left out are
 * neurons.
 */
final class TableColumns {
    /** Columns of texts, by the word that a mapping has for them, and their names where it says none. */
    private static final Map<Word, String> OURS = new EnumMap<>(
            Map.of(Word.IMAGES, "image", Word.TIERS, "tier", Word.IMAGE_IDS, "image_id", Word.GROUPS, "group"));

    /** Where a user says which columns are what. */
    static final String SAID = "recording.yaml (or to your --mapping)";

    private static final String REPEAT = "repeat";
    private static final int MOST_NAMED = 12; // columns in one message
    /** ASCII, so that a terminal shows it as YAML reads it. */
    private static final JsonMapper QUOTES =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final List<String> header;
    private final Map<Word, Integer> ours = new EnumMap<>(Word.class);
    private final List<Integer> neurons = new ArrayList<>();
    private final List<Integer> unnamed = new ArrayList<>();
    private final List<Integer> leftOut = new ArrayList<>();
    private final boolean chosen;

    private TableColumns(List<String> header, boolean chosen) {
        this.header = header;
        this.chosen = chosen;
    }

    /**
     * Tells columns by a table's header.
     *
     * @param header without white space around the names
     * @throws BadDataFileException if there is no column of images or none of neurons, or a column that is said is missing
     */
    static TableColumns of(Path file, List<String> header, Mapping said) throws BadDataFileException {
        TableColumns columns = new TableColumns(header, !said.neuronColumns().isEmpty());
        for (Map.Entry<Word, String> word : OURS.entrySet()) {
            columns.findOurs(file, word.getKey(), said.name(word.getKey()), word.getValue());
        }
        List<Pattern> chosen = columns.patterns(file, said.neuronColumns());
        List<Pattern> ignored = columns.patterns(file, said.ignoredColumns());
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            String plain = name.toLowerCase(Locale.ROOT);
            if (columns.ours.containsValue(column) || plain.equals(REPEAT)) {
                continue;
            }
            boolean instead = OURS.containsValue(plain); // of which the mapping says another column
            if (instead || matches(ignored, name) || (!chosen.isEmpty() && !matches(chosen, name))) {
                columns.leftOut.add(column);
            } else if (name.isEmpty()) {
                columns.unnamed.add(column);
            } else {
                columns.neurons.add(column);
            }
        }
        if (!columns.ours.containsKey(Word.IMAGES) || columns.neurons.isEmpty()) {
            throw new BadDataFileException(
                    file,
                    "expected a column 'image' and one for each neuron, got %s; %s"
                            .formatted(
                                    Excerpt.of(String.join(", ", header)),
                                    header.size() == 1
                                            ? "the first line must name the columns, separated by commas, semicolons or tabs"
                                            : "rename them, or say in recording.yaml which is which, such as 'images: file'"));
        }
        return columns;
    }

    private void findOurs(Path file, Word word, Optional<String> said, String usual) throws BadDataFileException {
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            if (said.isPresent() ? name.equals(said.get()) : name.equalsIgnoreCase(usual)) {
                if (ours.put(word, column) != null) {
                    throw new BadDataFileException(
                            file, "expected one column '%s', got two".formatted(Excerpt.of(said.orElse(usual))));
                }
            }
        }
        if (said.isPresent() && !ours.containsKey(word)) {
            throw missing(file, said.get());
        }
    }

    private BadDataFileException missing(Path file, String name) {
        return new BadDataFileException(
                file,
                "expected a column '%s', as the mapping or recording.yaml says, got %s"
                        .formatted(Excerpt.of(name), Excerpt.of(String.join(", ", header))));
    }

    /** Names in which a star stands for any characters; each is there. */
    private List<Pattern> patterns(Path file, List<String> names) throws BadDataFileException {
        List<Pattern> patterns = new ArrayList<>();
        for (String name : names) {
            Pattern pattern = Pattern.compile(Arrays.stream(name.strip().split("\\*", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")));
            if (header.stream().noneMatch(pattern.asMatchPredicate())) {
                throw missing(file, name);
            }
            patterns.add(pattern);
        }
        return patterns;
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /** How many columns there are. */
    int count() {
        return header.size();
    }

    /** Where a word's column is; -1 if there is none. */
    int place(Word word) {
        return ours.getOrDefault(word, -1);
    }

    /** Where the neurons' columns are. */
    List<Integer> neurons() {
        return neurons;
    }

    /** Where columns without a name are, which must be empty. */
    List<Integer> unnamed() {
        return unnamed;
    }

    /** The name above a column. */
    String name(int column) {
        return header.get(column);
    }

    /** Whether a mapping says which columns are neurons; else all are that are nothing else. */
    boolean chosen() {
        return chosen;
    }

    /** Columns that are said to be no neurons, as a sentence; none if there are none. */
    List<String> remarks() {
        if (leftOut.isEmpty()) {
            return List.of();
        }
        String names = leftOut.stream()
                .limit(MOST_NAMED)
                .map(column -> name(column).isEmpty()
                        ? "column %d without a name".formatted(column + 1)
                        : "'%s'".formatted(Excerpt.of(name(column))))
                .collect(Collectors.joining(", "));
        return List.of("%d of %d columns of the table are left out: %s%s"
                .formatted(leftOut.size(), count(), names, leftOut.size() > MOST_NAMED ? ", ..." : ""));
    }

    /** How to leave columns out; the line can be copied. */
    static String ignoring(List<String> names) {
        String quoted = names.stream().map(TableColumns::quoted).collect(Collectors.joining(", "));
        return "'ignored_columns: [%s]' to %s".formatted(quoted, SAID);
    }

    /** How to say which column holds tiers; the line can be copied. */
    static String tiers(String name) {
        return "'tiers: %s' to %s".formatted(quoted(name), SAID);
    }

    /** A name as YAML takes it, whatever characters it has. */
    private static String quoted(String name) {
        try {
            return QUOTES.writeValueAsString(name);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text could not be quoted", e);
        }
    }
}
