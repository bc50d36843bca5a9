package org.hypercolumn.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.drawing.Figure;
import org.hypercolumn.drawing.PngWriter;
import org.hypercolumn.drawing.SvgWriter;

/**
 * A figure made from results, with what a paper or a page says of it.
 *
 * @param id name of its files, with the number that it has in the paper
 * @param title what it shows, in a few words
 * @param caption what is drawn, of which images, fits and neurons, and what its error bars are
 * @param figure as drawn
 * @param data every number drawn
 */
public record PaperFigure(String id, String title, String caption, Figure figure, FigureData data) {

    /** For a heading: {@code Figure 4. Tuning curves of one neuron}; the title alone where the paper has no such figure. */
    public String heading() {
        String number = id.startsWith("figure") ? id.substring("figure".length()) : "";
        return number.matches("[0-9]+") ? "Figure %s. %s".formatted(number, title) : title;
    }

    /** The drawing as an SVG document, which may also stand in a page: its ids begin with the figure's. */
    public String svg() {
        return SvgWriter.text(figure, id);
    }

    /**
     * Writes {@code ID.svg}, {@code ID.png}, {@code ID.csv} and, with heading and caption, {@code ID.txt}, each whole or not at all, the same bytes on any machine.
     *
     * @throws IOException if one cannot be written
     */
    public void write(Path folder) throws IOException {
        write(folder.resolve(id + ".svg"), svg());
        PngWriter.write(figure, folder.resolve(id + ".png"));
        write(folder.resolve(id + ".csv"), data.csv());
        write(folder.resolve(id + ".txt"), heading() + ". " + caption + "\n");
    }

    private static void write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
    }
}
