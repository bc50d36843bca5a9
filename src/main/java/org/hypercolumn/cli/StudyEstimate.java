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

/**
 * What is left to do of a study: fits, time and bytes, model by model.
 *
 * @param lines one for each model with fits to be made, in the study's order
 * @param bytes that the study's files will take, those that are there included; approximate
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
    private static final long CHECKPOINT_COPIES = 4; // the weights, the best ones and two moments

    /**
     * What is left to do of a model.
     *
     * @param model which
     * @param fits how many
     * @param steps training steps, with evaluation counted as steps
     * @param millisecondsPerStep of all threads together; NaN where it was not worth measuring
     */
    record Line(Architecture model, int fits, double steps, double millisecondsPerStep) {

        /** NaN where not measured. */
        double seconds() {
            return steps * millisecondsPerStep / 1000;
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
        Map<Architecture, Integer> fits = new LinkedHashMap<>();
        Map<Architecture, Double> steps = new LinkedHashMap<>();
        for (Fit fit : missing) {
            fits.merge(fit.architecture(), 1, Integer::sum);
            steps.merge(fit.architecture(), steps(description, study, fit.share()), Double::sum);
        }
        boolean few = steps.values().stream().mapToDouble(Double::doubleValue).sum() < FEW_STEPS;
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<Architecture, Integer> model : fits.entrySet()) {
            double step = few ? Double.NaN : step(description, study, model.getKey(), kernels, threads);
            double modelSteps = steps.getOrDefault(model.getKey(), 0.0);
            var line = new Line(model.getKey(), model.getValue(), modelSteps, step);
            listener.line(line);
            lines.add(line);
        }
        return new StudyEstimate(lines, bytes(description, study, threads));
    }

    /** Training steps of a fit, with the evaluation that ends each epoch counted as steps. */
    private static double steps(RunDescription description, Study study, double share) {
        Partition partition = study.partition(share);
        double batch = Math.min(description.plan().batch(), partition.fitting().count());
        double perEpoch = Math.ceil(partition.fitting().count() / batch)
                + EVALUATION_COST * partition.selection().count() / batch;
        return description.plan().epochs() * perEpoch;
    }

    private static double step(
            RunDescription description, Study study, Architecture model, Kernels kernels, int threads)
            throws InterruptedException {
        var stimuli =
                study.partition(Collections.max(description.shares())).fitting().stimuli();
        int batch = Math.min(description.plan().batch(), stimuli.count());
        return new StepTimer(kernels, System::nanoTime)
                .time(model, stimuli.height(), stimuli.width(), batch, threads, MEASURED_SECONDS)
                .millisecondsPerStep();
    }

    private static long bytes(RunDescription description, Study study, int threads) {
        Partition partition = study.partition(Collections.max(description.shares()));
        var stimuli = partition.fitting().stimuli();
        long evaluated =
                partition.selection().count() + (long) partition.report().count();
        long besides = MODEL_HEADER_BYTES
                + PREDICTION_BYTES * evaluated
                + EPOCH_BYTES * description.plan().epochs();
        long ofAllModels = 0;
        long largest = 0;
        for (Architecture model : description.models()) {
            long weights = WEIGHT_BYTES * model.parameters(stimuli.height(), stimuli.width());
            largest = Math.max(largest, weights);
            ofAllModels += weights + besides;
        }
        long times = (long) description.neurons().size()
                * description.shares().size()
                * description.seeds().size();
        return times * ofAllModels + CHECKPOINT_COPIES * threads * largest;
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
