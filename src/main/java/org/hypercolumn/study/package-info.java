/**
 * Which fits answer a question: lists the fits of a command or of one of the paper's tables, runs them, gathers their
 * scores into rows, and makes tables of the rows.
 *
 * <p>Words: a <em>study</em> is a list of fits with the table that they fill; a <em>share</em> is the part of the
 * training images that a fit may use; the <em>baseline</em> is the model that the others of a table are compared with; an
 * <em>entry</em> is what a table says of one metric of one model at one share.
 */
@NullMarked
package org.hypercolumn.study;

import org.jspecify.annotations.NullMarked;
