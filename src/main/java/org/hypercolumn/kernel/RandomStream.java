package org.hypercolumn.kernel;

import java.util.random.RandomGenerator;

/**
 * A mutable stream of random numbers that is keyed by what it is for: the same seed, purpose and keys give the same
 * numbers on every machine and JDK, whichever thread asks and whatever was drawn from other streams.
 *
 * <p>SplitMix64; the starting state is a hash of seed, purpose and keys. Every derived draw is spelled out here, because
 * the JDK is free to change how {@link RandomGenerator}'s default methods turn bits into numbers.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
public final class RandomStream implements RandomGenerator {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private RandomStream(long state) {
        this.state = state;
    }

    /**
     * The stream for one purpose.
     *
     * @param seed the user's seed
     * @param purpose what the numbers are for, for example {@code "shuffle"}
     * @param keys what tells this stream from the others of the purpose: neuron, epoch, step; their order counts
     */
    public static RandomStream of(long seed, String purpose, long... keys) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (int i = 0; i < purpose.length(); i++) {
            state = mix(state + GOLDEN_GAMMA * (purpose.charAt(i) + 1L));
        }
        state = mix(state ^ keys.length);
        for (long key : keys) {
            state = mix(state + GOLDEN_GAMMA + mix(key ^ GOLDEN_GAMMA));
        }
        return new RandomStream(state);
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /**
     * Uniform in 0 to {@code bound} - 1, without bias: the few 63-bit draws beyond the last whole multiple are drawn again.
     *
     * @throws IllegalArgumentException if {@code bound} is not above 0
     */
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("random stream: bound must be above 0, got " + bound);
        }
        long draw = nextLong() >>> 1;
        long remainder = draw % bound;
        while (draw - remainder + (bound - 1) < 0) {
            draw = nextLong() >>> 1;
            remainder = draw % bound;
        }
        return (int) remainder;
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [{@code origin}, {@code bound}). */
    @Override
    public double nextDouble(double origin, double bound) {
        return origin + (bound - origin) * nextDouble();
    }

    /** Uniform in [0, 1), a multiple of 2^-24. */
    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    /** Standard normal, by Marsaglia's polar method; the second value of each pair is thrown away. */
    @Override
    public double nextGaussian() {
        double u;
        double radiusSquared;
        do {
            u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            radiusSquared = u * u + v * v;
        } while (radiusSquared >= 1 || radiusSquared == 0);
        return u * StrictMath.sqrt(-2 * StrictMath.log(radiusSquared) / radiusSquared);
    }

    /** Puts {@code values} (written) in random order: Fisher-Yates, from the last place down. */
    public void shuffle(int[] values) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = nextInt(last + 1);
            int moved = values[last];
            values[last] = values[other];
            values[other] = moved;
        }
    }
}
