/**
 * The commands. The only room that prints, exits and reads the clock: it turns an exception into one line on the
 * standard error stream and exit code 1, and a wrong command line into exit code 2.
 */
@NullMarked
package org.hypercolumn.cli;

import org.jspecify.annotations.NullMarked;
