package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.ConvolutionGeometry;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.PooledScratch;
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
    private final PooledScratch scratch;
    private final float[] gatheredGradient;
    private final int[] winners;

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
        this.weights = new ConvolutionWeights(
                name, inputShape, kernelSize, channels, ConvolutionWeights.Way.ofPooled(inputShape, kernelSize));
        this.selection = new ChannelSelection(kernels, inputShape);
        this.scratch = PooledScratch.of(geometry, inputShape.channels());
        this.gatheredGradient = Kernels.array(
                inputShape.channels() == 1
                        ? (long) geometry.outputChannels() * geometry.patchLength()
                        : weights.weights().length);
        this.winners = new int[Kernels.arrayLength((long) capacity * outputShape.storedValues())];
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
        if (weights.isWinograd()) {
            weights.transform();
        }
    }

    @Override
    public void forward(FeatureMaps input, FeatureMaps output, int image) {
        boolean select = ChannelSelection.pays(input, image);
        int channels = select ? input.channelCount(image) : inputShape.storedChannels();
        float[] values = select ? selection.select(input, image) : input.values();
        int at = select ? ORIGIN : input.at(image);
        int to = output.at(image);
        if (weights.isWinograd()) {
            float[] chosen =
                    select ? weights.chosenTransformed(input.channels(image), channels) : weights.transformed();
            kernels.convolveAndPoolByWinograd(
                    geometry, values, at, channels, chosen, weights.bias(), scratch, output.values(), winners, to);
        } else {
            float[] chosen = select ? weights.chosen(input.channels(image), channels) : weights.weights();
            kernels.convolveAndPool(
                    geometry, values, at, channels, chosen, weights.bias(), scratch, output.values(), winners, to);
        }
    }

    @Override
    public void gatherGradient(FeatureMaps input, FeatureMaps output, int image) {
        // An image needs no other.
    }

    @Override
    public void beginBackward(int count, Mode mode, Wanted wanted) {
        if (wanted.parameters()) {
            Arrays.fill(gatheredGradient, 0f);
        }
        if (wanted.input() && inputShape.channels() > 1) {
            weights.arrangeByOutputChannel();
        }
    }

    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int image, Wanted wanted) {
        boolean isImage = inputShape.channels() == 1;
        if (wanted.parameters()) {
            if (isImage) {
                addImageWeightGradient(input, output, image);
            } else {
                addWeightGradient(input, output, image);
            }
        }
        if (wanted.input()) {
            input.clearGradient(image);
            if (isImage) {
                addImageGradient(input, output, image);
            } else {
                addInputGradient(input, output, image);
            }
        }
    }

    @Override
    public void endBackward(Wanted wanted) {
        if (wanted.parameters()) {
            if (inputShape.channels() == 1) {
                weights.addGradientByPatch(gatheredGradient, geometry.patchLength());
            } else {
                weights.addGradientByOutputChannel(gatheredGradient);
            }
        }
    }

    private void addImageWeightGradient(FeatureMaps input, FeatureMaps output, int image) {
        kernels.addPooledImageWeightGradient(
                geometry,
                input.values(),
                input.at(image),
                output.gradients(),
                output.gradientAt(image),
                winners,
                output.at(image),
                scratch,
                gatheredGradient);
    }

    private void addWeightGradient(FeatureMaps input, FeatureMaps output, int image) {
        kernels.addPooledWeightGradient(
                geometry,
                input.values(),
                input.at(image),
                inputShape.storedChannels(),
                output.gradients(),
                output.gradientAt(image),
                winners,
                output.at(image),
                scratch,
                gatheredGradient);
    }

    private void addInputGradient(FeatureMaps input, FeatureMaps output, int image) {
        kernels.addPooledInputGradient(
                geometry,
                output.gradients(),
                output.gradientAt(image),
                winners,
                output.at(image),
                scratch,
                weights.byOutputChannel(),
                inputShape.storedChannels(),
                input.gradients(),
                input.gradientAt(image));
    }

    /** With respect to the image itself: not part of training, so plainly written. */
    private void addImageGradient(FeatureMaps input, FeatureMaps output, int image) {
        int channels = geometry.outputChannels();
        int kernelSize = geometry.kernelSize();
        int from = output.at(image);
        for (int i = 0; i < outputShape.storedValues(); i++) {
            float gradient = output.gradients()[output.gradientAt(image) + i];
            for (int tap = 0; tap < kernelSize * kernelSize; tap++) {
                int pixel = winners[from + i] + tap / kernelSize * geometry.inputWidth() + tap % kernelSize;
                float weight = weights.weights()[ORIGIN + tap * channels + i % channels];
                int at = input.gradientAt(image) + pixel;
                input.gradients()[at] = Math.fma(gradient, weight, input.gradients()[at]);
            }
        }
    }
}
