package org.hypercolumn.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.StepTimer;
import org.hypercolumn.train.TrainingPlan;

/** What each fit of a study has to do. */
final class FitWork {

    /** A processor does about as many in a second, for what is not worth measuring. */
    private static final double MULTIPLY_ADDS_A_SECOND = 5e10;

    private final TrainingPlan plan;
    private final Study study;
    private final Map<Fit, Integer> reached;

    private FitWork(RunDescription description, Study study, Map<Fit, Integer> reached) {
        this.plan = description.plan();
        this.study = study;
        this.reached = reached;
    }

    /** All of each fit. */
    static FitWork of(RunDescription description, Study study) {
        return new FitWork(description, study, Map.of());
    }

    /** Of each fit what its checkpoint in a run's folder has not done. */
    static FitWork left(RunDescription description, Study study, RunFolder folder, List<Fit> missing)
            throws IOException {
        Map<Fit, Integer> reached = new HashMap<>();
        for (Fit fit : missing) {
            try {
                folder.epochReached(fit).ifPresent(epoch -> reached.put(fit, epoch));
            } catch (BadDataFileException e) {
                reached.remove(fit); // the fit itself will say what is wrong
            }
        }
        return new FitWork(description, study, reached);
    }

    /** Epochs that are to be trained. */
    int epochs(Fit fit) {
        return Math.max(0, plan.epochs() - reached.getOrDefault(fit, 0));
    }

    /** Images in a training step. */
    private int batch(double share) {
        return Math.min(plan.batch(), study.partition(share).fitting().count());
    }

    /** Seconds of processor time, by what was measured of each model. */
    double seconds(Fit fit, Map<Architecture, StepTimer.Timing> timings) {
        StepTimer.Timing timing = timings.get(fit.architecture());
        if (timing == null) {
            return roughSeconds(fit);
        }
        return (steps(fit) * timing.processorMilliseconds() + evaluations(fit) * timing.evaluationMilliseconds())
                / 1000;
    }

    /** The same without a measurement, by the arithmetic alone; good for comparing fits. */
    double roughSeconds(Fit fit) {
        var stimuli = study.partition(fit.share()).fitting().stimuli();
        double step = (double) fit.architecture().multiplyAddsPerImage(stimuli.height(), stimuli.width());
        return epochs(fit) * (double) stimuli.count() * step / MULTIPLY_ADDS_A_SECOND;
    }

    private double steps(Fit fit) {
        return epochs(fit) * (double) study.partition(fit.share()).fitting().count() / batch(fit.share());
    }

    /** Images that are taken through the network without training: after every epoch, and at the end. */
    private double evaluations(Fit fit) {
        Partition partition = study.partition(fit.share());
        double selection = partition.selection().count();
        double once = keepsFeatures(fit.architecture()) ? partition.fitting().count() : 0;
        return epochs(fit) * selection + once + selection + partition.report().count();
    }

    /** Whether training computes what the first blocks make of an image only once. */
    private boolean keepsFeatures(Architecture model) {
        return plan.frozen() == TrainingPlan.FrozenParts.EVALUATION
                && model.blocks().get(0).start().isFrozen();
    }
}
