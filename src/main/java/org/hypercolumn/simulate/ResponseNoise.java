package org.hypercolumn.simulate;

import org.hypercolumn.kernel.RandomStream;

/** How a single trial differs from the noise-free response. */
public sealed interface ResponseNoise {

    /** The unit of responses, as recordings say it. */
    String unit();

    /**
     * One trial.
     *
     * @param truth noise-free response
     * @param factor how noisy the neuron is; 0 not at all
     * @param shared standard normal, the part of the noise that the neuron has in common with others, already mixed with
     *     its own
     * @param random the trial's own stream, advanced
     */
    double trial(double truth, double factor, double shared, RandomStream random);

    /**
     * Fluorescence: normal noise whose variance is {@code factor^2 (additive^2 + signal max(truth, 0))}. As a baseline has
     * been subtracted, responses can be below 0.
     *
     * @param additive standard deviation of a trial without response, dF/F, 0 or more
     * @param signal variance over response, dF/F, 0 or more
     */
    record Calcium(double additive, double signal) implements ResponseNoise {
        /** Refuses numbers below 0 and those that are not finite. */
        public Calcium {
            check("additive", additive);
            check("signal", signal);
        }

        @Override
        public String unit() {
            return "dF/F";
        }

        @Override
        public double trial(double truth, double factor, double shared, RandomStream random) {
            return truth + factor * Math.sqrt(additive * additive + signal * Math.max(0, truth)) * shared;
        }
    }

    /**
     * Spike counts: Poisson, of a rate that fluctuates by a log-normal gain with mean 1 whose logarithm has the standard
     * deviation {@code factor * gain}: variance {@code m + m^2 (exp((factor gain)^2) - 1)}. A factor of 0 gives the
     * noise-free response itself. Source: Goris, Movshon, Simoncelli, "Partitioning neuronal variability", Nature
     * Neuroscience 2014; there the gain has a gamma distribution.
     *
     * @param gain standard deviation of the logarithm of the gain, 0 or more
     */
    record Counts(double gain) implements ResponseNoise {
        private static final double LARGE = 500; // exp(-500) is still a normal number; larger means are cut into pieces

        /** Refuses a number below 0 or not finite. */
        public Counts {
            check("gain", gain);
        }

        @Override
        public String unit() {
            return "spikes";
        }

        @Override
        public double trial(double truth, double factor, double shared, RandomStream random) {
            if (factor == 0) {
                return truth;
            }
            double spread = factor * gain;
            double rate = Math.max(0, truth) * StrictMath.exp(spread * shared - spread * spread / 2);
            double count = 0;
            for (; rate > LARGE; rate -= LARGE) {
                count += poisson(LARGE, random);
            }
            return count + poisson(rate, random);
        }

        /** By multiplication of uniform numbers: Knuth, "The Art of Computer Programming" 2, section 3.4.1. */
        private static int poisson(double mean, RandomStream random) {
            double limit = StrictMath.exp(-mean);
            int count = 0;
            for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
                count++;
            }
            return count;
        }
    }

    private static void check(String name, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    "population: %s noise must be 0 or more and finite, got %s".formatted(name, value));
        }
    }
}
