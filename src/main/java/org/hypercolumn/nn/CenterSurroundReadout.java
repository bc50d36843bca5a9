package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/**
 * FC1: one linear readout of the center hypercolumn, another of all others, and a weighted sum of the two:
 * w1 * center + w2 * surround + b. Mutable, as every readout.
 *
 * <p>Source: Lin et al. 2025, section 3.3, the first of the two ways to widen a center readout.
 */
public final class CenterSurroundReadout implements Readout {

    private final int centerAt;
    private final LinearWeights center;
    private final LinearWeights surround;
    private final Parameter weight;
    private final Parameter bias;

    /**
     * A readout with all weights 0.
     *
     * @param name prefix of the three linear layers in model files: {@code name_center}, {@code name_surr}, {@code name_comb}
     * @param features shape of the core's output, of two hypercolumns or more
     * @param ofCenter whether the linear readout of the center is kept or moved
     */
    public CenterSurroundReadout(String name, MapShape features, Treatment ofCenter) {
        if (features.positions() < 2) {
            throw new IllegalArgumentException(
                    "readout: expected a surround, got a grid of one hypercolumn; take larger images");
        }
        int position = CenterReadout.center(features);
        this.centerAt = position * features.storedChannels();
        this.center = LinearWeights.of(name + "_center", 1, features.channels(), ofCenter);
        this.surround = LinearWeights.allBut(position, name + "_surr", features);
        int[] places = {0, 1};
        this.weight =
                new Parameter(name + "_comb.weight", Parameter.Role.TRAINED, new int[] {1, 2}, places, places.length);
        this.bias = Parameter.vector(name + "_comb.bias", Parameter.Role.TRAINED, 1);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(center.parameters());
        parameters.addAll(surround.parameters());
        parameters.add(weight);
        parameters.add(bias);
        return parameters;
    }

    @Override
    public void initialize(RandomStream random) {
        center.initialize(random);
        surround.initialize(random);
        double bound = 1 / StrictMath.sqrt(2);
        weight.drawUniform(random, bound);
        bias.drawUniform(random, bound);
    }

    @Override
    public float forward(FeatureMaps features, int image) {
        int at = features.at(image);
        float ofCenter = centerWeight() * center.predict(features.values(), at + centerAt);
        float ofSurround = surroundWeight() * surround.predict(features.values(), at);
        return ofCenter + ofSurround + bias.values()[ORIGIN];
    }

    /** Each hypercolumn's own sum times the weight of its part, w1 of the center and w2 of the others. */
    @Override
    public void contributions(FeatureMaps features, int image, double[] contributions) {
        features.shape().requirePositions(contributions.length);
        int at = features.at(image);
        surround.contributions(features.values(), at, surroundWeight(), contributions, 0);
        center.contributions(
                features.values(),
                at + centerAt,
                centerWeight(),
                contributions,
                CenterReadout.center(features.shape()));
    }

    /** w1 * the center's bias + w2 * the surround's + b. */
    @Override
    public double bias() {
        return (double) centerWeight() * center.biasValue()
                + (double) surroundWeight() * surround.biasValue()
                + bias.values()[ORIGIN];
    }

    /** w1, the weight of the center in the prediction; dimensionless. */
    public float centerWeight() {
        return weight.values()[ORIGIN];
    }

    /** w2, the weight of the surround in the prediction; dimensionless. */
    public float surroundWeight() {
        return weight.values()[ORIGIN + 1];
    }

    @Override
    public void backward(FeatureMaps features, int image, float gradient, Layer.Wanted wanted) {
        float[] values = features.values();
        int at = features.at(image);
        float centerGradient = gradient * centerWeight();
        float surroundGradient = gradient * surroundWeight();
        if (wanted.parameters()) {
            weight.gradient()[ORIGIN] += gradient * center.predict(values, at + centerAt);
            weight.gradient()[ORIGIN + 1] += gradient * surround.predict(values, at);
            bias.gradient()[ORIGIN] += gradient;
            center.addGradient(values, at + centerAt, centerGradient);
            surround.addGradient(values, at, surroundGradient);
        }
        if (wanted.input()) {
            surround.featureGradient(surroundGradient, features.gradients(), features.gradientAt(image));
            center.featureGradient(centerGradient, features.gradients(), features.gradientAt(image) + centerAt);
        }
    }
}
