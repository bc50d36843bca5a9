package org.hypercolumn.simulate;

import java.util.List;
import org.hypercolumn.kernel.RandomStream;

/** Where the value of a {@link Trait} comes from, neuron by neuron. */
public sealed interface Distribution {

    /**
     * The value for one neuron.
     *
     * @param random the neuron's own stream for this trait, advanced
     * @param neuron index, 0 or more
     */
    double draw(RandomStream random, int neuron);

    /** The lowest and highest value that can be drawn; infinite where nothing bounds it. */
    List<Double> range();

    /** One value for all neurons. */
    record Fixed(double value) implements Distribution {
        /** Refuses a value that is not finite. */
        public Fixed {
            checkFinite(value);
        }

        @Override
        public double draw(RandomStream random, int neuron) {
            return value;
        }

        @Override
        public List<Double> range() {
            return List.of(value, value);
        }
    }

    /** A value for each neuron. */
    record Listed(List<Double> values) implements Distribution {
        /** Refuses an empty list and values that are not finite. */
        public Listed {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("expected one value or more, got an empty list");
            }
            values.forEach(Distribution::checkFinite);
        }

        @Override
        public double draw(RandomStream random, int neuron) {
            return values.get(neuron);
        }

        @Override
        public List<Double> range() {
            return List.of(
                    values.stream().mapToDouble(value -> value).min().orElseThrow(),
                    values.stream().mapToDouble(value -> value).max().orElseThrow());
        }
    }

    /** Equally likely between two limits. */
    record Uniform(double low, double high) implements Distribution {
        /** Refuses limits that are not finite and in order. */
        public Uniform {
            checkOrder(low, high);
        }

        @Override
        public double draw(RandomStream random, int neuron) {
            return random.nextDouble(low, high);
        }

        @Override
        public List<Double> range() {
            return List.of(low, high);
        }
    }

    /** Its logarithm is equally likely between those of two limits above 0. */
    record LogUniform(double low, double high) implements Distribution {
        /** Refuses limits that are not above 0, finite and in order. */
        public LogUniform {
            checkOrder(low, high);
            checkPositive(low);
        }

        @Override
        public double draw(RandomStream random, int neuron) {
            return StrictMath.exp(random.nextDouble(StrictMath.log(low), StrictMath.log(high)));
        }

        @Override
        public List<Double> range() {
            return List.of(low, high);
        }
    }

    /** Normal. */
    record Normal(double mean, double standardDeviation) implements Distribution {
        /** Refuses numbers that are not finite, or a standard deviation below 0. */
        public Normal {
            checkFinite(mean);
            checkSpread(standardDeviation);
        }

        @Override
        public double draw(RandomStream random, int neuron) {
            return mean + standardDeviation * random.nextGaussian();
        }

        @Override
        public List<Double> range() {
            return List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
    }

    /** Its natural logarithm is normal. */
    record LogNormal(double median, double logStandardDeviation) implements Distribution {
        /** Refuses a median that is not above 0, or a standard deviation below 0. */
        public LogNormal {
            checkFinite(median);
            checkPositive(median);
            checkSpread(logStandardDeviation);
        }

        @Override
        public double draw(RandomStream random, int neuron) {
            return median * StrictMath.exp(logStandardDeviation * random.nextGaussian());
        }

        @Override
        public List<Double> range() {
            return List.of(0.0, Double.POSITIVE_INFINITY);
        }
    }

    private static void checkFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("expected a finite number, got " + value);
        }
    }

    private static void checkPositive(double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("expected a number above 0, got " + value);
        }
    }

    private static void checkSpread(double value) {
        checkFinite(value);
        if (value < 0) {
            throw new IllegalArgumentException("expected a standard deviation of 0 or more, got " + value);
        }
    }

    private static void checkOrder(double low, double high) {
        checkFinite(low);
        checkFinite(high);
        if (low > high) {
            throw new IllegalArgumentException("expected limits in order, got %s to %s".formatted(low, high));
        }
    }
}
