/**
 * Which fits answer a question: lists the fits of a command or of one of the paper's tables, runs them, and gathers
 * their scores into rows.
 *
 * <p>Words: a <em>study</em> is a list of fits with the table that they fill; a <em>share</em> is the part of the
 * training images that a fit may use.
 */
@NullMarked
package org.hypercolumn.study;

import org.jspecify.annotations.NullMarked;
