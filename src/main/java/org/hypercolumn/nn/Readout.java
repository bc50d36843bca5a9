package org.hypercolumn.nn;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/** The last step of a network, from the core's features to one neuron's response. Mutable, as a layer. */
public sealed interface Readout permits FullReadout, CenterReadout, CenterSurroundReadout {

    /** Parameters in the order of the published files. */
    List<Parameter> parameters();

    /** Draws the parameters anew, in the order of {@link #parameters}. */
    void initialize(RandomStream random);

    /** The prediction for an image of {@code features} (read only). */
    float forward(FeatureMaps features, int image);

    /**
     * Computes the gradient of an image of {@code features} (written) and adds that of the parameters, as {@code wanted}.
     *
     * @param gradient of the loss with respect to the image's prediction
     */
    void backward(FeatureMaps features, int image, float gradient, Layer.Wanted wanted);
}
