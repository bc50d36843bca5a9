package org.hypercolumn.report;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hypercolumn.analysis.AnalysisConditions;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.figure.ModelName;
import org.hypercolumn.report.NeuronPage.Score;
import org.hypercolumn.report.NeuronPage.Training;
import org.hypercolumn.report.ReportData.Part;
import org.hypercolumn.report.ReportData.ReportModel;
import org.hypercolumn.study.NamedPrimary;
import org.hypercolumn.study.NeuronScore;
import org.hypercolumn.study.StudyTables;
import org.hypercolumn.train.Epoch;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.ScoresFile;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.TrainingLog;

/** Reads what a report shows from a run's results. */
final class RunReader {

    private final RunDescription description;
    private final List<FitScore> rows;
    private final Ceilings ceilings;
    private final RunAnalyses analyses;
    private final double share;
    private final long seed;
    private final TrainingLog log;
    private final Optional<NamedPrimary> primary;

    private RunReader(RunFolder folder) throws IOException {
        description = RunDescription.read(folder);
        rows = Files.exists(folder.scores()) ? ScoresFile.readScores(folder.scores(), description.plan()) : List.of();
        ceilings = Files.exists(folder.neurons()) ? Ceilings.readOfRun(folder.neurons()) : Ceilings.none();
        analyses = RunAnalyses.read(folder);
        share = analyses.conditions().map(AnalysisConditions::share).orElse(Collections.max(description.shares()));
        seed = analyses.conditions()
                .map(AnalysisConditions::seed)
                .orElse(description.seeds().get(0));
        primary = NamedPrimary.read(folder);
        log = Files.exists(folder.log()) ? TrainingLog.read(folder.log(), share, seed) : TrainingLog.none();
    }

    static ReportData read(RunFolder folder, List<ReportFigure> figures, List<String> missingFigures)
            throws IOException {
        return new RunReader(folder).data(Session.read(folder), figures, missingFigures);
    }

    private ReportData data(List<Session> sessions, List<ReportFigure> figures, List<String> missingFigures) {
        List<ReportModel> models = description.modelIds().stream()
                .filter(id -> rows.stream().anyMatch(row -> row.model().equals(id)))
                .map(RunReader::model)
                .toList();
        StudyTables tables = StudyTables.of(rows, ceilings).withPrimary(primary);
        List<NeuronPage> pages = pages();
        String analyzed = "from fits to %s %% of the training images with seed %d"
                .formatted(
                        DecimalText.decimal(share)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString(),
                        seed);
        return new ReportData(
                RunFacts.of(description, sessions),
                rows.isEmpty() ? "" : rows.get(0).tier(),
                analyzed,
                tables,
                figures,
                models,
                RunAnalyses.CEILINGS,
                RunAnalyses.ATTENTION_MEASURES,
                analyses.attentionScale(),
                analyses.bins(),
                pages,
                analyses.thumbnails(),
                missingFigures,
                missing(tables, figures, pages));
    }

    private static ReportModel model(String id) {
        String note = StudyTables.isHelperStage(id)
                ? ("%s is a helper stage: it is fitted only because incremental learning starts from its first layers. The"
                                + " paper reports no scores for it, so no table or figure compares it with other models.")
                        .formatted(id)
                : "";
        return new ReportModel(id, ModelName.of(id), note);
    }

    private List<NeuronPage> pages() {
        Map<Integer, List<Score>> scores = NeuronScore.of(rows).stream()
                .collect(Collectors.groupingBy(
                        NeuronScore::neuron,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                score -> new Score(score.model(), score.share(), score.scores()),
                                Collectors.toList())));
        Map<Integer, List<FitScore>> fits = rows.stream()
                .filter(row -> row.plan().share() == share && row.plan().seed() == seed)
                .collect(Collectors.groupingBy(FitScore::neuron));
        List<NeuronPage> pages = new ArrayList<>();
        for (int neuron : new TreeSet<>(scores.keySet())) {
            pages.add(new NeuronPage(
                    neuron,
                    scores.getOrDefault(neuron, List.of()),
                    analyses.ceilings(neuron),
                    analyses.recorded(neuron),
                    analyses.tuning(neuron),
                    analyses.decomposition(neuron),
                    analyses.attention(neuron),
                    analyses.filters(neuron),
                    analyses.images(neuron),
                    training(fits.getOrDefault(neuron, List.of()))));
        }
        return pages;
    }

    private List<Training> training(List<FitScore> fits) {
        List<Training> training = new ArrayList<>();
        for (FitScore fit : fits) {
            List<Epoch> epochs = log.epochs(fit.model(), fit.neuron());
            if (!epochs.isEmpty()) {
                training.add(new Training(
                        fit.model(),
                        fit.epoch(),
                        Values.of(epochs.stream().mapToDouble(Epoch::loss).toArray()),
                        Values.of(
                                epochs.stream().mapToDouble(Epoch::correlation).toArray())));
            }
        }
        return training;
    }

    private Map<Part, String> missing(StudyTables tables, List<ReportFigure> figures, List<NeuronPage> pages) {
        Map<Part, String> missing = new EnumMap<>(Part.class);
        missing.putAll(analyses.missing());
        if (rows.isEmpty()) {
            missing.put(Part.SCORES, "This run has no scores yet; run its study or fit command again to continue it.");
        }
        if (tables.tables().isEmpty()) {
            missing.put(
                    Part.TABLES,
                    "This run has no table of the paper: tables 1 and 3 compare models with ff-cnn, table 2 with rf-cnn, and each"
                            + " needs scores of that model and of at least one other. hypercolumn study fits the models that are"
                            + " missing; hypercolumn compare compares any two.");
        }
        if (figures.isEmpty()) {
            missing.put(
                    Part.FIGURES,
                    "There are no figures yet; hypercolumn analyze RUN computes the results that they are drawn from.");
        }
        if (pages.stream().allMatch(page -> page.training().isEmpty())) {
            missing.put(
                    Part.TRAINING,
                    "There are no training curves yet: the log is written as fits finish. Run the study or fit command again to"
                            + " continue.");
        }
        return missing;
    }
}
