package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hypercolumn.study.NamedPrimary;
import org.hypercolumn.study.PrimaryComparison;
import org.hypercolumn.study.StudyTable;
import org.hypercolumn.study.StudyTables;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hypercolumn study}. */
@Command(
        name = "study",
        description = {
            "Fits many models to all neurons and makes the paper's tables.",
            "Fits what is missing, each model after those that it starts from. Resumes after",
            "any interruption with the same command; a larger study on the same folder adds",
            "to it. First says how many fits, how long and how many bytes."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn study m1s1 --out runs/m1s1 --dry-run",
            "  hypercolumn study m1s1 --out runs/m1s1-shares --models paper-1 --shares 0.25,1",
            "  hypercolumn study m1s1 --out runs/m1s1 --models all,my.yaml --seeds 1,2,3",
            "  hypercolumn study recordings --sites M1S1,M2S1 --out runs/both",
            "  hypercolumn study --plan recordings.yaml --out runs/all",
            "",
            "RUN/tables has tables 1 to 3 as csv, md and tex: mean over neurons, 95 %%",
            "interval, change in %%, Wilcoxon's and Holm's p, neurons, undefined."
        })
final class StudyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DATA",
            arity = "0..1",
            description = "The recording: a folder or a file; left out where a plan names recordings.")
    private Optional<Path> recording = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "RUN", description = "Folder of the run; made if missing.")
    private Path out;

    @Mixin
    private StudyOptions options;

    @Option(names = "--dry-run", description = "Say what would be done, without doing it.")
    private boolean dryRun;

    @Mixin
    private LeakOption leaks;

    @Mixin
    private ThreadOption threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    StudyCommand() {}

    @Override
    public Integer call() throws Exception {
        StudyOptions.Choice choice = options.choice(recording);
        int threadCount = threads.threads();
        if (!choice.sites().isEmpty()) {
            return ofSites(new SitesStudy(choice, out, leaks, threadCount));
        }
        if (choice.primary()
                .filter(named -> named.test() == PrimaryComparison.Test.SITES)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "primary: a test over sites needs several, got one; expected test=wilcoxon or test=permutation");
        }
        Path data = choice.data().orElseThrow();
        OutputPlace.check(out, data);
        StudySource source = StudySource.read(data, choice.reading(), choice, leaks);
        var runner = new StudyRunner(
                source.description(),
                source.curriculum().additions(),
                source.recording(),
                RunFolder.of(out),
                threadCount);
        runner.sayFirst(LeakOption.lines(source.check()));
        choice.primary().ifPresent(runner::name);
        if (dryRun) {
            runner.sayPlan();
            return 0;
        }
        List<FitScore> scores = runner.fitAndTabulate();
        System.out.print(ScoreTable.text(scores, runner.ceilings()));
        RunFolder folder = RunFolder.of(out);
        StudyTables made = StudyTables.of(scores, runner.ceilings()).withPrimary(NamedPrimary.read(folder));
        List<StudyTable> tables = made.tables();
        tables.forEach(table -> System.out.print("\n" + table.text()));
        made.missing().values().forEach(System.err::println);
        String withTables = tables.isEmpty() ? "" : "tables, ";
        System.err.println("run in " + out + ": " + withTables
                + "scores.csv, neurons.csv, log.jsonl, models, predictions, run.json");
        return 0;
    }

    private int ofSites(SitesStudy study) throws IOException, InterruptedException {
        if (dryRun) {
            study.sayPlan();
        } else {
            study.fit();
        }
        return 0;
    }
}
