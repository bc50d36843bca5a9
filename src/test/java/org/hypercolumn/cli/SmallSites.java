package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;

/** Folders with recordings of several sites, of images of another size each, that are fitted in no time. */
final class SmallSites {

    /** Sites of {@link #write}, of 3 and 2 neurons. */
    static final String BOTH = "M1S1,M2S1";

    private static final int TRAINING = 61;
    private static final int VALIDATION = 23;
    private static final int TEST = 29;

    private SmallSites() {}

    /** Sites M1S1 and M2S1 in the paper's layout; the folder. */
    static Path write(Path folder) throws IOException {
        add(folder, "M1S1", 3, 17, 19);
        add(folder, "M2S1", 2, 19, 23);
        return folder;
    }

    /** Another site beside those of a folder. */
    static Path add(Path folder, String site, int neurons, int height, int width) throws IOException {
        Files.createDirectories(folder);
        tier(folder, "train", site, new int[] {TRAINING, neurons, height, width});
        tier(folder, "val", site, new int[] {VALIDATION, neurons, height, width});
        tier(folder, "test", site, new int[] {TEST, neurons, height, width});
        return folder;
    }

    private static void tier(Path folder, String tier, String site, int[] shape) throws IOException {
        int count = shape[0];
        int neurons = shape[1];
        int pixels = shape[2] * shape[3];
        var random = new SplittableRandom((tier + site).hashCode());
        byte[] images = new byte[count * pixels];
        random.nextBytes(images);
        double[] responses = new double[count * neurons];
        for (int s = 0; s < count; s++) {
            for (int n = 0; n < neurons; n++) {
                double seen = (images[s * pixels + pixels / 2 + n] & 255) / 255.0;
                responses[s * neurons + n] = seen * seen + random.nextDouble(0.2);
            }
        }
        NpyFile.write(
                folder.resolve("%s_img_%s.npy".formatted(tier, site)),
                NpyArray.ofBytes(images, count, shape[2], shape[3], 1));
        NpyFile.write(
                folder.resolve("%sRsp_%s.npy".formatted(tier, site)), NpyArray.ofDoubles(responses, count, neurons));
    }
}
