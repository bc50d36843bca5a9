package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.figure.PaperFigures;
import org.hypercolumn.study.AnalysisSelection;
import org.hypercolumn.study.RunAnalysis;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.RunSites;
import org.hypercolumn.train.SitesFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands take that show a run's results; they first make the results that are missing. */
final class RunResultsOptions {

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(
            names = "--neuron",
            paramLabel = "N",
            description = "Example neuron of the figures of one neuron (default: the best predicted one).")
    private Optional<Integer> neuron = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Folder of the recording, where it has moved (default: as local.json says).")
    private Optional<Path> data = Optional.empty();

    @Mixin
    private ThreadOption threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    RunResultsOptions() {}

    /** The folder, of a run or of several sites. */
    Path run() {
        return run;
    }

    /** Does something that writes results with the run, or with that of each site, while no other process does. */
    int each(SiteRuns.Work work) throws Exception {
        SiteRuns.checkData(run, data);
        if (neuron.isPresent() && SiteRuns.areIn(run)) {
            throw new BadDataFileException(
                    run,
                    "has several sites, each with a neuron %d of its own; give that of one, such as %s"
                            .formatted(
                                    neuron.get(),
                                    SitesFolder.of(run)
                                            .site(RunSites.read(SitesFolder.of(run))
                                                    .all()
                                                    .get(0))
                                            .path()));
        }
        return SiteRuns.each(run, folder -> alone(folder, () -> work.of(folder)));
    }

    /** Does something that writes results of a run while no other process does; says so if it has to wait for one. */
    static int alone(RunFolder folder, Callable<Integer> work) throws Exception {
        RunDescription.read(folder); // nothing is written where no run is
        RunLock lock = folder.lockResults(
                () -> System.err.printf("waiting for another command that analyses or shows %s%n", folder.path()));
        try {
            return work.call();
        } finally {
            lock.close();
        }
    }

    /** Analyses what is not analysed yet, of what the last {@code analyze} chose, and draws the figures. */
    PaperFigures figures(RunFolder folder) throws IOException, InterruptedException {
        return figures(folder, data, neuron, threads.threads());
    }

    /** The same, of a recording in another place if it is given, with an example neuron. */
    static PaperFigures figures(RunFolder folder, Optional<Path> data, Optional<Integer> neuron, int threads)
            throws IOException, InterruptedException {
        RunDescription description = RunDescription.read(folder);
        AnalysisFolder results = AnalysisFolder.of(folder.analysis());
        RunAnalysis analysis = RunAnalysis.of(folder, description, selection(results));
        new AnalysisRunner(folder, description, analysis, data, threads).makeMissing();
        int analysed = results.conditions().neurons().size();
        if (analysed < description.neurons().size()) {
            System.err.printf(
                    "analysed are %d of the run's %d neurons, as analyze was told; analyze %s takes all%n",
                    analysed, description.neurons().size(), folder.path());
        }
        return PaperFigures.of(results, neuron);
    }

    private static AnalysisSelection selection(AnalysisFolder results) throws IOException {
        if (!results.hasConditions()) {
            return AnalysisSelection.all();
        }
        AnalysisConditions last = results.conditions();
        return new AnalysisSelection(Optional.of(last.neurons()), Optional.of(last.share()), Optional.of(last.seed()));
    }
}
