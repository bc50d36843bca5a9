package org.hypercolumn.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.data.Excerpt;

/** Finds arrays that are not read because their names are a little off: {@code tier}, {@code imageIDs}. */
final class MistakenNames {
    private static final int NEAR = 2; // singular for plural, or one letter and an underscore

    private MistakenNames() {}

    /**
     * A sentence for each array whose name is nearly one of our words, where nothing else stands for that word.
     *
     * @param names of all arrays
     * @param mapping that they are read by
     */
    static List<String> remarks(List<String> names, Mapping mapping) {
        List<String> remarks = new ArrayList<>();
        for (String name : names) {
            if (isOurs(name) || mapping.names().containsValue(name)) {
                continue;
            }
            String plain = name.toLowerCase(Locale.ROOT);
            String word = EditDistance.nearest(
                    plain,
                    Arrays.stream(Word.values())
                            .filter(each -> !each.isOfNwb())
                            .map(Word::id)
                            .toList());
            boolean missing = !names.contains(word) && !mapping.names().containsKey(word);
            if (missing && EditDistance.between(plain, word) <= NEAR) {
                remarks.add("array '%s' is not read; if it is meant as %s, call it so or say it in a mapping"
                        .formatted(Excerpt.of(name), word));
            }
        }
        return remarks;
    }

    private static boolean isOurs(String name) {
        return Arrays.stream(Word.values()).anyMatch(word -> word.id().equals(name));
    }
}
