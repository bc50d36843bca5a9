package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.StepTimer;
import org.hypercolumn.train.TrainingPlan;

/**
 * What is left to do of a study: fits, time and bytes, model by model.
 *
 * @param lines one for each model with fits to be made, in the study's order
 * @param bytes that the study's files will take in the end, those that are there included; approximate
 */
record StudyEstimate(List<Line> lines, long bytes) {

    private static final double MEASURED_SECONDS = 0.5;
    /** A forward pass in evaluation costs about a third of a training step. */
    private static final double EVALUATION_COST = 0.35;
    /** Fewer steps are not worth the seconds that it takes to time them. */
    private static final int FEW_STEPS = 500;

    private static final long WEIGHT_BYTES = 4;
    private static final long MODEL_HEADER_BYTES = 6000;
    private static final long PREDICTION_BYTES = 8; // with the response beside it
    private static final long EPOCH_BYTES = 120; // in log.jsonl and inside a model file

    /**
     * What is left to do of a model.
     *
     * @param model which
     * @param fits how many
     * @param millisecondsPerStep of training, all threads together; NaN where it was not worth measuring
     * @param seconds of all its fits; NaN where not measured
     */
    record Line(Architecture model, int fits, double millisecondsPerStep, double seconds) {}

    /** Batches of images that fits take, forward and backward in steps, forward only in evaluation. */
    private record Batches(int fits, double steps, double evaluations) {

        Batches and(Batches more) {
            return new Batches(fits + more.fits, steps + more.steps, evaluations + more.evaluations);
        }

        double asSteps() {
            return steps + EVALUATION_COST * evaluations;
        }
    }

    /** Hears of each line as soon as it is known: timing a model takes seconds. */
    interface Listener {
        void line(Line line);
    }

    StudyEstimate {
        lines = List.copyOf(lines);
    }

    /** Times each model whose fits are missing, unless all of it is done in no time. */
    static StudyEstimate of(
            RunDescription description, Study study, List<Fit> missing, Kernels kernels, int threads, Listener listener)
            throws InterruptedException {
        Map<Architecture, Batches> work = new LinkedHashMap<>();
        for (Fit fit : missing) {
            work.merge(fit.architecture(), batches(description, study, fit), Batches::and);
        }
        boolean few = work.values().stream().mapToDouble(Batches::asSteps).sum() < FEW_STEPS;
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<Architecture, Batches> model : work.entrySet()) {
            Line line = few
                    ? new Line(model.getKey(), model.getValue().fits(), Double.NaN, Double.NaN)
                    : line(description, study, model, kernels, threads);
            listener.line(line);
            lines.add(line);
        }
        return new StudyEstimate(lines, bytes(description, study));
    }

    private static Batches batches(RunDescription description, Study study, Fit fit) {
        Partition partition = study.partition(fit.share());
        double batch = Math.min(description.plan().batch(), partition.fitting().count());
        double steps = Math.ceil(partition.fitting().count() / batch);
        double evaluations = description.plan().epochs() * partition.selection().count() / batch;
        double once = keepsFeatures(description.plan(), fit.architecture()) ? steps : 0;
        return new Batches(1, description.plan().epochs() * steps, evaluations + once);
    }

    /** Whether training computes what the first blocks make of an image only once. */
    private static boolean keepsFeatures(TrainingPlan plan, Architecture model) {
        return plan.frozen() == TrainingPlan.FrozenParts.EVALUATION
                && model.blocks().get(0).start().isFrozen();
    }

    private static Line line(
            RunDescription description,
            Study study,
            Map.Entry<Architecture, Batches> model,
            Kernels kernels,
            int threads)
            throws InterruptedException {
        Architecture architecture = model.getKey();
        Batches batches = model.getValue();
        StepTimer published = new StepTimer(kernels, System::nanoTime);
        StepTimer timer = published.withFrozen(description.plan().frozen());
        double step = step(description, study, architecture, timer, threads);
        // Evaluation takes images through all layers also where a step begins behind those that are fixed.
        double whole = keepsFeatures(description.plan(), architecture)
                ? step(description, study, architecture, published, threads)
                : step;
        double milliseconds = batches.steps() * step + EVALUATION_COST * batches.evaluations() * whole;
        return new Line(architecture, batches.fits(), step, milliseconds / 1000);
    }

    private static double step(
            RunDescription description, Study study, Architecture model, StepTimer timer, int threads)
            throws InterruptedException {
        var stimuli =
                study.partition(Collections.max(description.shares())).fitting().stimuli();
        int batch = Math.min(description.plan().batch(), stimuli.count());
        return timer.time(model, stimuli.height(), stimuli.width(), batch, threads, MEASURED_SECONDS)
                .millisecondsPerStep();
    }

    private static long bytes(RunDescription description, Study study) {
        Partition partition = study.partition(Collections.max(description.shares()));
        var stimuli = partition.fitting().stimuli();
        long evaluated =
                partition.selection().count() + (long) partition.report().count();
        long besides = MODEL_HEADER_BYTES
                + PREDICTION_BYTES * evaluated
                + EPOCH_BYTES * description.plan().epochs();
        long ofAllModels = 0;
        for (Architecture model : description.models()) {
            ofAllModels += WEIGHT_BYTES * model.parameters(stimuli.height(), stimuli.width()) + besides;
        }
        long times = (long) description.neurons().size()
                * description.shares().size()
                * description.seeds().size();
        return times * ofAllModels;
    }

    /** All of it, or NaN where not measured. */
    double seconds() {
        return lines.stream().mapToDouble(Line::seconds).sum();
    }

    /** How long, in words. */
    String duration() {
        return Double.isNaN(seconds()) ? "about a minute or less" : "about " + TimeText.of(seconds());
    }

    /** {@code 640 kB}, {@code 1.2 GB}. */
    static String size(long bytes) {
        if (bytes < 1_000_000) {
            return Math.max(1, bytes / 1000) + " kB";
        }
        boolean giga = bytes >= 1_000_000_000;
        return String.format(Locale.ROOT, "%.1f %s", bytes / (giga ? 1e9 : 1e6), giga ? "GB" : "MB");
    }
}
