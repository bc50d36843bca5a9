package org.hypercolumn.doctor;

import java.util.List;

/**
 * Images of one part of a recording that are in another part too: a model that was fitted to the one is tested on what it
 * has seen.
 *
 * @param by what the images have in common
 * @param earlier name of the one part, such as {@code train}
 * @param later name of the other, such as {@code test}
 * @param images those of the later part, each with one of the earlier part
 * @param laterImages how many images the later part has
 */
public record Leak(Sameness by, String earlier, String later, List<Pair> images, int laterImages) {

    /** What makes two images one. */
    public enum Sameness {
        /** Every pixel. */
        PIXELS,
        /** The id that the recording gives them. */
        ID,
        /** The group that they belong to. */
        GROUP
    }

    /**
     * Two images, as sentences name them.
     *
     * @param earlier the one of the earlier part
     * @param later the one of the later part
     */
    public record Pair(String earlier, String later) {}

    public Leak {
        images = List.copyOf(images);
    }

    /** What is in both, with the first few images, such as {@code 2 of 29 test images are train images too (...)}. */
    public String sentence() {
        String what = switch (by) {
            case PIXELS -> images.size() == 1 ? "is a %s image too" : "are %s images too";
            case ID -> images.size() == 1 ? "has the id of a %s image" : "have the ids of %s images";
            case GROUP -> images.size() == 1 ? "is of a group of %s images" : "are of groups of %s images";
        };
        return "%d of %d %s images %s (%s)"
                .formatted(
                        images.size(),
                        laterImages,
                        later,
                        what.formatted(earlier),
                        Names.some(
                                images,
                                pair -> "%s %s = %s %s".formatted(later, pair.later(), earlier, pair.earlier())));
    }
}
