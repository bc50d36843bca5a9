package org.hypercolumn.data;

import java.util.Comparator;
import java.util.List;

/** How far two names are apart. */
public final class EditDistance {

    private EditDistance() {}

    /** The nearest of some names, the first of equally near ones. */
    public static String nearest(String name, List<String> names) {
        return names.stream()
                .min(Comparator.comparing(known -> between(name, known)))
                .orElseThrow();
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
