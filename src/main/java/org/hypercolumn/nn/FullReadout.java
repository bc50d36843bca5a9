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
     * @param treatment whether the weights are kept or moved
     */
    public FullReadout(String name, MapShape features, Treatment treatment) {
        this.weights = LinearWeights.of(name, features.positions(), features.channels(), treatment);
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
    public float forward(FeatureMaps features, int image) {
        return weights.predict(features.values(), features.at(image));
    }

    @Override
    public void contributions(FeatureMaps features, int image, double[] contributions) {
        features.shape().requirePositions(contributions.length);
        weights.contributions(features.values(), features.at(image), 1, contributions, 0);
    }

    @Override
    public double bias() {
        return weights.biasValue();
    }

    @Override
    public void backward(FeatureMaps features, int image, float gradient, Layer.Wanted wanted) {
        if (wanted.parameters()) {
            weights.addGradient(features.values(), features.at(image), gradient);
        }
        if (wanted.input()) {
            weights.featureGradient(gradient, features.gradients(), features.gradientAt(image));
        }
    }
}
