/**
 * What was recorded: images shown, responses measured, and the files that hold them.
 *
 * <p>A <em>recording</em> of one <em>site</em> (one imaged field of neurons) has up to three <em>tiers</em>: training,
 * validation and test. A tier is a set of <em>stimuli</em>, images {@code [S, H, W]}, and the <em>responses</em> of N
 * neurons to them, {@code [S, N]}. Everything here is immutable once made and may be shared between threads. The
 * readers and writers of numpy's npy and npz files are here too; they know arrays, not neurons.
 */
@NullMarked
package org.hypercolumn.data;

import org.jspecify.annotations.NullMarked;
