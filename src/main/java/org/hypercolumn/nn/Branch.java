package org.hypercolumn.nn;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/**
 * Where the iterations of a recurrent layer begin: passes its input on, and keeps it for each {@link LateralConvolution}
 * that follows. Mutable, as every layer.
 *
 * <p>It lists and draws the weights that the iterations share, so that they come once, and before the iterations' norms.
 *
 * <p>The input's gradient is that of the output and those of all iterations. The way back reaches it last, iteration by
 * iteration over the whole batch, so it collects theirs for each image.
 */
final class Branch implements Layer {

    private final PaddedConvolution lateral;
    private final FeatureMaps kept;

    /**
     * A branch for iterations that share {@code lateral}.
     *
     * @param capacity images in a batch, at most
     */
    Branch(PaddedConvolution lateral, int capacity) {
        this.lateral = lateral;
        this.kept = FeatureMaps.withAllGradients(lateral.shape(), capacity);
    }

    /** The convolution of the activity of the iteration before. */
    PaddedConvolution lateral() {
        return lateral;
    }

    @Override
    public MapShape outputShape() {
        return lateral.shape();
    }

    @Override
    public List<Parameter> parameters() {
        return lateral.parameters();
    }

    @Override
    public void initialize(RandomStream random) {
        lateral.initialize(random);
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
        int length = outputShape().storedValues();
        System.arraycopy(input.values(), input.at(image), output.values(), output.at(image), length);
        System.arraycopy(input.values(), input.at(image), kept.values(), kept.at(image), length);
        // Here and not on the way back, which need not come this far.
        kept.clearGradient(image);
    }

    /** Adds what was kept of an image to the values of {@code maps}. */
    void addTo(FeatureMaps maps, int image) {
        add(kept.values(), kept.at(image), maps.values(), maps.at(image));
    }

    /** Collects the gradient of an image of {@code maps}, to whose values {@link #addTo} has added. */
    void collect(FeatureMaps maps, int image) {
        add(maps.gradients(), maps.gradientAt(image), kept.gradients(), kept.gradientAt(image));
    }

    @Override
    public void gatherGradient(FeatureMaps input, FeatureMaps output, int image) {
        // An image needs no other.
    }

    @Override
    public void beginBackward(int count, Mode mode, Wanted wanted) {
        // The iterations have collected all.
    }

    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int image, Wanted wanted) {
        if (wanted.input()) {
            int length = outputShape().storedValues();
            int at = input.gradientAt(image);
            System.arraycopy(output.gradients(), output.gradientAt(image), input.gradients(), at, length);
            add(kept.gradients(), kept.gradientAt(image), input.gradients(), at);
        }
    }

    @Override
    public void endBackward(Wanted wanted) {
        // The gradients are complete.
    }

    private void add(float[] from, int fromAt, float[] to, int toAt) {
        for (int i = 0; i < outputShape().storedValues(); i++) {
            to[toAt + i] += from[fromAt + i];
        }
    }
}
