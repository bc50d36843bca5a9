package org.hypercolumn.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.stimulus.AreaAverage;

/**
 * Images of a tier made small, to be looked at: M images {@code [h, w]} of grey levels 0 to 255, by their places in the
 * tier.
 *
 * <p>The longer side has at most {@value #LONGER_SIDE} pixels, by {@link AreaAverage}. Images that are bytes keep their
 * grey values. Of others the darkest pixel of all the tier's images becomes 0 and the brightest 255 (128 if they are one
 * grey value). Rounded half up.
 */
public final class Thumbnails {
    /** The most pixels of the longer side. */
    public static final int LONGER_SIDE = 64;

    private static final int WHITE = 255;
    private static final float ONE_LEVEL = 128;

    private final int[] places;
    private final Map<Integer, Integer> indices = new HashMap<>(); // by place; only looked up
    private final byte[] pixels; // [M, h, w]
    private final AreaAverage size;
    private final double darkest;
    private final double brightest;

    private Thumbnails(int[] places, byte[] pixels, AreaAverage size, double darkest, double brightest) {
        this.places = places;
        this.pixels = pixels;
        this.size = size;
        this.darkest = darkest;
        this.brightest = brightest;
        for (int i = 0; i < places.length; i++) {
            if (indices.put(places[i], i) != null) {
                throw new IllegalArgumentException("expected each place once, got %d twice".formatted(places[i]));
            }
        }
    }

    /**
     * Makes some images of a tier small.
     *
     * @param stimuli {@code [S, H, W]}, all images of the tier
     * @param places which, 0 to S - 1, each once
     * @throws IllegalArgumentException if there is no such image, or a place is given twice
     */
    public static Thumbnails of(Stimuli stimuli, int[] places) {
        var size = AreaAverage.withLongerSide(stimuli.height(), stimuli.width(), LONGER_SIDE);
        int perImage = size.toHeight() * size.toWidth();
        float[] image = new float[stimuli.height() * stimuli.width()];
        double[] range = stimuli.bytes() ? new double[] {0, WHITE} : range(stimuli, image);
        byte[] pixels = new byte[Math.multiplyExact(places.length, perImage)];
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0 || places[i] >= stimuli.count()) {
                throw new IllegalArgumentException(
                        "thumbnails: image %d of S = %d asked for".formatted(places[i], stimuli.count()));
            }
            stimuli.copyTo(places[i], image, 0);
            float[] small = size.apply(image);
            for (int pixel = 0; pixel < perImage; pixel++) {
                pixels[i * perImage + pixel] = level(small[pixel], range[0], range[1]);
            }
        }
        try {
            return new Thumbnails(places.clone(), pixels, size, range[0], range[1]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("thumbnails: " + e.getMessage(), e);
        }
    }

    /** Smallest and largest pixel of all images. */
    private static double[] range(Stimuli stimuli, float[] image) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int stimulus = 0; stimulus < stimuli.count(); stimulus++) {
            stimuli.copyTo(stimulus, image, 0);
            for (float pixel : image) {
                least = Math.min(least, pixel);
                most = Math.max(most, pixel);
            }
        }
        return new double[] {least, most};
    }

    private static byte level(float pixel, double darkest, double brightest) {
        double level = darkest == brightest ? ONE_LEVEL : (pixel - darkest) / (brightest - darkest) * WHITE;
        return (byte) Math.max(0, Math.min(WHITE, (int) Math.floor(level + 0.5)));
    }

    /** M, how many images there are. */
    public int count() {
        return places.length;
    }

    /** h in pixels. */
    public int height() {
        return size.toHeight();
    }

    /** w in pixels. */
    public int width() {
        return size.toWidth();
    }

    /** Their places in the tier {@code [M]}, a copy, in the order given. */
    public int[] places() {
        return places.clone();
    }

    /** The recording's grey value that is 0 here. */
    public double darkest() {
        return darkest;
    }

    /** The recording's grey value that is 255 here. */
    public double brightest() {
        return brightest;
    }

    /**
     * One image, {@code [h * w]}, row by row, unsigned bytes; a copy.
     *
     * @param place its place in the tier
     * @throws IllegalArgumentException if the image is not among these
     */
    public byte[] pixels(int place) {
        Integer index = indices.get(place);
        if (index == null) {
            throw new IllegalArgumentException(
                    "thumbnails: image %d asked for, which is not among the %d kept; analyze again with its neuron"
                            .formatted(place, places.length));
        }
        int perImage = height() * width();
        return Arrays.copyOfRange(pixels, index * perImage, (index + 1) * perImage);
    }

    /**
     * Writes {@code places} i8 [M], {@code thumbnails} u1 [M, h, w], {@code size} i8 [2], H and W before, and {@code grey}
     * f8 [2], the darkest and brightest grey value.
     *
     * @throws IOException if {@code npz} cannot be written
     */
    public void write(Path npz) throws IOException {
        NpzFile.write(npz, arrays());
    }

    private Map<String, NpyArray> arrays() {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("image_index", NamedArrays.of(places));
        arrays.put("thumbnails", NpyArray.ofBytes(pixels, places.length, height(), width()));
        arrays.put("size", NamedArrays.of(size.height(), size.width()));
        arrays.put("grey", NpyArray.ofDoubles(new double[] {darkest, brightest}, 2));
        return arrays;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if there is no such file, or it is damaged or another
     * @throws IOException if {@code npz} cannot be read
     */
    public static Thumbnails read(Path npz) throws IOException {
        NamedArrays arrays = NamedArrays.read(npz);
        int[] places = arrays.wholeNumbers("image_index", NamedArrays.ANY, 0);
        NpyArray pixels = arrays.array("thumbnails", ElementType.U1, places.length, NamedArrays.ANY, NamedArrays.ANY);
        int[] size = arrays.wholeNumbers("size", 2, 1);
        double[] grey = arrays.array("grey", ElementType.F8, 2).toDoubles();
        if (!(grey[0] <= grey[1])) {
            throw arrays.bad("grey", "expected darkest and brightest, got %s".formatted(Arrays.toString(grey)));
        }
        try {
            var shape = new AreaAverage(size[0], size[1], pixels.size(1), pixels.size(2));
            return new Thumbnails(places, pixels.toBytes(), shape, grey[0], grey[1]);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(npz, e.getMessage() + "; delete it and analyze again", e);
        }
    }

    /** What a reader of the pixels must know. */
    ObjectNode json() {
        boolean asRecorded = darkest == 0 && brightest == WHITE;
        ObjectNode json =
                JsonText.object().put("count", count()).put("height", height()).put("width", width());
        json.put("of_height", size.height()).put("of_width", size.width());
        json.set("darkest", JsonText.number(darkest));
        json.set("brightest", JsonText.number(brightest));
        return json.put(
                "grey_levels",
                asRecorded
                        ? "as recorded, 0 to 255; area average"
                        : "darkest and brightest pixel of the tier's images scaled to 0 and 255; area average");
    }
}
