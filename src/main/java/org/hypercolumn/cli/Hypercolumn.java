package org.hypercolumn.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: {@code hypercolumn COMMAND ...}. */
@Command(
        name = "hypercolumn",
        description = "Fits models of single visual-cortex neurons to their responses to images.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            SimulateCommand.class,
            DoctorCommand.class,
            PrepareCommand.class,
            StudyCommand.class,
            FitCommand.class,
            WatchCommand.class,
            AnalyzeCommand.class,
            FiguresCommand.class,
            ReportCommand.class,
            PredictCommand.class,
            CompareCommand.class,
            EvaluateCommand.class,
            ReproduceCommand.class,
            ModelsCommand.class,
            BenchCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn demo                      a small study of simulated neurons",
            "  hypercolumn study DATA --out RUN      all networks of the paper, its tables",
            "  hypercolumn fit DATA --model ff-cnn --out RUN",
            "  hypercolumn watch RUN                 progress of a study",
            "  hypercolumn help fit                  what a command takes",
            "",
            "Exit codes: 0 done, 1 failed (one line says why), 2 wrong command line."
        })
public final class Hypercolumn implements Runnable {

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    Hypercolumn() {}

    /**
     * Runs a command line; the exit code.
     *
     * @param help takes help and nothing else
     */
    static int run(PrintWriter help, String... arguments) {
        // What we write for people and files alike is the same everywhere.
        Locale.setDefault(Locale.ROOT);
        try {
            CommandLine program = new CommandLine(new Hypercolumn());
            return program.setExpandAtFiles(false) // a path may begin with @
                    .setOut(help)
                    .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                    .setExecutionExceptionHandler((failure, command, parsed) -> Failure.report(failure))
                    .setParameterExceptionHandler((wrong, parsed) -> WrongUsage.report(wrong))
                    .execute(OptionNames.known(program, arguments));
        } catch (Error e) {
            return Failure.report(e);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command: demo, simulate, doctor, prepare, study, fit, watch, analyze, figures, report, predict, compare, evaluate, reproduce, models or bench");
    }
}
