package org.hypercolumn.format;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Excerpt;

/**
 * A PNG or JPEG file, read as gray: gray values as they are, 0 to 255 or of 16 bits to 65535; colors by ITU-R 601 in the
 * integers of PIL's {@code convert('L')}; turned as EXIF's orientation says. Transparent pixels are refused.
 *
 * <p>PNG is exact. How a JPEG is decoded is left to Java, whose versions may round pixels differently by one or so; so do
 * other programs.
 *
 * <p>Mutable: to be read once, then closed.
 */
final class GrayImage implements Closeable {
    /** A picture of more is no stimulus: 4096 x 4096. */
    static final int MOST_PIXELS = 1 << 24;

    private final Path file;
    private final ImageReader reader;
    private final ImageInputStream in;
    private final Closeable beneath;
    private final ImageHeader header;
    private final int height; // as stored
    private final int width;
    private Optional<String> damage = Optional.empty();

    private GrayImage(Path file, ImageHeader header, ImageReader reader, ImageInputStream in, Closeable beneath)
            throws IOException {
        this.file = file;
        this.header = header;
        this.reader = reader;
        this.in = in;
        this.beneath = beneath;
        reader.setInput(in, true, true);
        reader.addIIOReadWarningListener((source, warning) -> warned(warning));
        height = reader.getHeight(0);
        width = reader.getWidth(0);
        if ((long) height * width > MOST_PIXELS) {
            throw new BadDataFileException(
                    file, "expected at most %d pixels, got %d x %d".formatted(MOST_PIXELS, height, width));
        }
    }

    /**
     * Opens an image and reads its size; no pixel is decoded.
     *
     * @throws BadDataFileException if it is neither PNG nor JPEG, or damaged, or too large
     */
    static GrayImage open(Path file) throws IOException {
        byte[] start;
        try (var in = DataFile.open(file)) {
            start = in.readNBytes(OtherFormat.BYTES);
        }
        if (PngChunks.begins(start)) {
            return open(file, PngChunks.read(file), "png", new FileImageInputStream(file.toFile()), () -> {});
        }
        if (JpegSegments.begins(start)) {
            JpegSegments jpeg = JpegSegments.open(file);
            ImageInputStream in = new MemoryCacheImageInputStream(jpeg.decodable());
            return open(file, jpeg.header(), "jpeg", in, jpeg);
        }
        throw new BadDataFileException(file, OtherFormat.problem(start));
    }

    private static GrayImage open(Path file, ImageHeader header, String format, ImageInputStream in, Closeable beneath)
            throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try {
            return new GrayImage(file, header, reader, in, beneath);
        } catch (BadDataFileException e) {
            close(reader, in, beneath);
            throw e;
        } catch (IOException | RuntimeException e) { // Java's readers throw both for damage
            close(reader, in, beneath);
            throw damaged(file, e);
        }
    }

    private static BadDataFileException damaged(Path file, Exception e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new BadDataFileException(
                file,
                "expected an image that can be decoded, got damage or an unknown kind (%s); save it again as PNG"
                        .formatted(Excerpt.of(said)),
                e);
    }

    /** Of what JPEG's decoder only warns, gray that it made up where data are missing is meant. */
    private void warned(String warning) {
        if (warning.startsWith("Corrupt") || warning.startsWith("Premature")) {
            damage = Optional.of(warning);
        }
    }

    /** Rows of the upright image. */
    int height() {
        return header.orientation().swapsAxes() ? width : height;
    }

    /** Columns of the upright image. */
    int width() {
        return header.orientation().swapsAxes() ? height : width;
    }

    /** What is said beside the pixels. */
    ImageHeader header() {
        return header;
    }

    /** Whether every decoder gives the same pixels: PNG, not JPEG. */
    boolean isExact() throws IOException {
        return reader.getFormatName().equalsIgnoreCase("png");
    }

    /**
     * What an image is made of, besides its gray values.
     *
     * @param bits of a sample: up to 8, or 16
     * @param color whether gray was computed from red, green and blue that differ, or of three samples a pixel
     */
    record Kind(int bits, Color color) {}

    /** Whether gray was computed from colors. */
    enum Color {
        /** Gray samples, or a palette of which only grays are used, as Java reads gray of 1, 2 or 4 bits. */
        GRAY,
        COLOR
    }

    /** Takes one gray value and its place in the upright image, counted row by row. */
    @FunctionalInterface
    interface Pixel {
        void at(int place, int value) throws IOException;
    }

    /**
     * Decodes the image.
     *
     * @throws BadDataFileException if it is damaged
     */
    Kind read(Pixel sink) throws IOException {
        BufferedImage image;
        try {
            image = reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
        if (damage.isPresent() || image.getWidth() != width || image.getHeight() != height) {
            throw damaged(file, new IOException(damage.orElse("another size than its header says")));
        }
        ColorModel colors = image.getColorModel();
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        boolean color = false;
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int place = header.orientation().place(y, x, height, width);
                checkOpaque(colors, row, x * bands, place);
                if (colors instanceof IndexColorModel palette) {
                    int rgb = palette.getRGB(row[x]);
                    color |= (rgb >> 8 & 0xff) != (rgb & 0xff) || (rgb >> 16 & 0xff) != (rgb & 0xff);
                    sink.at(place, gray(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff));
                } else if (bands < 3) {
                    sink.at(place, row[x * bands]);
                } else {
                    color = true;
                    sink.at(place, gray(row[x * bands], row[x * bands + 1], row[x * bands + 2]));
                }
            }
        }
        return new Kind(colors.getComponentSize(0) > 8 ? 16 : 8, color ? Color.COLOR : Color.GRAY);
    }

    /** What is seen through a transparent pixel is not in the file, and its own color may be anything. */
    private void checkOpaque(ColorModel colors, int[] row, int at, int place) throws BadDataFileException {
        boolean opaque = true;
        if (colors instanceof IndexColorModel palette) {
            opaque = palette.getAlpha(row[at]) == 255;
        } else if (colors.hasAlpha()) {
            int last = colors.getNumComponents() - 1;
            opaque = row[at + last] == (1 << colors.getComponentSize(last)) - 1;
        }
        if (!opaque) {
            throw new BadDataFileException(
                    file,
                    "expected opaque pixels, got a transparent one at row %d, column %d (counted from 0); save the image on the background that it was shown on, without alpha"
                            .formatted(place / width(), place % width()));
        }
    }

    /** ITU-R 601 in integers that add up to 65536. Source: PIL, Convert.c. */
    static int gray(int red, int green, int blue) {
        return (int) ((19595L * red + 38470L * green + 7471L * blue + 32768) >> 16);
    }

    @Override
    public void close() throws IOException {
        close(reader, in, beneath);
    }

    private static void close(ImageReader reader, ImageInputStream in, Closeable beneath) throws IOException {
        reader.dispose();
        in.close();
        beneath.close();
    }
}
