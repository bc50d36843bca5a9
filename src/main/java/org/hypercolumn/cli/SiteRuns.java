package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.RunSites;
import org.hypercolumn.train.SitesFolder;

/** The runs that a command finds in a folder: the folder's own, or those of its sites, one after the other. */
final class SiteRuns {

    private SiteRuns() {}

    /** Does something with a run; the exit code. */
    @FunctionalInterface
    interface Work {
        int of(RunFolder run) throws Exception;
    }

    /** Whether the folder holds a run of several sites. */
    static boolean areIn(Path run) {
        return SitesFolder.of(run).isThere();
    }

    /**
     * Does it with the run, or with that of each site that has been begun, after saying which.
     *
     * @return the largest exit code
     */
    static int each(Path run, Work work) throws Exception {
        if (!areIn(run)) {
            return work.of(RunFolder.of(run));
        }
        SitesFolder folder = SitesFolder.of(run);
        int exitCode = 0;
        for (RunSite site : RunSites.read(folder).all()) {
            RunFolder ofSite = folder.site(site);
            if (Files.exists(ofSite.description())) {
                System.out.println("site " + site.name());
                exitCode = Math.max(exitCode, of(site, ofSite, work));
            } else {
                System.err.printf("site %s: not begun yet; the run's study command goes on with it%n", site.name());
            }
        }
        return exitCode;
    }

    /** Names the site in what is said of its files, since all sites have files of the same names. */
    private static int of(RunSite site, RunFolder run, Work work) throws Exception {
        try {
            return work.of(run);
        } catch (BadDataFileException e) {
            throw new IOException("site %s: %s".formatted(site.name(), e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("site %s: %s".formatted(site.name(), e.getMessage()), e);
        }
    }

    /**
     * Lets the place of a recording that has moved pass if it can be that of all sites: a folder that holds all of them.
     *
     * @throws BadDataFileException if the sites are of several recordings
     */
    static void checkData(Path run, Optional<Path> data) throws IOException {
        if (data.isEmpty() || !areIn(run)) {
            return;
        }
        SitesFolder folder = SitesFolder.of(run);
        for (RunSite site : RunSites.read(folder).all()) {
            RunFolder ofSite = folder.site(site);
            if (Files.exists(ofSite.description())
                    && RunDescription.read(ofSite).data().options().site().isEmpty()) {
                throw new BadDataFileException(
                        run,
                        "has sites of several recordings, and --data names one; give each site with its own, such as %s"
                                .formatted(ofSite.path()));
            }
        }
    }
}
