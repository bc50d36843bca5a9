package org.hypercolumn.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.figure.PaperFigures;
import org.hypercolumn.study.StudyTable;
import org.hypercolumn.train.RunFolder;

/**
 * A run on one HTML page that asks no network: what was run, the tables, the figures and a page for each neuron. The same
 * results give the same bytes.
 */
public final class Report {

    private final String html;

    private Report(String html) {
        this.html = html;
    }

    /**
     * The report of a run as far as it has come, from its results: run.json, scores.csv, log.jsonl and what is in its folder
     * {@code analysis}. Models and recording are not needed. What has not been made is said on the page, with the command
     * that makes it.
     *
     * @param figures to be shown, in their order
     * @param missingFigures of each figure that could not be drawn, a sentence that says why
     * @throws BadDataFileException if it is no run, or a file is damaged
     * @throws IOException if a file cannot be read
     */
    public static Report of(RunFolder folder, List<ReportFigure> figures, List<String> missingFigures)
            throws IOException {
        return of(RunReader.read(folder, figures, missingFigures));
    }

    static Report of(ReportData data) {
        List<String> models =
                data.models().stream().map(ReportData.ReportModel::id).toList();
        StringBuilder blocks = new StringBuilder();
        block("report-data", ReportJson.of(data), blocks);
        block("thumbnails", ReportJson.thumbnails(data.thumbnails()), blocks);
        for (int i = 0; i < data.figures().size(); i++) {
            ObjectNode figure = JsonNodeFactory.instance.objectNode();
            block("svg-" + i, figure.put("svg", data.figures().get(i).svg()), blocks);
        }
        ObjectNode dark = JsonNodeFactory.instance.objectNode();
        block("dark-figures", dark.put("css", PaperFigures.darkStyle()), blocks);
        data.neurons().forEach(page -> block("data-" + page.neuron(), NeuronJson.of(page, models), blocks));
        String tables = data.tables().tables().stream().map(StudyTable::html).collect(Collectors.joining("\n"));
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "title",
                HtmlText.directed(HtmlText.escaped("Site " + data.facts().site() + " · Hypercolumn report")));
        parts.put("tables", HtmlText.directed(tables));
        parts.put("data", blocks.toString());
        return new Report(PageTemplate.filled(parts));
    }

    /** The page. */
    public String html() {
        return html;
    }

    /**
     * Writes the page in UTF-8, whole or not at all; a file of that name is replaced.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(bytes));
    }

    /** JSON that a browser does not run; no character of it can end the element. */
    private static void block(String id, ObjectNode json, StringBuilder blocks) {
        String text = HtmlText.directedJson(json.toString())
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
        blocks.append("<script type=\"application/json\" id=\"")
                .append(id)
                .append("\">")
                .append(text)
                .append("</script>\n");
    }
}
