package org.hypercolumn.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.MachinePeak;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.TimedKernels;
import org.hypercolumn.model.Networks;
import org.hypercolumn.model.Presets;

/**
 * Where a training step's time goes: of each network a table of its operations, forward and backward, with the least time that each could
 * take on this machine, what it takes and its share. One thread. {@code scripts/step-shares} runs it.
 */
public final class StepShares {

    private static final int BATCH = 50;
    private static final int SIDE = 50;
    private static final int WARM = 300;
    private static final int STEPS = 300;

    private StepShares() {}

    /** Prints the tables of the networks that are named, or of the paper's nine. */
    public static void main(String[] ids) {
        MachinePeak peak = MachinePeak.measure();
        System.out.println(Kernels.best().name() + ": " + peak.text());
        List<String> networks = ids.length > 0 ? List.of(ids) : Presets.paper();
        for (String id : networks) {
            print(id, peak);
        }
    }

    private static void print(String id, MachinePeak peak) {
        double step =
                Arrays.stream(new Steps(id, Kernels.best()).millis()).sorted().toArray()[STEPS / 2];
        TimedKernels kernels = new TimedKernels(peak);
        Steps timed = new Steps(id, kernels);
        timed.warm();
        kernels.take();
        Map<String, double[]> millis = new LinkedHashMap<>();
        Map<String, double[]> floors = new LinkedHashMap<>();
        Map<String, Long> calls = new LinkedHashMap<>();
        double[] whole = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            int index = i;
            whole[i] = timed.step(kernels);
            kernels.take().forEach((name, tally) -> {
                millis.computeIfAbsent(name, missing -> new double[STEPS])[index] = tally.millis();
                floors.computeIfAbsent(name, missing -> new double[STEPS])[index] = tally.floor();
                calls.merge(name, tally.calls(), Math::max);
            });
        }
        double all = 0;
        double floor = 0;
        System.out.printf(Locale.ROOT, "%n## %s: %.2f ms a step%n%n", id, step);
        System.out.println("| operation | calls | ms at least | ms | times | % of the step |");
        System.out.println("| --- | --: | --: | --: | --: | --: |");
        for (Map.Entry<String, double[]> operation : millis.entrySet()) {
            double took = median(operation.getValue());
            double least = median(floors.getOrDefault(operation.getKey(), new double[STEPS]));
            all += took;
            floor += least;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.3f | %.3f | %.2f | %.1f |%n",
                    operation.getKey(),
                    calls.getOrDefault(operation.getKey(), 0L),
                    least,
                    took,
                    took / least,
                    100 * took / median(whole));
        }
        double rest = median(whole) - all;
        System.out.printf(
                Locale.ROOT,
                "| all else, the clock included | | | %.3f | | %.1f |%n",
                rest,
                100 * rest / median(whole));
        System.out.printf(Locale.ROOT, "| together | | %.3f | %.3f | %.2f | |%n", floor, step, step / floor);
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    /** Training steps of one network on made-up images. Mutable. */
    private static final class Steps {

        private final RandomStream random = RandomStream.of(1, "steps");
        private final float[] responses = new float[BATCH];
        private final Network network;
        private final Adam adam;

        Steps(String id, Kernels kernels) {
            network = Networks.of(Presets.of(id), kernels, SIDE, SIDE, BATCH);
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

        void warm() {
            for (int i = 0; i < WARM; i++) {
                step();
            }
        }

        /** Of each of many steps, after others. */
        double[] millis() {
            warm();
            double[] millis = new double[STEPS];
            for (int i = 0; i < STEPS; i++) {
                long start = System.nanoTime();
                step();
                millis[i] = 1e-6 * (System.nanoTime() - start);
            }
            return millis;
        }

        private void step() {
            network.forward(BATCH, Layer.Mode.TRAINING, random);
            network.backward(responses, BATCH);
            adam.step();
        }

        /** One step, its passes named; milliseconds. */
        double step(TimedKernels kernels) {
            long start = System.nanoTime();
            kernels.begin("forward");
            network.forward(BATCH, Layer.Mode.TRAINING, random);
            kernels.begin("backward");
            network.backward(responses, BATCH);
            kernels.begin("update");
            adam.step();
            return 1e-6 * (System.nanoTime() - start);
        }
    }
}
