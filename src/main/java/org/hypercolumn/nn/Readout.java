package org.hypercolumn.nn;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/** The last step of a network, from the core's features to one neuron's response. Mutable, as a layer. */
public sealed interface Readout permits FullReadout, CenterReadout {

    /** Parameters in the order of the published files. */
    List<Parameter> parameters();

    /** Draws the parameters anew, in the order of {@link #parameters}. */
    void initialize(RandomStream random);

    /**
     * Computes the predictions of the first {@code count} images.
     *
     * @param features read only
     * @param predictions {@code [B]}, written
     */
    void forward(FeatureMaps features, int count, float[] predictions);

    /**
     * Computes the gradients of {@code features} (written) and, if wanted, adds those of the parameters.
     *
     * @param gradients {@code [B]}, of the loss with respect to the predictions, read only
     */
    void backward(FeatureMaps features, int count, float[] gradients, Layer.Wanted wanted);
}
