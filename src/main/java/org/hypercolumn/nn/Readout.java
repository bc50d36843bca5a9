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
     * How much each hypercolumn of an image of {@code features} (read only) adds to the image's prediction, summed in double
     * precision. Their sum and {@link #bias} are the prediction, but for the rounding of {@link #forward}.
     *
     * <p>Source: Lin et al. 2025, section 4.4 and A.5. Ours differs: it is there for every readout; hypercolumns that a
     * readout does not read add 0.
     *
     * @param contributions {@code [P]}, row by row, written; in the unit of the prediction
     * @throws IllegalArgumentException if there is not one for each hypercolumn
     */
    void contributions(FeatureMaps features, int image, double[] contributions);

    /** What the prediction is where no hypercolumn adds anything; in the unit of the prediction. */
    double bias();

    /**
     * Computes the gradient of an image of {@code features} (written) and adds that of the parameters, as {@code wanted}.
     *
     * @param gradient of the loss with respect to the image's prediction
     */
    void backward(FeatureMaps features, int image, float gradient, Layer.Wanted wanted);
}
