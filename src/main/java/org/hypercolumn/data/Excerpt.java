package org.hypercolumn.data;

/** A piece of a file's own text, made fit for one line of an error message. */
public final class Excerpt {
    private static final int CHARACTERS = 40;
    private static final int PATH_CHARACTERS = 300;

    private Excerpt() {}

    /** At most 40 characters of {@code text}, letters of all languages among them; those that show nothing become '?'. */
    public static String of(String text) {
        String start = text.codePointCount(0, text.length()) > CHARACTERS
                ? text.substring(0, text.offsetByCodePoints(0, CHARACTERS)) + "..."
                : text;
        return start.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }

    /** A path inside a file, whole up to 300 characters so that it can be copied; only letters, digits and ASCII are kept. */
    public static String path(String text) {
        String start = text.length() > PATH_CHARACTERS ? text.substring(0, PATH_CHARACTERS) + "..." : text;
        return start.replaceAll("[^\\x20-\\x7e\\p{L}\\p{M}\\p{N}]", "?");
    }
}
