package org.hypercolumn.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.RunSites;
import org.hypercolumn.train.SitesFolder;

/**
 * What a run of several sites has come to so far, and the files that are made of all sites together. They depend on the
 * sites' own files alone.
 *
 * @param sites those that have been begun, in the run's order
 * @param notBegun the others
 */
public record SitesResults(List<SiteResults> sites, List<RunSite> notBegun) {

    public SitesResults {
        sites = List.copyOf(sites);
        notBegun = List.copyOf(notBegun);
    }

    /**
     * Reads them.
     *
     * @throws BadDataFileException if it is no run of several sites, or a file is damaged
     * @throws IOException if one cannot be read
     */
    public static SitesResults read(SitesFolder folder) throws IOException {
        List<SiteResults> sites = new ArrayList<>();
        List<RunSite> notBegun = new ArrayList<>();
        for (RunSite site : RunSites.read(folder).all()) {
            RunFolder run = folder.site(site);
            if (Files.exists(run.description())) {
                sites.add(SiteResults.read(site, run));
            } else {
                notBegun.add(site);
            }
        }
        return new SitesResults(sites, notBegun);
    }

    /** The paper's tables, with the sites side by side. */
    public SitesTables tables() {
        return SitesTables.of(sites);
    }

    /** The files that are made of all sites together, by their paths; the text of each. */
    public Map<Path, String> files(SitesFolder folder) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        JoinedCsv.of(sites, RunFolder::scores).ifPresent(text -> files.put(folder.scores(), text));
        JoinedCsv.of(sites, RunFolder::neurons).ifPresent(text -> files.put(folder.neurons(), text));
        for (SitesTable table : tables().tables()) {
            String id = table.kind().id();
            files.put(folder.tables().resolve(id + ".csv"), table.csv());
            files.put(folder.tables().resolve(id + ".md"), table.markdown());
            files.put(folder.tables().resolve(id + ".tex"), table.latex());
        }
        return files;
    }

    /**
     * Writes these files, each whole or not at all.
     *
     * @throws IOException if one cannot be written, or a site's file not be read
     */
    public void write(SitesFolder folder) throws IOException {
        for (Map.Entry<Path, String> file : files(folder).entrySet()) {
            byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
            WholeFile.write(file.getKey(), out -> out.write(bytes));
        }
    }
}
