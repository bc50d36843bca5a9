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
    private final float[] paddedGradient;
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
        int border = 2 * (kernelSize - 1);
        this.backwardGeometry = ConvolutionGeometry.of(
                outputShape.height() + border, outputShape.width() + border, kernelSize, inputShape.storedChannels());
        this.weights = new ConvolutionWeights(name, inputShape, kernelSize, channels);
        this.selection = new ChannelSelection(inputShape);
        this.paddedGradient = Kernels.array(
                (long) backwardGeometry.inputHeight() * backwardGeometry.inputWidth() * outputShape.storedChannels());
        this.noBias = Kernels.array(inputShape.storedChannels());
    }

    @Override
    public MapShape outputShape() {
        return outputShape;
    }

    @Override
    public boolean sharesGradients() {
        return false;
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
    public void forward(FeatureMaps input, FeatureMaps output, int count, Mode mode, RandomStream random) {
        for (int image = 0; image < count; image++) {
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
    }

    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int count, Mode mode, Wanted wanted) {
        for (int image = 0; image < count && wanted.parameters(); image++) {
            boolean select = ChannelSelection.pays(input, image);
            kernels.addWeightGradient(
                    geometry,
                    select ? selection.select(input, image) : input.values(),
                    select ? ORIGIN : input.at(image),
                    input.channels(image),
                    input.channelCount(image),
                    output.gradients(),
                    output.at(image),
                    inputShape.storedChannels(),
                    weights.gradient());
        }
        float[] turned = wanted.input() ? weights.turned() : weights.weights();
        for (int image = 0; image < count && wanted.input(); image++) {
            boolean pad = geometry.kernelSize() > 1;
            kernels.convolve(
                    backwardGeometry,
                    pad ? padGradient(output, image) : output.gradients(),
                    pad ? ORIGIN : output.at(image),
                    outputShape.storedChannels(),
                    turned,
                    noBias,
                    input.gradients(),
                    input.at(image));
        }
    }

    /** The image's output gradient with kernelSize - 1 rows and columns of 0 around it; the border is never written. */
    private float[] padGradient(FeatureMaps output, int image) {
        int border = geometry.kernelSize() - 1;
        int row = outputShape.width() * outputShape.storedChannels();
        for (int y = 0; y < outputShape.height(); y++) {
            int to = ((y + border) * backwardGeometry.inputWidth() + border) * outputShape.storedChannels();
            System.arraycopy(output.gradients(), output.at(image) + y * row, paddedGradient, ORIGIN + to, row);
        }
        return paddedGradient;
    }
}
