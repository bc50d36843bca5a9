package org.hypercolumn.data;

/**
 * Images and what they evoked: row s of the responses and label s belong to stimulus s. An image that was shown several
 * times is there once; its repeats are the trials of the responses.
 *
 * @param stimuli {@code [S, H, W]}, one or more
 * @param responses {@code [S, N]}, one neuron or more
 * @param labels one an image
 */
public record Tier(Stimuli stimuli, Responses responses, ImageLabels labels) {
    /**
     * Puts images, responses and labels together.
     *
     * @throws IllegalArgumentException if they differ in S, or S or N is 0
     */
    public Tier {
        if (stimuli.count() != labels.count()) {
            throw new IllegalArgumentException("tier: expected as many labels as images, got %d images and %d labels"
                    .formatted(stimuli.count(), labels.count()));
        }
        if (stimuli.count() != responses.stimuli()) {
            throw new IllegalArgumentException(
                    "tier: expected as many responses as images, got %d images and responses to %d"
                            .formatted(stimuli.count(), responses.stimuli()));
        }
        if (stimuli.count() == 0 || responses.neurons() == 0) {
            throw new IllegalArgumentException(
                    "tier: expected one image and one neuron or more, got %d images, %d neurons"
                            .formatted(stimuli.count(), responses.neurons()));
        }
    }

    /** Images without ids of their own, and what they evoked. */
    public Tier(Stimuli stimuli, Responses responses) {
        this(stimuli, responses, ImageLabels.places(stimuli.count()));
    }

    /** S, how many images there are. */
    public int count() {
        return stimuli.count();
    }

    /** N, how many neurons there are. */
    public int neurons() {
        return responses.neurons();
    }

    /**
     * Some of the images with their responses and labels, in the order given.
     *
     * @param selected each 0 to S - 1, one or more; may repeat
     * @throws IllegalArgumentException if there is no such stimulus, or none is selected
     */
    public Tier select(int[] selected) {
        return new Tier(stimuli.select(selected), responses.select(selected), labels.select(selected));
    }
}
