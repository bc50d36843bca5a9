package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.FileDigests;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;

/**
 * Reads a scan as the Sensorium 2022 competition laid them out: {@code data/images/T.npy} and {@code data/responses/T.npy}
 * for each trial T, and what they are in {@code meta}. An image is kept once, however often and in which tier it was shown.
 *
 * <p>Source: Willeke et al. 2022, "The Sensorium competition on predicting large-scale mouse primary visual cortex
 * activity", and the files that came with it.
 */
final class SensoriumTree {
    private static final Pattern SCAN = Pattern.compile("(static\\d+-\\d+-\\d+)-.+");
    private static final Pattern TRIAL = Pattern.compile("(?:0|[1-9]\\d{0,8})\\.npy");
    private static final String TIERS = "tiers";
    private static final String CLASSES = "frame_image_class";
    /** The newest name first. */
    private static final List<String> IMAGE_IDS = List.of("frame_image_id", "image_id", "colorframeprojector_image_id");

    private final Path folder;
    private final Gaps gaps;
    private final FileDigests digests = FileDigests.all();

    SensoriumTree(Path folder, Gaps gaps) {
        this.folder = folder;
        this.gaps = gaps;
    }

    /** Which image each trial showed and in which tier. */
    private record Shown(List<String> tiers, List<String> images) {}

    /**
     * Reads the scan.
     *
     * @param ownName of its folder
     */
    Recording read(String ownName) throws IOException {
        Path images = folder.resolve("data").resolve("images");
        Path responses = folder.resolve("data").resolve("responses");
        int trials = trials(images);
        if (trials(responses) != trials) {
            throw new BadDataFileException(
                    responses,
                    "expected %d trials as in images, got %d; copy the scan again"
                            .formatted(trials, trials(responses)));
        }
        Shown shown = shown(trials);
        int[] stimulusOfTrial = stimuliOfTrials(shown);
        Stimuli stimuli = ofTrials(images, () -> new TrialImages(images, gaps).read(stimulusOfTrial, digests));
        List<String> remarks = new ArrayList<>();
        NeuronIds ids = neuronIds(remarks);
        var measured = new TrialResponses(responses, ids.count());
        var presentations = new Presentations(ids.count());
        for (int trial = 0; trial < trials; trial++) {
            int at = trial;
            ofTrials(responses, () -> add(presentations, shown, at, stimulusOfTrial[at], measured));
        }
        digests.add("data/responses", measured.digests().hexByName());
        remarks.addAll(presentations.remarks());
        remarkBehaviour(remarks);
        return recording(ownName, presentations, stimuli, ids, remarks);
    }

    /** What a step gives. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }

    /** Says of which folder a trial's file is that is bad: there are several of one name. */
    private static <T> T ofTrials(Path folder, Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (BadDataFileException e) {
            if (!folder.equals(e.path().getParent())) {
                throw e;
            }
            String message = String.valueOf(e.getMessage());
            throw new BadDataFileException(
                    e.path(),
                    "%s (in %s)".formatted(message.substring(message.indexOf(": ") + 2), folder.getFileName()),
                    e);
        }
    }

    /** Adds a trial; the image that it showed. */
    private int add(Presentations presentations, Shown shown, int trial, int stimulus, TrialResponses measured)
            throws IOException {
        try {
            List<float[]> response = stimulus < 0 ? List.of() : List.of(measured.read(trial));
            int as = stimulus < 0 ? trial : stimulus;
            return presentations.add(shown.tiers().get(trial), shown.images().get(trial), null, as, response);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(meta("trials").resolve(TIERS + ".npy"), e.problem(), e);
        }
    }

    private Recording recording(
            String ownName, Presentations shown, Stimuli stimuli, NeuronIds ids, List<String> remarks)
            throws IOException {
        Optional<Tier> training = tier(shown, "train", stimuli);
        if (training.isEmpty()) {
            throw new BadDataFileException(
                    meta("trials").resolve(TIERS + ".npy"),
                    "expected images of the tier train, got none; check what the tiers are called");
        }
        return new Recording(
                site(ownName),
                training.get(),
                tier(shown, "val", stimuli),
                tier(shown, "test", stimuli),
                new RecordingLabels(ids, OptionalDouble.empty(), Optional.empty(), remarks),
                digests.hexByName());
    }

    private Optional<Tier> tier(Presentations shown, String name, Stimuli stimuli) throws IOException {
        try {
            return shown.tier(name, stimuli, List.of(), gaps);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(folder.resolve("data").resolve("responses"), e.problem(), e);
        }
    }

    /** Animal, session and scan: the folder's name without what follows. */
    private static String site(String ownName) {
        Matcher scan = SCAN.matcher(ownName);
        return scan.matches() ? scan.group(1) : ownName;
    }

    /** How many trials a folder holds, called 0.npy, 1.npy and so on. */
    private static int trials(Path folder) throws IOException {
        SortedSet<String> names = RecordingPath.of(folder).names();
        int count = (int)
                names.stream().filter(name -> TRIAL.matcher(name).matches()).count();
        for (int trial = 0; trial < Math.max(1, count); trial++) {
            if (!names.contains(trial + ".npy")) {
                throw new BadDataFileException(
                        folder,
                        "expected a file for each trial, 0.npy, 1.npy and so on without a gap, got %s and no %d.npy; copy the scan again"
                                .formatted(count == 0 ? "none" : count + " of them", trial));
            }
        }
        return count;
    }

    private Shown shown(int trials) throws IOException {
        Path meta = meta("trials");
        SortedSet<String> names = RecordingPath.of(meta).names();
        String ids = IMAGE_IDS.stream()
                .filter(name -> names.contains(name + ".npy"))
                .findFirst()
                .orElseThrow(() -> new BadDataFileException(
                        meta,
                        "expected %s.npy, got none of them; without it repeats cannot be found"
                                .formatted(String.join(".npy, ", IMAGE_IDS))));
        try (NpyFolder source = new NpyFolder(meta, names)) {
            List<String> images = texts(source, ids, trials);
            if (names.contains(CLASSES + ".npy")) {
                images = withClasses(images, texts(source, CLASSES, trials));
            }
            Shown shown = new Shown(texts(source, TIERS, trials), images);
            digests.add("meta/trials", source.digests().hexByName());
            return shown;
        }
    }

    /** Ids are those of a class of images: where there are several classes, both name an image. */
    private static List<String> withClasses(List<String> images, List<String> classes) {
        if (new HashSet<>(classes).size() < 2) {
            return images;
        }
        List<String> both = new ArrayList<>(images.size());
        for (int trial = 0; trial < images.size(); trial++) {
            both.add(classes.get(trial) + "/" + images.get(trial));
        }
        return both;
    }

    private static List<String> texts(NpyFolder source, String name, int count) throws IOException {
        try {
            if (source.shape(name).length() != count) {
                throw source.problem(
                        name, "expected one for each of %d trials, got %s".formatted(count, source.shape(name)));
            }
            return ArrayValues.texts(source, name, count);
        } catch (ArrayFormatException e) {
            throw source.problem(name, e.problem());
        }
    }

    /** For each trial which of the images it showed, numbered as they come; -1 where its tier is left out. */
    private static int[] stimuliOfTrials(Shown shown) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] stimuli = new int[shown.tiers().size()];
        for (int trial = 0; trial < stimuli.length; trial++) {
            stimuli[trial] = Presentations.isLeftOut(shown.tiers().get(trial))
                    ? -1
                    : numbers.computeIfAbsent(shown.images().get(trial), id -> numbers.size());
        }
        return stimuli;
    }

    private NeuronIds neuronIds(List<String> remarks) throws IOException {
        Path meta = meta("neurons");
        try (NpyFolder source = new NpyFolder(meta, RecordingPath.of(meta).names())) {
            int neurons = (int) source.shape("unit_ids").length();
            List<String> ids = ArrayValues.texts(source, "unit_ids", neurons);
            List<String> from = new ArrayList<>();
            for (String[] word :
                    new String[][] {{"animal_ids", "animal"}, {"sessions", "session"}, {"scan_idx", "scan"}}) {
                if (source.names().contains(word[0])) {
                    List<String> distinct = texts(source, word[0], ids.size()).stream()
                            .distinct()
                            .sorted()
                            .toList();
                    from.add(word[1] + " " + String.join(" and ", distinct));
                }
            }
            if (!from.isEmpty()) {
                remarks.add("the neurons are of " + String.join(", ", from));
            }
            digests.add("meta/neurons", source.digests().hexByName());
            return NeuronIds.of(ids);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(meta.resolve("unit_ids.npy"), e.problem(), e);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(meta.resolve("unit_ids.npy"), String.valueOf(e.getMessage()), e);
        }
    }

    private void remarkBehaviour(List<String> remarks) throws IOException {
        SortedSet<String> data = RecordingPath.of(folder.resolve("data")).names();
        if (data.contains("behavior") || data.contains("pupil_center")) {
            remarks.add("behaviour and the pupil's position are not read");
        }
    }

    private Path meta(String name) {
        return folder.resolve("meta").resolve(name);
    }
}
