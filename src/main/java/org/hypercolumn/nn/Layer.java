package org.hypercolumn.nn;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/**
 * One step of a network, from the feature maps of a batch to the next ones. A layer is mutable: it holds its parameters
 * and the scratch of its last forward pass, and belongs to one thread.
 */
public sealed interface Layer permits Convolution, PooledConvolution, BatchNormSigmoid {

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

    /** Whether the layer's way back works in place, so that the gradients of its input and output are one array. */
    boolean sharesGradients();

    /** Parameters and statistics in the order of the published files. */
    List<Parameter> parameters();

    /** Draws the parameters anew, in the order of {@link #parameters}. */
    void initialize(RandomStream random);

    /**
     * Computes the first {@code count} images of {@code output} from those of {@code input}.
     *
     * @param input read only
     * @param output values written
     * @param random for dropout; drawn from in training only
     */
    void forward(FeatureMaps input, FeatureMaps output, int count, Mode mode, RandomStream random);

    /**
     * From the gradients of {@code output}, right after {@link #forward} in the same mode, computes those of {@code input}
     * (written) and adds those of the parameters, as {@code wanted}.
     */
    void backward(FeatureMaps input, FeatureMaps output, int count, Mode mode, Wanted wanted);
}
