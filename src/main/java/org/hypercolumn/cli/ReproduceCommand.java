package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.study.Reproduction;
import org.hypercolumn.study.SitesResults;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunSite;
import org.hypercolumn.train.RunSites;
import org.hypercolumn.train.SitesFolder;
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
            "Takes as long as the run took, or with --neurons a part of it; goes on if it was",
            "stopped. Exit code 1 if a byte differs."
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

    /** In folders that reproduce has begun. */
    private static final String MARK = ".reproduction";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "RUN/run.json", description = "What made the run.")
    private Path run;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Folder of the recording, where it has moved (default: as local.json says).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--neurons",
            paramLabel = "LIST",
            description = "Only these neurons: their models and rows of scores.csv (default: all, and every file).")
    private Optional<String> neurons = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Train here and keep it (default: RUN.again, removed if all is the same).")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private ThreadOption threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    ReproduceCommand() {}

    @Override
    public Integer call() throws Exception {
        Path first = runFolder();
        Path folder = out.orElseGet(() -> beside(first));
        OutputPlace.check(folder, first);
        SiteRuns.checkData(first, data);
        if (SiteRuns.areIn(first)) {
            return ofSites(SitesFolder.of(first), folder);
        }
        Again again = again(RunFolder.of(first), folder);
        takeForReproduction(folder);
        return report(again.reproduction(), folder);
    }

    /** A run that is to be made again: only then does it take hours. */
    @FunctionalInterface
    private interface Again {
        Reproduction reproduction() throws IOException, InterruptedException;
    }

    /** Looks whether it can be made again; neither fits nor writes anything yet. */
    private Again again(RunFolder first, Path folder) throws IOException {
        int threadCount = threads.threads();
        RunDescription described = RunDescription.read(first);
        RunDescription description =
                neurons.isEmpty() ? described : described.withNeurons(chosen(described, neurons.get()));
        OutputPlace.check(folder, data.orElse(description.data().path()));
        requireAll(first, Study.of(description, RunRecording.read(first, description, data)));
        return () -> {
            Recording recording = RunRecording.read(first, description, data);
            var runner = new StudyRunner(description, List.of(), recording, RunFolder.of(folder), threadCount);
            if (first.hasTables() && neurons.isEmpty()) {
                runner.fitAndTabulate();
            } else {
                runner.fit();
            }
            return neurons.isEmpty()
                    ? Reproduction.of(first.path(), folder)
                    : Reproduction.ofSome(first.path(), folder);
        };
    }

    /** Each site is made again as a run of its own, and what is made of all of them together from these. */
    private int ofSites(SitesFolder first, Path folder) throws Exception {
        SitesFolder second = SitesFolder.of(folder);
        RunSites sites = RunSites.read(first);
        Map<RunSite, Again> all = new LinkedHashMap<>();
        for (RunSite site : sites.all()) {
            all.put(site, again(first.site(site), second.site(site).path()));
        }
        takeForReproduction(folder);
        int files = 0;
        List<String> differences = new ArrayList<>();
        for (Map.Entry<RunSite, Again> site : all.entrySet()) {
            System.err.println("site " + site.getKey().name());
            Reproduction of = site.getValue().reproduction();
            files += of.files();
            of.differences()
                    .forEach(words -> differences.add(
                            "sites/%s/%s".formatted(site.getKey().name(), words)));
        }
        if (neurons.isEmpty()) {
            sites.write(second, ProgramVersion.version());
            SitesResults.read(second).write(second);
            Reproduction together = Reproduction.of(first.path(), folder);
            files += together.files();
            differences.addAll(together.differences());
        }
        return report(new Reproduction(files, differences), folder);
    }

    private static Path beside(Path run) {
        Path whole = run.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + ".again");
    }

    /** A run compared with itself, or with a copy, would always be the same: only folders that reproduce has begun are taken. */
    private static void takeForReproduction(Path folder) throws IOException {
        Path mark = folder.resolve(MARK);
        if (Files.exists(folder) && !Files.exists(mark)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new BadDataFileException(
                            folder, "expected an empty folder, got one with files; choose another --out");
                }
            }
        }
        Files.createDirectories(folder);
        if (!Files.exists(mark)) {
            Files.createFile(mark);
        }
    }

    private Path runFolder() throws BadDataFileException {
        if (Files.isDirectory(run)) {
            return run;
        }
        Path parent = run.toAbsolutePath().getParent();
        if (parent == null
                || !List.of(
                                RunFolder.of(parent).description().getFileName(),
                                SitesFolder.of(parent).description().getFileName())
                        .contains(run.getFileName())) {
            throw new BadDataFileException(run, "expected the run.json of a run; give RUN/run.json");
        }
        return parent;
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

    private int report(Reproduction reproduction, Path folder) throws IOException {
        List<String> differences = reproduction.differences();
        if (differences.isEmpty()) {
            System.out.printf("reproduced: %d files, every byte the same%n", reproduction.files());
            if (out.isEmpty()) {
                delete(folder);
            }
            return 0;
        }
        differences.stream().limit(MOST_SHOWN).forEach(System.out::println);
        System.out.printf(
                "not reproduced: %d of %d files differ; what was made again is in %s%n",
                differences.size(), reproduction.files(), folder);
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
