/**
 * What is wrong with a recording, found before hours are spent on it: findings, each with what to do about it, and the facts
 * of each tier. Most of it is arithmetic over images and responses; what a fit refuses is asked of {@code train} and
 * {@code model} themselves, so that the two never disagree.
 */
@NullMarked
package org.hypercolumn.doctor;

import org.jspecify.annotations.NullMarked;
