package org.hypercolumn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Networks;
import org.hypercolumn.nn.Adam;
import org.hypercolumn.nn.FeatureMaps;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.Network;
import org.hypercolumn.train.TrainingPlan.FrozenParts;

/** Times training steps on random images: what a study will take on this machine. */
public final class StepTimer {

    private static final int STEADY_STEPS = 20;
    private static final long STEADY_NANOSECONDS = 1_000_000_000L;
    private static final long LONGEST_WARM_UP_NANOSECONDS = 10_000_000_000L;
    private static final double IMPROVEMENT = 0.97;

    private final Kernels kernels;
    private final LongSupplier nanoseconds;
    private final FrozenParts frozen;

    /**
     * A timer of training with these kernels, frozen parts as published.
     *
     * @param nanoseconds a clock that only runs forward, as {@code System::nanoTime}
     */
    public StepTimer(Kernels kernels, LongSupplier nanoseconds) {
        this(kernels, nanoseconds, FrozenParts.PUBLISHED);
    }

    private StepTimer(Kernels kernels, LongSupplier nanoseconds, FrozenParts frozen) {
        this.kernels = kernels;
        this.nanoseconds = nanoseconds;
        this.frozen = frozen;
    }

    /** The same with frozen parts acting so; a step leaves out what training computes once for all epochs. */
    public StepTimer withFrozen(FrozenParts changed) {
        return new StepTimer(kernels, nanoseconds, changed);
    }

    /**
     * What was measured.
     *
     * @param millisecondsPerStep wall time by neuron-steps done: two threads that each take 30 ms make 15
     * @param steps neuron-steps measured
     */
    public record Timing(double millisecondsPerStep, long steps) {}

    /**
     * Trains a neuron a thread: first until steps get no faster, since Java compiles the hot loops meanwhile, then as long
     * as asked for to measure.
     *
     * @param height rows of an image
     * @param width columns of an image
     * @param seconds how long to measure; at least one step a thread is made
     * @throws InterruptedException if interrupted meanwhile
     */
    public Timing time(Architecture architecture, int height, int width, int batch, int threads, double seconds)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<double[]>> work = new ArrayList<>();
            AtomicInteger cold = new AtomicInteger(threads);
            for (int thread = 0; thread < threads; thread++) {
                long key = thread;
                work.add(() -> {
                    try {
                        return measure(architecture, height, width, batch, key, cold, seconds);
                    } finally {
                        cold.set(0); // nobody shall wait for one that failed
                    }
                });
            }
            double stepsPerMillisecond = 0;
            double steps = 0;
            for (Future<double[]> result : pool.invokeAll(work)) {
                stepsPerMillisecond += result.get()[0];
                steps += result.get()[1];
            }
            return new Timing(1 / stepsPerMillisecond, (long) steps);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a training step failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private double[] measure(
            Architecture architecture, int height, int width, int batch, long key, AtomicInteger cold, double seconds) {
        Network network = Networks.of(architecture, kernels, height, width, batch, frozen.treatment());
        RandomStream random = RandomStream.of(0, "timing", key);
        network.initialize(random);
        FeatureMaps stimuli = network.stimuli();
        float[] responses = new float[batch];
        for (int image = 0; image < batch; image++) {
            for (int pixel = 0; pixel < height * width; pixel++) {
                stimuli.values()[stimuli.at(image) + pixel] = (float) random.nextGaussian();
            }
            responses[image] = random.nextFloat();
        }
        Adam adam = new Adam(kernels, Adam.Settings.paper(), network);
        boolean kept = network.hasFixedFeatures();
        if (kept) {
            network.computeFixedFeatures(batch, random);
        }
        Runnable step = () -> {
            if (kept) {
                network.forwardFixedFeatures(batch, random);
            } else {
                network.forward(batch, Layer.Mode.TRAINING, random);
            }
            network.backward(responses, batch);
            adam.step();
        };
        warmUp(step);
        cold.decrementAndGet();
        // All measure at the same time: a thread alone would be faster.
        while (cold.get() > 0) {
            step.run();
        }
        long start = nanoseconds.getAsLong();
        long steps = 0;
        double elapsed;
        do {
            step.run();
            steps++;
            elapsed = (nanoseconds.getAsLong() - start) / 1e6;
        } while (elapsed < 1000 * seconds);
        return new double[] {steps / elapsed, steps};
    }

    private void warmUp(Runnable step) {
        long start = nanoseconds.getAsLong();
        long improved = start;
        long fastest = Long.MAX_VALUE;
        long now = start;
        int steady = 0;
        while ((steady < STEADY_STEPS || now - improved < STEADY_NANOSECONDS)
                && now - start < LONGEST_WARM_UP_NANOSECONDS) {
            step.run();
            steady++;
            long end = nanoseconds.getAsLong();
            if (end - now < IMPROVEMENT * fastest) {
                fastest = end - now;
                improved = end;
                steady = 0;
            }
            now = end;
        }
    }
}
