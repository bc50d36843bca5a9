package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.List;
import org.hypercolumn.kernel.ConvolutionGeometry;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/** A convolution without padding and without a pool. Mutable, as every layer. */
public final class Convolution implements Layer {

    private final Kernels kernels;
    private final MapShape inputShape;
    private final MapShape outputShape;
    private final ConvolutionGeometry geometry;
    private final ConvolutionGeometry backwardGeometry;
    private final ConvolutionWeights weights;
    private final ChannelSelection selection;
    private final float[] noBias;

    /**
     * A convolution with all weights 0.
     *
     * @param name of the convolution in model files
     * @param inputShape of two channels or more
     * @throws IllegalArgumentException if the input is too small for the kernel
     */
    public Convolution(Kernels kernels, String name, MapShape inputShape, int kernelSize, int channels) {
        this.kernels = kernels;
        this.inputShape = inputShape;
        this.geometry =
                ConvolutionGeometry.of(inputShape.height(), inputShape.width(), kernelSize, Kernels.padded(channels));
        this.outputShape = new MapShape(geometry.outputHeight(), geometry.outputWidth(), channels);
        this.backwardGeometry =
                ConvolutionGeometry.of(outputShape.height(), outputShape.width(), 1, inputShape.storedChannels());
        this.weights = new ConvolutionWeights(name, inputShape, kernelSize, channels, ConvolutionWeights.Way.DIRECT);
        this.selection = new ChannelSelection(kernels, inputShape);
        this.noBias = Kernels.array(inputShape.storedChannels());
    }

    @Override
    public MapShape outputShape() {
        return outputShape;
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
        boolean select = ChannelSelection.pays(input, image);
        int channels = select ? input.channelCount(image) : inputShape.storedChannels();
        kernels.convolve(
                geometry,
                select ? selection.select(input, image) : input.values(),
                select ? ORIGIN : input.at(image),
                channels,
                select ? weights.chosen(input.channels(image), channels) : weights.weights(),
                weights.bias(),
                output.values(),
                output.at(image));
    }

    @Override
    public void gatherGradient(FeatureMaps input, FeatureMaps output, int image) {
        // An image needs no other.
    }

    @Override
    public void beginBackward(int count, Mode mode, Wanted wanted) {
        if (wanted.input()) {
            weights.arrangeByOutputChannel();
        }
    }

    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int image, Wanted wanted) {
        if (wanted.parameters()) {
            addWeightGradient(input, output, image);
        }
        if (wanted.input()) {
            addInputGradient(input, output, image);
        }
    }

    @Override
    public void endBackward(Wanted wanted) {
        // The gradients are complete.
    }

    private void addWeightGradient(FeatureMaps input, FeatureMaps output, int image) {
        boolean select = ChannelSelection.pays(input, image);
        kernels.addWeightGradient(
                geometry,
                select ? selection.select(input, image) : input.values(),
                select ? ORIGIN : input.at(image),
                input.channels(image),
                input.channelCount(image),
                output.gradients(),
                output.gradientAt(image),
                inputShape.storedChannels(),
                weights.gradient());
    }

    private void addInputGradient(FeatureMaps input, FeatureMaps output, int image) {
        if (geometry.kernelSize() == 1) {
            // Position by position the transposed product, itself a convolution.
            kernels.convolve(
                    backwardGeometry,
                    output.gradients(),
                    output.gradientAt(image),
                    outputShape.storedChannels(),
                    weights.byOutputChannel(),
                    noBias,
                    input.gradients(),
                    input.gradientAt(image));
            return;
        }
        input.clearGradient(image);
        kernels.addInputGradient(
                geometry,
                output.gradients(),
                output.gradientAt(image),
                weights.byOutputChannel(),
                inputShape.storedChannels(),
                input.gradients(),
                input.gradientAt(image));
    }
}
