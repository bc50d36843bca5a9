package org.hypercolumn.nn;

import java.util.Arrays;
import org.hypercolumn.kernel.Kernels;

/**
 * Mutable buffer of the feature maps of a batch, {@code [B, H, W, C]} with the channels padded, and of the loss's gradient
 * with respect to one image's: the way back takes one image at a time. It also knows, image by image, which channels dropout
 * has left: the others are 0.
 */
public final class FeatureMaps {

    private final MapShape shape;
    private final int capacity;
    private final float[] values;
    private final float[] gradients;
    private final int[][] channels;
    private final int[] channelCounts;

    private FeatureMaps(MapShape shape, int capacity, float[] gradients) {
        this.shape = shape;
        this.capacity = capacity;
        this.values = Kernels.array((long) capacity * shape.storedValues());
        this.gradients = gradients;
        this.channels = new int[capacity][shape.storedChannels()];
        this.channelCounts = new int[capacity];
        for (int image = 0; image < capacity; image++) {
            keepAllChannels(image);
        }
    }

    /** Zeroed maps for a batch of at most {@code capacity} images. */
    static FeatureMaps of(MapShape shape, int capacity) {
        return new FeatureMaps(shape, capacity, Kernels.array(shape.storedValues()));
    }

    /** As {@link #of}, with the gradients of all images: for stimuli and branches. */
    static FeatureMaps withAllGradients(MapShape shape, int capacity) {
        return new FeatureMaps(shape, capacity, Kernels.array((long) capacity * shape.storedValues()));
    }

    /** Shape of one image's maps. */
    public MapShape shape() {
        return shape;
    }

    /** Images B that fit. */
    public int capacity() {
        return capacity;
    }

    /** The maps themselves; an image starts at {@link #at}. */
    public float[] values() {
        return values;
    }

    /** The loss's gradient; an image's starts at {@link #gradientAt}. */
    public float[] gradients() {
        return gradients;
    }

    /** Index of the first value of an image. */
    public int at(int image) {
        return Kernels.ORIGIN + image * shape.storedValues();
    }

    /** Index of the first gradient of an image. */
    public int gradientAt(int image) {
        return gradients.length == values.length ? at(image) : Kernels.ORIGIN;
    }

    /** The channels of an image that are not all 0, in order; only the first {@link #channelCount} count; read only. */
    int[] channels(int image) {
        return channels[image];
    }

    /** How many channels of an image are not all 0. */
    int channelCount(int image) {
        return channelCounts[image];
    }

    /** Notes that no channel of the image was dropped. */
    void keepAllChannels(int image) {
        for (int channel = 0; channel < shape.channels(); channel++) {
            channels[image][channel] = channel;
        }
        channelCounts[image] = shape.channels();
    }

    /** Notes the channels of the image whose entry from {@code keepAt} on is not 0. */
    void keepChannels(int image, float[] keep, int keepAt) {
        int count = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            if (keep[keepAt + channel] != 0) {
                channels[image][count++] = channel;
            }
        }
        channelCounts[image] = count;
    }

    /** Sets an image's gradient to 0. */
    void clearGradient(int image) {
        int from = gradientAt(image);
        Arrays.fill(gradients, from, from + shape.storedValues(), 0f);
    }
}
