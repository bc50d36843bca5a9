package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.Format;
import org.hypercolumn.format.RecordingReader;

/** What to do about findings, in the words of the layout that the recording is in. Following it changes no id and no value. */
final class Remedies {
    private static final int MOST_CHARACTERS = 60;
    private static final String SPLIT_ALL = "hypercolumn prepare DATA OUT --split 0.7,0.1,0.2";

    private final Format format;
    private final Recording recording;

    Remedies(Format format, Recording recording) {
        this.format = format;
        this.recording = recording;
    }

    /** How rows are said to be repeats of one image. */
    String repeats() {
        return "if the same image was shown again, "
                + switch (format) {
                    case PAPER ->
                        "prepare the recording as a folder and give these rows one id in an image_ids.npy there: they are then trials of one image";
                    case IMAGES -> "give these rows one image_id in the table: they are then trials of one image";
                    case SENSORIUM -> "the ids of images in meta/trials should say so";
                    case NWB -> "say with image_ids in a mapping which column has the ids of images";
                    case NPY, NPZ, HDF5, MATLAB -> "give it one id in image_ids: its rows are then trials of one image";
                };
    }

    /** How images are said to belong together. */
    String groups() {
        return "look at them; if they are one image, "
                + switch (format) {
                    case PAPER -> "prepare the recording as a folder, give them one group in a groups.npy there";
                    case IMAGES -> "give them one group in the column group";
                    case SENSORIUM -> "prepare the recording as a folder, give them one group in a groups.npy there";
                    case NWB -> "say with groups in a mapping which column has one group for both";
                    case NPY, NPZ, HDF5, MATLAB -> "give them one group in groups";
                }
                + " and split again: " + SPLIT_ALL + " --by groups";
    }

    /** How single trials are brought. */
    String trials() {
        return "bring the single trials, "
                + switch (format) {
                    case PAPER -> "[R, S, N] in %sTrials_%s.npy".formatted(scoredTier(), recording.site());
                    case IMAGES -> "a row a trial in the table";
                    case SENSORIUM -> "a file a trial in data/responses";
                    case NWB -> "a row a trial in the table of intervals";
                    case NPY, NPZ, HDF5, MATLAB ->
                        "[R, S, N] in responses_trials, or a row a trial with trial_images beside it";
                }
                + ", to know how well any model could do";
    }

    /** The tier that scores are reported on, or drawn from. */
    String scoredTier() {
        Recording fitted = RecordingReader.withoutHiddenTest(recording);
        return fitted.test().isPresent() ? "test" : fitted.validation().isPresent() ? "val" : "train";
    }

    /** The command that deals images out to tiers: a test tier that is there stays as it is. */
    String split() {
        return recording.test().isPresent() ? "hypercolumn prepare DATA OUT --split 0.9,0.1 --keep-test" : SPLIT_ALL;
    }

    /** What to do about images that are in two parts. */
    String leak(Leak leak) {
        boolean test = leak.earlier().equals("test") || leak.later().equals("test");
        return "leave them out of one of the two, or deal all images out again, copies together: "
                + (test ? SPLIT_ALL : split());
    }

    /**
     * The option that keeps some neurons but not others; a neuron keeps its number in fit and study, not in what prepare writes.
     *
     * @param neurons rising
     */
    static String without(List<Integer> left, List<Integer> neurons) {
        List<Integer> others =
                neurons.stream().filter(neuron -> !left.contains(neuron)).toList();
        List<String> ranges = new ArrayList<>();
        for (int first = 0; first < others.size(); first++) {
            int last = first;
            while (last + 1 < others.size() && others.get(last + 1) == others.get(last) + 1) {
                last++;
            }
            ranges.add(last == first ? "" + others.get(first) : others.get(first) + "-" + others.get(last));
            first = last;
        }
        String kept = String.join(",", ranges);
        return kept.isEmpty()
                ? "record others"
                : "fit the others: --neurons %s of fit and study"
                        .formatted(kept.length() <= MOST_CHARACTERS ? kept : "with the numbers of all but these");
    }
}
