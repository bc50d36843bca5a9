package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.FileDigests;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpyHeader;

/** Reads the responses of a folder with a file {@code T.npy} a trial T, {@code [N]} each. */
final class TrialResponses {
    private final Path folder;
    private final int neurons;
    private final FileDigests digests = FileDigests.all();

    TrialResponses(Path folder, int neurons) {
        this.folder = folder;
        this.neurons = neurons;
    }

    /** The responses of one trial {@code [N]}. */
    float[] read(int trial) throws IOException {
        Path file = folder.resolve(trial + ".npy");
        NpyHeader header = NpyFile.header(file);
        if (header.rank() != 1 || header.size(0) != neurons || !header.type().isNumeric()) {
            throw new BadDataFileException(
                    file,
                    "expected responses [%d] of the neurons of unit_ids.npy, got %s; copy the scan again"
                            .formatted(neurons, header));
        }
        float[] values = new float[neurons];
        NpyFile.read(file, digests, (start, block) -> {
            int length = (int) block.length();
            for (int i = 0; i < length; i++) {
                values[start[0] + i] = block.floatAt(i);
            }
        });
        return values;
    }

    /** The digests of the files that were read. */
    FileDigests digests() {
        return digests;
    }
}
