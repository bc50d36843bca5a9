package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.FileDigests;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpyHeader;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.StimuliBuilder;
import org.hypercolumn.data.StimuliShape;

/** Reads the images of a folder with a file {@code T.npy} a trial T, {@code [1, H, W]} or {@code [H, W]} each. */
final class TrialImages {
    private final Path folder;
    private final Gaps gaps;

    TrialImages(Path folder, Gaps gaps) {
        this.folder = folder;
        this.gaps = gaps;
    }

    /**
     * Reads each image once, straight to its place.
     *
     * @param stimulusOfTrial which image each trial shows, numbered as they come; negative for trials not to be read
     * @param digests told one digest of all files read
     * @throws BadDataFileException if a file is bad, or trials of one image show different pixels
     */
    Stimuli read(int[] stimulusOfTrial, FileDigests digests) throws IOException {
        int count = Arrays.stream(stimulusOfTrial).max().orElse(-1) + 1;
        if (count == 0) {
            throw new BadDataFileException(folder, "expected an image of a tier that is read, got none");
        }
        FileDigests read = FileDigests.all();
        StimuliShape one = shape(file(firstRead(stimulusOfTrial)));
        StimuliBuilder builder = builder(new StimuliShape(count, one.height(), one.width()));
        int[] firstTrial = new int[count];
        Arrays.fill(firstTrial, -1);
        for (int trial = 0; trial < stimulusOfTrial.length; trial++) {
            int stimulus = stimulusOfTrial[trial];
            if (stimulus >= 0) {
                checkSize(trial, one);
                read(trial, stimulus, firstTrial[stimulus], builder, one, read);
                firstTrial[stimulus] = firstTrial[stimulus] < 0 ? trial : firstTrial[stimulus];
            }
        }
        digests.add("data/images", read.hexByName());
        return builder.build();
    }

    private static int firstRead(int[] stimulusOfTrial) {
        int trial = 0;
        while (stimulusOfTrial[trial] < 0) {
            trial++;
        }
        return trial;
    }

    private StimuliBuilder builder(StimuliShape shape) throws BadDataFileException {
        try {
            return new StimuliBuilder(shape);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(folder, e.problem(), e);
        }
    }

    private void checkSize(int trial, StimuliShape expected) throws IOException {
        StimuliShape got = shape(file(trial));
        if (got.height() != expected.height() || got.width() != expected.width()) {
            throw new BadDataFileException(
                    file(trial),
                    "expected an image of %d x %d pixels as in the others, got %d x %d; all of a scan have one size"
                            .formatted(expected.height(), expected.width(), got.height(), got.width()));
        }
    }

    private static StimuliShape shape(Path file) throws IOException {
        NpyHeader header = NpyFile.header(file);
        try {
            int[] sizes = header.rank() == 2 ? new int[] {1, header.size(0), header.size(1)} : header.shape();
            StimuliShape shape = StimuliShape.of(header.type(), sizes);
            if (shape.count() != 1) {
                throw new ArrayFormatException(
                        "expected one gray image [1, H, W] or [H, W], got %s; convert colors to gray"
                                .formatted(header));
            }
            return shape;
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, e.problem(), e);
        }
    }

    private void read(
            int trial, int stimulus, int earlier, StimuliBuilder builder, StimuliShape shape, FileDigests digests)
            throws IOException {
        int perImage = shape.height() * shape.width();
        int[] next = {stimulus * perImage}; // elements come in C order, an axis of one more or less does not matter
        NpyFile.read(file(trial), digests, (start, values) -> {
            int length = (int) values.length();
            for (int i = 0; i < length; i++) {
                float value = values.floatAt(i);
                int place = next[0]++;
                if (!Float.isFinite(value) && gaps == Gaps.REFUSED) {
                    throw new ArrayFormatException("expected finite pixels, got %s; repair the image".formatted(value));
                }
                if (earlier < 0) {
                    builder.set(place, value);
                } else if (Float.compare(builder.at(place) + 0f, value + 0f) != 0) {
                    throw new ArrayFormatException(
                            "expected the same image as in %d.npy, which has the same id, got another; copy the scan again"
                                    .formatted(earlier));
                }
            }
        });
    }

    private Path file(int trial) {
        return folder.resolve(trial + ".npy");
    }
}
