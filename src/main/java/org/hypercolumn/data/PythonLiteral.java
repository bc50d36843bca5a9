package org.hypercolumn.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the little of Python's notation that headers of npy files are written in: a dictionary of text, truth values,
 * whole numbers and tuples of whole numbers. Nothing is ever evaluated.
 *
 * <p>A mutable cursor over one text, used once.
 */
final class PythonLiteral {
    private static final int MOST_AXES = 64;
    private static final String ADVICE = "; save the array again with numpy.save";

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /**
     * Reads a dictionary whose values are {@code String}, {@code Boolean}, {@code Long} or {@code List<Long>}.
     *
     * @throws ArrayFormatException if {@code text} is anything else
     */
    static Map<String, Object> dictionary(String text) throws ArrayFormatException {
        PythonLiteral literal = new PythonLiteral(text);
        Map<String, Object> entries = literal.dictionary();
        literal.skipSpace();
        if (literal.at != text.length()) {
            throw literal.unexpected("the end of the header");
        }
        return entries;
    }

    private Map<String, Object> dictionary() throws ArrayFormatException {
        Map<String, Object> entries = new LinkedHashMap<>();
        expect('{');
        while (!take('}')) {
            String key = quoted();
            expect(':');
            if (entries.put(key, value(key)) != null) {
                throw new ArrayFormatException("header: '" + Excerpt.of(key) + "' stands there twice" + ADVICE);
            }
            if (!take(',')) {
                expect('}');
                break;
            }
        }
        return entries;
    }

    private Object value(String key) throws ArrayFormatException {
        skipSpace();
        char next = at < text.length() ? text.charAt(at) : ' ';
        if (next == '[') {
            throw new ArrayFormatException(
                    "expected one number or one text an element, got records with named fields ('" + Excerpt.of(key)
                            + "': " + Excerpt.of(text.substring(at)) + "); save each field as an array of its own");
        }
        if (next == '(') {
            return tuple();
        }
        if (next == 'T' || next == 'F') {
            return truth();
        }
        return next == '\'' || next == '"' ? quoted() : number();
    }

    private Boolean truth() throws ArrayFormatException {
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw unexpected("True or False");
    }

    private List<Long> tuple() throws ArrayFormatException {
        List<Long> numbers = new ArrayList<>();
        expect('(');
        boolean comma = true; // whether the last thing was a comma: (3) is no tuple in Python
        while (!take(')')) {
            if (!comma) {
                throw unexpected("',' or ')'");
            }
            numbers.add(number());
            comma = take(',');
            if (numbers.size() > MOST_AXES) {
                throw new ArrayFormatException("header: expected at most " + MOST_AXES + " axes, got more" + ADVICE);
            }
        }
        if (numbers.size() == 1 && !comma) {
            throw new ArrayFormatException(
                    "header: expected a shape such as (3,), got (" + numbers.get(0) + ")" + ADVICE);
        }
        return numbers;
    }

    private Long number() throws ArrayFormatException {
        skipSpace();
        int start = at;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        String digits = text.substring(start, at);
        if (at < text.length() && text.charAt(at) == 'L') {
            at++; // Python 2 wrote 10L
        }
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            if (digits.length() > 18) {
                throw new ArrayFormatException("header: the number " + Excerpt.of(digits) + " is too large" + ADVICE);
            }
            at = start;
            throw unexpected("a number");
        }
    }

    private String quoted() throws ArrayFormatException {
        skipSpace();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
            throw unexpected("a text in quotes");
        }
        String content = text.substring(at + 1, end);
        at = end + 1;
        return content;
    }

    private void expect(char wanted) throws ArrayFormatException {
        if (!take(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private boolean take(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private ArrayFormatException unexpected(String expected) {
        String found = at < text.length() ? "'" + Excerpt.of(text.substring(at)) + "'" : "its end";
        return new ArrayFormatException("header: expected " + expected + ", got " + found + ADVICE);
    }
}
