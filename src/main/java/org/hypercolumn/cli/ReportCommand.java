package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hypercolumn.figure.PaperFigures;
import org.hypercolumn.report.Report;
import org.hypercolumn.report.ReportFigure;
import org.hypercolumn.report.SitesReport;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.SitesFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hypercolumn report}. */
@Command(
        name = "report",
        description = {
            "Writes RUN/report.html, one page that shows the whole run: what was run, tables,",
            "figures, scores over the population, and a page for each neuron. It opens",
            "without a network and prints. Missing analyses are run first; after that,",
            "neither the models nor the recording are needed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  hypercolumn report runs/m1s1", "  hypercolumn report runs/m1s1 --neuron 7"})
final class ReportCommand implements Callable<Integer> {

    private static final double MEGABYTE = 1e6;

    @Mixin
    private RunResultsOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    ReportCommand() {}

    @Override
    public Integer call() throws Exception {
        int exitCode = options.each(this::write);
        if (SiteRuns.areIn(options.run())) {
            SitesFolder folder = SitesFolder.of(options.run());
            SitesReport.read(folder).write(folder.report());
            say(folder.report(), " of all sites, which leads to the page of each");
        }
        return exitCode;
    }

    private int write(RunFolder run) throws IOException, InterruptedException {
        write(run, options.figures(run));
        say(run.report(), "");
        return 0;
    }

    /** Writes the page of a run with these figures. */
    static void write(RunFolder run, PaperFigures figures) throws IOException {
        List<ReportFigure> drawn = figures.drawn().stream()
                .map(figure -> new ReportFigure(figure.id(), figure.heading(), figure.caption(), figure.svg()))
                .toList();
        Report.of(run, drawn, figures.missing()).write(run.report());
    }

    private static void say(Path file, String what) throws IOException {
        System.out.printf(
                Locale.ROOT, "%s%s, %.1f MB; open it in a browser%n", file, what, Files.size(file) / MEGABYTE);
    }
}
