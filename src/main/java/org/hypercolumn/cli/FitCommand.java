package org.hypercolumn.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.hypercolumn.data.Recording;
import org.hypercolumn.doctor.FitCheck;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.train.Curriculum;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hypercolumn fit}. */
@Command(
        name = "fit",
        description = {
            "Fits models to the neurons of a recording and prints mean scores.",
            "Each neuron gets its own network. The same command resumes a run that was",
            "stopped; one that asks for more adds to it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn fit m1s1 --model ff-cnn,rf-cnn --out runs/m1s1",
            "  hypercolumn fit m1s1 --model rf-cnn --neurons 0-3,7 --epochs 12 --out runs/try",
            "",
            "DATA: npy files, npz, HDF5, MATLAB, NWB, a Sensorium scan, images with a CSV;",
            "docs/recordings.md says what each must hold, hypercolumn doctor what is wrong."
        })
final class FitCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DATA", description = "The recording: a folder or a file.")
    private Path data;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "LIST",
            description = {
                "Models to fit, such as ff-cnn,rf-cnn; hypercolumn models lists all. A YAML file is one of your own. What a"
                        + " model starts from is fitted first."
            })
    private String models;

    @Option(names = "--out", required = true, paramLabel = "RUN", description = "Folder of the run; made if missing.")
    private Path out;

    @Option(names = "--neurons", paramLabel = "LIST", description = "Neurons, such as 0-3,7 (default: all).")
    private Optional<String> neurons = Optional.empty();

    @Mixin
    private RecordingOptions reading;

    @Mixin
    private FitOptions options;

    @Mixin
    private LeakOption leaks;

    @Mixin
    private ThreadOption threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    FitCommand() {}

    @Override
    public Integer call() throws Exception {
        Curriculum curriculum = Curriculum.of(ModelNames.list(command, models));
        TrainingPlan plan = options.plan();
        int threadCount = threads.threads();
        Optional<List<Integer>> named = neurons.map(this::named);
        ReadOptions read = reading.options();
        OutputPlace.check(out, data);
        Recording recording = RecordingReader.read(data, read);
        List<Integer> chosen = named.orElseGet(
                () -> IntStream.range(0, recording.neurons()).boxed().toList());
        FitCheck check = leaks.check(recording, plan, chosen);
        RunData source = RunData.of(data, recording, read).withLeaks(LeakOption.noted(check));
        RunDescription description = RunDescription.of(source, curriculum.models(), chosen, plan)
                .withShares(options.shares())
                .withSeeds(options.seeds());
        var runner = new StudyRunner(description, curriculum.additions(), recording, RunFolder.of(out), threadCount);
        runner.sayFirst(LeakOption.lines(check));
        List<FitScore> scores = runner.fit();
        System.out.print(ScoreTable.text(scores, runner.ceilings()));
        System.err.println("run in " + out + ": scores.csv, neurons.csv, log.jsonl, models, predictions, run.json");
        return 0;
    }

    private List<Integer> named(String text) {
        try {
            return NeuronSelection.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
