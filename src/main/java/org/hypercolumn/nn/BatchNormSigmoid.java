package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

import java.util.Arrays;
import java.util.List;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;

/**
 * Batch norm, then sigmoid, then dropout of whole channels. Mutable, as every layer.
 *
 * <p>In training it normalises with the mean and the variance (divides by the number of values) of the batch, and moves the
 * running statistics a tenth of the way towards them (there the variance divides by one less), as PyTorch does. A dropped
 * channel is 0, a kept one is multiplied by 1 / (1 - dropout).
 */
public final class BatchNormSigmoid implements Layer {

    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Kernels kernels;
    private final MapShape shape;
    private final double dropout;
    private final Parameter weight;
    private final Parameter bias;
    private final Parameter runningMean;
    private final Parameter runningVariance;
    private final Parameter batches;
    private final double[] totals;
    private final double[] products;
    private final double[] inverseDeviation;
    private final float[] means;
    private final float[] sums;
    private final float[] coefficients;
    private final float[] keeps;

    /**
     * A batch norm with all parameters 0.
     *
     * @param name of the batch norm in model files
     * @param dropout probability of dropping a channel, in [0, 1)
     * @param capacity images in a batch, at most
     */
    public BatchNormSigmoid(Kernels kernels, String name, MapShape shape, double dropout, int capacity) {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout: must be in [0, 1), got " + dropout);
        }
        this.kernels = kernels;
        this.shape = shape;
        this.dropout = dropout;
        int channels = shape.channels();
        this.weight = Parameter.vector(name + ".weight", Parameter.Role.TRAINED, channels);
        this.bias = Parameter.vector(name + ".bias", Parameter.Role.TRAINED, channels);
        this.runningMean = Parameter.vector(name + ".running_mean", Parameter.Role.STATISTIC, channels);
        this.runningVariance = Parameter.vector(name + ".running_var", Parameter.Role.STATISTIC, channels);
        this.batches = new Parameter(name + ".num_batches_tracked", Parameter.Role.COUNTER, new int[0], new int[1], 1);
        int stored = shape.storedChannels();
        this.totals = new double[stored];
        this.products = new double[stored];
        this.inverseDeviation = new double[stored];
        this.means = Kernels.array(stored);
        this.sums = Kernels.array(2L * stored);
        this.coefficients = Kernels.array(4L * stored);
        this.keeps = new float[capacity * stored];
    }

    @Override
    public MapShape outputShape() {
        return shape;
    }

    @Override
    public boolean sharesGradients() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias, runningMean, runningVariance, batches);
    }

    @Override
    public void initialize(RandomStream random) {
        weight.fill(1);
        bias.fill(0);
        runningMean.fill(0);
        runningVariance.fill(1);
        batches.fill(0);
    }

    @Override
    public void forward(FeatureMaps input, FeatureMaps output, int count, Mode mode, RandomStream random) {
        if (mode == Mode.TRAINING) {
            measure(input, count);
        } else {
            for (int c = 0; c < shape.channels(); c++) {
                means[ORIGIN + c] = runningMean.values()[ORIGIN + c];
                inverseDeviation[c] = 1 / Math.sqrt(runningVariance.values()[ORIGIN + c] + EPSILON);
            }
        }
        int stored = shape.storedChannels();
        for (int c = 0; c < shape.channels(); c++) {
            double scale = weight.values()[ORIGIN + c] * inverseDeviation[c];
            coefficients[ORIGIN + c] = (float) scale;
            coefficients[ORIGIN + stored + c] = (float) (bias.values()[ORIGIN + c] - means[ORIGIN + c] * scale);
        }
        for (int image = 0; image < count; image++) {
            drawKeeps(image, mode, random);
            System.arraycopy(keeps, image * stored, coefficients, ORIGIN + 2 * stored, stored);
            kernels.normalizeSigmoid(
                    input.values(),
                    input.at(image),
                    shape.positions(),
                    stored,
                    coefficients,
                    output.values(),
                    output.at(image));
            output.keepChannels(image, keeps, image * stored);
        }
    }

    /** Mean and variance of the batch, summed in single precision over an image and in double over images. */
    private void measure(FeatureMaps input, int count) {
        int stored = shape.storedChannels();
        double values = (double) count * shape.positions();
        Arrays.fill(totals, 0);
        for (int image = 0; image < count; image++) {
            kernels.sumChannels(input.values(), input.at(image), shape.positions(), stored, sums);
            addSums(totals, 0);
        }
        for (int c = 0; c < shape.channels(); c++) {
            means[ORIGIN + c] = (float) (totals[c] / values);
        }
        Arrays.fill(totals, 0);
        for (int image = 0; image < count; image++) {
            kernels.sumSquaredDistances(input.values(), input.at(image), shape.positions(), stored, means, sums);
            addSums(totals, 0);
        }
        for (int c = 0; c < shape.channels(); c++) {
            inverseDeviation[c] = 1 / Math.sqrt(totals[c] / values + EPSILON);
            follow(runningMean, c, means[ORIGIN + c]);
            // A batch of one value has no unbiased variance; its biased one, 0, stands in.
            follow(runningVariance, c, totals[c] / Math.max(1, values - 1));
        }
        batches.values()[ORIGIN]++;
    }

    private void addSums(double[] sumsOfImages, int from) {
        for (int c = 0; c < shape.channels(); c++) {
            sumsOfImages[c] += sums[ORIGIN + from + c];
        }
    }

    private static void follow(Parameter running, int channel, double value) {
        int at = ORIGIN + channel;
        running.values()[at] = (float) ((1 - MOMENTUM) * running.values()[at] + MOMENTUM * value);
    }

    private void drawKeeps(int image, Mode mode, RandomStream random) {
        int at = image * shape.storedChannels();
        boolean drops = mode == Mode.TRAINING && dropout > 0;
        for (int c = 0; c < shape.channels(); c++) {
            boolean kept = !drops || random.nextFloat() >= dropout;
            keeps[at + c] = kept ? (float) (drops ? 1 / (1 - dropout) : 1) : 0f;
        }
    }

    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int count, Mode mode, Wanted wanted) {
        int stored = shape.storedChannels();
        Arrays.fill(totals, 0);
        Arrays.fill(products, 0);
        for (int image = 0; image < count; image++) {
            for (int c = 0; c < stored; c++) {
                float keep = keeps[image * stored + c];
                coefficients[ORIGIN + c] = keep;
                coefficients[ORIGIN + stored + c] = keep == 0 ? 0 : 1 / keep;
                coefficients[ORIGIN + 2 * stored + c] = means[ORIGIN + c];
            }
            kernels.sigmoidGradient(
                    output.gradients(),
                    output.values(),
                    input.values(),
                    output.at(image),
                    shape.positions(),
                    stored,
                    coefficients,
                    sums);
            addSums(totals, 0);
            addSums(products, stored);
        }
        double values = (double) count * shape.positions();
        boolean batchStatistics = mode == Mode.TRAINING;
        for (int c = 0; c < shape.channels(); c++) {
            if (wanted.parameters()) {
                weight.gradient()[ORIGIN + c] += (float) (products[c] * inverseDeviation[c]);
                bias.gradient()[ORIGIN + c] += (float) totals[c];
            }
            double scale = weight.values()[ORIGIN + c] * inverseDeviation[c];
            double slope = scale * inverseDeviation[c] * inverseDeviation[c] * products[c] / values;
            coefficients[ORIGIN + c] = means[ORIGIN + c];
            coefficients[ORIGIN + stored + c] = (float) scale;
            coefficients[ORIGIN + 2 * stored + c] = batchStatistics ? (float) -slope : 0;
            coefficients[ORIGIN + 3 * stored + c] = batchStatistics ? (float) (-scale * totals[c] / values) : 0;
        }
        for (int image = 0; image < count; image++) {
            kernels.normGradient(
                    output.gradients(), input.values(), output.at(image), shape.positions(), stored, coefficients);
        }
    }
}
