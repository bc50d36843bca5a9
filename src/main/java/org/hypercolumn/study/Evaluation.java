package org.hypercolumn.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Predictor;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.Partitions;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.Trainer;

/** Scores a run again from its saved models and the recording. */
public final class Evaluation {

    private Evaluation() {}

    /**
     * The rows that scores.csv should have, of the fits that have ended.
     *
     * @throws BadDataFileException if the recording is not the one that the run was made from, or no fit has ended
     * @throws IOException if a model cannot be read
     */
    public static List<FitScore> of(RunFolder folder, RunDescription description, Recording recording, Kernels kernels)
            throws IOException {
        description.checkMadeFrom(recording, folder);
        Partitions partitions = Partitions.of(recording, description.plan());
        List<FitScore> rows = new ArrayList<>();
        for (Fit fit : FitList.of(description)) {
            if (folder.isDone(fit)) {
                FittedModel model = folder.readModel(fit);
                Partition partition = partitions.of(fit.share(), fit.seed());
                var predictor = new Predictor(fit.architecture(), kernels, recording.height(), recording.width());
                model.loadInto(predictor.network());
                float[] reported = predictor.predict(
                        partition.report().stimuli(), model.normalization().orElse(partition.normalization()));
                rows.add(Trainer.score(fit, model, partition, description.plan(), reported));
            }
        }
        if (rows.isEmpty()) {
            throw new BadDataFileException(folder.path(), "has no fitted model yet; run its fit command again");
        }
        return rows;
    }
}
