package org.hypercolumn.nn;

import org.hypercolumn.kernel.Kernels;

/**
 * Scratch that leaves out of one image's maps the channels that dropout has zeroed: a convolution need not multiply by
 * them, and sums without them are the same bits.
 */
final class ChannelSelection {

    private final Kernels kernels;
    private final MapShape shape;
    private final float[] values;

    ChannelSelection(Kernels kernels, MapShape shape) {
        this.kernels = kernels;
        this.shape = shape;
        this.values = Kernels.array(shape.storedValues());
    }

    /** Whether the image has channels to leave out; where dropout left none, its zeros are convolved as they are. */
    static boolean pays(FeatureMaps maps, int image) {
        int count = maps.channelCount(image);
        return count > 0 && count < maps.shape().storedChannels();
    }

    /** The image's remaining channels, {@code [H, W, count]} from {@link Kernels#ORIGIN}; overwritten next time. */
    float[] select(FeatureMaps maps, int image) {
        kernels.selectChannels(
                maps.values(),
                maps.at(image),
                shape.positions(),
                shape.storedChannels(),
                maps.channels(image),
                maps.channelCount(image),
                values);
        return values;
    }
}
