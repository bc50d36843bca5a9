package org.hypercolumn.simulate;

/**
 * The linear stage of a simulated neuron: a quadrature pair of Gabor filters at the center, and the same pair at
 * sixteen places around it. No pixel of the center is seen by the ring, and no other by the center.
 */
final class ReceptiveField {

    private static final int IMAGE = SimulationPlan.IMAGE_SIZE;
    private static final int PATCH = 16; // pixels that the models' center hypercolumn sees, and of each filter
    private static final int CENTER = (IMAGE - PATCH) / 2; // first row and column of the center patch
    private static final int[][] RING = ring();

    private final double[] even; // [PATCH * PATCH], unit length, zero mean
    private final double[] odd;
    private final double complexity;
    private final double[] suppressing; // [16], sum 1
    private final double[] facilitating; // [16], sum 1

    ReceptiveField(NeuronTraits traits) {
        even = gabor(traits, 0);
        odd = gabor(traits, 90);
        complexity = traits.complexity();
        suppressing = new double[RING.length];
        facilitating = new double[RING.length];
        for (int place = 0; place < RING.length; place++) {
            double direction = StrictMath.atan2(-RING[place][0], RING[place][1]); // rows count downwards
            double collinear = StrictMath.cos(2 * (direction - radians(traits.orientationDegrees())));
            double side = StrictMath.cos(direction - radians(traits.sideDegrees()));
            suppressing[place] = StrictMath.exp(traits.sideConcentration() * side - 0.7 * collinear);
            facilitating[place] = StrictMath.exp(4 * collinear);
        }
        scale(suppressing, 1 / sum(suppressing));
        scale(facilitating, 1 / sum(facilitating));
    }

    /** Rows and columns from the center patch to each patch of the ring: 16 pixels away, 8 apart, within the image. */
    private static int[][] ring() {
        int[][] places = new int[16][];
        int place = 0;
        for (int dy = -PATCH; dy <= PATCH; dy += PATCH / 2) {
            for (int dx = -PATCH; dx <= PATCH; dx += PATCH / 2) {
                if (Math.max(Math.abs(dy), Math.abs(dx)) == PATCH) {
                    places[place++] = new int[] {dy, dx};
                }
            }
        }
        return places;
    }

    private static double[] gabor(NeuronTraits traits, double shiftDegrees) {
        double angle = radians(traits.orientationDegrees());
        double phase = radians(traits.phaseDegrees() - shiftDegrees);
        double[] envelope = new double[PATCH * PATCH];
        double[] filter = new double[PATCH * PATCH];
        for (int i = 0; i < filter.length; i++) {
            int row = i / PATCH;
            int column = i % PATCH;
            double up = (PATCH - 1) / 2.0 - row;
            double right = column - (PATCH - 1) / 2.0;
            double along = (right * StrictMath.cos(angle) + up * StrictMath.sin(angle)) / 1.2;
            double across = up * StrictMath.cos(angle) - right * StrictMath.sin(angle);
            double sigma = traits.sigmaPixels();
            envelope[i] = StrictMath.exp(-(along * along + across * across) / (2 * sigma * sigma));
            filter[i] = envelope[i] * StrictMath.cos(2 * StrictMath.PI * traits.cyclesPerPixel() * across + phase);
        }
        double offset = sum(filter) / sum(envelope);
        double squares = 0;
        for (int i = 0; i < filter.length; i++) {
            filter[i] -= offset * envelope[i]; // blind to the mean gray level
            squares += filter[i] * filter[i];
        }
        scale(filter, 1 / Math.sqrt(squares));
        return filter;
    }

    /**
     * Filters one image.
     *
     * @param contrast {@code [H * W]}, -1 (black) to 1 (white), read only
     */
    Energies energies(double[] contrast) {
        double center = dot(even, contrast, 0, 0);
        double quadrature = dot(odd, contrast, 0, 0);
        double onlyBright = Math.max(0, center);
        double suppression = 0;
        double facilitation = 0;
        double ring = 0;
        for (int place = 0; place < RING.length; place++) {
            double a = dot(even, contrast, RING[place][0], RING[place][1]);
            double b = dot(odd, contrast, RING[place][0], RING[place][1]);
            double energy = a * a + b * b;
            suppression += suppressing[place] * energy;
            facilitation += facilitating[place] * energy;
            ring += energy;
        }
        // a half-squared filter gives a quarter of the pair's energy on average, hence the 4
        double simple = 4 * onlyBright * onlyBright;
        double complex = center * center + quadrature * quadrature;
        return new Energies(simple + complexity * (complex - simple), suppression, facilitation, ring / RING.length);
    }

    /** The JDK's own leaves its rounding open. */
    private static double radians(double degrees) {
        return degrees * (StrictMath.PI / 180);
    }

    private static double dot(double[] filter, double[] contrast, int dy, int dx) {
        double sum = 0;
        for (int row = 0; row < PATCH; row++) {
            int start = (CENTER + dy + row) * IMAGE + CENTER + dx;
            for (int column = 0; column < PATCH; column++) {
                sum += filter[row * PATCH + column] * contrast[start + column];
            }
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
