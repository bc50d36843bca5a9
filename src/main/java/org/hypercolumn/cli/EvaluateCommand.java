package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Limits;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.study.Evaluation;
import org.hypercolumn.study.SitesResults;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.ScoresFile;
import org.hypercolumn.train.SitesFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hypercolumn evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Scores a run again and checks its scores.csv and neurons.csv.",
            "Reads the saved models and the recording. Exit code 1 if one is not equal."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  hypercolumn evaluate runs/m1s1", "  hypercolumn evaluate runs/m1s1 --data /elsewhere/m1s1"})
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Folder of the recording, where it has moved (default: as local.json says).")
    private Optional<Path> data = Optional.empty();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    EvaluateCommand() {}

    @Override
    public Integer call() throws Exception {
        SiteRuns.checkData(run, data);
        int exitCode = SiteRuns.each(run, this::evaluate);
        if (SiteRuns.areIn(run)) {
            checkSites(SitesFolder.of(run));
        }
        return exitCode;
    }

    /** What is made of all sites together must be what their own files make. */
    private static void checkSites(SitesFolder folder) throws IOException {
        SitesResults results = SitesResults.read(folder);
        List<String> broken = new ArrayList<>(folder.broken());
        for (Map.Entry<Path, String> file : results.files(folder).entrySet()) {
            String name = folder.path().relativize(file.getKey()).toString();
            boolean equal = Files.exists(file.getKey())
                    && Arrays.equals(
                            DataFile.bytes(file.getKey(), Limits.MOST_TEXT_BYTES),
                            file.getValue().getBytes(StandardCharsets.UTF_8));
            if (!equal && !broken.contains(name)) {
                broken.add(name);
            }
        }
        if (!broken.isEmpty()) {
            throw new BadDataFileException(
                    folder.path(),
                    "has files of all sites that are missing or not what the sites' own make: %s; its study command, given again, writes them anew without fitting"
                            .formatted(String.join(", ", broken)));
        }
        System.out.printf(
                "checked the combined files of all %d sites: they match the sites' own files%n",
                results.sites().size());
    }

    private int evaluate(RunFolder folder) throws IOException, InterruptedException {
        RunDescription description = RunDescription.read(folder);
        Recording recording = RunRecording.read(folder, description, data);
        List<FitScore> rows = Evaluation.of(folder, description, recording, Kernels.best());
        Ceilings ceilings =
                Study.of(description, recording).ceilings(Runtime.getRuntime().availableProcessors());
        System.out.print(ScoreTable.text(rows, ceilings));
        byte[] stored =
                Files.exists(folder.scores()) ? DataFile.bytes(folder.scores(), Limits.MOST_TEXT_BYTES) : new byte[0];
        if (!Arrays.equals(stored, ScoresFile.text(rows).getBytes(StandardCharsets.UTF_8))) {
            throw new BadDataFileException(
                    folder.scores(),
                    "is not what the %d saved models score; %s".formatted(rows.size(), RunFolder.REWRITE));
        }
        if (!Ceilings.readOfRun(folder.neurons()).neurons().equals(ceilings.neurons())) {
            throw new BadDataFileException(
                    folder.neurons(), "is not what the recording says of its neurons; " + RunFolder.REWRITE);
        }
        List<String> broken = folder.seal().broken();
        if (!broken.isEmpty()) {
            throw new BadDataFileException(
                    folder.path(),
                    "has files that are missing or not as they were written: %s; its study or fit command, given again, writes them anew"
                                    .formatted(String.join(", ", broken))
                            + " without fitting");
        }
        int unlisted = folder.seal().unlisted().size();
        System.out.printf(
                "checked %d fitted models and the recording: scores.csv is equal, %d rows; neurons.csv is equal, %d rows%s%n",
                rows.size(),
                rows.size(),
                ceilings.neurons().size(),
                unlisted == 0 ? "; all other files are as they were written" : "");
        if (unlisted > 0) {
            System.out.printf(
                    "not checked: %d files that SHA256SUMS does not list; the run's study or fit command, given again, lists them without fitting what is done%n",
                    unlisted);
        }
        int missing = Study.of(description, recording).missing(folder).size();
        if (missing > 0) {
            System.out.printf(
                    "not checked: %d fits that have no model yet; run the same fit or study command to finish them%n",
                    missing);
        }
        return 0;
    }
}
