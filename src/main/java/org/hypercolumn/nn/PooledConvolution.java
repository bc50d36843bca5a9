package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.ConvolutionGeometry;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/**
 * A convolution without padding and a 2 x 2 max-pool, in one: the unpooled map is never stored. The way back follows the
 * winners alone. Mutable, as every layer.
 */
public final class PooledConvolution implements Layer {

    private final Kernels kernels;
    private final MapShape inputShape;
    private final MapShape outputShape;
    private final ConvolutionGeometry geometry;
    private final ConvolutionWeights weights;
    private final ChannelSelection selection;
    private final float[] rows;
    private final float[] gradientByOutput;
    private final int[] winners;
    private final int[] places;

    /**
     * A convolution with all weights 0.
     *
     * @param name of the convolution in model files
     * @param capacity images in a batch, at most
     * @throws IllegalArgumentException if the input is too small for the kernel and the pool
     */
    public PooledConvolution(
            Kernels kernels, String name, MapShape inputShape, int kernelSize, int channels, int capacity) {
        this.kernels = kernels;
        this.inputShape = inputShape;
        this.geometry =
                ConvolutionGeometry.of(inputShape.height(), inputShape.width(), kernelSize, Kernels.padded(channels));
        this.outputShape = new MapShape(geometry.pooledHeight(), geometry.pooledWidth(), channels);
        this.weights = new ConvolutionWeights(name, inputShape, kernelSize, channels);
        this.selection = new ChannelSelection(inputShape);
        this.rows = Kernels.array(2L * geometry.outputWidth() * geometry.outputChannels());
        this.gradientByOutput = Kernels.array(weights.weights().length);
        this.winners = new int[Math.toIntExact(ORIGIN + (long) capacity * outputShape.storedValues())];
        this.places = new int[4 * outputShape.storedValues() / Kernels.CHANNEL_BLOCK];
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
            kernels.convolveAndPool(
                    geometry,
                    select ? selection.select(input, image) : input.values(),
                    select ? ORIGIN : input.at(image),
                    channels,
                    select ? weights.chosen(input.channels(image), channels) : weights.weights(),
                    weights.bias(),
                    rows,
                    output.values(),
                    winners,
                    output.at(image));
        }
    }

    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int count, Mode mode, Wanted wanted) {
        if (wanted.parameters()) {
            addWeightGradient(input, output, count);
        }
        if (wanted.input()) {
            input.clearGradients(count);
            if (inputShape.channels() == 1) {
                addImageGradient(input, output, count);
            } else {
                addInputGradient(input, output, count);
            }
        }
    }

    private void addWeightGradient(FeatureMaps input, FeatureMaps output, int count) {
        if (inputShape.channels() == 1) {
            for (int image = 0; image < count; image++) {
                kernels.addPooledImageWeightGradient(
                        geometry,
                        input.values(),
                        input.at(image),
                        output.gradients(),
                        winners,
                        output.at(image),
                        rows,
                        weights.gradient());
            }
            return;
        }
        Arrays.fill(gradientByOutput, 0f);
        for (int image = 0; image < count; image++) {
            kernels.addPooledWeightGradient(
                    geometry,
                    input.values(),
                    input.at(image),
                    inputShape.storedChannels(),
                    output.gradients(),
                    winners,
                    output.at(image),
                    gradientByOutput);
        }
        weights.addGradientByOutputChannel(gradientByOutput);
    }

    private void addInputGradient(FeatureMaps input, FeatureMaps output, int count) {
        float[] byOutput = weights.byOutputChannel();
        for (int image = 0; image < count; image++) {
            kernels.addPooledInputGradient(
                    geometry,
                    output.gradients(),
                    winners,
                    output.at(image),
                    places,
                    byOutput,
                    inputShape.storedChannels(),
                    input.gradients(),
                    input.at(image));
        }
    }

    /** With respect to the image itself: not part of training, so plainly written. */
    private void addImageGradient(FeatureMaps input, FeatureMaps output, int count) {
        int channels = geometry.outputChannels();
        int kernelSize = geometry.kernelSize();
        for (int image = 0; image < count; image++) {
            int from = output.at(image);
            for (int i = 0; i < outputShape.storedValues(); i++) {
                float gradient = output.gradients()[from + i];
                for (int tap = 0; tap < kernelSize * kernelSize; tap++) {
                    int pixel = winners[from + i] + tap / kernelSize * geometry.inputWidth() + tap % kernelSize;
                    float weight = weights.weights()[ORIGIN + tap * channels + i % channels];
                    int at = input.at(image) + pixel;
                    input.gradients()[at] = Math.fma(gradient, weight, input.gradients()[at]);
                }
            }
        }
    }
}
