package org.hypercolumn.data;

import java.io.Serial;

/** What is wrong with an npy array; the message has no name in front, the caller knows which file or entry it is. */
final class NpyFormatException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String problem;

    NpyFormatException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What was expected, what was found and what to do. */
    String problem() {
        return problem;
    }
}
