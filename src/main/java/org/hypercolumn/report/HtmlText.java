package org.hypercolumn.report;

/** Text that stands in HTML as it is. */
final class HtmlText {

    private HtmlText() {}

    /** {@code text} with what is markup in an element or a quoted attribute written as entities. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
