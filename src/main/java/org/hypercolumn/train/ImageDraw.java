package org.hypercolumn.train;

import java.util.Arrays;
import java.util.BitSet;
import org.hypercolumn.data.ImageFamilies;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.RandomStream;
import org.jspecify.annotations.Nullable;

/** Draws parts of a recording's training images, families of them together. Mutable: it finds them when it first draws. */
final class ImageDraw {
    private final Recording recording;
    private @Nullable ImageFamilies found;

    ImageDraw(Recording recording) {
        this.recording = recording;
    }

    /**
     * One part in {@code parts}, or as nearly as families allow, drawn, and the rest; both in rising order.
     *
     * @param images places of training images, whole families, in rising order
     * @throws IllegalArgumentException if fewer than 2 images can be drawn or left
     */
    int[][] split(int[] images, int parts, RandomStream random) {
        ImageFamilies families = families();
        int[] shuffled = images.clone();
        random.shuffle(shuffled);
        int count = Math.max(2, images.length / parts);
        BitSet drawn = new BitSet();
        for (int i = 0; i < shuffled.length && drawn.cardinality() < count; i++) {
            int[] family = families.with(shuffled[i]);
            // Of single images the first ones; of a family all, if that leads nearer to the number that is wanted.
            if (!drawn.get(shuffled[i]) && family.length <= 2 * (count - drawn.cardinality())) {
                Arrays.stream(family).forEach(drawn::set);
            }
        }
        checkApart(families, drawn.cardinality(), images.length);
        return new int[][] {
            drawn.stream().toArray(),
            Arrays.stream(images).filter(image -> !drawn.get(image)).toArray()
        };
    }

    private ImageFamilies families() {
        ImageFamilies families = found == null ? ImageFamilies.of(recording.training()) : found;
        found = families;
        return families;
    }

    private void checkApart(ImageFamilies families, int drawn, int images) {
        if (drawn < 2 || images - drawn < 2) {
            Partition.normalization(recording.training().stimuli()); // images of one gray level are one family: says so
            throw new IllegalArgumentException(
                    "recording %s: expected training images that can be set aside without a copy left behind, got %d that are only %d with the same pixels, id or group together; give it tiers"
                            .formatted(recording.site(), recording.training().count(), families.count()));
        }
    }
}
