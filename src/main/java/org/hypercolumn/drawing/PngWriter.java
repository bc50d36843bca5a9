package org.hypercolumn.drawing;

import java.io.IOException;
import java.nio.file.Path;
import org.hypercolumn.data.WholeFile;

/** Writes figures as PNG of 300 dots an inch: the same bytes on any machine and JDK, without fonts or a screen. */
public final class PngWriter {
    private static final double DOTS_PER_POINT = 300.0 / 72;
    private static final int DOTS_PER_METER = 11811; // 300 / 0.0254

    private PngWriter() {}

    /**
     * Writes {@code figure} to {@code file}.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Figure figure, Path file) throws IOException {
        byte[] bytes = bytes(figure);
        WholeFile.write(file, stream -> stream.write(bytes));
    }

    /** The file of {@code figure}. */
    public static byte[] bytes(Figure figure) {
        Canvas canvas = Painter.paint(FigureLayout.draw(figure), DOTS_PER_POINT);
        return PngFile.ofColors(canvas.bytes(), canvas.width(), canvas.height(), DOTS_PER_METER);
    }
}
