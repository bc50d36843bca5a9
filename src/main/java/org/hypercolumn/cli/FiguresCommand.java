package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hypercolumn.figure.PaperFigure;
import org.hypercolumn.figure.PaperFigures;
import org.hypercolumn.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hypercolumn figures}. */
@Command(
        name = "figures",
        description = {
            "Draws the paper's figures 4 to 10 of a run, and more, into RUN/figures.",
            "Each as SVG and as PNG of 300 dpi, its numbers as csv, its caption as txt.",
            "Missing analyses are run first; after that, neither the models nor the",
            "recording are needed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  hypercolumn figures runs/m1s1", "  hypercolumn figures runs/m1s1 --neuron 7"})
final class FiguresCommand implements Callable<Integer> {

    @Mixin
    private RunResultsOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    FiguresCommand() {}

    @Override
    public Integer call() throws Exception {
        return options.each(this::write);
    }

    private int write(RunFolder run) throws IOException, InterruptedException {
        PaperFigures figures = options.figures(run);
        Path folder = run.figures();
        figures.write(folder);
        for (PaperFigure figure : figures.drawn()) {
            System.out.printf("%-28s  %s%n", figure.id(), figure.title());
        }
        figures.missing().forEach(System.err::println);
        System.out.printf(
                "%d figures, each as svg and png with its numbers (csv) and caption (txt), in %s%n",
                figures.drawn().size(), folder);
        return 0;
    }
}
