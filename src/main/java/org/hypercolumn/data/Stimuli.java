package org.hypercolumn.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Images {@code [S, H, W]} as they were shown: raw grey values, not normalised, finite unless read with {@link Gaps#KEPT}.
 *
 * <p>Where all are whole and 0 to 255, however they were saved, they are kept as bytes, others as floats. Selections share
 * the pixels.
 */
public final class Stimuli {
    private final Pixels pixels;
    private final int[] images; // which of the images in pixels, in our order
    private final int height;
    private final int width;

    private Stimuli(Pixels pixels, int[] images, int height, int width) {
        this.pixels = pixels;
        this.images = images;
        this.height = height;
        this.width = width;
    }

    /**
     * Wraps a copy of {@code pixels}.
     *
     * @param pixels {@code [S * H * W]}, row by row
     * @param count S
     * @param height H in pixels
     * @param width W in pixels
     * @throws IllegalArgumentException if the length of {@code pixels} is not S * H * W, H or W is 0, or a pixel is NaN
     *     or infinite
     */
    public static Stimuli of(float[] pixels, int count, int height, int width) {
        checkLength(pixels.length, count, height, width);
        String problem = notFinite(pixels, height * width);
        if (problem != null) {
            throw new IllegalArgumentException("stimuli: " + problem);
        }
        return all(pixels(pixels.clone(), height * width), count, height, width);
    }

    /**
     * Wraps a copy of {@code pixels}, which are unsigned, 0 to 255; like {@link #of}.
     *
     * @throws IllegalArgumentException if the length of {@code pixels} is not S * H * W, or H or W is 0
     */
    public static Stimuli ofBytes(byte[] pixels, int count, int height, int width) {
        checkLength(pixels.length, count, height, width);
        return all(new Pixels.Bytes(pixels.clone(), height * width), count, height, width);
    }

    /**
     * Reads an npy file of {@code [S, H, W]}, {@code [S, H, W, 1]} or {@code [S, 1, H, W]}, numbers of any type.
     *
     * @throws BadDataFileException if {@code file} is not npy, has no images, another shape, or NaN or infinite pixels
     * @throws IOException if {@code file} cannot be read
     */
    public static Stimuli read(Path file) throws IOException {
        return read(file, FileDigests.none(), Gaps.REFUSED);
    }

    /** {@link #read(Path)} that leaves the file's SHA-256 in {@code digests} and does with gaps as told. */
    public static Stimuli read(Path file, FileDigests digests, Gaps gaps) throws IOException {
        return DataFile.read(file, digests, reader -> read(reader, gaps));
    }

    private static Stimuli read(NpyReader reader, Gaps gaps) throws IOException, ArrayFormatException {
        NpyHeader header = reader.header();
        StimuliShape shape = StimuliShape.of(header.type(), header.shape());
        int perImage = shape.height() * shape.width();
        ElementType type = reader.header().type();
        if (type == ElementType.U1 || type == ElementType.B1) {
            byte[] bytes = (byte[]) reader.elements();
            return all(new Pixels.Bytes(bytes, perImage), shape.count(), shape.height(), shape.width());
        }
        float[] floats = reader.floats();
        String problem = gaps == Gaps.KEPT ? null : notFinite(floats, perImage);
        if (problem != null) {
            throw new ArrayFormatException(problem);
        }
        return all(pixels(floats, perImage), shape.count(), shape.height(), shape.width());
    }

    /** The same values as bytes where all are whole and 0 to 255: however an image was saved, it is the same image. */
    private static Pixels pixels(float[] floats, int perImage) {
        for (float value : floats) {
            if (!Pixels.Bytes.holds(value)) {
                return new Pixels.Floats(floats, perImage);
            }
        }
        byte[] bytes = new byte[floats.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) floats[i];
        }
        return new Pixels.Bytes(bytes, perImage);
    }

    /** Takes over what a {@link StimuliBuilder} has collected. */
    static Stimuli owning(Pixels pixels, int count, int height, int width) {
        return all(pixels, count, height, width);
    }

    /**
     * All images of several, one after the other; where they are selections of the same images, pixels are shared.
     *
     * @param parts one or more, of images of one size
     * @throws IllegalArgumentException if there are none, or they differ in size
     * @throws ArrayFormatException if they are more than an array or the heap can hold
     */
    public static Stimuli joined(List<Stimuli> parts) throws ArrayFormatException {
        if (parts.isEmpty() || parts.stream().anyMatch(part -> !part.isOfSize(parts.get(0)))) {
            throw new IllegalArgumentException("stimuli: expected images of one size to join, got " + parts);
        }
        Stimuli first = parts.get(0);
        if (parts.stream().allMatch(part -> part.pixels == first.pixels)) {
            int[] all = parts.stream()
                    .flatMapToInt(part -> Arrays.stream(part.images))
                    .toArray();
            return new Stimuli(first.pixels, all, first.height, first.width);
        }
        int count = parts.stream().mapToInt(Stimuli::count).sum();
        var builder = new StimuliBuilder(new StimuliShape(count, first.height, first.width));
        int next = 0;
        for (Stimuli part : parts) {
            for (int image = 0; image < part.count(); image++) {
                builder.set(next++, part, image);
            }
        }
        return builder.build();
    }

    private boolean isOfSize(Stimuli other) {
        return height == other.height && width == other.width;
    }

    /**
     * Lets images pass that can be fitted.
     *
     * @throws ArrayFormatException if a pixel is NaN or infinite
     */
    public void checkFinite() throws ArrayFormatException {
        String problem = pixels instanceof Pixels.Floats floats ? notFinite(floats.values(), height * width) : null;
        if (problem != null) {
            throw new ArrayFormatException(problem);
        }
    }

    /** S, how many images there are. */
    public int count() {
        return images.length;
    }

    /** H in pixels. */
    public int height() {
        return height;
    }

    /** W in pixels. */
    public int width() {
        return width;
    }

    /** Whether the pixels are bytes, 0 to 255; else they are floats of any range. */
    public boolean bytes() {
        return pixels instanceof Pixels.Bytes;
    }

    /**
     * Copies the pixels of one image, row by row.
     *
     * @param stimulus 0 to S - 1
     * @param target written from {@code offset} on, H * W values
     * @throws IndexOutOfBoundsException if there is no such stimulus, or {@code target} is too short
     */
    public void copyTo(int stimulus, float[] target, int offset) {
        pixels.copyTo(images[stimulus], target, offset);
    }

    /**
     * Some of the images, in the order given; their pixels are shared, not copied.
     *
     * @param stimuli each 0 to S - 1; may repeat
     * @throws IllegalArgumentException if there is no such stimulus
     */
    public Stimuli select(int[] stimuli) {
        int[] selected = new int[stimuli.length];
        for (int i = 0; i < stimuli.length; i++) {
            if (stimuli[i] < 0 || stimuli[i] >= images.length) {
                throw new IllegalArgumentException(
                        "stimuli: stimulus %d of S = %d asked for".formatted(stimuli[i], images.length));
            }
            selected[i] = images[stimuli[i]];
        }
        return new Stimuli(pixels, selected, height, width);
    }

    /**
     * What names the pixels of an image: equal for equal images, whatever tier or recording they are in.
     *
     * @return SHA-256 of height, width and pixels in hexadecimal
     * @throws IndexOutOfBoundsException if there is no such stimulus
     */
    public String digest(int stimulus) {
        float[] image = new float[height * width];
        copyTo(stimulus, image, 0);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, image.length + 2));
        bytes.putInt(height).putInt(width);
        for (float pixel : image) {
            bytes.putFloat(pixel + 0f); // -0 is the same gray as 0
        }
        return FileDigests.hex(bytes.array());
    }

    /** The mean of all pixels of all images, in grey values; NaN without images. */
    public double mean() {
        return images.length == 0 ? Double.NaN : pixels.mean(images);
    }

    /** The standard deviation of all pixels of all images, in grey values; divides by S * H * W; NaN without images. */
    public double standardDeviation() {
        return images.length == 0 ? Double.NaN : pixels.standardDeviation(images);
    }

    /** Shape in brackets, such as {@code stimuli [7620, 50, 50]}. */
    @Override
    public String toString() {
        return "stimuli " + Arrays.toString(new int[] {images.length, height, width});
    }

    private static Stimuli all(Pixels pixels, int count, int height, int width) {
        return new Stimuli(pixels, IntStream.range(0, count).toArray(), height, width);
    }

    private static void checkLength(int values, int count, int height, int width) {
        if (height < 1 || width < 1 || count < 0 || values != Shapes.length(new int[] {count, height, width})) {
            throw new IllegalArgumentException(
                    "stimuli: expected [S, H, W] = [%d, %d, %d] with H and W above 0, got %d values"
                            .formatted(count, height, width, values));
        }
    }

    private static @Nullable String notFinite(float[] pixels, int perImage) {
        int first = -1;
        int count = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (!Float.isFinite(pixels[i])) {
                first = count == 0 ? i : first;
                count++;
            }
        }
        return count == 0
                ? null
                : "expected finite pixels, got %d NaN or infinite, the first in image %d (counted from 0); repair them, or take them out with prepare --drop-incomplete images"
                        .formatted(count, first / perImage);
    }
}
