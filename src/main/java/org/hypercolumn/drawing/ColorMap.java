package org.hypercolumn.drawing;

import java.util.List;
import java.util.stream.IntStream;

/** Colors for numbers of 0 to 1, between whose anchors colors are mixed. */
public enum ColorMap {
    /**
     * From dark blue to yellow, equal steps of the number looking equally large, in gray too. Source: every eighth color
     * of viridis, S. van der Walt and N. Smith, matplotlib 2.0.
     */
    SEQUENTIAL(
            0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453781, 0x424086, 0x3e4989, 0x3b528b, 0x375b8d,
            0x33638d, 0x2f6b8e, 0x2c728e, 0x297a8e, 0x26828e, 0x23898e, 0x21918c, 0x1f988b, 0x1fa088, 0x22a785,
            0x28ae80, 0x32b67a, 0x3fbc73, 0x4ec36b, 0x5ec962, 0x70cf57, 0x84d44b, 0x98d83e, 0xaddc30, 0xc2df23,
            0xd8e219, 0xece51b, 0xfde725),

    /** From blue over white at 0.5 to red, for numbers around 0. Source: RdBu of colorbrewer2.org, C. Brewer, reversed. */
    DIVERGING(
            0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b,
            0x67001f),

    /** From white to black. */
    GRAY(0xffffff, 0x000000),

    /** Orange all over, for a map that lies over an image and is seen by its opacity. */
    VEIL(0xe69f00, 0xe69f00);

    @SuppressWarnings("ImmutableEnumChecker") // List.of's are
    private final List<Rgb> anchors;

    ColorMap(int... codes) {
        this.anchors = IntStream.of(codes).mapToObj(Rgb::of).toList();
    }

    /** The color of {@code position}, which is taken as 0 or 1 where it lies outside. */
    public Rgb at(double position) {
        double place = Math.min(1, Math.max(0, position)) * (anchors.size() - 1);
        int below = Math.min((int) place, anchors.size() - 2);
        return anchors.get(below).towards(anchors.get(below + 1), place - below);
    }
}
