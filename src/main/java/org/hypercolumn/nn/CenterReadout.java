package org.hypercolumn.nn;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/**
 * CTL: linear from all channels of the center hypercolumn, at row H / 2 and column W / 2 (rounded down) of the grid.
 * Mutable, as every readout.
 */
public final class CenterReadout implements Readout {

    private final MapShape features;
    private final LinearWeights weights;

    /**
     * A readout with all weights 0.
     *
     * @param name of the linear layer in model files
     * @param features shape of the core's output
     * @param treatment whether the weights are kept or moved
     */
    public CenterReadout(String name, MapShape features, Treatment treatment) {
        this.features = features;
        this.weights = LinearWeights.of(name, 1, features.channels(), treatment);
    }

    /** Index of the center hypercolumn among the positions, row by row: 40 of 81 for a grid of 9 x 9. */
    public static int center(MapShape features) {
        return features.height() / 2 * features.width() + features.width() / 2;
    }

    private int centerAt() {
        return center(features) * features.storedChannels();
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
    public float forward(FeatureMaps maps, int image) {
        return weights.predict(maps.values(), maps.at(image) + centerAt());
    }

    @Override
    public void contributions(FeatureMaps maps, int image, double[] contributions) {
        maps.shape().requirePositions(contributions.length);
        Arrays.fill(contributions, 0);
        weights.contributions(maps.values(), maps.at(image) + centerAt(), 1, contributions, center(features));
    }

    @Override
    public double bias() {
        return weights.biasValue();
    }

    @Override
    public void backward(FeatureMaps maps, int image, float gradient, Layer.Wanted wanted) {
        if (wanted.parameters()) {
            weights.addGradient(maps.values(), maps.at(image) + centerAt(), gradient);
        }
        if (wanted.input()) {
            maps.clearGradient(image);
            weights.featureGradient(gradient, maps.gradients(), maps.gradientAt(image) + centerAt());
        }
    }
}
