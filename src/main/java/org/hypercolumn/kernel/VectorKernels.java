package org.hypercolumn.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The kernels on {@code jdk.incubator.vector}, with the machine's own vector width of 4, 8 or 16 lanes. */
public final class VectorKernels implements Kernels {

    /** At most 16 lanes: channels are padded to two vectors of as many. */
    static final VectorSpecies<Float> LANES =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    /** As many lanes of whole numbers. Floats must stay at one width: JDK 17 boxes them as soon as it has seen two. */
    static final VectorSpecies<Integer> INT_LANES = LANES.withLanes(int.class).check(int.class);

    static final int WIDTH = LANES.length();

    /**
     * False, which javac does not know. Innermost loops begin with a test of it that stays in the loop: else the JIT compiler of JDK 17
     * parses the loop twice, and where the two copies meet it knows a sum as some FloatVector only. In 4 of 18 starts of step-shares it then
     * made objects of a kernel's sums, which takes five to ten times as long. The test costs 10 % in convolution 1, elsewhere nothing
     * measurable.
     */
    static final boolean NEVER = WIDTH == 0;

    @Override
    public String name() {
        return "vector" + LANES.vectorBitSize();
    }

    @Override
    public void selectChannels(
            float[] maps, int mapsAt, int positions, int stored, int[] channels, int count, float[] selected) {
        VectorSelection.select(maps, mapsAt, positions, stored, channels, count, selected);
    }

    @Override
    public void convolve(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            float[] output,
            int outputAt) {
        VectorConvolution.convolve(
                geometry,
                input,
                inputAt,
                inputChannels,
                geometry.allPositions(),
                geometry.outputPositions(),
                weights,
                bias,
                output,
                outputAt);
    }

    @Override
    public void convolveAndPool(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            PooledScratch scratch,
            float[] pooled,
            int[] winners,
            int pooledAt) {
        VectorPooledConvolution.convolveAndPool(
                geometry, input, inputAt, inputChannels, weights, bias, scratch, pooled, winners, pooledAt);
    }

    @Override
    public void convolveAndPoolByWinograd(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] weights,
            float[] bias,
            PooledScratch scratch,
            float[] pooled,
            int[] winners,
            int pooledAt) {
        VectorWinograd.convolveAndPool(
                geometry, input, inputAt, inputChannels, weights, bias, scratch, pooled, winners, pooledAt);
    }

    @Override
    public void addWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int[] channels,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int weightChannels,
            float[] weightGradient) {
        VectorWeightGradient.add(
                geometry,
                input,
                inputAt,
                channels,
                inputChannels,
                gradient,
                gradientAt,
                weightChannels,
                weightGradient);
    }

    @Override
    public void addInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        VectorInputGradient.add(geometry, gradient, gradientAt, weights, inputChannels, inputGradient, inputAt);
    }

    @Override
    public void addPooledWeightGradient(
            ConvolutionGeometry geometry,
            float[] input,
            int inputAt,
            int inputChannels,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient) {
        VectorPooledWeightGradient.add(
                geometry,
                input,
                inputAt,
                inputChannels,
                gradient,
                gradientAt,
                winners,
                winnersAt,
                scratch,
                weightGradient);
    }

    @Override
    public void addPooledInputGradient(
            ConvolutionGeometry geometry,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weights,
            int inputChannels,
            float[] inputGradient,
            int inputAt) {
        VectorPooledInputGradient.add(
                geometry,
                gradient,
                gradientAt,
                winners,
                winnersAt,
                scratch,
                weights,
                inputChannels,
                inputGradient,
                inputAt);
    }

    @Override
    public void addPooledImageWeightGradient(
            ConvolutionGeometry geometry,
            float[] image,
            int imageAt,
            float[] gradient,
            int gradientAt,
            int[] winners,
            int winnersAt,
            PooledScratch scratch,
            float[] weightGradient) {
        VectorPooledImageWeightGradient.add(
                geometry, image, imageAt, gradient, gradientAt, winners, winnersAt, scratch, weightGradient);
    }

    @Override
    public void sumChannels(float[] values, int valuesAt, int positions, int channels, float[] sums) {
        VectorActivation.sum(values, valuesAt, positions, channels, sums);
    }

    @Override
    public void sumSquaredDistances(
            float[] values, int valuesAt, int positions, int channels, float[] means, float[] sums) {
        VectorActivation.sumSquaredDistances(values, valuesAt, positions, channels, means, sums);
    }

    @Override
    public void normalizeSigmoid(
            float[] input,
            int inputAt,
            int positions,
            int channels,
            float[] coefficients,
            float[] output,
            int outputAt) {
        VectorActivation.normalizeSigmoid(input, inputAt, positions, channels, coefficients, output, outputAt);
    }

    @Override
    public void sigmoidGradient(
            float[] gradient,
            int gradientAt,
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] sums) {
        VectorActivation.sigmoidGradient(
                gradient, gradientAt, output, input, at, positions, channels, coefficients, sums);
    }

    @Override
    public void normGradient(
            float[] output,
            float[] input,
            int at,
            int positions,
            int channels,
            float[] coefficients,
            float[] gradient,
            int gradientAt) {
        VectorActivation.normGradient(output, input, at, positions, channels, coefficients, gradient, gradientAt);
    }

    @Override
    public void softmax(float[] scores, int scoresAt, int keys, int queries) {
        VectorActivation.softmax(scores, scoresAt, keys, queries);
    }

    @Override
    public void softmaxGradient(float[] attention, int attentionAt, int keys, int queries, float[] gradient) {
        VectorActivation.softmaxGradient(attention, attentionAt, keys, queries, gradient);
    }

    @Override
    public void adam(float[] values, float[] gradient, float[] first, float[] second, int length, AdamStep step) {
        FloatVector beta1 = FloatVector.broadcast(LANES, step.beta1());
        FloatVector beta2 = FloatVector.broadcast(LANES, step.beta2());
        FloatVector rest1 = FloatVector.broadcast(LANES, 1 - step.beta1());
        FloatVector rest2 = FloatVector.broadcast(LANES, 1 - step.beta2());
        FloatVector inverseRoot = FloatVector.broadcast(LANES, step.inverseRoot());
        FloatVector epsilon = FloatVector.broadcast(LANES, step.epsilon());
        // Runs up to a vector's width into the spare values behind the last one, which are 0 and stay 0.
        for (int i = ORIGIN; i < ORIGIN + length; i += WIDTH) {
            FloatVector g = FloatVector.fromArray(LANES, gradient, i);
            FloatVector m = beta1.fma(FloatVector.fromArray(LANES, first, i), rest1.mul(g));
            FloatVector v = beta2.fma(
                    FloatVector.fromArray(LANES, second, i), rest2.mul(g).mul(g));
            m.intoArray(first, i);
            v.intoArray(second, i);
            FloatVector scale = v.lanewise(VectorOperators.SQRT).fma(inverseRoot, epsilon);
            FloatVector change = m.mul(step.stepSize()).div(scale);
            FloatVector.fromArray(LANES, values, i).sub(change).intoArray(values, i);
        }
    }
}
