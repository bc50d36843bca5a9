package org.hypercolumn.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.figure.AttentionScale;
import org.hypercolumn.study.StudyTables;

/**
 * All that a report shows.
 *
 * @param facts what was run
 * @param tier name of the images reported on
 * @param analyzed which share and seed the analyses are of, in words; empty without any
 * @param tables what the scores come to
 * @param figures of the population
 * @param models that have scores, in the run's order
 * @param ceilings names of what is known of each neuron's noise
 * @param attentionMeasures names of what is measured of attention
 * @param attentionScale how attention is colored
 * @param bins points of the tuning curves
 * @param neurons in rising order
 * @param thumbnails of the images that neurons' pages show
 * @param missingFigures of each figure that is not drawn, why
 * @param missing for each part that is not there, a sentence that says so and how it is made, by {@link Part}
 */
record ReportData(
        RunFacts facts,
        String tier,
        String analyzed,
        StudyTables tables,
        List<ReportFigure> figures,
        List<ReportModel> models,
        List<String> ceilings,
        List<String> attentionMeasures,
        AttentionScale attentionScale,
        RankBins bins,
        List<NeuronPage> neurons,
        ThumbnailSheet thumbnails,
        List<String> missingFigures,
        Map<Part, String> missing) {

    /** What a run may not have been analysed for. */
    enum Part {
        TABLES,
        FIGURES,
        SCORES,
        CEILINGS,
        TUNING,
        DECOMPOSITION,
        ATTENTION,
        FILTERS,
        IMAGES,
        TRAINING
    }

    ReportData {
        figures = List.copyOf(figures);
        models = List.copyOf(models);
        ceilings = List.copyOf(ceilings);
        attentionMeasures = List.copyOf(attentionMeasures);
        neurons = List.copyOf(neurons);
        missingFigures = List.copyOf(missingFigures);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /**
     * A model, which the page shows by its id, as tables do, and once with its name, which figures show.
     *
     * @param id of the architecture
     * @param name the paper's, or the id
     * @param note a sentence that a reader of its scores must know; empty for most models
     */
    record ReportModel(String id, String name, String note) {}
}
