package org.hypercolumn.nn;

import static org.hypercolumn.kernel.Kernels.ORIGIN;

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
    private final double[] inverseDeviation;
    private final float[] means;
    private final float[] sums;
    private final float[] imageSums;
    private final float[] imageSquares;
    private final float[] gradientSums;
    private final float[] forwardCoefficients;
    private final float[] gatherCoefficients;
    private final float[] backwardCoefficients;
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
        this.inverseDeviation = new double[stored];
        this.means = Kernels.array(stored);
        this.sums = Kernels.array(2L * stored);
        this.imageSums = new float[capacity * stored];
        this.imageSquares = new float[capacity * stored];
        this.gradientSums = new float[2 * capacity * stored];
        this.forwardCoefficients = Kernels.array(3L * stored);
        this.gatherCoefficients = Kernels.array(3L * stored);
        this.backwardCoefficients = Kernels.array(4L * stored);
        this.keeps = new float[capacity * stored];
    }

    @Override
    public MapShape outputShape() {
        return shape;
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
    public boolean gathers(Mode mode) {
        return mode == Mode.TRAINING;
    }

    @Override
    public void gather(FeatureMaps input, int image) {
        int stored = shape.storedChannels();
        int at = input.at(image);
        kernels.sumChannels(input.values(), at, shape.positions(), stored, sums);
        for (int c = 0; c < stored; c++) {
            imageSums[image * stored + c] = sums[ORIGIN + c];
            means[ORIGIN + c] = sums[ORIGIN + c] / shape.positions();
        }
        kernels.sumSquaredDistances(input.values(), at, shape.positions(), stored, means, sums);
        System.arraycopy(sums, ORIGIN, imageSquares, image * stored, stored);
    }

    @Override
    public void beginForward(int count, Mode mode, RandomStream random) {
        if (mode == Mode.TRAINING) {
            measure(count);
        } else {
            for (int c = 0; c < shape.channels(); c++) {
                means[ORIGIN + c] = runningMean.values()[ORIGIN + c];
                inverseDeviation[c] = 1 / Math.sqrt(runningVariance.values()[ORIGIN + c] + EPSILON);
            }
        }
        int stored = shape.storedChannels();
        for (int c = 0; c < shape.channels(); c++) {
            double scale = weight.values()[ORIGIN + c] * inverseDeviation[c];
            forwardCoefficients[ORIGIN + c] = (float) scale;
            forwardCoefficients[ORIGIN + stored + c] = (float) (bias.values()[ORIGIN + c] - means[ORIGIN + c] * scale);
        }
        for (int image = 0; image < count; image++) {
            drawKeeps(image, mode, random);
        }
    }

    /**
     * Mean and variance of the batch, from each image's sum and its sum of squares around its own mean, in single precision;
     * over images in double.
     */
    private void measure(int count) {
        int stored = shape.storedChannels();
        int positions = shape.positions();
        double values = (double) count * positions;
        for (int c = 0; c < shape.channels(); c++) {
            double sum = 0;
            for (int image = 0; image < count; image++) {
                sum += imageSums[image * stored + c];
            }
            double mean = sum / values;
            double squares = 0;
            for (int image = 0; image < count; image++) {
                float imageSum = imageSums[image * stored + c];
                float imageMean = imageSum / positions;
                double distance = imageMean - mean;
                // What rounding of the image's mean has left of the sum of distances from it.
                double rest = imageSum - (double) positions * imageMean;
                squares += imageSquares[image * stored + c] + distance * (2 * rest + positions * distance);
            }
            means[ORIGIN + c] = (float) mean;
            inverseDeviation[c] = 1 / Math.sqrt(squares / values + EPSILON);
            follow(runningMean, c, mean);
            // A batch of one value has no unbiased variance; its biased one, 0, stands in.
            follow(runningVariance, c, squares / Math.max(1, values - 1));
        }
        batches.values()[ORIGIN]++;
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
    public void forward(FeatureMaps input, FeatureMaps output, int image) {
        int stored = shape.storedChannels();
        System.arraycopy(keeps, image * stored, forwardCoefficients, ORIGIN + 2 * stored, stored);
        kernels.normalizeSigmoid(
                input.values(),
                input.at(image),
                shape.positions(),
                stored,
                forwardCoefficients,
                output.values(),
                output.at(image));
        output.keepChannels(image, keeps, image * stored);
    }

    @Override
    public void gatherGradient(FeatureMaps input, FeatureMaps output, int image) {
        int stored = shape.storedChannels();
        for (int c = 0; c < stored; c++) {
            float keep = keeps[image * stored + c];
            gatherCoefficients[ORIGIN + c] = keep;
            gatherCoefficients[ORIGIN + stored + c] = keep == 0 ? 0 : 1 / keep;
            gatherCoefficients[ORIGIN + 2 * stored + c] = means[ORIGIN + c];
        }
        kernels.sigmoidGradient(
                output.gradients(),
                output.gradientAt(image),
                output.values(),
                input.values(),
                output.at(image),
                shape.positions(),
                stored,
                gatherCoefficients,
                sums);
        System.arraycopy(sums, ORIGIN, gradientSums, 2 * image * stored, 2 * stored);
    }

    @Override
    public void beginBackward(int count, Mode mode, Wanted wanted) {
        int stored = shape.storedChannels();
        double values = (double) count * shape.positions();
        boolean batchStatistics = mode == Mode.TRAINING;
        for (int c = 0; c < shape.channels(); c++) {
            double total = 0;
            double product = 0;
            for (int image = 0; image < count; image++) {
                total += gradientSums[2 * image * stored + c];
                product += gradientSums[(2 * image + 1) * stored + c];
            }
            if (wanted.parameters()) {
                weight.gradient()[ORIGIN + c] += (float) (product * inverseDeviation[c]);
                bias.gradient()[ORIGIN + c] += (float) total;
            }
            double scale = weight.values()[ORIGIN + c] * inverseDeviation[c];
            double slope = scale * inverseDeviation[c] * inverseDeviation[c] * product / values;
            backwardCoefficients[ORIGIN + c] = means[ORIGIN + c];
            backwardCoefficients[ORIGIN + stored + c] = (float) scale;
            backwardCoefficients[ORIGIN + 2 * stored + c] = batchStatistics ? (float) -slope : 0;
            backwardCoefficients[ORIGIN + 3 * stored + c] = batchStatistics ? (float) (-scale * total / values) : 0;
        }
    }

    @Override
    public void backward(FeatureMaps input, FeatureMaps output, int image, Wanted wanted) {
        kernels.normGradient(
                output.values(),
                input.values(),
                output.at(image),
                shape.positions(),
                shape.storedChannels(),
                backwardCoefficients,
                input.gradients(),
                input.gradientAt(image));
    }

    @Override
    public void endBackward(Wanted wanted) {
        // The gradients are complete.
    }
}
