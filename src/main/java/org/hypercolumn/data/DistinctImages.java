package org.hypercolumn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which images are the same, pixel by pixel, in one set of images or in several: the same images have the same number,
 * others have others. Numbers count from 0 in the order in which images first appear.
 */
public final class DistinctImages {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final List<int[]> numbers;
    private final int count;

    private DistinctImages(List<int[]> numbers, int count) {
        this.numbers = numbers;
        this.count = count;
    }

    /**
     * Compares all images of all sets. Costs a pass over the pixels, and another one over those of images that appear again.
     *
     * @param sets images of one size
     * @throws IllegalArgumentException if their sizes differ
     */
    public static DistinctImages of(List<Stimuli> sets) {
        Map<Long, List<int[]>> seen = new HashMap<>(); // by hash: number, set and image of the first of each
        List<int[]> numbers = new ArrayList<>();
        int count = 0;
        int length = sets.isEmpty() ? 0 : sets.get(0).height() * sets.get(0).width();
        float[] image = new float[length];
        float[] other = new float[length];
        for (int set = 0; set < sets.size(); set++) {
            Stimuli stimuli = sets.get(set);
            checkSize(stimuli, sets.get(0));
            int[] own = new int[stimuli.count()];
            for (int i = 0; i < own.length; i++) {
                stimuli.copyTo(i, image, 0);
                List<int[]> alike = seen.computeIfAbsent(hash(image), missing -> new ArrayList<>(1));
                own[i] = -1;
                for (int[] first : alike) {
                    sets.get(first[1]).copyTo(first[2], other, 0);
                    own[i] = equal(image, other) ? first[0] : own[i];
                }
                if (own[i] < 0) {
                    own[i] = count++;
                    alike.add(new int[] {own[i], set, i});
                }
            }
            numbers.add(own);
        }
        return new DistinctImages(numbers, count);
    }

    private static void checkSize(Stimuli stimuli, Stimuli first) {
        if (stimuli.height() != first.height() || stimuli.width() != first.width()) {
            throw new IllegalArgumentException("distinct images: expected images of %d x %d pixels, got %d x %d"
                    .formatted(first.height(), first.width(), stimuli.height(), stimuli.width()));
        }
    }

    /** Equal for equal images; -0 is the same gray as 0, as in {@link Stimuli#digest}. */
    private static long hash(float[] image) {
        long hash = image.length;
        for (float pixel : image) {
            hash = (hash ^ bits(pixel)) * ODD;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private static boolean equal(float[] one, float[] other) {
        for (int i = 0; i < one.length; i++) {
            if (bits(one[i]) != bits(other[i])) {
                return false;
            }
        }
        return true;
    }

    private static int bits(float pixel) {
        return Float.floatToIntBits(pixel + 0f);
    }

    /**
     * The number of an image.
     *
     * @throws IndexOutOfBoundsException if there is no such set or image
     */
    public int at(int set, int image) {
        return numbers.get(set)[image];
    }

    /** The numbers of all images of a set, in their order; a copy. */
    public int[] ofSet(int set) {
        return Arrays.copyOf(numbers.get(set), numbers.get(set).length);
    }

    /** How many different images there are in all sets together. */
    public int count() {
        return count;
    }
}
