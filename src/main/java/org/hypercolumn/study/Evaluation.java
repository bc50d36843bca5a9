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

    private static final int MOST_SHOWN = 5;

    private Evaluation() {}

    /**
     * The rows that scores.csv should have, of the fits that have ended.
     *
     * @throws BadDataFileException if the recording is not the one that the run was made from, no fit has ended, or models are
     *     damaged; the message names them
     * @throws IOException if a model cannot be read
     */
    public static List<FitScore> of(RunFolder folder, RunDescription description, Recording recording, Kernels kernels)
            throws IOException {
        description.checkMadeFrom(recording, folder);
        refuseDamaged(folder, FitList.of(description));
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

    private static void refuseDamaged(RunFolder folder, List<Fit> fits) throws IOException {
        List<String> damaged = new ArrayList<>();
        int ended = 0;
        for (Fit fit : fits) {
            if (folder.isDone(fit)) {
                ended++;
                if (!folder.isWhole(fit)) {
                    damaged.add(folder.path().relativize(folder.model(fit)).toString());
                }
            }
        }
        if (!damaged.isEmpty()) {
            String more = damaged.size() <= MOST_SHOWN ? "" : " and %d more".formatted(damaged.size() - MOST_SHOWN);
            throw new BadDataFileException(
                    folder.path(),
                    "%d of %d models are damaged or of another fit: %s%s; its study or fit command, given again, fits only these again"
                            .formatted(
                                    damaged.size(),
                                    ended,
                                    String.join(", ", damaged.subList(0, Math.min(MOST_SHOWN, damaged.size()))),
                                    more));
        }
    }
}
