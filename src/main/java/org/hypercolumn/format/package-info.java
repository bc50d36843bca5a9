/**
 * Reads recordings as laboratories have them and finds out which layout a path has. The words: a <i>format</i> is one such
 * layout; a <i>mapping</i> says which array of a file is what; <i>gaps</i> are responses and pixels that are NaN.
 */
@NullMarked
package org.hypercolumn.format;

import org.jspecify.annotations.NullMarked;
