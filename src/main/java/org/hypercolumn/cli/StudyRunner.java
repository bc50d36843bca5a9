package org.hypercolumn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.Curriculum;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Partition;
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

    /**
     * Fits what is missing in the folder and prints the mean scores.
     *
     * @param additions models that were not asked for; it says why they are fitted
     * @return the rows of scores.csv
     */
    static List<FitScore> run(
            RunDescription description,
            List<Curriculum.Addition> additions,
            Recording recording,
            RunFolder folder,
            int threads)
            throws IOException, InterruptedException {
        Study study = Study.of(description, recording);
        Kernels kernels = Kernels.best();
        Session session = session(kernels, threads);
        List<FitScore> scores;
        RunFolder.Lock lock = study.begin(folder, session);
        try {
            sayAdditions(additions, study.missing(folder));
            scores = fit(description, study, folder, kernels, session);
        } finally {
            lock.close();
        }
        System.out.print(ScoreTable.text(scores));
        return scores;
    }

    private static void sayAdditions(List<Curriculum.Addition> additions, List<Fit> missing) {
        for (Curriculum.Addition addition : additions) {
            if (missing.stream().anyMatch(fit -> fit.architecture().equals(addition.model()))) {
                System.err.printf(
                        "%s starts from %s, which is fitted first%n",
                        addition.neededBy().id(), addition.model().id());
            }
        }
    }

    private static List<FitScore> fit(
            RunDescription description, Study study, RunFolder folder, Kernels kernels, Session session)
            throws IOException, InterruptedException {
        int total = study.fits().size();
        Thread hook = new Thread(() -> System.err.printf(
                "%nhypercolumn: stopped with %d of %d fits done; the same command goes on from here%n",
                total - study.missing(folder).size(), total));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            List<Fit> missing = study.missing(folder);
            announce(description, study, missing, kernels, session.threads());
            int epochs = missing.size() * description.plan().epochs();
            try (var progress = new ConsoleProgress(total, epochs, System::nanoTime)) {
                return study.run(folder, kernels, session, Clock.systemUTC(), progress);
            }
        } finally {
            removeHook(hook);
        }
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
            RunDescription description, Study study, List<Fit> missing, Kernels kernels, int threads)
            throws InterruptedException {
        int total = study.fits().size();
        int there = total - missing.size();
        if (missing.isEmpty()) {
            System.err.println(total == 1 ? "the fit is there" : "all " + total + " fits are there");
            return;
        }
        int effective = Math.min(threads, missing.size());
        System.err.printf(
                "%s%s (%s) of %s over %s images on %s, %s%n",
                there == 0 ? "" : "%d of %d fits %s there; ".formatted(there, total, there == 1 ? "is" : "are"),
                counted(missing.size(), "fit"),
                what(description),
                counted(description.plan().epochs(), "epoch"),
                images(description, study),
                counted(effective, "thread"),
                kernels.name());
        // It takes seconds to find out, in which the line above can be read.
        System.err.println("this takes " + duration(description, study, missing, kernels, effective));
    }

    /** {@code rf-cnn, ff-cnn; 3 neurons}, and how many shares and seeds where there are several. */
    private static String what(RunDescription description) {
        String models = String.join(
                ", ", description.models().stream().map(Architecture::id).toList());
        int shares = description.shares().size();
        int seeds = description.seeds().size();
        return models
                + "; "
                + counted(description.neurons().size(), "neuron")
                + (shares == 1 ? "" : ", " + counted(shares, "share"))
                + (seeds == 1 ? "" : ", " + counted(seeds, "seed"));
    }

    /** How many images are fitted to: {@code 61}, or {@code 15 to 61} where shares differ. */
    private static String images(RunDescription description, Study study) {
        int fewest =
                study.partition(Collections.min(description.shares())).fitting().count();
        int most =
                study.partition(Collections.max(description.shares())).fitting().count();
        return fewest == most ? Integer.toString(most) : fewest + " to " + most;
    }

    /** {@code 1 fit}, {@code 2 fits}. */
    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String duration(
            RunDescription description, Study study, List<Fit> missing, Kernels kernels, int threads)
            throws InterruptedException {
        Map<Architecture, Double> steps = new LinkedHashMap<>();
        for (Fit fit : missing) {
            double more = stepsPerEpoch(description, study, fit.share())
                    * description.plan().epochs();
            steps.merge(fit.architecture(), more, Double::sum);
        }
        if (steps.values().stream().mapToDouble(Double::doubleValue).sum() < FEW_STEPS) {
            return "about a minute or less";
        }
        double seconds = 0;
        for (Map.Entry<Architecture, Double> model : steps.entrySet()) {
            seconds += model.getValue() * secondsPerStep(description, study, model.getKey(), kernels, threads);
        }
        return "about " + TimeText.of(seconds);
    }

    /** Training steps of an epoch, with the evaluation that ends it counted as steps. */
    private static double stepsPerEpoch(RunDescription description, Study study, double share) {
        Partition partition = study.partition(share);
        double batch = Math.min(description.plan().batch(), partition.fitting().count());
        return Math.ceil(partition.fitting().count() / batch)
                + EVALUATION_COST * partition.selection().count() / batch;
    }

    private static double secondsPerStep(
            RunDescription description, Study study, Architecture model, Kernels kernels, int threads)
            throws InterruptedException {
        var stimuli =
                study.partition(Collections.max(description.shares())).fitting().stimuli();
        int batch = Math.min(description.plan().batch(), stimuli.count());
        var timing = new StepTimer(kernels, System::nanoTime)
                .time(model, stimuli.height(), stimuli.width(), batch, threads, MEASURED_SECONDS);
        return timing.millisecondsPerStep() / 1000;
    }

    private static Session session(Kernels kernels, int threads) {
        String system = "%s %s, %s, %d x %s"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        processor());
        return new Session(
                Clock.systemUTC().instant().toString(),
                "running",
                ProgramVersion.version(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                system,
                kernels.name(),
                threads);
    }

    /** The processor's name where the system tells it, else {@code processor}. */
    private static String processor() {
        Path told = Path.of("/proc/cpuinfo");
        try (Stream<String> lines = Files.lines(told, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor");
        } catch (IOException | UncheckedIOException e) {
            return "processor";
        }
    }
}
