package org.hypercolumn.study;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.ScoresFile;

/** What scores.csv says of the fits of a run that are scored by now. */
final class ScoresSoFar {

    private final List<FitScore> rows;
    private final Set<Fit> scored = new HashSet<>();

    /** The scores of rows of which no two are of one fit. */
    private ScoresSoFar(RunDescription description, List<FitScore> rows) {
        this.rows = rows;
        Map<String, Architecture> models = new HashMap<>();
        description.models().forEach(model -> models.put(model.id(), model));
        for (FitScore row : rows) {
            Architecture model = models.get(row.model());
            if (model != null
                    && !scored.add(new Fit(
                            model, row.neuron(), row.plan().share(), row.plan().seed()))) {
                throw new IllegalArgumentException("expected one row a fit, got two of " + row.fit());
            }
        }
    }

    /**
     * Reads them; none where the file cannot be read.
     *
     * @param problems takes a line if the file is damaged
     */
    static ScoresSoFar read(RunFolder folder, RunDescription description, List<String> problems) {
        try {
            return new ScoresSoFar(description, ScoresFile.readScores(folder.scores(), description.plan()));
        } catch (NoSuchFileException e) {
            return new ScoresSoFar(description, List.of()); // no fit has ended yet
        } catch (BadDataFileException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            problems.add("scores.csv: cannot be read: " + e.getMessage());
        }
        return new ScoresSoFar(description, List.of());
    }

    /** Whether there is a row of a fit. */
    boolean has(Fit fit) {
        return scored.contains(fit);
    }

    /** The tier that the scores are of; empty while there are none. */
    String tier() {
        return rows.isEmpty() ? "" : rows.get(0).tier();
    }

    /** CORR of a model at a share, one a neuron as in every table: its mean over seeds. */
    Summary correlation(Architecture model, double share) {
        return Summary.of(ModelScores.of(rows, model.id(), share).values(Metric.CORR));
    }

    /** The neurons that some model predicts best, the best of them first; each with that model. */
    List<RunProgress.BestNeuron> best(RunDescription description, int most) {
        Map<Integer, RunProgress.BestNeuron> best = new HashMap<>();
        for (Architecture model : description.models()) {
            for (double share : description.shares()) {
                ModelScores scores = ModelScores.of(rows, model.id(), share);
                for (int neuron : scores.byNeuron().keySet()) {
                    double correlation = scores.value(neuron, Metric.CORR);
                    if (!Double.isNaN(correlation)) {
                        best.merge(
                                neuron,
                                new RunProgress.BestNeuron(neuron, model.id(), share, correlation),
                                (one, other) -> other.correlation() > one.correlation() ? other : one);
                    }
                }
            }
        }
        List<RunProgress.BestNeuron> sorted = new ArrayList<>(best.values());
        sorted.sort(Comparator.comparingDouble(RunProgress.BestNeuron::correlation)
                .reversed()
                .thenComparingInt(RunProgress.BestNeuron::neuron));
        return List.copyOf(sorted.subList(0, Math.min(most, sorted.size())));
    }
}
