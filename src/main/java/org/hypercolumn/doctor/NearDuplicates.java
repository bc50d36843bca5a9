package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.DistinctImages;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.metrics.Correlation;

/**
 * Finds images that are nearly, but not exactly, the same: saved again with loss, smoothed, brighter, of more contrast. Pairs
 * whose {@link Fingerprints} differ little are compared pixel by pixel.
 */
final class NearDuplicates {
    /** Bits of 63 that may differ: images with nothing in common differ in about 31. */
    private static final int MOST_BITS_APART = 8;

    /** A quick look before the pixels: what is less alike from afar is not the same from near. */
    private static final float LEAST_ALIKE = 0.95f;

    /** Of the pixels. Different photographs of the same kind of thing reach 0.97. */
    static final double LEAST_CORRELATION = 0.98;

    /**
     * Of any pixel, in standard deviations of its image. Loss and noise change many pixels by little; two drawn shapes that
     * are the same but for an edge differ in few pixels by 3 or more.
     */
    private static final double MOST_DIFFERENCE = 1.5;

    private final List<String> names;
    private final List<Tier> parts;
    private final DistinctImages distinct;
    private final int[] partOf;
    private final int[] imageOf;

    private NearDuplicates(Map<String, Tier> parts, DistinctImages distinct) {
        this.names = List.copyOf(parts.keySet());
        this.parts = List.copyOf(parts.values());
        this.distinct = distinct;
        int count = this.parts.stream().mapToInt(Tier::count).sum();
        this.partOf = new int[count];
        this.imageOf = new int[count];
        int next = 0;
        for (int part = 0; part < this.parts.size(); part++) {
            for (int image = 0; image < this.parts.get(part).count(); image++) {
                partOf[next] = part;
                imageOf[next++] = image;
            }
        }
    }

    /**
     * Images of one part that are nearly one of the same or of an earlier part.
     *
     * @param earlier name of the one part
     * @param later name of the other, or the same
     * @param images of the later part, each with the first one of the earlier part that it is nearly the same as
     */
    record Found(String earlier, String later, List<Leak.Pair> images) {}

    /**
     * All of them.
     *
     * @param parts by the names to be used in sentences
     * @param distinct of the same parts; images that are exactly the same are left out
     */
    static List<Found> of(Map<String, Tier> parts, DistinctImages distinct) {
        return new NearDuplicates(parts, distinct).search();
    }

    private List<Found> search() {
        int height = parts.get(0).stimuli().height();
        int width = parts.get(0).stimuli().width();
        if (Math.min(height, width) < Fingerprints.SMALLEST_SIDE) {
            return List.of();
        }
        Fingerprints[] prints = new Fingerprints[parts.size()];
        Arrays.setAll(prints, part -> Fingerprints.of(parts.get(part).stimuli()));
        Map<List<Integer>, List<Leak.Pair>> found = new LinkedHashMap<>();
        long[] bits = bits(prints);
        boolean[] matched = new boolean[parts.size()];
        for (int later = 1; later < bits.length; later++) {
            Arrays.fill(matched, false);
            for (int earlier = 0; earlier < later; earlier++) {
                // the popcount alone decides nearly always: 600 million of them take about half a second
                if (Long.bitCount(bits[earlier] ^ bits[later]) <= MOST_BITS_APART
                        && !matched[partOf[earlier]]
                        && alike(prints, earlier, later)) {
                    matched[partOf[earlier]] = true;
                    found.computeIfAbsent(List.of(partOf[earlier], partOf[later]), missing -> new ArrayList<>())
                            .add(new Leak.Pair(name(earlier), name(later)));
                }
            }
        }
        List<Found> all = new ArrayList<>();
        found.forEach((places, pairs) -> all.add(new Found(names.get(places.get(0)), names.get(places.get(1)), pairs)));
        return all;
    }

    private long[] bits(Fingerprints[] prints) {
        long[] bits = new long[partOf.length];
        Arrays.setAll(bits, i -> prints[partOf[i]].bits(imageOf[i]));
        return bits;
    }

    private boolean alike(Fingerprints[] prints, int earlier, int later) {
        int one = imageOf[earlier];
        int other = imageOf[later];
        return prints[partOf[earlier]].alike(one, prints[partOf[later]], other) >= LEAST_ALIKE
                && distinct.at(partOf[earlier], one) != distinct.at(partOf[later], other)
                && sameButForLoss(pixels(earlier), pixels(later));
    }

    private static boolean sameButForLoss(float[] one, float[] other) {
        if (!(Correlation.pearson(one, other) >= LEAST_CORRELATION)) {
            return false;
        }
        Values a = Values.of(1, part -> one);
        Values b = Values.of(1, part -> other);
        for (int i = 0; i < one.length; i++) {
            double difference =
                    (one[i] - a.mean()) / a.standardDeviation() - (other[i] - b.mean()) / b.standardDeviation();
            if (Math.abs(difference) > MOST_DIFFERENCE) {
                return false;
            }
        }
        return true;
    }

    private float[] pixels(int at) {
        Stimuli stimuli = parts.get(partOf[at]).stimuli();
        float[] pixels = new float[stimuli.height() * stimuli.width()];
        stimuli.copyTo(imageOf[at], pixels, 0);
        return pixels;
    }

    private String name(int at) {
        return Names.image(parts.get(partOf[at]), imageOf[at]);
    }
}
