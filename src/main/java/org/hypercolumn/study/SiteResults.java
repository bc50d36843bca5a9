package org.hypercolumn.study;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.ScoresFile;

/**
 * What one site of a run of several has come to so far.
 *
 * @param site which
 * @param folder of its run
 * @param description what makes its run
 * @param rows one a fit that has ended
 * @param ceilings of its neurons
 * @param primary what was named as its primary comparison
 */
public record SiteResults(
        RunSite site,
        RunFolder folder,
        RunDescription description,
        List<FitScore> rows,
        Ceilings ceilings,
        Optional<NamedPrimary> primary) {

    public SiteResults {
        rows = List.copyOf(rows);
    }

    /**
     * Reads them.
     *
     * @throws BadDataFileException if a file is damaged
     * @throws IOException if one cannot be read
     */
    static SiteResults read(RunSite site, RunFolder folder) throws IOException {
        RunDescription description = RunDescription.read(folder);
        return new SiteResults(
                site,
                folder,
                description,
                Files.exists(folder.scores()) ? ScoresFile.readScores(folder.scores(), description.plan()) : List.of(),
                Files.exists(folder.neurons()) ? Ceilings.readOfRun(folder.neurons()) : Ceilings.none(),
                NamedPrimary.read(folder));
    }
}
