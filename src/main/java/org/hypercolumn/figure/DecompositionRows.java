package org.hypercolumn.figure;

import org.hypercolumn.analysis.Decomposition;
import org.hypercolumn.analysis.PopulationCurve;
import org.hypercolumn.analysis.PopulationDecomposition;
import org.hypercolumn.drawing.Values;

/** The numbers drawn of one model's decomposition. */
record DecompositionRows(FigureData.Rows rows, String model, Decomposition decomposition) {

    private static final String NONE = "";

    /** Adds all curves as they are drawn: the prediction rank by rank, its parts in groups of ranks. */
    void add() {
        PopulationDecomposition population = decomposition.population();
        add("prediction", population.prediction());
        addGroups("center", population.center());
        addGroups("surround", population.surround());
        rows.add(model, "bias", NONE, NONE, 1, decomposition.stimuli(), (float) population.bias(), NONE);
        for (int position = 0; position < decomposition.rows() * decomposition.columns(); position++) {
            if (position != decomposition.center()) {
                add(position, population.hypercolumn(position));
            }
        }
    }

    private void add(String name, PopulationCurve curve) {
        double[] means = curve.means();
        double[] errors = curve.errors();
        for (int rank = 1; rank <= means.length; rank++) {
            rows.add(model, name, NONE, NONE, rank, rank, (float) means[rank - 1], (float) errors[rank - 1]);
        }
    }

    private void addGroups(String name, PopulationCurve curve) {
        RankGroups groups = RankGroups.of(decomposition.stimuli());
        Values means = groups.means(curve.means());
        Values errors = groups.means(curve.errors());
        for (int group = 0; group < groups.count(); group++) {
            float mean = (float) means.at(group);
            float error = (float) errors.at(group);
            rows.add(model, name, NONE, NONE, groups.first(group), groups.last(group), mean, error);
        }
    }

    private void add(int position, double[] curve) {
        RankGroups groups = RankGroups.of(decomposition.stimuli());
        Values means = groups.means(curve);
        for (int group = 0; group < groups.count(); group++) {
            rows.add(
                    model,
                    "hypercolumn",
                    position / decomposition.columns() + 1,
                    position % decomposition.columns() + 1,
                    groups.first(group),
                    groups.last(group),
                    (float) means.at(group),
                    NONE);
        }
    }
}
