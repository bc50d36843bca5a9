/**
 * A run as one HTML page that needs nothing else: what was run, its tables, figures and neurons. It is made from results
 * only and never sees a network.
 */
@NullMarked
package org.hypercolumn.report;

import org.jspecify.annotations.NullMarked;
