package org.hypercolumn.data;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Text as a terminal may show it. What would move the cursor, change colors, reverse the direction of reading, break a line
 * or not be seen at all is written as Java and JSON escape it, such as {@code \}{@code u202e}; so is what the terminal has no
 * character for. JSON stays the same JSON.
 */
public final class VisibleText {

    /** Letters by their category that nevertheless show nothing. */
    private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0";

    private VisibleText() {}

    /** One line: line breaks and tabulators are escaped too. */
    public static String line(String text) {
        return of(text, StandardCharsets.UTF_8).replace("\t", escaped('\t')).replace("\n", escaped('\n'));
    }

    /** Any number of lines, for a terminal that shows the characters of {@code charset}. */
    public static String of(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder visible = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (isActive(point) || !encoder.canEncode(Character.toString(point))) {
                visible.append(escaped(point));
            } else {
                visible.appendCodePoint(point);
            }
        }
        return visible.toString();
    }

    private static boolean isActive(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL ->
                point != '\n' && point != '\t' && System.lineSeparator().indexOf(point) < 0;
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> BLANK.indexOf(point) >= 0;
        };
    }

    /** Beyond 16 bits as two halves, as JSON has it. */
    private static String escaped(int point) {
        StringBuilder escape = new StringBuilder();
        for (char half : Character.toChars(point)) {
            escape.append("\\u%04x".formatted((int) half));
        }
        return escape.toString();
    }
}
