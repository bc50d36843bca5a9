package org.hypercolumn.figure;

import java.util.Optional;

/** One figure of the paper that may be drawn, if the results that it needs are there. */
interface Illustration {

    /** Its files' name. */
    String id();

    /** What it shows, in a few words. */
    String title();

    /** Why it cannot be drawn and what to do, without its id; empty where it can. */
    Optional<String> missing();

    /** The figure; only where nothing is missing. */
    PaperFigure draw();
}
