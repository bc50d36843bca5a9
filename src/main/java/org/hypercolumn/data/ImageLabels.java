package org.hypercolumn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the images of a tier are called: an id each, which names the same image in all tiers, and the group that an image
 * belongs to, such as a photograph that it is cut from. Images of one group must not be split between tiers.
 */
public final class ImageLabels {
    private final List<String> ids;
    private final boolean named;
    private final @Nullable List<String> groups;

    private ImageLabels(List<String> ids, boolean named, @Nullable List<String> groups) {
        this.ids = List.copyOf(ids);
        this.named = named;
        this.groups = groups == null ? null : List.copyOf(groups);
    }

    /** Ids that the recording gives, one an image. */
    public static ImageLabels of(List<String> ids) {
        return new ImageLabels(ids, true, null);
    }

    /** For images without ids of their own: their places {@code 0 .. count - 1}, which name nothing in other tiers. */
    public static ImageLabels places(int count) {
        return new ImageLabels(
                IntStream.range(0, count).mapToObj(Integer::toString).toList(), false, null);
    }

    /**
     * The same ids with a group an image.
     *
     * @throws IllegalArgumentException if there are more or fewer groups than ids
     */
    public ImageLabels withGroups(List<String> changed) {
        if (changed.size() != ids.size()) {
            throw new IllegalArgumentException("image labels: expected a group for each of %d images, got %d"
                    .formatted(ids.size(), changed.size()));
        }
        return new ImageLabels(ids, named, changed);
    }

    /** One id an image, in the tier's order. */
    public List<String> ids() {
        return ids;
    }

    /** Whether the recording gives the ids; else they are places. */
    public boolean named() {
        return named;
    }

    /** One group an image, in the tier's order; empty if the recording has none. */
    public Optional<List<String>> groups() {
        return Optional.ofNullable(groups);
    }

    /** How many images there are. */
    public int count() {
        return ids.size();
    }

    /**
     * The labels of some of the images, in the order given; places stay those of the whole tier.
     *
     * @param selected each 0 to S - 1; may repeat
     */
    public ImageLabels select(int[] selected) {
        return new ImageLabels(selected(ids, selected), named, groups == null ? null : selected(groups, selected));
    }

    private static List<String> selected(List<String> texts, int[] selected) {
        List<String> chosen = new ArrayList<>(selected.length);
        for (int image : selected) {
            chosen.add(texts.get(image));
        }
        return chosen;
    }
}
