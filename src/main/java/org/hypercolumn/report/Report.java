package org.hypercolumn.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.study.StudyTable;

/**
 * A run on one HTML page that asks no network: what was run, the tables, the figures and a page for each neuron. The same
 * results give the same bytes.
 */
public final class Report {

    private final String html;

    private Report(String html) {
        this.html = html;
    }

    static Report of(ReportData data) {
        List<String> models =
                data.models().stream().map(ReportData.ReportModel::id).toList();
        StringBuilder blocks = new StringBuilder();
        block("report-data", ReportJson.of(data), blocks);
        block("thumbnails", ReportJson.thumbnails(data.thumbnails()), blocks);
        for (ReportFigure figure : data.figures()) {
            ObjectNode node = new ObjectNode(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance);
            block("svg-" + data.figures().indexOf(figure), node.put("svg", figure.svg()), blocks);
        }
        data.neurons().forEach(page -> block("data-" + page.neuron(), NeuronJson.of(page, models), blocks));
        String tables = data.tables().tables().stream().map(StudyTable::html).collect(Collectors.joining("\n"));
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", HtmlText.escaped("Site " + data.facts().site() + " · Hypercolumn report"));
        parts.put("tables", tables);
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
        String text =
                json.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
        blocks.append("<script type=\"application/json\" id=\"")
                .append(id)
                .append("\">")
                .append(text)
                .append("</script>\n");
    }
}
