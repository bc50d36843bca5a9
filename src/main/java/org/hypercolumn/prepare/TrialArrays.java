package org.hypercolumn.prepare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.format.Word;

/**
 * The single trials of a recording: {@code [R, S, N]} where every image was shown R times, else a row a trial
 * {@code [T, N]} beside the image of each {@code [T]}, so that images shown once cost nothing.
 */
final class TrialArrays {
    private final List<Tier> tiers;
    private final int neurons;
    private final List<Integer> imageOfTrial = new ArrayList<>();
    private final int images;
    private int repeats;
    private boolean equal = true;

    TrialArrays(List<Tier> tiers, int neurons) {
        this.tiers = tiers;
        this.neurons = neurons;
        int image = 0;
        for (Tier tier : tiers) {
            for (int s = 0; s < tier.count(); s++, image++) {
                int shown = trials(tier, s).size();
                repeats = image == 0 ? shown : repeats;
                equal &= shown == repeats;
                for (int trial = 0; trial < shown; trial++) {
                    imageOfTrial.add(image);
                }
            }
        }
        images = image;
    }

    private static List<float[]> trials(Tier tier, int image) {
        return JoinedTier.trials(new Splitting.Row(tier, image, ""));
    }

    /** Writes them if there are any. */
    void write(ArrayOutput output) throws IOException {
        if (tiers.stream().noneMatch(tier -> tier.responses().trials().isPresent())) {
            return;
        }
        String name = Word.RESPONSES_TRIALS.id();
        if (equal) {
            output.numbers(name, ElementType.F4, new int[] {repeats, images, neurons}, repeatByRepeat());
            return;
        }
        output.numbers(name, ElementType.F4, new int[] {imageOfTrial.size(), neurons}, trialByTrial());
        output.numbers(Word.TRIAL_IMAGES.id(), ElementType.I4, new int[] {imageOfTrial.size()}, out -> {
            for (int image : imageOfTrial) {
                out.write(ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(image)
                        .array());
            }
        });
    }

    private WholeFile.Content repeatByRepeat() {
        return out -> {
            for (int repeat = 0; repeat < repeats; repeat++) {
                for (Tier tier : tiers) {
                    for (int s = 0; s < tier.count(); s++) {
                        RecordingArrays.write(out, trials(tier, s).get(repeat));
                    }
                }
            }
        };
    }

    private WholeFile.Content trialByTrial() {
        return out -> {
            for (Tier tier : tiers) {
                for (int s = 0; s < tier.count(); s++) {
                    for (float[] trial : trials(tier, s)) {
                        RecordingArrays.write(out, trial);
                    }
                }
            }
        };
    }
}
