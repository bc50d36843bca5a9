package org.hypercolumn.nn;

import java.util.concurrent.TimeUnit;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.model.Networks;
import org.hypercolumn.model.Presets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole training step: 50 images of 50 x 50 forward, backward, Adam. One network a thread: use {@code -t 2}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TrainingStepBenchmark {

    private static final int BATCH = 50;
    private static final int SIDE = 50;

    @Param({"ff-cnn", "rf-cnn"})
    private String model;

    private final RandomStream random = RandomStream.of(1, "benchmark");
    private final float[] responses = new float[BATCH];
    private Network network;
    private Adam adam;

    /** Draws weights, images and responses. */
    @Setup
    public void draw() {
        Kernels kernels = Kernels.best();
        network = Networks.of(Presets.of(model), kernels, SIDE, SIDE, BATCH);
        network.initialize(random);
        FeatureMaps stimuli = network.stimuli();
        for (int image = 0; image < BATCH; image++) {
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                stimuli.values()[stimuli.at(image) + pixel] = (float) random.nextGaussian();
            }
            responses[image] = random.nextFloat();
        }
        adam = new Adam(kernels, Adam.Settings.paper(), network);
    }

    /** One step; the loss. */
    @Benchmark
    public double step() {
        network.forward(BATCH, Layer.Mode.TRAINING, random);
        double loss = network.backward(responses, BATCH);
        adam.step();
        return loss;
    }
}
