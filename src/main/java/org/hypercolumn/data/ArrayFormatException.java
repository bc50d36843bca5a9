package org.hypercolumn.data;

import java.io.Serial;

/** What is wrong with an array; the message has no name in front, the caller knows which file or entry it is. */
public final class ArrayFormatException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String problem;

    /**
     * Says what is wrong.
     *
     * @param problem what was expected, what was found and what to do, one line
     */
    public ArrayFormatException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What was expected, what was found and what to do. */
    public String problem() {
        return problem;
    }
}
