package org.hypercolumn.format;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;

/**
 * What a mapping says of a recording whose layout leaves it no arrays to name: site, degrees per pixel, response unit, and
 * that columns of a table are no tiers or groups.
 */
final class SaidValues {
    private static final Set<Word> WORDS = EnumSet.of(Word.SITE, Word.DEGREES_PER_PIXEL, Word.RESPONSE_UNIT);

    private final Optional<String> site;
    private final OptionalDouble degreesPerPixel;
    private final Optional<String> responseUnit;
    private final Mapping said;

    private SaidValues(Mapping said, OptionalDouble degreesPerPixel) {
        this.said = said;
        this.site = said.name(Word.SITE);
        this.degreesPerPixel = degreesPerPixel;
        this.responseUnit = said.name(Word.RESPONSE_UNIT);
    }

    /**
     * The values of a mapping.
     *
     * @param columns words whose columns a table has, so that a mapping may name or dismiss them
     * @param path of what is to blame for a mapping that does not fit
     * @param instead what says all else, such as {@code the columns of the table say}
     * @throws BadDataFileException if it says more, or the degrees are no number above 0
     */
    static SaidValues of(Mapping said, Set<Word> columns, Path path, String instead) throws BadDataFileException {
        for (Word word : Word.values()) {
            if (!WORDS.contains(word)
                    && (columns.contains(word)
                            ? said.axes(word).isPresent()
                            : said.isNone(word)
                                    || said.name(word).isPresent()
                                    || said.axes(word).isPresent())) {
                throw new BadDataFileException(
                        path, "expected %s, got %s, which %s".formatted(listed(columns), word.id(), instead));
            }
        }
        try {
            Optional<String> text = said.name(Word.DEGREES_PER_PIXEL);
            OptionalDouble degrees =
                    text.isPresent() ? OptionalDouble.of(Mapping.degrees(text.get())) : OptionalDouble.empty();
            return new SaidValues(said, degrees);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(path, "degrees_per_pixel: " + e.problem(), e);
        }
    }

    private static String listed(Set<Word> columns) {
        List<String> words = Stream.concat(
                        Stream.of(Word.SITE, Word.DEGREES_PER_PIXEL, Word.RESPONSE_UNIT),
                        columns.stream().sorted())
                .map(Word::id)
                .toList();
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    Optional<String> site() {
        return site;
    }

    OptionalDouble degreesPerPixel() {
        return degreesPerPixel;
    }

    Optional<String> responseUnit() {
        return responseUnit;
    }

    /** Whether the column of a word says something else. */
    boolean isNone(Word word) {
        return said.isNone(word);
    }

    /** A recording with what is said put in the place of what its files say. */
    Recording of(Recording read) {
        RecordingLabels labels = read.labels();
        return new Recording(
                site.orElse(read.site()),
                read.training(),
                read.validation(),
                read.test(),
                new RecordingLabels(
                        labels.neuronIds(),
                        degreesPerPixel.isPresent() ? degreesPerPixel : labels.degreesPerPixel(),
                        responseUnit.isPresent() ? responseUnit : labels.responseUnit(),
                        labels.remarks()),
                read.sha256());
    }
}
