package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.ConvolutionGeometry;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/**
 * A convolution with zeros around its input, from maps to maps of the same shape: what the iterations of a recurrent layer
 * share. Mutable: it holds its weights, and scratch of one image.
 */
final class PaddedConvolution {

    private final Kernels kernels;
    private final MapShape shape;
    private final int border;
    private final ConvolutionGeometry geometry;
    private final ConvolutionWeights weights;
    private final int[] allChannels;
    private final float[] paddedValues;
    private final float[] paddedGradients;

    /**
     * A convolution with all weights 0.
     *
     * @param name of the convolution in model files
     * @param shape of input and output, of two channels or more
     * @param kernelSize odd
     */
    PaddedConvolution(Kernels kernels, String name, MapShape shape, int kernelSize) {
        this.kernels = kernels;
        this.shape = shape;
        this.border = kernelSize / 2;
        int stored = shape.storedChannels();
        this.geometry =
                ConvolutionGeometry.of(shape.height() + 2 * border, shape.width() + 2 * border, kernelSize, stored);
        this.weights = new ConvolutionWeights(name, shape, kernelSize, shape.channels(), ConvolutionWeights.Way.DIRECT);
        this.allChannels = new int[stored];
        Arrays.setAll(allChannels, channel -> channel);
        long paddedLength = (long) geometry.inputHeight() * geometry.inputWidth() * stored;
        this.paddedValues = Kernels.array(paddedLength);
        this.paddedGradients = Kernels.array(paddedLength);
    }

    /** Shape of input and output. */
    MapShape shape() {
        return shape;
    }

    /** Weight and bias. */
    List<Parameter> parameters() {
        return weights.parameters();
    }

    /** Draws the parameters anew, in the order of {@link #parameters}. */
    void initialize(RandomStream random) {
        weights.initialize(random);
    }

    /** Computes an image of {@code output} (values written) from {@code input} (read only). */
    void convolve(FeatureMaps input, FeatureMaps output, int image) {
        pad(input, image);
        kernels.convolve(
                geometry,
                paddedValues,
                ORIGIN,
                shape.storedChannels(),
                weights.weights(),
                weights.bias(),
                output.values(),
                output.at(image));
    }

    /** Adds an image's share of the weight gradient, from the gradient of {@code output}. */
    void addWeightGradient(FeatureMaps input, FeatureMaps output, int image) {
        pad(input, image);
        kernels.addWeightGradient(
                geometry,
                paddedValues,
                ORIGIN,
                allChannels,
                allChannels.length,
                output.gradients(),
                output.gradientAt(image),
                shape.storedChannels(),
                weights.gradient());
    }

    /** Makes ready for {@link #inputGradient} with the weights as they are now. */
    void beginInputGradient() {
        weights.arrangeByOutputChannel();
    }

    /** Computes the gradient of an image of {@code input} (written) from that of {@code output}. */
    void inputGradient(FeatureMaps input, FeatureMaps output, int image) {
        Arrays.fill(paddedGradients, 0f);
        kernels.addInputGradient(
                geometry,
                output.gradients(),
                output.gradientAt(image),
                weights.byOutputChannel(),
                shape.storedChannels(),
                paddedGradients,
                ORIGIN);
        int row = rowLength();
        for (int y = 0; y < shape.height(); y++) {
            System.arraycopy(paddedGradients, paddedAt(y), input.gradients(), input.gradientAt(image) + y * row, row);
        }
    }

    /** Copies an image into the padded map, whose border nothing writes: it stays 0. */
    private void pad(FeatureMaps input, int image) {
        int row = rowLength();
        for (int y = 0; y < shape.height(); y++) {
            System.arraycopy(input.values(), input.at(image) + y * row, paddedValues, paddedAt(y), row);
        }
    }

    private int rowLength() {
        return shape.width() * shape.storedChannels();
    }

    /** Index in a padded map of the first value of row {@code y} of the map inside. */
    private int paddedAt(int y) {
        return ORIGIN + ((y + border) * geometry.inputWidth() + border) * shape.storedChannels();
    }
}
