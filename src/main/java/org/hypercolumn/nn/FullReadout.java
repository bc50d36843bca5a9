package org.hypercolumn.nn;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/** FCL: linear from all channels of all hypercolumns. Mutable, as every readout. */
public final class FullReadout implements Readout {

    private final LinearWeights weights;

    /**
     * A readout with all weights 0.
     *
     * @param name of the linear layer in model files
     * @param features shape of the core's output
     */
    public FullReadout(String name, MapShape features) {
        this.weights = new LinearWeights(name, features.positions(), features.channels());
    }

    @Override
    public List<Parameter> parameters() {
        return weights.parameters();
    }

    @Override
    public void initialize(RandomStream random) {
        weights.initialize(random);
    }

    @Override
    public void forward(FeatureMaps features, int count, float[] predictions) {
        for (int image = 0; image < count; image++) {
            predictions[image] = weights.predict(features.values(), features.at(image));
        }
    }

    @Override
    public void backward(FeatureMaps features, int count, float[] gradients, Layer.Wanted wanted) {
        for (int image = 0; image < count; image++) {
            if (wanted.parameters()) {
                weights.addGradient(features.values(), features.at(image), gradients[image]);
            }
            weights.featureGradient(gradients[image], features.gradients(), features.at(image));
        }
    }
}
