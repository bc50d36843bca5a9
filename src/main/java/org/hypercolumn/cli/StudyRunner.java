package org.hypercolumn.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.NamedPrimary;
import org.hypercolumn.study.PrimaryComparison;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.Curriculum;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Progress;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.StepTimer;

/**
 * Runs a study for a command: says how long it will take, shows how it goes, and says how to go on if it is stopped. Mutable
 * until it runs.
 */
final class StudyRunner {

    /** Whether a run makes tables: always, or only where it has made some before, which must stay true. */
    private enum Tables {
        WANTED,
        KEPT_TRUE
    }

    private final RunDescription description;
    private final List<Curriculum.Addition> additions;
    private final Study study;
    private final RunFolder folder;
    private final int threads;
    private final Kernels kernels = Kernels.best();
    private final List<String> first = new ArrayList<>();
    private Optional<PrimaryComparison> primary = Optional.empty();

    /**
     * A runner of a study.
     *
     * @param additions models that were not asked for; it says why they are fitted
     * @throws IllegalArgumentException if the recording does not fit the study
     */
    StudyRunner(
            RunDescription description,
            List<Curriculum.Addition> additions,
            Recording recording,
            RunFolder folder,
            int threads) {
        this.description = description;
        this.additions = additions;
        this.study = Study.of(description, recording);
        this.folder = folder;
        this.threads = threads;
    }

    /** What is fitted. */
    RunData data() {
        return description.data();
    }

    /**
     * Names the primary comparison, when the fits begin.
     *
     * @throws IllegalArgumentException if its baseline is not among the models
     */
    void name(PrimaryComparison comparison) {
        if (!description.modelIds().contains(comparison.baseline())) {
            throw new IllegalArgumentException(
                    "primary: its baseline %s is not among the models (%s); add it to --models, or name another such as metric=%s,baseline=%s"
                            .formatted(
                                    comparison.baseline(),
                                    String.join(", ", description.modelIds()),
                                    comparison.metric().id(),
                                    description.modelIds().get(0)));
        }
        primary = Optional.of(comparison);
        first.add("primary comparison: " + comparison.words());
        int images =
                study.partition(Collections.min(description.shares())).report().count();
        if (!comparison.metric().isInformative(images)) {
            first.add(
                    "%s of %d images (k = %d) is not informative, and no test of it is printed; report on 500 or more, or name corr"
                            .formatted(comparison.metric().name(), images, PeakTuning.peakImages(images)));
        }
    }

    /** Adds lines that the user shall read before the fits begin; they are left out if the study is refused. */
    void sayFirst(List<String> lines) {
        first.addAll(lines);
    }

    /** Fits what is missing; the rows of scores.csv. */
    List<FitScore> fit() throws IOException, InterruptedException {
        return fit(Tables.KEPT_TRUE, () -> {});
    }

    /** Fits what is missing and writes the tables; the rows of scores.csv. */
    List<FitScore> fitAndTabulate() throws IOException, InterruptedException {
        return fitAndTabulate(() -> {});
    }

    /** The same, with something to be made whenever the tables are made anew. */
    List<FitScore> fitAndTabulate(TabulatingProgress.Then then) throws IOException, InterruptedException {
        return fit(Tables.WANTED, then);
    }

    private List<FitScore> fit(Tables tables, TabulatingProgress.Then then) throws IOException, InterruptedException {
        Session session = Sessions.begin(kernels, threads);
        RunLock lock = study.begin(folder, session);
        try {
            return fit(session, folder.hasTables() ? Tables.WANTED : tables, then);
        } finally {
            lock.close();
        }
    }

    /** What the run, once it has begun, knows of its neurons whatever the model. */
    Ceilings ceilings() throws IOException {
        return Ceilings.readOfRun(folder.neurons());
    }

    private void sayAdditions(List<Fit> missing) {
        for (Curriculum.Addition addition : additions) {
            if (missing.stream().anyMatch(fit -> fit.architecture().equals(addition.model()))) {
                System.err.printf(
                        "%s starts from %s, which is fitted first%n",
                        addition.neededBy().id(), addition.model().id());
            }
        }
    }

    /** What is damaged would be taken for done; it is kept for who wants to look at it, and fitted again. */
    private void setDamagedAside() throws IOException {
        for (Fit fit : study.damaged(folder)) {
            System.err.printf(
                    "%s: its %s is damaged; it is kept as %s and fitted again%n",
                    fit,
                    folder.isDone(fit) ? "model" : "checkpoint",
                    folder.path().relativize(folder.setAside(fit)));
        }
    }

    /** Fits what is missing; tables, if wanted, are made anew whenever all fits of a model have ended. */
    private List<FitScore> fit(Session session, Tables tables, TabulatingProgress.Then then)
            throws IOException, InterruptedException {
        int total = study.fits().size();
        var shown = new AtomicReference<ConsoleProgress>();
        var stopped = new OnStop(() -> {
            Optional.ofNullable(shown.get()).ifPresent(ConsoleProgress::stop);
            sayStopped(session, total);
        });
        try {
            setDamagedAside();
            List<Fit> missing = study.missing(folder);
            if (primary.isPresent()) {
                NamedPrimary.write(folder, primary.get(), total - missing.size());
            }
            first.forEach(System.err::println);
            sayAdditions(missing);
            FitWork work = FitWork.left(description, study, folder, missing);
            Map<Architecture, StepTimer.Timing> timings = announce(missing, work);
            Map<Fit, ConsoleProgress.Left> left = new LinkedHashMap<>();
            missing.forEach(
                    fit -> left.put(fit, new ConsoleProgress.Left(work.epochs(fit), work.seconds(fit, timings))));
            try (var console = new ConsoleProgress(total, left, System::nanoTime)) {
                shown.set(console);
                Progress progress = tables == Tables.WANTED ? new TabulatingProgress(console, folder, then) : console;
                return study.run(folder, kernels, session, Clock.systemUTC(), progress);
            }
        } finally {
            stopped.close();
        }
    }

    private void sayStopped(Session session, int total) {
        System.err.printf(
                "%nhypercolumn: stopped with %d of %d fits done; the same command goes on from here%n",
                total - study.missing(folder).size(), total);
        try {
            study.stop(folder, session);
        } catch (IOException e) {
            return; // watch will find out by the silence
        }
    }

    /** Says how long it takes; what it measured for that. */
    private Map<Architecture, StepTimer.Timing> announce(List<Fit> missing, FitWork work) throws InterruptedException {
        System.err.println(what(missing));
        if (missing.isEmpty()) {
            return Map.of();
        }
        if (!StudyEstimate.isLittle(work, missing)) {
            System.err.println("measuring how fast this machine is");
        }
        var estimate =
                StudyEstimate.of(description, study, work, missing, kernels, effectiveThreads(missing), line -> {});
        sayTotal(System.err, estimate);
        return estimate.timings();
    }

    private static void sayTotal(PrintStream to, StudyEstimate estimate) {
        to.printf("this takes %s; files of about %s%n", estimate.duration(), StudyEstimate.size(estimate.bytes()));
    }

    private int effectiveThreads(List<Fit> missing) {
        return Math.min(threads, missing.size());
    }

    /**
     * Checks that the folder holds nothing but a part of this run.
     *
     * @throws IOException if it holds another run
     */
    void checkGoesOn() throws IOException {
        description.checkGoesOn(folder);
    }

    /** How much is left to do; times each model, if it is worth it. */
    WorkLeft workLeft() throws IOException, InterruptedException {
        List<Fit> missing = missingOrDamaged(study.damaged(folder));
        return missing.isEmpty() ? done() : workLeft(missing, estimate(missing, line -> {}));
    }

    private WorkLeft done() {
        return new WorkLeft(0, study.fits().size(), TimeRange.unknown(), 0);
    }

    private WorkLeft workLeft(List<Fit> missing, StudyEstimate estimate) {
        return new WorkLeft(missing.size(), study.fits().size(), estimate.time(), estimate.bytes());
    }

    private List<Fit> missingOrDamaged(List<Fit> damaged) {
        return study.fits().stream()
                .filter(fit -> !folder.isDone(fit) || damaged.contains(fit))
                .toList();
    }

    private StudyEstimate estimate(List<Fit> missing, StudyEstimate.Listener listener)
            throws IOException, InterruptedException {
        FitWork work = FitWork.left(description, study, folder, missing);
        return StudyEstimate.of(description, study, work, missing, kernels, effectiveThreads(missing), listener);
    }

    /**
     * Prints what would be done, model by model.
     *
     * @return how much that is
     * @throws IOException if the folder holds another run
     */
    WorkLeft sayPlan() throws IOException, InterruptedException {
        description.checkGoesOn(folder);
        first.forEach(System.err::println);
        List<Fit> damaged = study.damaged(folder);
        damaged.forEach(fit -> System.err.printf("%s is damaged and would be fitted again%n", fit));
        List<Fit> missing = missingOrDamaged(damaged);
        System.out.println(what(missing));
        if (missing.isEmpty()) {
            return done();
        }
        String format = "%-24s  %6s  %9s  %14s%n";
        System.out.printf(format, "model", "fits", "ms a step", "time");
        StudyEstimate estimate = estimate(
                missing,
                line -> System.out.printf(format, line.model().id(), line.fits(), step(line), time(line.time())));
        System.out.printf(format, "total", missing.size(), "", time(estimate.time()));
        sayTotal(System.out, estimate);
        return workLeft(missing, estimate);
    }

    private static String step(StudyEstimate.Line line) {
        return Double.isNaN(line.millisecondsPerStep())
                ? "–"
                : String.format(Locale.ROOT, "%.1f", line.millisecondsPerStep());
    }

    private static String time(TimeRange time) {
        return time.isKnown() ? time.text() : "–";
    }

    private String what(List<Fit> missing) {
        int total = study.fits().size();
        int there = total - missing.size();
        if (missing.isEmpty()) {
            return total == 1 ? "the fit is already done" : "all " + total + " fits are already done";
        }
        return "%s%s (%s) of %s over %s images on %s, %s"
                .formatted(
                        there == 0
                                ? ""
                                : "%d of %d fits %s already done; ".formatted(there, total, there == 1 ? "is" : "are"),
                        counted(missing.size(), "fit"),
                        lists(),
                        counted(description.plan().epochs(), "epoch"),
                        images(),
                        counted(effectiveThreads(missing), "thread"),
                        kernels.name());
    }

    /** {@code rf-cnn, ff-cnn; 3 neurons}, and how many shares and seeds where there are several. */
    private String lists() {
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
    private String images() {
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
}
