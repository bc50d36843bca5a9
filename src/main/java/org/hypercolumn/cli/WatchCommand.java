package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.SitesFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hypercolumn watch}. */
@Command(
        name = "watch",
        description = {
            "Shows the progress of a study and its best scores so far.",
            "Only reads the run's folder, even of a study on another machine; changes and",
            "locks nothing. On a terminal it runs until the study has finished or Ctrl-C",
            "ends it (not the study); otherwise it prints once."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn watch runs/m1s1",
            "  hypercolumn watch runs/m1s1 --once",
            "",
            "A fit's epoch is that of its last checkpoint, one every 10 seconds or more. A",
            "study that was killed is known by files that no longer change."
        })
final class WatchCommand implements Callable<Integer> {

    private static final double LEAST_SECONDS = 0.1;
    private static final double MOST_SECONDS = 86_400;

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "From one look to the next (default: ${DEFAULT-VALUE}).",
            defaultValue = "2")
    private double every;

    @Option(names = "--once", description = "Print once and end, also on a terminal.")
    private boolean once;

    @Spec
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    WatchCommand() {}

    @Override
    public Integer call() throws Exception {
        if (!(every >= LEAST_SECONDS && every <= MOST_SECONDS)) {
            throw new ParameterException(command.commandLine(), "--every must be 0.1 to 86400 seconds, got " + every);
        }
        requireRun(RunFolder.of(run));
        Watched watched = SiteRuns.areIn(run)
                ? new WatchedSites(run.toString(), SitesFolder.of(run))
                : new WatchedRun(run.toString(), RunFolder.of(run));
        if (once || !Terminal.isPresent()) {
            watched.look(Clock.systemUTC().instant()).lines().forEach(System.out::println);
            return 0;
        }
        // To stop watching is no failure, and the shell's prompt belongs on a line of its own.
        Runnable leave = () -> {
            System.out.println();
            Runtime.getRuntime().halt(0);
        };
        var stopped = new OnStop(leave);
        try {
            new Watch(watched, Clock.systemUTC(), new OnTerminal(new Screen(Terminal.stream())))
                    .untilEnded(Duration.ofMillis(Math.round(1000 * every)));
        } finally {
            stopped.close();
        }
        return 0;
    }

    /** A folder without run.json may be one that a study has only just made. */
    private static void requireRun(RunFolder folder) throws IOException {
        if (!Files.isDirectory(folder.path()) || Files.exists(folder.description())) {
            return;
        }
        try (Stream<Path> files = Files.list(folder.path())) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .toList();
            if (names.isEmpty()) {
                throw new BadDataFileException(
                        folder.path(),
                        "has no run.json; if a study is just starting there, try again in a moment, else give a folder that study, fit or demo wrote");
            }
        }
    }

    /**
     * A terminal and the time that passes there.
     *
     * @param screen shows the lines
     */
    private record OnTerminal(Screen screen) implements Watch.Display {

        @Override
        public boolean show(List<String> lines) throws InterruptedException {
            return screen.show(lines, Terminal.size());
        }

        @Override
        public void pause(Duration pause) throws InterruptedException {
            Thread.sleep(pause.toMillis());
        }
    }
}
