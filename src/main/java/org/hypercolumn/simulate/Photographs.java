package org.hypercolumn.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hypercolumn.data.ImageFamilies;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.kernel.RandomStream;

/** Images to show, each cut from a photograph. No photograph comes to be in two tiers. */
public final class Photographs {

    private static final int CALIBRATION_IMAGES = 200;

    private final Stimuli images;
    private final List<String> names;

    private Photographs(Stimuli images, List<String> names) {
        this.images = images;
        this.names = names;
    }

    /**
     * Puts images and the names of their photographs together.
     *
     * @param images gray levels 0 to 255
     * @param names of the photograph that each image is cut from
     * @throws IllegalArgumentException if there are not as many names as images, or gray levels are not whole and 0 to 255
     */
    public static Photographs of(Stimuli images, List<String> names) {
        if (names.size() != images.count()) {
            throw new IllegalArgumentException("photographs: expected a name for each of %d images, got %d"
                    .formatted(images.count(), names.size()));
        }
        if (!images.bytes()) {
            throw new IllegalArgumentException(
                    "photographs: expected gray levels that are whole and 0 to 255, got others; convert the images first");
        }
        return new Photographs(images, List.copyOf(names));
    }

    /** H, pixels. */
    public int height() {
        return images.height();
    }

    /** W, pixels. */
    public int width() {
        return images.width();
    }

    Stimuli images() {
        return images;
    }

    /**
     * Deals whole photographs to the tiers, by chance: test, then validation, then training, each until it has its images.
     * Images of the very same pixels count as one photograph. Images beyond what a tier needs are not shown.
     *
     * @throws IllegalArgumentException if the images have another size than planned, or there are too few
     */
    Dealt dealt(SimulationPlan plan) {
        if (height() != plan.height() || width() != plan.width()) {
            throw new IllegalArgumentException("photographs: expected images of %d x %d pixels, got %d x %d"
                    .formatted(plan.height(), plan.width(), height(), width()));
        }
        int[][] members = families();
        int[] order = new int[members.length];
        Arrays.setAll(order, family -> family);
        RandomStream.of(plan.seed(), "simulated photographs").shuffle(order);
        Map<SimulatedTier, int[]> tiers = new EnumMap<>(SimulatedTier.class);
        int next = 0;
        for (SimulatedTier tier : List.of(SimulatedTier.TEST, SimulatedTier.VALIDATION, SimulatedTier.TRAINING)) {
            int wanted = tier.images(plan);
            List<Integer> dealt = new ArrayList<>();
            while (dealt.size() < wanted && next < order.length) {
                Arrays.stream(members[order[next]]).forEach(dealt::add);
                next++;
            }
            if (dealt.size() < wanted) {
                throw new IllegalArgumentException(
                        "photographs: expected %d training, %d validation and %d test images of different photographs, got %d images of %d; use fewer --images, or more photographs or crops"
                                .formatted(
                                        plan.images(),
                                        plan.evaluationImages(),
                                        plan.evaluationImages(),
                                        images.count(),
                                        members.length));
            }
            int[] shown = dealt.stream().limit(wanted).mapToInt(image -> image).toArray();
            RandomStream.of(plan.seed(), "simulated photograph order", tier.key())
                    .shuffle(shown);
            tiers.put(tier, shown);
        }
        return new Dealt(this, tiers);
    }

    private int[][] families() {
        Responses none = Responses.of(new float[images.count()], images.count(), 1);
        ImageLabels labels = ImageLabels.places(images.count()).withGroups(names);
        ImageFamilies families = ImageFamilies.of(new Tier(images, none, labels));
        return IntStream.range(0, images.count())
                .filter(image -> families.with(image)[0] == image) // each by its first image
                .mapToObj(families::with)
                .toArray(int[][]::new);
    }

    private byte[] pixels(int image) {
        float[] levels = new float[height() * width()];
        images.copyTo(image, levels, 0);
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < levels.length; i++) {
            pixels[i] = (byte) (int) levels[i];
        }
        return pixels;
    }

    private String inWords() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int image = 0; image < images.count(); image++) {
                digest.update(pixels(image));
                digest.update(names.get(image).getBytes(StandardCharsets.UTF_8));
            }
            return "%d crops of %d photographs, SHA-256 %s"
                    .formatted(
                            images.count(),
                            new TreeSet<>(names).size(),
                            HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("photographs: every Java has SHA-256", e);
        }
    }

    /** Which image is shown where. Neurons are calibrated with the first training images. */
    static final class Dealt implements ImageSource {
        private final Photographs photographs;
        private final Map<SimulatedTier, int[]> tiers;

        private Dealt(Photographs photographs, Map<SimulatedTier, int[]> tiers) {
            this.photographs = photographs;
            this.tiers = tiers;
        }

        @Override
        public byte[] image(SimulatedTier tier, int image) {
            return photographs.pixels(index(tier, image));
        }

        /** Its photograph's name. */
        String photograph(SimulatedTier tier, int image) {
            return photographs.names.get(index(tier, image));
        }

        private int index(SimulatedTier tier, int image) {
            return Optional.ofNullable(tiers.get(tier)).orElseThrow()[image];
        }

        @Override
        public int calibrationImages() {
            return Math.min(
                    CALIBRATION_IMAGES,
                    Optional.ofNullable(tiers.get(SimulatedTier.TRAINING)).orElseThrow().length);
        }

        @Override
        public byte[] calibrationImage(int image) {
            return image(SimulatedTier.TRAINING, image);
        }

        @Override
        public String inWords() {
            return photographs.inWords();
        }
    }
}
