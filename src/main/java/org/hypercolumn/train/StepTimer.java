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
import org.hypercolumn.model.Predictor;
import org.hypercolumn.nn.Adam;
import org.hypercolumn.nn.FeatureMaps;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.Network;
import org.hypercolumn.train.TrainingPlan.FrozenParts;

/**
 * Times training steps on random images: what a study will take on this machine. What a step costs is counted in processor time
 * of the thread that makes it, since wall time also measures what else the machine is doing at the moment, not least Java's
 * compilers.
 */
public final class StepTimer {

    private static final int STEADY_STEPS = 15;
    private static final long STEADY_NANOSECONDS = 150_000_000L;
    private static final long LONGEST_WARM_UP_NANOSECONDS = 10_000_000_000L;
    private static final double IMPROVEMENT = 0.97;
    /** The first ones compile what evaluation alone needs. */
    private static final int EVALUATIONS = 12;

    private final Kernels kernels;
    private final Clocks clocks;
    private final FrozenParts frozen;

    /**
     * Two clocks that only run forward, in nanoseconds.
     *
     * @param wall as {@code System::nanoTime}
     * @param processor how long the calling thread has had a processor to itself
     */
    public record Clocks(LongSupplier wall, LongSupplier processor) {}

    /** A timer of training with these kernels, frozen parts as published. */
    public StepTimer(Kernels kernels, Clocks clocks) {
        this(kernels, clocks, FrozenParts.PUBLISHED);
    }

    private StepTimer(Kernels kernels, Clocks clocks, FrozenParts frozen) {
        this.kernels = kernels;
        this.clocks = clocks;
        this.frozen = frozen;
    }

    /** The same with frozen parts acting so; a step leaves out what training computes once for all epochs. */
    public StepTimer withFrozen(FrozenParts changed) {
        return new StepTimer(kernels, clocks, changed);
    }

    /**
     * What was measured.
     *
     * @param millisecondsPerStep wall time by neuron-steps done: two threads that each take 30 ms make 15
     * @param processorMilliseconds processor time of one step of one thread, the median
     * @param evaluationMilliseconds processor time of predicting one image
     * @param processors how many the threads had, all together: 2 threads on 2 processors that others use as much have 1
     * @param steps neuron-steps measured
     */
    public record Timing(
            double millisecondsPerStep,
            double processorMilliseconds,
            double evaluationMilliseconds,
            double processors,
            long steps) {

        /** What a step of so many times the images takes. */
        public Timing ofBatch(double times) {
            return new Timing(
                    times * millisecondsPerStep,
                    times * processorMilliseconds,
                    evaluationMilliseconds,
                    processors,
                    steps);
        }
    }

    /** What one thread measured; times in milliseconds. */
    private record OfThread(double wall, double processor, double median, double evaluation, int steps) {}

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
            List<Callable<OfThread>> work = new ArrayList<>();
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
            List<OfThread> measured = new ArrayList<>();
            for (Future<OfThread> result : pool.invokeAll(work)) {
                measured.add(result.get());
            }
            return timing(measured);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a training step failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Timing timing(List<OfThread> threads) {
        double stepsPerMillisecond = 0;
        double median = 0;
        double evaluation = 0;
        double processors = 0;
        long steps = 0;
        for (OfThread thread : threads) {
            stepsPerMillisecond += thread.steps() / thread.wall();
            median += thread.median() / threads.size();
            evaluation += thread.evaluation() / threads.size();
            processors += thread.processor() / thread.wall();
            steps += thread.steps();
        }
        return new Timing(1 / stepsPerMillisecond, median, evaluation, processors, steps);
    }

    private OfThread measure(
            Architecture architecture, int height, int width, int batch, long key, AtomicInteger cold, double seconds) {
        RandomStream random = RandomStream.of(0, "timing", key);
        Runnable step = step(architecture, height, width, batch, random);
        warmUp(step);
        cold.decrementAndGet();
        // All measure at the same time: a thread alone would be faster.
        while (cold.get() > 0) {
            step.run();
        }
        long start = clocks.wall().getAsLong();
        long begin = clocks.processor().getAsLong();
        long now = begin;
        List<Long> times = new ArrayList<>();
        double elapsed;
        do {
            step.run();
            long end = clocks.processor().getAsLong();
            times.add(end - now);
            now = end;
            elapsed = (clocks.wall().getAsLong() - start) / 1e6;
        } while (elapsed < 1000 * seconds);
        times.sort(null);
        double median = times.get(times.size() / 2) / 1e6;
        double evaluation = evaluation(architecture, height, width, random);
        return new OfThread(elapsed, (now - begin) / 1e6, median, evaluation, times.size());
    }

    /** A step of training on the same images again and again. */
    private Runnable step(Architecture architecture, int height, int width, int batch, RandomStream random) {
        Network network = Networks.of(architecture, kernels, height, width, batch, frozen.treatment());
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
        return () -> {
            if (kept) {
                network.forwardFixedFeatures(batch, random);
            } else {
                network.forward(batch, Layer.Mode.TRAINING, random);
            }
            network.backward(responses, batch);
            adam.step();
        };
    }

    /** Milliseconds of processor time to predict an image, as after every epoch. */
    private double evaluation(Architecture architecture, int height, int width, RandomStream random) {
        Network network = new Predictor(architecture, kernels, height, width).network();
        network.initialize(random);
        long fastest = Long.MAX_VALUE;
        for (int pass = 0; pass < EVALUATIONS; pass++) {
            long before = clocks.processor().getAsLong();
            network.forward(network.capacity(), Layer.Mode.EVALUATION, random);
            fastest = Math.min(fastest, clocks.processor().getAsLong() - before);
        }
        return fastest / 1e6 / network.capacity();
    }

    /** The limits are of processor time: on a busy machine a second of wall time may be no more than a step. */
    private void warmUp(Runnable step) {
        long start = clocks.processor().getAsLong();
        long improved = start;
        long fastest = Long.MAX_VALUE;
        long now = start;
        int steady = 0;
        while ((steady < STEADY_STEPS || now - improved < STEADY_NANOSECONDS)
                && now - start < LONGEST_WARM_UP_NANOSECONDS) {
            step.run();
            steady++;
            long end = clocks.processor().getAsLong();
            if (end - now < IMPROVEMENT * fastest) {
                fastest = end - now;
                improved = end;
                steady = 0;
            }
            now = end;
        }
    }
}
