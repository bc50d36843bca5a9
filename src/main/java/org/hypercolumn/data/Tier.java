package org.hypercolumn.data;

/**
 * Images and what they evoked: row s of the responses belongs to stimulus s.
 *
 * @param stimuli {@code [S, H, W]}, one or more
 * @param responses {@code [S, N]}, one neuron or more
 */
public record Tier(Stimuli stimuli, Responses responses) {
    /**
     * Puts images and responses together.
     *
     * @throws IllegalArgumentException if they differ in S, or S or N is 0
     */
    public Tier {
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

    /** S, how many images there are. */
    public int count() {
        return stimuli.count();
    }

    /** N, how many neurons there are. */
    public int neurons() {
        return responses.neurons();
    }

    /**
     * Some of the images and their responses, in the order given.
     *
     * @param selected each 0 to S - 1, one or more; may repeat
     * @throws IllegalArgumentException if there is no such stimulus, or none is selected
     */
    public Tier select(int[] selected) {
        return new Tier(stimuli.select(selected), responses.select(selected));
    }
}
