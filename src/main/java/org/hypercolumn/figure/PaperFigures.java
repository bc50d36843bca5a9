package org.hypercolumn.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.drawing.DarkScheme;

/**
 * The paper's figures of a run, drawn from the results of its analysis alone: figures 4 to 10, table 3 as curves, and
 * beyond the paper predicted against recorded responses, two models neuron by neuron, the correlations of all neurons, filters
 * of the first layer, and the most and least effective images of a neuron.
 *
 * <p>Source: Lin et al. 2025, figures 4 to 6, figures 7 to 10 of the appendix, table 3 of A.7.
 *
 * @param drawn in the paper's order
 * @param missing of each figure that is not drawn, one sentence that says why and what to do
 * @param neuron index in the recording of the example neuron
 */
public record PaperFigures(List<PaperFigure> drawn, List<String> missing, int neuron) {

    public PaperFigures {
        drawn = List.copyOf(drawn);
        missing = List.copyOf(missing);
    }

    /**
     * Draws all figures whose results are there.
     *
     * @param results of the analysis
     * @param neuron index in the recording of the example neuron; empty for the one which has the highest median CORR across models
     * @throws IllegalArgumentException if that neuron is not analysed
     * @throws BadDataFileException if nothing is analysed, or a file is damaged
     * @throws IOException if a file cannot be read
     */
    public static PaperFigures of(AnalysisFolder results, Optional<Integer> neuron) throws IOException {
        FigureResults read = FigureResults.read(results, neuron);
        List<PaperFigure> drawn = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Illustration illustration : all(read)) {
            illustration
                    .missing()
                    .ifPresentOrElse(
                            why -> missing.add("%s (%s) was not drawn: %s"
                                    .formatted(illustration.id(), illustration.title(), why)),
                            () -> drawn.add(illustration.draw()));
        }
        return new PaperFigures(drawn, missing, read.example().neuron());
    }

    /** CSS rules that show the figures' SVG on a dark page, see {@link DarkScheme#css}. */
    public static String darkStyle() {
        return DarkScheme.css();
    }

    private static List<Illustration> all(FigureResults results) {
        return List.of(
                new TuningFigure(results),
                new ScoreFigure(results, ScoreFigure.Kind.MECHANISMS),
                new ScoreFigure(results, ScoreFigure.Kind.INCREMENTAL),
                new DecompositionFigure(results),
                new PopulationTuningFigure(results),
                new ContributionMapFigure(results),
                new AttentionFigure(results),
                new DataEfficiencyFigure(results),
                new PredictionScatterFigure(results),
                new NeuronScatterFigure(results),
                new CorrelationHistogramFigure(results),
                new FilterFigure(results),
                new EffectiveImagesFigure(results));
    }

    /**
     * Writes the files of every figure drawn, see {@link PaperFigure#write}.
     *
     * @throws IOException if one cannot be written
     */
    public void write(Path folder) throws IOException {
        for (PaperFigure figure : drawn) {
            figure.write(folder);
        }
    }
}
