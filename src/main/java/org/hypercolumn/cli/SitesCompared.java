package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.study.ComparisonChoice;
import org.hypercolumn.study.RunComparison;
import org.hypercolumn.study.SitesComparison;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.RunSites;
import org.hypercolumn.train.SitesFolder;

/** Compares the models of a run of several sites, or two such runs: all sites together, and each by itself. */
final class SitesCompared {

    private final Map<RunSite, RunComparison> bySite;

    private SitesCompared(Map<RunSite, RunComparison> bySite) {
        this.bySite = bySite;
    }

    /**
     * Compares them.
     *
     * @param second another run of several sites, of which those of equal names are compared; a line says which are not
     * @throws BadDataFileException if they have no site in common, or a site cannot be compared
     */
    static SitesCompared of(Path first, Optional<Path> second, ComparisonChoice choice) throws IOException {
        SitesFolder one = SitesFolder.of(first);
        RunSites sites = RunSites.read(one);
        Map<RunSite, RunComparison> bySite = new LinkedHashMap<>();
        if (second.isEmpty()) {
            for (RunSite site : sites.all()) {
                bySite.put(site, named(site, () -> RunComparison.of(one.site(site), choice)));
            }
            return new SitesCompared(bySite);
        }
        SitesFolder other = SitesFolder.of(second.get());
        RunSites others = RunSites.read(other);
        for (RunSite site : sites.all()) {
            if (others.names().contains(site.name())) {
                bySite.put(site, named(site, () -> RunComparison.of(one.site(site), other.site(site), choice)));
            } else {
                System.err.printf("site %s: only in %s, left out%n", site.name(), first);
            }
        }
        others.names().stream()
                .filter(name -> !sites.names().contains(name))
                .forEach(name -> System.err.printf("site %s: only in %s, left out%n", name, second.get()));
        if (bySite.isEmpty()) {
            throw new BadDataFileException(
                    second.get(),
                    "has no site in common with %s: %s here and %s there; give runs of the same sites"
                            .formatted(first, String.join(",", others.names()), String.join(",", sites.names())));
        }
        return new SitesCompared(bySite);
    }

    @FunctionalInterface
    private interface Comparing {
        RunComparison comparison() throws IOException;
    }

    private static RunComparison named(RunSite site, Comparing comparing) throws IOException {
        try {
            return comparing.comparison();
        } catch (BadDataFileException e) {
            throw new IOException("site %s: %s".formatted(site.name(), e.getMessage()), e);
        }
    }

    /** Prints all sites together, then each by itself; writes both. */
    void printAndWrite(Path folder) throws IOException {
        if (bySite.size() > 1) {
            SitesComparison together = SitesComparison.of(bySite);
            System.out.println(together.text());
            together.write(folder);
        }
        for (Map.Entry<RunSite, RunComparison> site : bySite.entrySet()) {
            System.out.println("site " + site.getKey().name());
            System.out.println(site.getValue().text());
            site.getValue().write(folder.resolve(site.getKey().name()));
        }
        System.out.flush();
        System.err.printf(
                "comparison in %s: %sa folder a site%n", folder, bySite.size() > 1 ? "sites.csv, sites.txt, " : "");
    }
}
