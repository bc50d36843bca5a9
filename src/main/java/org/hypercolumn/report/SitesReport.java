package org.hypercolumn.report;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.study.SiteResults;
import org.hypercolumn.study.SitesResults;
import org.hypercolumn.study.SitesTable;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.SitesFolder;

/**
 * A run of several sites on one HTML page that asks no network and runs no script: which sites, the tables of all of them,
 * and links to the page of each, which lies beside it in the run's folder.
 */
public final class SitesReport {

    private final String html;

    private SitesReport(String html) {
        this.html = html;
    }

    /**
     * The report of a run as far as it has come.
     *
     * @throws IOException if a file cannot be read, or it is no run of several sites
     */
    public static SitesReport read(SitesFolder folder) throws IOException {
        SitesResults results = SitesResults.read(folder);
        String names = results.sites().stream().map(site -> site.site().name()).collect(Collectors.joining(", "));
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", HtmlText.directed(HtmlText.escaped("Sites " + names + " · Hypercolumn report")));
        parts.put("sites", HtmlText.directed(sites(results, folder)));
        parts.put("tables", HtmlText.directed(tables(results)));
        return new SitesReport(PageTemplate.filledWithoutScript(parts));
    }

    private static String sites(SitesResults results, SitesFolder folder) {
        StringBuilder text = new StringBuilder();
        text.append(
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Sites\">\n<table class=\"plain\">\n<thead><tr>");
        List.of("site", "animal", "recording", "neurons", "fits done", "report")
                .forEach(name -> text.append(
                        "<th scope=\"col\"%s>%s</th>".formatted(name.equals("site") ? " class=\"names\"" : "", name)));
        text.append("</tr></thead>\n<tbody>\n");
        results.sites().forEach(site -> row(site, folder, text));
        text.append("</tbody>\n</table>\n</div>\n");
        if (!results.notBegun().isEmpty()) {
            text.append(
                    "<p class=\"notice\">Not begun yet: %s. The run's study command, given again, goes on with them.</p>\n"
                            .formatted(HtmlText.escaped(results.notBegun().stream()
                                    .map(RunSite::name)
                                    .collect(Collectors.joining(", ")))));
        }
        text.append(
                "<p>Each site was fitted by itself. Its own page has its figures and a page for each neuron; it opens as"
                        + " long as the folder <code>sites</code> stays beside this file.</p>\n");
        return text.toString();
    }

    private static void row(SiteResults site, SitesFolder folder, StringBuilder text) {
        Path page = site.folder().report();
        String link = Files.exists(page)
                ? "<a href=\"%s\">figures and neurons</a>"
                        .formatted(HtmlText.escaped(link(folder.path().relativize(page))))
                : "not made yet";
        long all = (long) site.description().models().size()
                * site.description().neurons().size()
                * site.description().shares().size()
                * site.description().seeds().size();
        text.append("<tr><th scope=\"row\">%s</th>"
                .formatted(HtmlText.escaped(site.site().name())));
        List<String> cells = List.of(
                site.site().animal().orElse("–"),
                site.description().data().name(),
                Integer.toString(site.description().neurons().size()),
                "%d of %d"
                        .formatted(
                                site.rows().stream()
                                        .map(FitScore::fit)
                                        .distinct()
                                        .count(),
                                all));
        cells.forEach(cell -> text.append("<td>%s</td>".formatted(HtmlText.escaped(cell))));
        text.append("<td>%s</td></tr>\n".formatted(link));
    }

    /** As a browser reads it: names may hold any character. */
    private static String link(Path relative) {
        try {
            String path = relative.toString().replace('\\', '/');
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("report: no link to " + relative, e);
        }
    }

    private static String tables(SitesResults results) {
        String tables = results.tables().tables().stream().map(SitesTable::html).collect(Collectors.joining("\n"));
        return tables.isEmpty()
                ? "<p class=\"notice\">This run has no table of the paper yet: tables 1 and 3 compare models with ff-cnn, table 2"
                        + " with rf-cnn, and each needs scores of that model and of at least one other.</p>"
                : tables;
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
}
