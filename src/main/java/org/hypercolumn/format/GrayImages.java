package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.StimuliBuilder;
import org.hypercolumn.data.StimuliShape;

/**
 * Collects images of one size and depth, one file after another.
 *
 * <p>Mutable: grows with every image.
 */
final class GrayImages {
    private final int count;
    private int done;
    private Optional<Path> first = Optional.empty();
    private Optional<StimuliBuilder> builder = Optional.empty();
    private int height;
    private int width;
    private int bits;
    private int colors;
    private int turned;
    private int profiled;
    private int gammas;
    private int jpegs;

    /** Room for so many images. */
    GrayImages(int count) {
        this.count = count;
    }

    /**
     * Reads an image as the next.
     *
     * @throws BadDataFileException if it is damaged, or not like those before
     */
    void add(Path file) throws IOException {
        try (GrayImage image = GrayImage.open(file)) {
            StimuliBuilder pixels = builder.isPresent() ? builder.get() : begin(file, image);
            if (image.height() != height || image.width() != width) {
                throw other(
                        file,
                        "%d x %d pixels".formatted(height, width),
                        "%d x %d%s"
                                .formatted(
                                        image.height(),
                                        image.width(),
                                        image.header().orientation().swapsAxes()
                                                ? " (turned upright by its EXIF orientation)"
                                                : ""));
            }
            int start = done * height * width;
            GrayImage.Kind kind = image.read((place, value) -> set(file, pixels, start + place, value));
            bits = done == 0 ? kind.bits() : bits;
            if (kind.bits() != bits) {
                throw other(file, "%d bits a pixel".formatted(bits), Integer.toString(kind.bits()));
            }
            colors += kind.color() == GrayImage.Color.COLOR ? 1 : 0;
            turned += image.header().orientation() == Orientation.UPRIGHT ? 0 : 1;
            profiled += image.header().tone() == ImageHeader.Tone.PROFILE ? 1 : 0;
            gammas += image.header().tone() == ImageHeader.Tone.GAMMA ? 1 : 0;
            jpegs += image.isExact() ? 0 : 1;
            done++;
        }
    }

    private StimuliBuilder begin(Path file, GrayImage image) throws BadDataFileException {
        first = Optional.of(file);
        height = image.height();
        width = image.width();
        try {
            StimuliBuilder begun =
                    new StimuliBuilder(StimuliShape.of(ElementType.U1, new int[] {count, height, width}));
            builder = Optional.of(begun);
            return begun;
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, e.problem(), e);
        }
    }

    private BadDataFileException other(Path file, String expected, String got) {
        return new BadDataFileException(
                file,
                "expected %s as in %s, got %s; give all images one size and depth"
                        .formatted(expected, first.map(Path::getFileName).orElse(file), got));
    }

    private static void set(Path file, StimuliBuilder pixels, int place, int value) throws BadDataFileException {
        try {
            pixels.set(place, value);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, e.problem(), e);
        }
    }

    /** What became of colors, orientation and tone, and what JPEG leaves open, a sentence each. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remark(remarks, colors, "are in color and were converted to gray by ITU-R 601");
        remark(
                remarks,
                turned,
                "were turned upright by their EXIF orientation; if your stimulus program ignores EXIF, as many do, they were shown as stored: remove the tag from the files");
        remark(remarks, profiled, "have a color profile other than sRGB, which is not applied");
        remark(remarks, gammas, "have a gamma other than 1/2.2 (PNG's gAMA), which is not applied");
        remark(remarks, jpegs, "are JPEG, whose pixels depend on the decoder; PNG is exact");
        return remarks;
    }

    private void remark(List<String> remarks, int some, String what) {
        if (some > 0) {
            remarks.add("%d of %d images %s".formatted(some, count, what));
        }
    }

    /** All of them, once there are as many as there is room for. */
    Stimuli build() {
        return builder.orElseThrow().build();
    }
}
