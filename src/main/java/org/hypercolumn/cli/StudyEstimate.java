package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitSchedule;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.StepTimer;

/**
 * What is left to do of a study: fits, time and bytes, model by model.
 *
 * @param lines one for each model with fits to be made, in the study's order
 * @param time until all fits have ended
 * @param bytes that the study's files will take in the end, those that are there included; approximate
 * @param timings of each model; empty where it was not worth measuring
 */
record StudyEstimate(List<Line> lines, TimeRange time, long bytes, Map<Architecture, StepTimer.Timing> timings) {

    /** Of all models, so that it takes no longer to measure more of them, and the least of each. */
    private static final double MEASURED_SECONDS = 1.5;

    private static final double LEAST_SECONDS = 0.2;
    /** Less work than this is not worth the seconds that it takes to time it. */
    private static final double LITTLE_WORK = 10; // seconds
    /** Multiply-adds of the longest step that is timed: larger images are timed a few at a time. */
    private static final double LONGEST_STEP = 4e9;
    /** Copies of weights, files and the garbage collector, which a training step does not have. */
    private static final double BESIDES = 1.06;

    /** Of a processor; whoever has less while measuring will hardly have so little for long. */
    private static final double LEAST_SHARE = 0.05;

    private static final long WEIGHT_BYTES = 4;
    private static final long MODEL_HEADER_BYTES = 6000;
    private static final long PREDICTION_BYTES = 8; // with the response beside it
    private static final long EPOCH_BYTES = 120; // in log.jsonl and inside a model file

    /**
     * What is left to do of a model.
     *
     * @param model which
     * @param fits how many
     * @param millisecondsPerStep of training, processor time of one thread; NaN where it was not worth measuring
     * @param time of all its fits; unknown where not measured
     */
    record Line(Architecture model, int fits, double millisecondsPerStep, TimeRange time) {}

    /** Hears of each line as soon as it is known: timing a model takes seconds. */
    interface Listener {
        void line(Line line);
    }

    StudyEstimate {
        lines = List.copyOf(lines);
        timings = Map.copyOf(timings);
    }

    /** Whether all of it is done in no time, so that it is not measured. */
    static boolean isLittle(FitWork work, List<Fit> missing) {
        return missing.stream().mapToDouble(work::roughSeconds).sum() < LITTLE_WORK;
    }

    /**
     * Times each model whose fits are missing, unless {@link #isLittle}.
     *
     * @param work of each fit
     * @param missing the fits to be made
     */
    static StudyEstimate of(
            RunDescription description,
            Study study,
            FitWork work,
            List<Fit> missing,
            Kernels kernels,
            int threads,
            Listener listener)
            throws InterruptedException {
        Map<Architecture, List<Fit>> fits = missing.stream()
                .collect(Collectors.groupingBy(Fit::architecture, LinkedHashMap::new, Collectors.toList()));
        boolean little = isLittle(work, missing);
        Map<Architecture, StepTimer.Timing> timings = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        double seconds = Math.max(LEAST_SECONDS, MEASURED_SECONDS / fits.size());
        for (Map.Entry<Architecture, List<Fit>> model : fits.entrySet()) {
            Line line = new Line(model.getKey(), model.getValue().size(), Double.NaN, TimeRange.unknown());
            if (!little) {
                StepTimer.Timing timing = timing(description, study, model.getKey(), kernels, threads, seconds);
                timings.put(model.getKey(), timing);
                double all = model.getValue().stream()
                        .mapToDouble(fit -> work.seconds(fit, timings))
                        .sum();
                double length = all / Math.min(threads, line.fits());
                line = new Line(
                        model.getKey(),
                        line.fits(),
                        timing.processorMilliseconds(),
                        range(length, List.of(timing), threads));
            }
            listener.line(line);
            lines.add(line);
        }
        Set<Fit> there = new HashSet<>(study.fits());
        missing.forEach(there::remove);
        TimeRange time = little
                ? TimeRange.unknown()
                : range(
                        FitSchedule.length(study.fits(), there, fit -> work.seconds(fit, timings), threads),
                        timings.values(),
                        threads);
        return new StudyEstimate(lines, time, bytes(description, study), timings);
    }

    private static StepTimer.Timing timing(
            RunDescription description, Study study, Architecture model, Kernels kernels, int threads, double seconds)
            throws InterruptedException {
        var stimuli =
                study.partition(Collections.max(description.shares())).fitting().stimuli();
        int batch = Math.min(description.plan().batch(), stimuli.count());
        double image = model.multiplyAddsPerImage(stimuli.height(), stimuli.width());
        int timed = Math.max(2, Math.min(batch, (int) (LONGEST_STEP / image)));
        return new StepTimer(kernels, MachineTime.clocks())
                .withFrozen(description.plan().frozen())
                .time(model, stimuli.height(), stimuli.width(), timed, threads, seconds)
                .ofBatch((double) batch / timed);
    }

    /**
     * How long it takes: at best with all processors, at worst with as many as there were while measuring.
     *
     * @param length seconds, were each thread to have a processor
     */
    private static TimeRange range(double length, Collection<StepTimer.Timing> timings, int threads) {
        double all = Math.min(1, Runtime.getRuntime().availableProcessors() / (double) threads);
        double now = timings.stream()
                .mapToDouble(timing -> timing.processors() / threads)
                .average()
                .orElse(all);
        return new TimeRange(BESIDES * length / all, BESIDES * length / Math.max(LEAST_SHARE, Math.min(all, now)));
    }

    private static long bytes(RunDescription description, Study study) {
        Partition partition = study.partition(Collections.max(description.shares()));
        var stimuli = partition.fitting().stimuli();
        long evaluated = partition.selection().count() + 2L * partition.report().count(); // scored/... is a copy
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

    /** How long, in words, and why it is a range where it is one. */
    String duration() {
        return length() + time.reason();
    }

    /** How long, in words. */
    String length() {
        return time.isKnown() ? time.text() : "less than a minute";
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
