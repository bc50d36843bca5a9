package org.hypercolumn.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Something that {@code watch} looks at again and again. */
interface Watched {

    /**
     * What was seen.
     *
     * @param lines for a terminal
     * @param hasEnded whether nothing more will come
     */
    record Look(List<String> lines, boolean hasEnded) {

        public Look {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Looks at it.
     *
     * @throws IOException if it cannot be read
     */
    Look look(Instant now) throws IOException;
}
