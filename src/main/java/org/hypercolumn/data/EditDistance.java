package org.hypercolumn.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How far two names are apart. */
public final class EditDistance {

    private static final int SHORTEST_BEGINNING = 2;

    private EditDistance() {}

    /** The nearest of some names, the first of equally near ones. */
    public static String nearest(String name, List<String> names) {
        return names.stream()
                .min(Comparator.comparing(known -> between(name, known)))
                .orElseThrow();
    }

    /**
     * {@code ; did you mean 'ff-cnn'?} where one of the names is near enough to be meant: a third of its characters differ at most,
     * capitals aside, or one begins with the other. Empty where none is, since a far-fetched guess is worse than none.
     */
    public static String hint(String name, List<String> names) {
        return names.stream()
                .filter(known -> isNear(lower(name), lower(known)))
                .min(Comparator.comparing(known -> between(lower(name), lower(known))))
                .map("; did you mean '%s'?"::formatted)
                .orElse("");
    }

    private static boolean isNear(String name, String known) {
        int longer = Math.max(name.length(), known.length());
        boolean begins = Math.min(name.length(), known.length()) >= SHORTEST_BEGINNING
                && (name.startsWith(known) || known.startsWith(name));
        boolean swapped = Arrays.equals(
                name.chars().sorted().toArray(), known.chars().sorted().toArray());
        int most = longer < 3 ? 0 : Math.max(1, longer / 3);
        return begins || between(name, known) <= (swapped ? 2 : most);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The fewest single characters to insert, remove or replace to turn one into the other (Levenshtein). */
    public static int between(String a, String b) {
        int[] distances = new int[b.length() + 1]; // from what is read of a to each start of b
        for (int j = 0; j <= b.length(); j++) {
            distances[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = distances[0];
            distances[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.min(replaced, 1 + Math.min(distances[j], distances[j - 1]));
            }
        }
        return distances[b.length()];
    }
}
