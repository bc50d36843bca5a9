package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.Recording;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.model.Architecture;

/** Looks at the size of images, and at the scale of pixels and responses tier by tier. */
final class ShapeChecks {
    private static final int PAPER_SIDE = 50;
    private static final int LARGE_SIDE = 100;
    private static final double OTHER_SPREAD = 3; // times as much or as little
    private static final double OTHER_MEAN = 2; // standard deviations away
    private static final double OTHER_RESPONSES = 10; // means of many trials vary less than single ones

    private ShapeChecks() {}

    static List<Finding> of(Recording recording, List<TierFacts> tiers, List<Architecture> models) {
        List<Finding> findings = new ArrayList<>();
        int height = recording.height();
        int width = recording.width();
        tooSmall(height, width, models, findings);
        if (height != width) {
            findings.add(new Finding(
                    Kind.NOT_SQUARE,
                    "images are not square: %d x %d pixels (rows x columns)".formatted(height, width),
                    "nothing, if they were shown so; else check the order of the axes, or cut a square out: hypercolumn prepare DATA OUT --crop %1$dx%1$d"
                            .formatted(Math.min(height, width))));
        }
        tooLarge(height, width, models, findings);
        findings.addAll(scales(tiers));
        return findings;
    }

    /**
     * Pixels and responses in another unit than in training.
     *
     * @param tiers training first
     */
    static List<Finding> scales(List<TierFacts> tiers) {
        List<Finding> findings = new ArrayList<>();
        TierFacts training = tiers.get(0);
        for (TierFacts tier : tiers.subList(1, tiers.size())) {
            pixels(training, tier, findings);
            responses(training, tier, findings);
        }
        return findings;
    }

    private static void tooSmall(int height, int width, List<Architecture> models, List<Finding> findings) {
        List<String> needs = new ArrayList<>();
        List<String> fitting = new ArrayList<>();
        for (Architecture model : models) {
            try {
                model.grid(height, width);
                fitting.add(model.id());
            } catch (IllegalArgumentException e) {
                needs.add("%s needs %2$d x %2$d".formatted(model.id(), model.smallestSide()));
            }
        }
        if (!needs.isEmpty()) {
            String others = fitting.isEmpty() ? "" : ", or ask for --models " + String.join(",", fitting);
            findings.add(new Finding(
                    Kind.IMAGES_TOO_SMALL,
                    "images of %d x %d pixels are too small for %d of %d models (%s)"
                            .formatted(height, width, needs.size(), models.size(), Names.some(needs, need -> need)),
                    "bring larger images" + others));
        }
    }

    private static void tooLarge(int height, int width, List<Architecture> models, List<Finding> findings) {
        boolean large = height > LARGE_SIDE || width > LARGE_SIDE;
        if (large && !models.isEmpty() && models.get(0).smallestSide() <= Math.min(height, width)) {
            Architecture first = models.get(0);
            double times = (double) first.multiplyAddsPerImage(height, width)
                    / first.multiplyAddsPerImage(PAPER_SIDE, PAPER_SIDE);
            findings.add(new Finding(
                    Kind.LARGE_IMAGES,
                    String.format(
                            Locale.ROOT,
                            "images are large: a training step of %s takes about %.0f times as long as with the paper's %d x %d pixels, and hypercolumns see a smaller part of an image",
                            first.id(),
                            times,
                            PAPER_SIDE,
                            PAPER_SIDE),
                    "make them smaller: hypercolumn prepare DATA OUT --size %1$dx%1$d".formatted(PAPER_SIDE)));
        }
    }

    private static void pixels(TierFacts training, TierFacts tier, List<Finding> findings) {
        Values one = training.pixels();
        Values other = tier.pixels();
        boolean far = Math.abs(other.mean() - one.mean()) > OTHER_MEAN * one.standardDeviation();
        if (far || differs(one, other, OTHER_SPREAD)) {
            findings.add(otherScale("pixels", one, tier, other));
        }
    }

    private static void responses(TierFacts training, TierFacts tier, List<Finding> findings) {
        Values one = training.responses();
        Values other = tier.responses();
        if (other.standardDeviation() > 0 && differs(one, other, OTHER_RESPONSES)) {
            findings.add(otherScale("responses", one, tier, other));
        }
    }

    private static boolean differs(Values one, Values other, double times) {
        double ratio = other.standardDeviation() / one.standardDeviation();
        return ratio > times || ratio < 1 / times;
    }

    private static Finding otherScale(String what, Values one, TierFacts tier, Values other) {
        return new Finding(
                Kind.OTHER_SCALE,
                String.format(
                        Locale.ROOT,
                        "%s of the %s tier are of another scale than in training: mean %.4g, standard deviation %.4g, in training %.4g and %.4g",
                        what,
                        tier.name(),
                        other.mean(),
                        other.standardDeviation(),
                        one.mean(),
                        one.standardDeviation()),
                "save the %s of all tiers in the same unit; a model knows only those of training".formatted(what));
    }
}
