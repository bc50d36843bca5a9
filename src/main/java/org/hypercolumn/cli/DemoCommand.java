package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.simulate.Population;
import org.hypercolumn.simulate.Simulation;
import org.hypercolumn.simulate.SimulationPlan;
import org.hypercolumn.study.StudyTables;
import org.hypercolumn.train.Curriculum;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hypercolumn demo}. */
@Command(
        name = "demo",
        description = {
            "The paper in miniature: nine networks, 8 simulated neurons, tables 1 and 2, and",
            "a page with figures. Takes two to three minutes on two processors."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  hypercolumn demo", "  hypercolumn demo --out runs/demo"})
final class DemoCommand implements Callable<Integer> {

    /** Enough for tests between models: of 8 neurons, p can be 0.008. */
    private static final int NEURONS = 8;

    /** A fifth of them, 500, are tested on: the fewest of which peak tuning is informative. */
    private static final int IMAGES = 2500;

    /** Of 5 x 5 hypercolumns: a step takes a quarter of that of 50 x 50 pixels, and there are as many more steps. */
    private static final int SIDE = 32;

    /** Of the paper's, since there are a tenth of its images, which are shown once. */
    private static final double NOISE = 0.5;

    private static final int EPOCHS = 14;
    /** Of the steps that there are, so large ones get farthest: CORR of rf-cnn after 15 epochs is 0.67, at 3e-3 0.53. */
    private static final double LEARNING_RATE = 1e-2;

    private static final String WHAT_TO_LOOK_AT =
            "Look first at table 2: does attention that is learned in stages predict better than attention that is learned"
                    + " at once, and how far is either from the ceiling?";

    @Option(
            names = "--out",
            paramLabel = "RUN",
            description = "Folder of the run (default: ${DEFAULT-VALUE}).",
            defaultValue = "hypercolumn-demo")
    private Path out;

    @Mixin
    private ThreadOption threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    DemoCommand() {}

    @Override
    public Integer call() throws Exception {
        int threadCount = threads.threads();
        RunFolder folder = RunFolder.of(out);
        Path data = out.resolve("recording");
        refuseAnotherRun(folder, data);
        folder.lock().close(); // also before the simulation takes its time
        SimulationPlan plan = SimulationPlan.standard()
                .withNeurons(NEURONS)
                .withImages(IMAGES)
                .withSize(SIDE, SIDE)
                .withPopulation(Population.v1().withNoiseLevel(NOISE));
        System.err.printf(
                "simulating %d neurons and %d training images into %s%n", plan.neurons(), plan.images(), data);
        Simulation.of(plan).writeTo(data);
        ReadOptions reading = ReadOptions.found().withSite(Optional.of(Simulation.SITE));
        Recording recording = RecordingReader.read(data, reading);
        Curriculum curriculum = Curriculum.of(ModelNames.all());
        List<Integer> neurons = IntStream.range(0, recording.neurons()).boxed().toList();
        var description = RunDescription.of(
                RunData.of(data, recording, reading), curriculum.models(), neurons, shortened(TrainingPlan.paper()));
        var runner = new StudyRunner(description, curriculum.additions(), recording, folder, threadCount);
        List<FitScore> scores = runner.fitAndTabulate();
        StudyTables.of(scores, runner.ceilings()).tables().forEach(table -> System.out.print("\n" + table.text()));
        System.err.println("analysing the models, for the page");
        RunResultsOptions.alone(folder, () -> {
            ReportCommand.write(
                    folder, RunResultsOptions.figures(folder, Optional.empty(), Optional.empty(), threadCount));
            return 0;
        });
        say();
        return 0;
    }

    private void say() {
        System.out.printf("%nOpen %s in a browser. %s%n%n", out.resolve("report.html"), WHAT_TO_LOOK_AT);
        System.out.printf("Everything else is in %s:%n", out);
        System.out.println("  recording/            the simulated recording and its truth");
        System.out.println("  tables/               tables 1 and 2 as csv, md and tex");
        System.out.println("  scores.csv            one row a fit");
        System.out.println("  neurons.csv           one row a neuron");
        System.out.println("  log.jsonl             one line an epoch");
        System.out.println("  models/MODEL/         the fitted networks, safetensors, PyTorch's names");
        System.out.println("  predictions/MODEL.npz predictions and responses");
        System.out.println("  analysis/             what the figures are drawn from, as npz, csv and json");
        System.out.println("  run.json              what made all this");
        System.out.println("Next: hypercolumn study DATA --out RUN --dry-run, with your own recording");
    }

    /** Fewer epochs of larger steps, so that it takes minutes. */
    private static TrainingPlan shortened(TrainingPlan plan) {
        return plan.withEpochs(EPOCHS).withAdam(plan.adam().withLearningRate(LEARNING_RATE));
    }

    /** Before anything is written into a folder that is not a demo's. */
    private static void refuseAnotherRun(RunFolder folder, Path data) throws IOException {
        if (Files.exists(folder.description())) {
            RunData there = RunDescription.read(folder).data();
            boolean isHere = there.path().equals(data.toAbsolutePath().normalize());
            boolean hasMoved = there.name().equals(String.valueOf(data.getFileName()))
                    && Files.exists(data.resolve(Simulation.TRUTH));
            if (!isHere && !hasMoved) {
                throw new BadDataFileException(
                        folder.path(), "holds a run on %s, not a demo; choose another --out".formatted(there.path()));
            }
        }
    }
}
