package org.hypercolumn.metrics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Images that were shown equally often and whose means hardly differ: to the estimates they are one, and there are fewer groups
 * than images.
 */
final class ImageGroups {

    /** Means that differ by less than this share of a cell are one. */
    private static final double SHARE = 0.25;

    private final int[] ofImage; // [S]
    private final int[] repeats; // [groups], as the next ones
    private final int[] images;
    private final int[] repeated;
    private final double[] means;
    private final double[] variances;

    private ImageGroups(int[] ofImage, int groups) {
        this.ofImage = ofImage;
        repeats = new int[groups];
        images = new int[groups];
        repeated = new int[groups];
        means = new double[groups];
        variances = new double[groups];
    }

    static ImageGroups of(TrialMoments moments, ResponseGrid grid) {
        Map<Long, Integer> numbers = new HashMap<>();
        int[] ofImage = new int[moments.images()];
        for (int i = 0; i < ofImage.length; i++) {
            long place = (long) ((moments.mean(i) - grid.lowest()) / (SHARE * grid.step()));
            long key = moments.repeats(i) * (1L << Integer.SIZE) + place;
            Integer known = numbers.putIfAbsent(key, numbers.size());
            ofImage[i] = known == null ? numbers.size() - 1 : known;
        }
        ImageGroups groups = new ImageGroups(ofImage, numbers.size());
        groups.average(moments);
        return groups;
    }

    private void average(TrialMoments moments) {
        for (int i = 0; i < ofImage.length; i++) {
            int g = ofImage[i];
            repeats[g] = moments.repeats(i);
            images[g]++;
            means[g] += moments.mean(i);
            if (moments.repeats(i) > 1) {
                repeated[g]++;
                variances[g] += moments.variance(i);
            }
        }
        Arrays.setAll(means, g -> means[g] / images[g]);
        Arrays.setAll(variances, g -> repeated[g] == 0 ? 0 : variances[g] / repeated[g]);
    }

    int count() {
        return images.length;
    }

    /** The group of an image. */
    int of(int image) {
        return ofImage[image];
    }

    /** How often each of its images was shown. */
    int repeats(int group) {
        return repeats[group];
    }

    /** How many images it has. */
    int images(int group) {
        return images[group];
    }

    /** How many of them were shown at least twice: all or none. */
    int repeated(int group) {
        return repeated[group];
    }

    double mean(int group) {
        return means[group];
    }

    /** Mean variance over an image's trials; 0 where there is only one. */
    double variance(int group) {
        return variances[group];
    }
}
