package org.hypercolumn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Compares a gradient of single precision with central differences of a function of double precision, along random
 * directions and coordinate by coordinate.
 */
final class Directions {

    /** So short that no max-pool changes its winner within; double precision leaves an error of about 1e-7 then. */
    private static final double STEP = 1e-8;

    /** Where no max-pool follows: small against curvature, and rounding leaves 1e-10 of the function. */
    private static final double SMOOTH_STEP = 1e-6;

    /**
     * Error over the gradient's norm, which is also about its slope along entries +-1: sums of some thousand terms in single
     * precision, one in each of several layers, are good to about 1e-5.
     */
    private static final double TOLERANCE = 1e-4;

    /**
     * The same for what stands in front of a batch norm and moves all channels at once: its gradient is what is left of terms
     * that the norm makes cancel.
     */
    private static final double CANCELLING_TOLERANCE = 5e-4;

    private static final int DIRECTIONS = 5;
    private static final int COORDINATES = 7;

    private Directions() {}

    /**
     * Checks a gradient, which may not be 0.
     *
     * @param at where the gradient was taken; read only
     * @param gradient of the same length, read only
     * @param function may not keep its argument
     */
    static void check(String name, double[] at, double[] gradient, ToDoubleFunction<double[]> function) {
        check(name, at, gradient, STEP, TOLERANCE, function);
    }

    /** As {@link #check}, of parameters of attention: no max-pool follows, but a batch norm. */
    static void checkOfAttention(String name, double[] at, double[] gradient, ToDoubleFunction<double[]> function) {
        check(name, at, gradient, SMOOTH_STEP, CANCELLING_TOLERANCE, function);
    }

    private static void check(
            String name,
            double[] at,
            double[] gradient,
            double step,
            double tolerance,
            ToDoubleFunction<double[]> function) {
        assertThat(gradient).as(name).hasSameSizeAs(at);
        double norm = Doubles.norm(gradient);
        assertThat(norm).as("%s: norm of the gradient", name).isGreaterThan(0).isFinite();
        var random = new SplittableRandom(at.length);
        for (int i = 0; i < DIRECTIONS; i++) {
            double[] direction = new double[at.length];
            for (int k = 0; k < direction.length; k++) {
                direction[k] = random.nextBoolean() ? 1 : -1;
            }
            double slope = slope(at, direction, step, function);
            assertThat(Doubles.dot(gradient, direction))
                    .as("%s, direction %d", name, i)
                    .isCloseTo(slope, within(tolerance * Math.max(norm, Math.abs(slope))));
        }
        for (int i = 0; i < COORDINATES; i++) {
            int coordinate = i == 0 ? steepest(gradient) : random.nextInt(at.length);
            double[] direction = new double[at.length];
            direction[coordinate] = 1;
            assertThat(gradient[coordinate])
                    .as("%s[%d]", name, coordinate)
                    .isCloseTo(slope(at, direction, step, function), within(tolerance * norm));
        }
    }

    private static double slope(double[] at, double[] direction, double step, ToDoubleFunction<double[]> function) {
        double ahead = function.applyAsDouble(moved(at, direction, step));
        double behind = function.applyAsDouble(moved(at, direction, -step));
        return (ahead - behind) / (2 * step);
    }

    private static double[] moved(double[] at, double[] direction, double step) {
        double[] moved = at.clone();
        for (int i = 0; i < at.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }

    private static int steepest(double[] gradient) {
        int steepest = 0;
        for (int i = 1; i < gradient.length; i++) {
            steepest = Math.abs(gradient[i]) > Math.abs(gradient[steepest]) ? i : steepest;
        }
        return steepest;
    }
}
