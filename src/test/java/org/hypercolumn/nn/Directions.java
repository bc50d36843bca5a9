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

    /**
     * Error over the gradient's norm, which is also about its slope along entries +-1: sums of some thousand terms in single
     * precision, one in each of several layers, are good to about 1e-5.
     */
    private static final double TOLERANCE = 1e-4;

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
        assertThat(gradient).as(name).hasSameSizeAs(at);
        double norm = Doubles.norm(gradient);
        assertThat(norm).as("%s: norm of the gradient", name).isGreaterThan(0).isFinite();
        var random = new SplittableRandom(at.length);
        for (int i = 0; i < DIRECTIONS; i++) {
            double[] direction = new double[at.length];
            for (int k = 0; k < direction.length; k++) {
                direction[k] = random.nextBoolean() ? 1 : -1;
            }
            double slope = slope(at, direction, function);
            assertThat(Doubles.dot(gradient, direction))
                    .as("%s, direction %d", name, i)
                    .isCloseTo(slope, within(TOLERANCE * Math.max(norm, Math.abs(slope))));
        }
        for (int i = 0; i < COORDINATES; i++) {
            int coordinate = i == 0 ? steepest(gradient) : random.nextInt(at.length);
            double[] direction = new double[at.length];
            direction[coordinate] = 1;
            assertThat(gradient[coordinate])
                    .as("%s[%d]", name, coordinate)
                    .isCloseTo(slope(at, direction, function), within(TOLERANCE * norm));
        }
    }

    private static double slope(double[] at, double[] direction, ToDoubleFunction<double[]> function) {
        double ahead = function.applyAsDouble(moved(at, direction, STEP));
        double behind = function.applyAsDouble(moved(at, direction, -STEP));
        return (ahead - behind) / (2 * STEP);
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
