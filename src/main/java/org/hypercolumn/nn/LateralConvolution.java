package org.hypercolumn.nn;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/**
 * What one more iteration of a recurrent layer feeds its norm: the {@link Branch}'s input + the lateral convolution of the
 * activity of the iteration before. Mutable, as every layer; weights and scratch are those of the branch, for all
 * iterations.
 */
final class LateralConvolution implements Layer {

    private final Branch branch;
    private final PaddedConvolution lateral;

    /** An iteration of the recurrent layer that begins with {@code branch}. */
    LateralConvolution(Branch branch) {
        this.branch = branch;
        this.lateral = branch.lateral();
    }

    @Override
    public MapShape outputShape() {
        return branch.outputShape();
    }

    /** None: the branch lists the weights. */
    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public void initialize(RandomStream random) {
        // The branch draws the weights.
    }

    @Override
    public boolean gathers(Mode mode) {
        return false;
    }

    @Override
    public void gather(FeatureMaps input, int image) {
        // An image needs no other.
    }

    @Override
    public void beginForward(int count, Mode mode, RandomStream random) {
        // Nothing depends on the batch.
    }

    @Override
    public void forward(FeatureMaps input, FeatureMaps output, int image) {
        lateral.convolve(input, output, image);
        branch.addTo(output, image);
    }

    @Override
    public void gatherGradient(FeatureMaps input, FeatureMaps output, int image) {
        // An image needs no other.
    }

    @Override
    public void beginBackward(int count, Mode mode, Wanted wanted) {
        if (wanted.input()) {
            lateral.beginInputGradient();
        }
    }

    /** The weight gradient is added to that of the other iterations; the way back must reach the branch after this. */
    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int image, Wanted wanted) {
        if (wanted.parameters()) {
            lateral.addWeightGradient(input, output, image);
        }
        if (wanted.input()) {
            branch.collect(output, image);
            lateral.inputGradient(input, output, image);
        }
    }

    @Override
    public void endBackward(Wanted wanted) {
        // The gradients are complete.
    }
}
