package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.study.RunProgress;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.RunSites;
import org.hypercolumn.train.SitesFolder;

/**
 * A run of several sites that is watched: of those that have ended a line or two as long as another has not. Mutable: it
 * remembers the last look.
 */
final class WatchedSites implements Watched {

    private final String name;
    private final SitesFolder folder;
    private final Map<RunSite, WatchedRun> runs = new HashMap<>();

    /**
     * A run that is not looked at yet.
     *
     * @param name how the user calls it
     */
    WatchedSites(String name, SitesFolder folder) {
        this.name = name;
        this.folder = folder;
    }

    @Override
    public Look look(Instant now) throws IOException {
        RunSites sites = RunSites.read(folder);
        Map<RunSite, RunProgress> begun = new LinkedHashMap<>();
        for (RunSite site : sites.all()) {
            RunFolder run = folder.site(site);
            if (Files.exists(run.description())) {
                begun.put(
                        site,
                        runs.computeIfAbsent(site, key -> new WatchedRun("site " + site.name(), run))
                                .progress(now));
            }
        }
        boolean ended = begun.size() == sites.all().size()
                && begun.values().stream().allMatch(progress -> progress.state() == RunProgress.State.ENDED);
        List<String> lines = new ArrayList<>();
        lines.add(ProgressText.plain("%s: %d sites, %d of %d fits done%s"
                .formatted(
                        name,
                        sites.all().size(),
                        begun.values().stream().mapToInt(RunProgress::done).sum(),
                        begun.values().stream().mapToInt(RunProgress::fits).sum(),
                        begun.size() < sites.all().size() ? ", without those of sites not begun yet" : "")));
        for (RunSite site : sites.all()) {
            lines.add("");
            RunProgress progress = begun.get(site);
            if (progress == null) {
                lines.add(ProgressText.plain("site %s: not begun yet".formatted(site.name())));
            } else if (progress.state() == RunProgress.State.ENDED && !ended) {
                lines.addAll(ProgressText.brief("site " + site.name(), progress));
            } else {
                lines.addAll(ProgressText.of("site " + site.name(), progress));
            }
        }
        return new Look(lines, ended);
    }
}
