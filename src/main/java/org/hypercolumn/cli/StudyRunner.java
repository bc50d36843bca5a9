package org.hypercolumn.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.StepTimer;

/** Runs a study for a command: says how long it will take, shows how it goes, and says how to go on if it is stopped. */
final class StudyRunner {

    private static final double MEASURED_SECONDS = 0.5;
    /** A forward pass in evaluation costs about a third of a training step. */
    private static final double EVALUATION_COST = 0.35;
    /** Fewer steps are not worth the seconds that it takes to time them. */
    private static final int FEW_STEPS = 500;

    private StudyRunner() {}

    /** Fits what is missing in the folder and prints the mean scores; the rows of scores.csv. */
    static List<FitScore> run(RunDescription description, Recording recording, RunFolder folder, int threads)
            throws IOException, InterruptedException {
        Study study = Study.of(description, recording);
        description.checkSameRun(folder);
        Kernels kernels = Kernels.best();
        int missing = study.missing(folder).size();
        int total = study.fits().size();
        announce(description, study, folder, kernels, threads);
        Session session = session(kernels, threads);
        List<FitScore> scores;
        try (var progress =
                new ConsoleProgress(total, missing * description.plan().epochs(), System::nanoTime)) {
            Thread hook = new Thread(() -> System.err.printf(
                    "%nhypercolumn: stopped with %d of %d fits done; the same command goes on from here%n",
                    progress.finishedFits(), total));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                scores = study.run(folder, kernels, session, Clock.systemUTC(), progress);
            } finally {
                removeHook(hook);
            }
        }
        System.out.print(ScoreTable.text(scores));
        return scores;
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has spoken.
            return;
        }
    }

    private static void announce(
            RunDescription description, Study study, RunFolder folder, Kernels kernels, int threads)
            throws InterruptedException {
        int missing = study.missing(folder).size();
        int total = study.fits().size();
        if (missing == 0) {
            System.err.printf("%s: all %d fits are there%n", folder.path(), total);
            return;
        }
        int effective = Math.min(threads, missing);
        System.err.printf(
                "%s%d fits (%s; %d neurons) of %d epochs over %d images on %d threads, %s: %s%n",
                missing == total ? "" : (total - missing) + " of " + total + " fits are there; ",
                missing,
                String.join(
                        ", ",
                        description.models().stream().map(Architecture::id).toList()),
                description.neurons().size(),
                description.plan().epochs(),
                study.partition().fitting().count(),
                effective,
                kernels.name(),
                duration(description, study, folder, kernels, effective));
    }

    private static String duration(
            RunDescription description, Study study, RunFolder folder, Kernels kernels, int threads)
            throws InterruptedException {
        List<Fit> missing = study.missing(folder);
        if (missing.size() * description.plan().epochs() * stepsPerEpoch(description, study) < FEW_STEPS) {
            return "about a minute or less";
        }
        double seconds = 0;
        for (Architecture model : description.models()) {
            long fits = missing.stream()
                    .filter(fit -> fit.architecture().equals(model))
                    .count();
            if (fits > 0) {
                seconds += fits * secondsPerFit(description, study, model, kernels, threads);
            }
        }
        return "about " + TimeText.of(seconds);
    }

    /** Training steps of an epoch, with the evaluation that ends it counted as steps. */
    private static double stepsPerEpoch(RunDescription description, Study study) {
        double batch = description.plan().batch();
        return Math.ceil(study.partition().fitting().count() / batch)
                + EVALUATION_COST * study.partition().selection().count() / batch;
    }

    private static double secondsPerFit(
            RunDescription description, Study study, Architecture model, Kernels kernels, int threads)
            throws InterruptedException {
        var stimuli = study.partition().fitting().stimuli();
        int batch = description.plan().batch();
        var timing = new StepTimer(kernels, System::nanoTime)
                .time(model, stimuli.height(), stimuli.width(), batch, threads, MEASURED_SECONDS);
        return timing.millisecondsPerStep()
                / 1000
                * stepsPerEpoch(description, study)
                * description.plan().epochs();
    }

    private static Session session(Kernels kernels, int threads) {
        String system = "%s %s, %s, %d processors"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors());
        return new Session(
                Clock.systemUTC().instant().toString(),
                "running",
                ProgramVersion.version(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                system,
                kernels.name(),
                threads);
    }
}
