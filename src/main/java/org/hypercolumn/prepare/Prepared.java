package org.hypercolumn.prepare;

import java.util.List;
import org.hypercolumn.data.Recording;

/**
 * A recording that was made of another.
 *
 * @param recording what came of it
 * @param statistics that it is, or can be, normalised by
 * @param source what it was made of
 * @param steps what was done, a line each
 */
public record Prepared(Recording recording, Statistics statistics, Source source, List<String> steps) {
    /** Puts it together. */
    public Prepared {
        steps = List.copyOf(steps);
    }
}
