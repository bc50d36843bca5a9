package org.hypercolumn.study;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.metrics.Summary;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.Session;

/**
 * How far a run has come, as its folder tells at one moment. The process that works on it is not asked: it may be on another
 * machine. Nor is its lock tried, which for that moment would keep a study from starting.
 *
 * @param state whether it goes on
 * @param sessions how many there were, the present one included
 * @param threads of the last session; 0 where run.json does not say
 * @param times of the last session
 * @param epochs of each fit
 * @param protocol that chooses the epochs and the images to report on
 * @param tier that the scores are of; empty while there are none
 * @param models one for each model and share, in the order of the run
 * @param underWay fits that are being made, or of a run that is not at work, stand at a checkpoint
 * @param pace of the session; empty where nothing can be measured yet, or nothing is at work
 * @param best the neurons with the largest CORR of all models, the best first
 * @param problems a line for each file that is damaged
 */
public record RunProgress(
        State state,
        int sessions,
        int threads,
        Times times,
        int epochs,
        String protocol,
        String tier,
        List<OfModel> models,
        List<UnderWay> underWay,
        Optional<Pace> pace,
        List<BestNeuron> best,
        List<String> problems) {

    private static final int BEST_NEURONS = 3;

    /** Whether a run goes on. */
    public enum State {
        /** Its session has not ended, and its files change. */
        RUNNING,
        /** Its session was stopped before its end, and said so. */
        STOPPED,
        /** Its session has not ended, but no file has changed for so long that it was probably stopped. */
        SILENT,
        /** Its last session has come to its end. */
        ENDED
    }

    /**
     * When the last session did what. Machines and disks have clocks of their own, so that a time between two of them may be
     * wrong by their difference.
     *
     * @param now the moment of this look, by the reader's clock
     * @param started by the clock of the session's machine; empty where run.json does not say
     * @param ended by the clock of the session's machine; empty if it has not come to its end
     * @param changed when a file of the run was last changed, by the clock of the disk
     * @param quietSince the same by the reader's clock, once it has seen a change
     */
    public record Times(
            Instant now, Optional<Instant> started, Optional<Instant> ended, Instant changed, Instant quietSince) {

        /** For how long no file has changed; 0 or more. */
        public Duration quiet() {
            return notNegative(Duration.between(quietSince, now));
        }

        /** How long the session has lasted until it ended, or until now; empty where run.json does not say. */
        public Optional<Duration> session() {
            return started.map(start -> notNegative(Duration.between(start, ended.orElse(now))));
        }

        /** How long ago the session ended; empty if it has not. */
        public Optional<Duration> sinceEnd() {
            return ended.map(end -> notNegative(Duration.between(end, now)));
        }

        private static Duration notNegative(Duration duration) {
            return duration.isNegative() ? Duration.ZERO : duration;
        }
    }

    /**
     * How far a model has come at a share, over neurons and seeds.
     *
     * @param model id
     * @param share of the training images
     * @param fits how many there will be
     * @param done how many have ended
     * @param correlation CORR over the neurons that are scored, a neuron's being its mean over seeds
     */
    public record OfModel(String model, double share, int fits, int done, Summary correlation) {}

    /**
     * A fit that is being made.
     *
     * @param fit which
     * @param epoch the last one that its checkpoint has; empty in its first 10 seconds, and in its first epoch
     */
    public record UnderWay(Fit fit, OptionalInt epoch) {}

    /**
     * How fast a session goes.
     *
     * @param fitsPerSecond with what its fits under way have done
     * @param left until all fits are made, at the pace of the session so far
     */
    public record Pace(double fitsPerSecond, Duration left) {}

    /**
     * A neuron and the model that predicts it best.
     *
     * @param neuron index in the recording
     * @param model id
     * @param share of the training images
     * @param correlation CORR, the mean over seeds
     */
    public record BestNeuron(int neuron, String model, double share, double correlation) {}

    public RunProgress {
        models = List.copyOf(models);
        underWay = List.copyOf(underWay);
        best = List.copyOf(best);
        problems = List.copyOf(problems);
    }

    /**
     * Looks at a folder; writes nothing, and takes no lock.
     *
     * @param now by the caller's clock
     * @throws BadDataFileException if there is no run.json, or it is damaged
     * @throws IOException if run.json cannot be read
     */
    public static RunProgress read(RunFolder folder, Instant now) throws IOException {
        return read(folder, now, Optional.empty());
    }

    /**
     * Looks at the same folder again, later.
     *
     * @throws IOException as {@link #read}
     */
    public RunProgress readAgain(RunFolder folder, Instant now) throws IOException {
        return read(folder, now, Optional.of(times));
    }

    private static RunProgress read(RunFolder folder, Instant now, Optional<Times> before) throws IOException {
        RunDescription description = RunDescription.read(folder);
        List<Session> sessions = Session.read(folder);
        List<Fit> fits = FitList.of(description).stream().distinct().toList();
        List<String> problems = new ArrayList<>();
        RunFiles files = RunFiles.of(folder, fits, description.plan().epochs(), problems);
        ScoresSoFar scores = ScoresSoFar.read(folder, description, problems);
        Optional<Session> last = sessions.isEmpty() ? Optional.empty() : Optional.of(sessions.get(sessions.size() - 1));
        Times times = times(last, files.changed().orElse(now), now, before);
        int threads = Math.max(0, last.map(Session::threads).orElse(0));
        int resumed = sessions.size() < 2 ? 0 : Math.max(1, threads);
        Optional<Pace> pace = times.started()
                .map(start -> new RunPace.Stretch(start, Math.max(1, threads), resumed))
                .flatMap(session -> new RunPace(description, fits, files).of(session, now));
        State state = last.filter(Session::wasStopped).isPresent()
                ? State.STOPPED
                : Silence.state(times, pace, description.plan().epochs(), Math.max(1, threads));
        // A run whose models were deleted has its results still; one at work makes them again.
        Predicate<Fit> done = fit -> files.models().containsKey(fit) || (state == State.ENDED && scores.has(fit));
        return new RunProgress(
                state,
                sessions.size(),
                threads,
                times,
                description.plan().epochs(),
                description.plan().protocol().id(),
                scores.tier(),
                models(description, fits, done, scores),
                underWay(new FitsUnderWay(fits, files), state, times, threads),
                state == State.RUNNING ? pace : Optional.empty(),
                scores.best(description, BEST_NEURONS),
                problems);
    }

    private static Times times(Optional<Session> last, Instant changed, Instant now, Optional<Times> before) {
        Instant quietSince = before.map(times -> times.changed().equals(changed) ? times.quietSince() : now)
                .orElse(changed);
        return new Times(now, last.flatMap(Session::startTime), last.flatMap(Session::endTime), changed, quietSince);
    }

    private static List<UnderWay> underWay(FitsUnderWay fits, State state, Times times, int threads) {
        return switch (state) {
            case RUNNING -> fits.atWork(times.started().orElse(Instant.MIN), Math.max(1, threads));
            case STOPPED, SILENT -> fits.interrupted();
            case ENDED -> List.of();
        };
    }

    private static List<OfModel> models(
            RunDescription description, List<Fit> fits, Predicate<Fit> done, ScoresSoFar scores) {
        Map<Architecture, Map<Double, int[]>> counts = new HashMap<>();
        for (Fit fit : fits) {
            int[] count = counts.computeIfAbsent(fit.architecture(), model -> new HashMap<>())
                    .computeIfAbsent(fit.share(), share -> new int[2]);
            count[0]++;
            count[1] += done.test(fit) ? 1 : 0;
        }
        List<OfModel> models = new ArrayList<>();
        for (Architecture model : description.models().stream().distinct().toList()) {
            for (double share : description.shares()) {
                int[] count = counts.getOrDefault(model, Map.of()).getOrDefault(share, new int[2]);
                models.add(new OfModel(model.id(), share, count[0], count[1], scores.correlation(model, share)));
            }
        }
        return models;
    }

    /** How many fits the run has. */
    public int fits() {
        return models.stream().mapToInt(OfModel::fits).sum();
    }

    /** How many of them have ended. */
    public int done() {
        return models.stream().mapToInt(OfModel::done).sum();
    }

    /** How many have not ended and are not under way. */
    public int left() {
        return fits() - done() - underWay.size();
    }
}
