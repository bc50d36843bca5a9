package org.hypercolumn.prepare;

/**
 * How images are dealt out to tiers anew: by chance, but what belongs together stays together. Images of one id or of
 * the very same pixels always do.
 *
 * @param training share of the images, above 0 and up to 1
 * @param validation share of the images, 0 to 1
 * @param test share of the images, 0 to 1; the three make 1
 * @param seed of the chance
 * @param together what else stays together
 * @param pool which images are dealt out
 */
public record Split(double training, double validation, double test, long seed, Together together, Pool pool) {
    /** Shares are written as decimals, whose sum may miss 1 by rounding. */
    private static final double ROUNDING = 1e-9;

    /** What stays together. */
    public enum Together {
        /** Images of one group, where the recording has groups. */
        FOUND,
        /** Nothing but what is the same image. */
        IMAGES,
        /** Images of one group. */
        GROUPS
    }

    /** Which images are dealt out. */
    public enum Pool {
        /** All. */
        ALL,
        /** All but the test tier, which stays as it is. */
        ALL_BUT_TEST
    }

    /**
     * Checks the shares.
     *
     * @throws IllegalArgumentException if they are out of range, do not make 1, or share out a test tier that is kept
     */
    public Split {
        boolean inRange = training > 0 && validation >= 0 && test >= 0;
        if (!inRange || !(Math.abs(training + validation + test - 1) < ROUNDING)) {
            throw new IllegalArgumentException(
                    "split: expected shares of training, validation and test that make 1, such as 0.7,0.1,0.2, got %s,%s,%s"
                            .formatted(training, validation, test));
        }
        if (pool == Pool.ALL_BUT_TEST && test > 0) {
            throw new IllegalArgumentException(
                    "split: expected no share of test where the test tier is kept, got %s; give two shares"
                            .formatted(test));
        }
    }

    /** Shares of all images with seed 1, groups kept together where there are any. */
    public static Split of(double training, double validation, double test) {
        return new Split(training, validation, test, 1, Together.FOUND, Pool.ALL);
    }

    /**
     * The shares of a text: three numbers, or two where there is no test share.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Split of(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2 || parts.length == 3) {
                double test = parts.length == 2 ? 0 : Double.parseDouble(parts[2]);
                return of(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), test);
            }
        } catch (NumberFormatException e) {
            // the same as too many parts
        }
        throw new IllegalArgumentException(
                "split: expected shares of training, validation and test such as 0.7,0.1,0.2, got '%s'"
                        .formatted(text));
    }

    /** The same with another seed. */
    public Split withSeed(long changed) {
        return new Split(training, validation, test, changed, together, pool);
    }

    /** The same with other things together. */
    public Split withTogether(Together changed) {
        return new Split(training, validation, test, seed, changed, pool);
    }

    /** The same with another pool. */
    public Split withPool(Pool changed) {
        return new Split(training, validation, test, seed, together, changed);
    }
}
