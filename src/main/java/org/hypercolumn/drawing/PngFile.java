package org.hypercolumn.drawing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * PNG files.
 *
 * <p>Source: Portable Network Graphics, third edition, W3C 2025. Ours differs: only 8 bits a sample, gray or color, every
 * row told by its difference to the one above.
 */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int GRAY = 0;
    private static final int COLOR = 2;
    private static final int CLEAR_COLOR = 6;
    private static final int CLEAR_COLOR_BYTES = 4;
    private static final byte UP = 2;
    private static final int HEADER_BYTES = 13;
    private static final int CHUNK_BYTES = 12;
    private static final int DOTS_BYTES = 9;

    private PngFile() {}

    /** A color image of {@code [height, width, 3]} with its size on paper. */
    static byte[] ofColors(byte[] rgb, int width, int height, int dotsPerMeter) {
        ByteArrayOutputStream out = begin(width, height, COLOR);
        byte[] dots = ByteBuffer.allocate(DOTS_BYTES)
                .putInt(dotsPerMeter)
                .putInt(dotsPerMeter)
                .put((byte) 1)
                .array();
        chunk(out, "pHYs", dots);
        return end(out, rgb, width * Canvas.BYTES, height);
    }

    /** A gray image, 0 black to 255 white, as the address of itself. */
    static String dataUri(Grid gray) {
        byte[] levels = new byte[gray.rows() * gray.columns()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) level(gray.at(i / gray.columns(), i % gray.columns()));
        }
        ByteArrayOutputStream out = begin(gray.columns(), gray.rows(), GRAY);
        byte[] file = end(out, levels, gray.columns(), gray.rows());
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
    }

    /** A map in the colors and opacities of {@code scale}, as the address of itself; clear where not finite. */
    static String dataUri(Grid values, ColorScale scale) {
        byte[] samples = new byte[values.rows() * values.columns() * CLEAR_COLOR_BYTES];
        for (int i = 0; i < values.rows() * values.columns(); i++) {
            double value = values.at(i / values.columns(), i % values.columns());
            boolean seen = Double.isFinite(value);
            Rgb color = seen ? scale.color(value) : Rgb.WHITE;
            int at = i * CLEAR_COLOR_BYTES;
            samples[at] = (byte) color.red();
            samples[at + 1] = (byte) color.green();
            samples[at + 2] = (byte) color.blue();
            samples[at + 3] = (byte) (seen ? Math.round(255 * scale.opacity(value)) : 0);
        }
        ByteArrayOutputStream out = begin(values.columns(), values.rows(), CLEAR_COLOR);
        byte[] file = end(out, samples, values.columns() * CLEAR_COLOR_BYTES, values.rows());
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
    }

    /** The gray level, 0 to 255, of a pixel; white where it has none. */
    static int level(double gray) {
        return Double.isFinite(gray) ? (int) Math.round(Math.min(255, Math.max(0, gray))) : 255;
    }

    private static ByteArrayOutputStream begin(int width, int height, int kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) kind)
                .array();
        chunk(out, "IHDR", header);
        return out;
    }

    private static byte[] end(ByteArrayOutputStream out, byte[] samples, int rowBytes, int rows) {
        byte[] filtered = new byte[samples.length + rows];
        for (int row = 0; row < rows; row++) {
            int at = row * (rowBytes + 1);
            filtered[at] = UP;
            for (int i = 0; i < rowBytes; i++) {
                int here = row * rowBytes + i;
                filtered[at + 1 + i] = (byte) (samples[here] - (row == 0 ? 0 : samples[here - rowBytes]));
            }
        }
        chunk(out, "IDAT", Zlib.compressed(filtered));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(type);
        check.update(content);
        out.writeBytes(ByteBuffer.allocate(content.length + CHUNK_BYTES)
                .putInt(content.length)
                .put(type)
                .put(content)
                .putInt((int) check.getValue())
                .array());
    }
}
