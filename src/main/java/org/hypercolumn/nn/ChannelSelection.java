package org.hypercolumn.nn;

import org.hypercolumn.kernel.Kernels;

/**
 * Scratch that leaves out of one image's maps the channels that dropout has zeroed: a convolution need not multiply by
 * them, and sums without them are the same bits.
 */
final class ChannelSelection {

    private final MapShape shape;
    private final float[] values;

    ChannelSelection(MapShape shape) {
        this.shape = shape;
        this.values = Kernels.array(shape.storedValues());
    }

    /** Whether the image has channels to leave out. */
    static boolean pays(FeatureMaps maps, int image) {
        return maps.channelCount(image) < maps.shape().storedChannels();
    }

    /** The image's remaining channels, {@code [H, W, count]} from {@link Kernels#ORIGIN}; overwritten next time. */
    float[] select(FeatureMaps maps, int image) {
        int stored = shape.storedChannels();
        int[] channels = maps.channels(image);
        int count = maps.channelCount(image);
        float[] all = maps.values();
        int from = maps.at(image);
        int to = Kernels.ORIGIN;
        for (int p = 0; p < shape.positions(); p++) {
            for (int i = 0; i < count; i++) {
                values[to + i] = all[from + channels[i]];
            }
            from += stored;
            to += count;
        }
        return values;
    }
}
