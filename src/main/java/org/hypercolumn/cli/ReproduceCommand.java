package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.Reproduction;
import org.hypercolumn.study.Study;
import org.hypercolumn.study.StudyTables;
import org.hypercolumn.train.Curriculum;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hypercolumn reproduce}. */
@Command(
        name = "reproduce",
        description = {
            "Trains a run again and says whether every byte is the same.",
            "Takes as long as the run took, or with --neurons a part of it. Exit code 1 if a",
            "byte differs."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn reproduce runs/m1s1/run.json",
            "  hypercolumn reproduce runs/m1s1/run.json --neurons 0-3 --data /elsewhere/m1s1"
        })
final class ReproduceCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 10;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "RUN/run.json", description = "What made the run.")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Folder of the recording, where it has moved (default: as run.json says).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--neurons",
            paramLabel = "LIST",
            description = "Only these neurons: their models and rows of scores.csv (default: all, and every file).")
    private Optional<String> neurons = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Train here and keep it; goes on if stopped (default: a temporary folder).")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private ThreadOption threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    ReproduceCommand() {}

    @Override
    public Integer call() throws Exception {
        int threadCount = threads.threads();
        RunFolder first = runFolder();
        RunDescription described = RunDescription.read(first);
        RunDescription description =
                neurons.isEmpty() ? described : described.withNeurons(chosen(described, neurons.get()));
        Recording recording = RunRecording.read(first, description, data);
        requireAll(first, Study.of(description, recording));
        requireAnother(first);
        List<Curriculum.Addition> stages = stages(first, description);
        Path folder = out.isPresent() ? out.get() : Files.createTempDirectory("hypercolumn-");
        try {
            var runner = new StudyRunner(description, stages, recording, RunFolder.of(folder), threadCount);
            if (first.hasTables() && neurons.isEmpty()) {
                runner.fitAndTabulate();
            } else {
                runner.fit();
            }
            return report(
                    neurons.isEmpty()
                            ? Reproduction.of(first.path(), folder)
                            : Reproduction.ofSome(first.path(), folder));
        } finally {
            if (out.isEmpty()) {
                delete(folder);
            }
        }
    }

    private RunFolder runFolder() throws BadDataFileException {
        if (Files.isDirectory(run)) {
            return RunFolder.of(run);
        }
        Path parent = run.toAbsolutePath().getParent();
        if (parent == null || !RunFolder.of(parent).description().getFileName().equals(run.getFileName())) {
            throw new BadDataFileException(run, "expected the run.json of a run; give RUN/run.json");
        }
        return RunFolder.of(parent);
    }

    private List<Integer> chosen(RunDescription description, String text) {
        List<Integer> chosen;
        try {
            chosen = NeuronSelection.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
        for (int neuron : chosen) {
            if (!description.neurons().contains(neuron)) {
                throw new ParameterException(
                        command.commandLine(), "--neurons: the run has no neuron %d".formatted(neuron));
            }
        }
        return chosen;
    }

    private static void requireAll(RunFolder folder, Study study) throws BadDataFileException {
        int missing = study.missing(folder).size();
        if (missing > 0) {
            throw new BadDataFileException(
                    folder.path(),
                    "has %d of %d fits; let its command end first"
                            .formatted(
                                    study.fits().size() - missing, study.fits().size()));
        }
    }

    /** A run compared with itself would always be the same. */
    private void requireAnother(RunFolder first) throws IOException {
        if (out.isPresent() && Files.exists(out.get()) && Files.isSameFile(out.get(), first.path())) {
            throw new ParameterException(
                    command.commandLine(), "--out: expected another folder than the run's own, got " + out.get());
        }
    }

    /** The stages that the run's tables leave out: the study had not been asked for them. */
    private static List<Curriculum.Addition> stages(RunFolder first, RunDescription description) throws IOException {
        Set<String> tabulated = StudyTables.modelsIn(first.tables());
        List<Curriculum.Addition> stages = new ArrayList<>();
        for (Architecture stage : description.models()) {
            if (!tabulated.contains(stage.id())) {
                description.models().stream()
                        .filter(model -> model.parents().contains(stage.id()))
                        .findFirst()
                        .ifPresent(model -> stages.add(new Curriculum.Addition(stage, model)));
            }
        }
        return stages;
    }

    private static int report(Reproduction reproduction) {
        List<String> differences = reproduction.differences();
        if (differences.isEmpty()) {
            System.out.printf("reproduced: %d files, every byte the same%n", reproduction.files());
            return 0;
        }
        differences.stream().limit(MOST_SHOWN).forEach(System.out::println);
        System.out.printf("not reproduced: %d of %d files differ%n", differences.size(), reproduction.files());
        return 1;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
