package org.hypercolumn.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.ImageFamilies;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.stimulus.Normalization;

/**
 * The parts that a recording's images play in a fit: fitted to, choosing the epoch, reported on. Images are set aside by a
 * seed that is the same always, so all fits choose and report on the same images, whatever their model, share and seed: else a
 * mean over seeds would be one over different test images. The fit's seed draws only which share is fitted to.
 *
 * @param fitting the images that training sees
 * @param selection the images that choose the epoch
 * @param selectionName their tier's name in files: {@code val}, or {@code held-out} for a tenth of the training images
 * @param report the images that scores are reported on
 * @param reportName their tier's name in files: {@code test} or {@code val}
 * @param images for the tiers that scores or the choice of the epoch are taken on, by name, their images' places in the
 *     recording's own tier, from 0
 * @param imageTiers for the same tiers, by name, the recording's own tier that these places count in: {@code train},
 *     {@code val} or {@code test}
 * @param normalization mean and standard deviation of the fitting images
 * @param neuronIds what the recording calls its neurons
 */
public record Partition(
        Tier fitting,
        Tier selection,
        String selectionName,
        Tier report,
        String reportName,
        Map<String, List<Integer>> images,
        Map<String, String> imageTiers,
        Normalization normalization,
        NeuronIds neuronIds) {

    private static final String TRAINING = "train";
    private static final String VALIDATION = "val";
    private static final String TEST = "test";
    private static final String HELD_OUT = "held-out";
    private static final int FEWEST_IMAGES = 10;
    private static final long SEED = 1;

    /**
     * Splits a recording as the plan's protocol says. Where the recording has no tiers, a fifth of its images, drawn,
     * becomes the validation tier. Images that belong together, see {@link ImageFamilies}, are drawn together, so that no part
     * has an image of another one.
     *
     * @throws IllegalArgumentException if there are too few images for it, too many of them belong together, or all fitting
     *     images are one gray level
     */
    public static Partition of(Recording recording, TrainingPlan plan) {
        String site = recording.site();
        Tier all = recording.training();
        if (all.count() < FEWEST_IMAGES) {
            throw new IllegalArgumentException("recording %s: expected %d training images or more, got %d"
                    .formatted(site, FEWEST_IMAGES, all.count()));
        }
        int[] training = indices(all.count());
        var draw = new ImageDraw(recording);
        Part validation;
        if (recording.validation().isPresent()) {
            validation = Part.whole(VALIDATION, recording.validation().get());
        } else {
            int[][] parts = draw.split(training, 5, RandomStream.of(SEED, "validation images"));
            validation = Part.of(VALIDATION, all, parts[0]);
            training = parts[1];
        }
        if (plan.protocol() == Protocol.PAPER) {
            return of(recording, fitting(all, training, plan), validation, validation);
        }
        if (recording.test().isPresent()) {
            Part test = Part.whole(TEST, recording.test().get());
            return of(recording, fitting(all, training, plan), validation, test);
        }
        int[][] parts = draw.split(training, 10, RandomStream.of(SEED, "held-out images"));
        return of(recording, fitting(all, parts[1], plan), Part.of(HELD_OUT, all, parts[0]), validation);
    }

    /** Some images of a tier, under the name that files give them. */
    private record Part(String name, Tier tier, List<Integer> images, String own) {

        static Part whole(String name, Tier tier) {
            return new Part(name, tier, asList(indices(tier.count())), name);
        }

        /** Drawn from the training images. */
        static Part of(String name, Tier all, int[] images) {
            return new Part(name, all.select(images), asList(images), TRAINING);
        }

        private static List<Integer> asList(int[] images) {
            return Arrays.stream(images).boxed().toList();
        }
    }

    private static Partition of(Recording recording, Tier fitting, Part selection, Part report) {
        checkEnough(recording.site(), selection.tier(), selection.name());
        checkEnough(recording.site(), report.tier(), report.name());
        Map<String, List<Integer>> images = new LinkedHashMap<>();
        images.put(selection.name(), selection.images());
        images.put(report.name(), report.images());
        Map<String, String> imageTiers = new LinkedHashMap<>();
        imageTiers.put(selection.name(), selection.own());
        imageTiers.put(report.name(), report.own());
        return new Partition(
                fitting,
                selection.tier(),
                selection.name(),
                report.tier(),
                report.name(),
                images,
                imageTiers,
                normalization(fitting.stimuli()),
                recording.labels().neuronIds());
    }

    /** One image has no correlation. */
    private static void checkEnough(String site, Tier tier, String name) {
        if (tier.count() < 2) {
            throw new IllegalArgumentException("recording %s: expected 2 images or more in the %s tier, got %d"
                    .formatted(site, name, tier.count()));
        }
    }

    /** The tiers that a run keeps predictions of, by name. */
    public Map<String, Tier> evaluated() {
        Map<String, Tier> tiers = new LinkedHashMap<>();
        tiers.put(selectionName, selection);
        tiers.put(reportName, report);
        return tiers;
    }

    /** The recording's own tier in which the images of a tier that a run reports on have their places. */
    public static Tier own(Recording recording, String name) {
        return name.equals(TEST)
                ? recording.test().orElseThrow(() -> new IllegalArgumentException("recording: has no test tier"))
                : recording.validation().orElse(recording.training());
    }

    private static int[] indices(int count) {
        int[] indices = new int[count];
        Arrays.setAll(indices, i -> i);
        return indices;
    }

    /** Mean and standard deviation; refuses images of one gray level. */
    static Normalization normalization(Stimuli stimuli) {
        return new Normalization(stimuli.mean(), stimuli.standardDeviation());
    }

    /** The plan's share of some images of a tier. */
    private static Tier fitting(Tier all, int[] images, TrainingPlan plan) {
        int[] shared = shared(images, plan);
        return shared.length == all.count() ? all : all.select(shared); // a selection copies the responses
    }

    /** The plan's share of the images, drawn by its seed; a smaller share is part of a larger one of the same seed. */
    private static int[] shared(int[] images, TrainingPlan plan) {
        if (plan.share() == 1) {
            return images;
        }
        int count = (int) Math.round(plan.share() * images.length);
        if (count < 2) {
            throw new IllegalArgumentException("plan: a share of %s leaves %d of %d training images; expected 2 or more"
                    .formatted(plan.share(), count, images.length));
        }
        int[] shuffled = images.clone();
        RandomStream.of(plan.seed(), "share of images").shuffle(shuffled);
        return sorted(shuffled, 0, count);
    }

    private static int[] sorted(int[] images, int from, int to) {
        int[] part = Arrays.copyOfRange(images, from, to);
        Arrays.sort(part);
        return part;
    }
}
