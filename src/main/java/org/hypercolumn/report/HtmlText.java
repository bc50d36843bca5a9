package org.hypercolumn.report;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text that stands in HTML as it is. */
final class HtmlText {

    /** Characters that reverse the direction of reading: a name that has them could make the words around it say something else. */
    private static final Pattern DIRECTIONS = Pattern.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private HtmlText() {}

    /** {@code text} with what is markup in an element or a quoted attribute written as entities. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** HTML in which each change of direction is seen as its escape, such as {@code \}{@code u202e}, and does nothing. */
    static String directed(String html) {
        return DIRECTIONS.matcher(html).replaceAll(match -> "\\\\" + name(match));
    }

    /** The same of JSON, whose strings a page shows. */
    static String directedJson(String json) {
        return DIRECTIONS.matcher(json).replaceAll(match -> "\\\\\\\\" + name(match));
    }

    private static String name(MatchResult match) {
        return "u%04x".formatted((int) match.group().charAt(0));
    }
}
