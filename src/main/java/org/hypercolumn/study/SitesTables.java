package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The paper's tables of a run of several sites.
 *
 * @param tables those that could be made of one site at least, in the paper's order
 * @param missing of each of the others, why it is not made
 */
public record SitesTables(List<SitesTable> tables, List<String> missing) {

    public SitesTables {
        tables = List.copyOf(tables);
        missing = List.copyOf(missing);
    }

    /** The tables of these sites, in their order. */
    static SitesTables of(List<SiteResults> sites) {
        Map<String, StudyTables> bySite = new LinkedHashMap<>();
        for (SiteResults site : sites) {
            if (!site.rows().isEmpty()) {
                bySite.put(site.site().name(), StudyTables.of(site.rows(), site.ceilings()));
            }
        }
        Optional<NamedPrimary> primary = primary(sites);
        List<SitesTable> tables = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (TableKind kind : TableKind.values()) {
            Map<String, StudyTable> ofKind = new LinkedHashMap<>();
            bySite.forEach((site, made) -> made.table(kind).ifPresent(table -> ofKind.put(site, table)));
            if (ofKind.isEmpty()) {
                bySite.values().stream()
                        .map(made -> made.missing().getOrDefault(kind, ""))
                        .filter(reason -> !reason.isEmpty())
                        .distinct()
                        .forEach(missing::add);
            } else {
                SitesTable table = SitesTable.of(
                        kind,
                        ofKind,
                        sites.stream()
                                .filter(site -> ofKind.containsKey(site.site().name()))
                                .map(site -> new PooledSites.SiteRows(site.site(), site.rows()))
                                .toList());
                tables.add(primary.map(table::withPrimary).orElse(table));
            }
        }
        return new SitesTables(tables, missing);
    }

    /** What was named last, and how many fits of all sites had ended by then. */
    private static Optional<NamedPrimary> primary(List<SiteResults> sites) {
        List<NamedPrimary> named =
                sites.stream().flatMap(site -> site.primary().stream()).toList();
        int fits = named.stream().mapToInt(NamedPrimary::fits).sum();
        return named.stream().findFirst().map(first -> new NamedPrimary(first.comparison(), fits, first.earlier()));
    }

    /** A table by its kind. */
    Optional<SitesTable> table(TableKind kind) {
        return tables.stream().filter(table -> table.kind() == kind).findFirst();
    }
}
