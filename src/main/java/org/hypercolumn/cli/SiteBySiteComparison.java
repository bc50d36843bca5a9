package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.study.ComparisonChoice;
import org.hypercolumn.study.PooledComparison;
import org.hypercolumn.study.RunComparison;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.RunSites;
import org.hypercolumn.train.SitesFolder;

/**
 * Compares the models of a run of several sites, or two such runs: all sites together, and each by itself.
 *
 * @param together the models of one run over all its sites; empty of one site, and of two runs
 * @param bySite within each site
 * @param bounds of tests of equivalence
 */
record SiteBySiteComparison(
        Optional<RunComparison> together, Map<RunSite, RunComparison> bySite, Map<Metric, Double> bounds) {

    SiteBySiteComparison {
        bySite = Collections.unmodifiableMap(new LinkedHashMap<>(bySite));
        bounds = Map.copyOf(bounds);
    }

    /**
     * Compares the models of one run.
     *
     * @param animals of each site, in place of those that the run names; empty for those
     * @throws BadDataFileException if the sites do not have two models in common, or a site cannot be compared
     */
    static SiteBySiteComparison of(Path run, List<String> animals, ComparisonChoice choice) throws IOException {
        SitesFolder folder = SitesFolder.of(run);
        List<RunSite> sites = RunSites.read(folder).all();
        if (!animals.isEmpty() && animals.size() != sites.size()) {
            throw new BadDataFileException(
                    run,
                    "has %d sites; --animals: expected an animal of each, got %d"
                            .formatted(sites.size(), animals.size()));
        }
        Optional<RunComparison> together = Optional.empty();
        if (sites.size() > 1) {
            List<String> named =
                    sites.stream().flatMap(site -> site.animal().stream()).toList();
            together = Optional.of(RunComparison.ofSites(
                    sites.stream().map(folder::site).toList(), animals.isEmpty() ? named : animals, choice));
        }
        Map<RunSite, RunComparison> bySite = new LinkedHashMap<>();
        for (RunSite site : sites) {
            bySite.put(site, named(site, () -> RunComparison.of(folder.site(site), choice)));
        }
        return new SiteBySiteComparison(together, bySite, choice.bounds());
    }

    /**
     * Compares two runs, of which sites of equal names are compared; a line says which are not.
     *
     * @throws BadDataFileException if they have no site in common, or a site cannot be compared
     */
    static SiteBySiteComparison of(Path first, Path second, ComparisonChoice choice) throws IOException {
        SitesFolder one = SitesFolder.of(first);
        RunSites sites = RunSites.read(one);
        Map<RunSite, RunComparison> bySite = new LinkedHashMap<>();
        SitesFolder other = SitesFolder.of(second);
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
                .forEach(name -> System.err.printf("site %s: only in %s, left out%n", name, second));
        if (bySite.isEmpty()) {
            throw new BadDataFileException(
                    second,
                    "has no site in common with %s: %s here and %s there; give runs of the same sites"
                            .formatted(first, String.join(",", others.names()), String.join(",", sites.names())));
        }
        return new SiteBySiteComparison(Optional.empty(), bySite, choice.bounds());
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
        RunComparison.requireReplaceable(folder);
        List<Path> files = List.of();
        if (together.isPresent()) {
            System.out.println(together.get().text());
            files = together.get().write(folder);
        } else if (bySite.size() > 1) {
            PooledComparison runs = PooledComparison.of(bySite, bounds);
            System.out.println(runs.text());
            files = runs.write(folder);
        }
        for (Map.Entry<RunSite, RunComparison> site : bySite.entrySet()) {
            System.out.println("site " + site.getKey().name());
            System.out.println(site.getValue().text());
            site.getValue().write(folder.resolve(site.getKey().name()));
        }
        System.out.flush();
        String names = files.stream().map(file -> file.getFileName() + ", ").collect(Collectors.joining());
        System.err.printf("comparison in %s: %sa folder a site%n", folder, names);
    }
}
