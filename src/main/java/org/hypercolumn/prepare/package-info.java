/**
 * Makes one recording of another: of some of its images and neurons, of a part of each image, in fewer pixels, split anew;
 * and writes it as ours. The words: a <i>draft</i> is a recording on the way; a <i>step</i> is what was done, a line each;
 * <i>statistics</i> are the means and deviations that images and responses are normalised by.
 */
@NullMarked
package org.hypercolumn.prepare;

import org.jspecify.annotations.NullMarked;
