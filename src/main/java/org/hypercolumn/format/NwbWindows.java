package org.hypercolumn.format;

import org.hypercolumn.data.ArrayFormatException;

/** Which samples of a series lie in which presentations: from the start, without the stop. */
final class NwbWindows {
    private static final int MOST_PAIRS = 100_000_000;

    private final int[] firsts; // by sample: where its presentations begin in rows
    private final int[] rows;
    private final int[] counts;

    private NwbWindows(int[] firsts, int[] rows, int[] counts) {
        this.firsts = firsts;
        this.rows = rows;
        this.counts = counts;
    }

    /**
     * Puts samples into presentations.
     *
     * @param samples times in seconds, never going back
     * @param times start and stop of each presentation in seconds
     */
    static NwbWindows of(double[] samples, double[][] times) throws ArrayFormatException {
        int[] from = new int[times.length];
        int[] counts = new int[times.length];
        long pairs = 0;
        for (int row = 0; row < times.length; row++) {
            from[row] = atLeast(samples, times[row][0]);
            counts[row] = atLeast(samples, times[row][1]) - from[row];
            pairs += counts[row];
        }
        if (pairs > MOST_PAIRS) {
            throw new ArrayFormatException("expected presentations of at most %d samples in all, got %d; they overlap"
                    .formatted(MOST_PAIRS, pairs));
        }
        int[] firsts = new int[samples.length + 1];
        for (int row = 0; row < times.length; row++) {
            for (int sample = from[row]; sample < from[row] + counts[row]; sample++) {
                firsts[sample + 1]++;
            }
        }
        for (int sample = 0; sample < samples.length; sample++) {
            firsts[sample + 1] += firsts[sample];
        }
        int[] next = firsts.clone();
        int[] rows = new int[(int) pairs];
        for (int row = 0; row < times.length; row++) {
            for (int sample = from[row]; sample < from[row] + counts[row]; sample++) {
                rows[next[sample]++] = row;
            }
        }
        return new NwbWindows(firsts, rows, counts);
    }

    /** The first of the ordered values that is at least {@code value}; how many there are if none is. */
    static int atLeast(double[] ordered, double value) {
        int low = 0;
        int high = ordered.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordered[middle] >= value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Where the presentations of a sample begin among {@link #row}; they end where those of the next begin. */
    int first(int sample) {
        return firsts[sample];
    }

    int row(int place) {
        return rows[place];
    }

    /** How many samples lie in a presentation. */
    int samples(int row) {
        return counts[row];
    }
}
