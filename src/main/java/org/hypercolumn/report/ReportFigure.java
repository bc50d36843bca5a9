package org.hypercolumn.report;

/**
 * A figure to be shown.
 *
 * @param id name of its files without suffix, such as {@code figure8}
 * @param title a few words
 * @param caption what it shows, in sentences
 * @param svg the drawing, a whole SVG document
 */
public record ReportFigure(String id, String title, String caption, String svg) {}
