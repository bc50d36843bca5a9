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
    private int colours;
    private int alphas;
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
                        "%d x %d".formatted(image.height(), image.width()));
            }
            int start = done * height * width;
            GrayImage.Kind kind = image.read((place, value) -> set(file, pixels, start + place, value));
            bits = done == 0 ? kind.bits() : bits;
            if (kind.bits() != bits) {
                throw other(file, "%d bits a pixel".formatted(bits), Integer.toString(kind.bits()));
            }
            colours += kind.colour() == GrayImage.Colour.COLOUR ? 1 : 0;
            alphas += kind.alpha() == GrayImage.Alpha.LEFT_OUT ? 1 : 0;
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

    /** What became of colours and alpha, and what JPEG leaves open, a sentence each. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (colours > 0) {
            remarks.add("%d of %d images are in colour and were turned to gray by ITU-R 601".formatted(colours, count));
        }
        if (alphas > 0) {
            remarks.add("%d of %d images have an alpha channel, which was left out".formatted(alphas, count));
        }
        if (jpegs > 0) {
            remarks.add("%d of %d images are JPEG, whose pixels depend on the decoder; PNG is exact"
                    .formatted(jpegs, count));
        }
        return remarks;
    }

    /** All of them, once there are as many as there is room for. */
    Stimuli build() {
        return builder.orElseThrow().build();
    }
}
