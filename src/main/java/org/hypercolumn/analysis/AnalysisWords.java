package org.hypercolumn.analysis;

/** Words that the explanations of several results have in common. */
final class AnalysisWords {

    /** What the arrays and columns of this name hold, in every file. */
    static final String IMAGE_INDEX =
            "image_index: index from 0, in the recording's tier that scored/image_tier of the run's predictions names";

    private AnalysisWords() {}
}
