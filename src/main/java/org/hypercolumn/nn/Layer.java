package org.hypercolumn.nn;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/**
 * One step of a network, from the feature maps of a batch to the next ones. A layer is mutable: it holds its parameters
 * and the scratch of its last forward pass, and belongs to one thread.
 *
 * <p>It works image by image, so that an image's maps stay in the cache from layer to layer. What it must know of a whole
 * batch first it gathers, image by image too, before.
 */
public sealed interface Layer
        permits Convolution, PooledConvolution, BatchNormSigmoid, SelfAttention, Branch, LateralConvolution {

    /** Whether batch norm uses the batch's statistics and dropout acts, or neither. */
    enum Mode {
        TRAINING,
        EVALUATION
    }

    /** What a backward pass is for. */
    enum Wanted {
        /** Gradients of the parameters alone: the way back ends in the first layer. */
        PARAMETERS,
        /** The gradient with respect to the layer's input alone. */
        INPUT,
        /** Both. */
        BOTH;

        boolean parameters() {
            return this != INPUT;
        }

        boolean input() {
            return this != PARAMETERS;
        }
    }

    /** Shape of what the layer writes. */
    MapShape outputShape();

    /** Parameters and statistics in the order of the published files. */
    List<Parameter> parameters();

    /** Draws the parameters anew, in the order of {@link #parameters}. */
    void initialize(RandomStream random);

    /** Whether it must gather all images of a batch before it computes the first one, and their gradients likewise. */
    boolean gathers(Mode mode);

    /** Takes note of an image of {@code input} (read only). */
    void gather(FeatureMaps input, int image);

    /**
     * Makes ready for {@link #forward} of {@code count} images, which are gathered if need be.
     *
     * @param random for dropout; drawn from in training only
     */
    void beginForward(int count, Mode mode, RandomStream random);

    /** Computes an image of {@code output} (values written) from {@code input} (read only). */
    void forward(FeatureMaps input, FeatureMaps output, int image);

    /**
     * Takes note of the gradient of an image of {@code output}: the first half of the way back. It may keep there what the
     * second half needs, in place of the image's values.
     */
    void gatherGradient(FeatureMaps input, FeatureMaps output, int image);

    /** Makes ready for {@link #backward} of as many images as {@link #forward}, all gathered if need be. */
    void beginBackward(int count, Mode mode, Wanted wanted);

    /**
     * After {@link #gatherGradient}, computes the gradient of an image of {@code input} (written) and adds that of the
     * parameters, as {@code wanted}.
     */
    void backward(FeatureMaps input, FeatureMaps output, int image, Wanted wanted);

    /** Completes the gradients of the parameters once {@link #backward} has seen all images. */
    void endBackward(Wanted wanted);
}
