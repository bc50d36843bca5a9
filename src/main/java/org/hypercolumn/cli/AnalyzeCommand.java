package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hypercolumn.study.AnalysisPart;
import org.hypercolumn.study.AnalysisSelection;
import org.hypercolumn.study.RunAnalysis;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hypercolumn analyze}. */
@Command(
        name = "analyze",
        description = {
            "Makes the paper's analyses of a run, as npz, csv and json in RUN/analysis.",
            "scores: correlation and peak tuning over neurons, by model and share. tuning:",
            "responses by rank. images: the most and least effective ones. ceilings: how",
            "well any model could do, where repeats were recorded. decomposition: what",
            "each hypercolumn adds to a prediction. attention: what the center attends to.",
            "filters: the weights of the first layer."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn analyze runs/m1s1",
            "  hypercolumn analyze runs/m1s1 --what tuning,attention --neurons 0-9",
            "  hypercolumn analyze runs/shares --share 0.25"
        })
final class AnalyzeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(
            names = "--what",
            paramLabel = "LIST",
            description = "Of scores, tuning, images, ceilings, decomposition, attention, filters (default: all).")
    private Optional<String> what = Optional.empty();

    @Option(names = "--neurons", paramLabel = "LIST", description = "For example 0-3,7 (default: all of the run).")
    private Optional<String> neurons = Optional.empty();

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "Of the training images that the models were fitted with (default: the largest).")
    private Optional<Double> share = Optional.empty();

    @Option(names = "--seed", paramLabel = "SEED", description = "Of the models (default: the run's first).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Folder of the recording, where it has moved (default: as local.json says).")
    private Optional<Path> data = Optional.empty();

    @Mixin
    private ThreadOption threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    AnalyzeCommand() {}

    @Override
    public Integer call() throws Exception {
        Set<AnalysisPart> parts = parts();
        SiteRuns.checkData(run, data);
        return SiteRuns.each(run, folder -> RunResultsOptions.alone(folder, () -> analyze(folder, parts)));
    }

    private int analyze(RunFolder folder, Set<AnalysisPart> parts) throws IOException, InterruptedException {
        RunDescription description = RunDescription.read(folder);
        var selection = new AnalysisSelection(neurons.map(NeuronSelection::parse), share, seed);
        RunAnalysis analysis = RunAnalysis.of(folder, description, selection);
        var runner = new AnalysisRunner(folder, description, analysis, data, threads.threads());
        runner.make(parts);
        System.out.println("results in " + folder.analysis());
        return 0;
    }

    private Set<AnalysisPart> parts() {
        if (what.isEmpty()) {
            return EnumSet.allOf(AnalysisPart.class);
        }
        Set<AnalysisPart> parts = EnumSet.noneOf(AnalysisPart.class);
        for (String id : what.get().split(",", -1)) {
            parts.add(AnalysisPart.of(id.strip()));
        }
        return parts;
    }
}
