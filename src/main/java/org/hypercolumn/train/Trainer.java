package org.hypercolumn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.FittedModel;
import org.jspecify.annotations.Nullable;

/**
 * Fits a list of neurons into a run folder, one neuron a thread. A fit that has ended is not made again; one that was
 * interrupted goes on from its last checkpoint; both end in the same bytes as a fit that was never disturbed.
 */
public final class Trainer {

    /** Notes in model files. */
    static final String NEURON = "hypercolumn.neuron";

    static final String EPOCH = "hypercolumn.epoch";
    static final String EPOCHS = "hypercolumn.epochs";

    static final String PROTOCOL = "hypercolumn.protocol";
    static final String SHARE = "hypercolumn.share";
    static final String SEED = "hypercolumn.seed";

    /** How long an interrupted thread may take to notice. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(10);

    private final RunFolder folder;
    private final Partition partition;
    private final TrainingPlan plan;
    private final Kernels kernels;
    private final int threads;
    private final InstantSource clock;
    private final Progress progress;

    /**
     * A trainer into one folder.
     *
     * @param threads fits at a time, 1 or more
     * @param clock says when the next checkpoint is due; it changes no result
     */
    public Trainer(
            RunFolder folder,
            Partition partition,
            TrainingPlan plan,
            Kernels kernels,
            int threads,
            InstantSource clock,
            Progress progress) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: must be 1 or more, got " + threads);
        }
        this.folder = folder;
        this.partition = partition;
        this.plan = plan;
        this.kernels = kernels;
        this.threads = threads;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Makes all fits that are not there yet, and evaluates all.
     *
     * @return one evaluated fit for each of {@code fits}, in their order
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the calling thread is interrupted; the run can go on later
     */
    public List<EvaluatedFit> fit(List<Fit> fits) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, runnable -> {
            Thread thread = new Thread(runnable, "fit");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var running = new ExecutorCompletionService<Map.Entry<Fit, EvaluatedFit>>(pool);
            ThreadLocal<TrainerSlot> slots = ThreadLocal.withInitial(TrainerSlot::new);
            List<Fit> there = fits.stream().filter(folder::isDone).toList();
            List<Fit> order = new ArrayList<>(there);
            fits.stream().filter(fit -> !there.contains(fit)).forEach(order::add);
            for (Fit fit : order) {
                running.submit(() -> Map.entry(fit, fitOrRead(fit, slots.get().of(fit.architecture()))));
            }
            Map<Fit, EvaluatedFit> done = new LinkedHashMap<>();
            for (int i = 0; i < fits.size(); i++) {
                Map.Entry<Fit, EvaluatedFit> next = running.take().get();
                done.put(next.getKey(), next.getValue());
                // Not before all that was there is back in: a resumed run must not lose rows.
                if (done.keySet().containsAll(there)) {
                    writeScores(fits, done);
                }
                progress.finished(next.getValue().score());
            }
            folder.dropCheckpoints();
            return fits.stream().map(done::get).toList();
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** A thread's networks: those of one architecture at a time, since they are what takes memory. */
    private final class TrainerSlot {

        private @Nullable NeuronTrainer trainer;

        NeuronTrainer of(Architecture architecture) {
            if (trainer == null || !trainer.architecture().equals(architecture)) {
                trainer = new NeuronTrainer(architecture, kernels, partition, plan);
            }
            return trainer;
        }
    }

    /** Scores of the fits that have ended so far, so that an interrupted run can be read. */
    private void writeScores(List<Fit> fits, Map<Fit, EvaluatedFit> done) throws IOException {
        List<FitScore> scores = new ArrayList<>();
        for (Fit fit : fits) {
            EvaluatedFit evaluated = done.get(fit);
            if (evaluated != null) {
                scores.add(evaluated.score());
            }
        }
        ScoresFile.write(folder.scores(), scores);
    }

    private static IOException rethrown(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof UncheckedIOException unchecked) {
            return Objects.requireNonNull(unchecked.getCause());
        }
        if (cause instanceof IOException checked) {
            return checked;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("a fit failed", failure);
    }

    private EvaluatedFit fitOrRead(Fit fit, NeuronTrainer trainer) throws IOException {
        if (folder.isDone(fit)) {
            folder.dropCheckpoint(fit);
            return evaluate(fit, folder.readModel(fit), trainer);
        }
        var stimuli = partition.fitting().stimuli();
        var checkpoint = folder.readCheckpoint(fit, partition.normalization(), stimuli.height(), stimuli.width());
        FitResult result = trainer.fit(fit.neuron(), checkpoint, afterEpoch(fit));
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(NEURON, Integer.toString(fit.neuron()));
        notes.put(PROTOCOL, plan.protocol().id());
        notes.put(SHARE, DecimalText.of(plan.share()));
        notes.put(SEED, Long.toString(plan.seed()));
        notes.put(EPOCH, Integer.toString(result.epoch()));
        notes.put(EPOCHS, EpochText.write(result.epochs()));
        FittedModel model = result.model().withNotes(notes);
        model.write(folder.model(fit));
        folder.dropCheckpoint(fit);
        return evaluate(fit, model, trainer);
    }

    private Consumer<Checkpoint> afterEpoch(Fit fit) {
        return new Consumer<>() {
            private Instant last = clock.instant();

            @Override
            public void accept(Checkpoint checkpoint) {
                List<Epoch> epochs = checkpoint.epochs();
                progress.epoch(fit, epochs.get(epochs.size() - 1));
                boolean due = Duration.between(last, clock.instant()).compareTo(BETWEEN_CHECKPOINTS) >= 0;
                if (due && epochs.size() < plan.epochs()) {
                    try {
                        checkpoint.write(folder.checkpoint(fit));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    last = clock.instant();
                }
            }
        };
    }

    private EvaluatedFit evaluate(Fit fit, FittedModel model, NeuronTrainer trainer) {
        return evaluate(fit, model, partition, plan, stimuli -> trainer.predict(model, stimuli));
    }

    /**
     * What a fitted model predicts to the evaluated tiers, and its score.
     *
     * @param predict the model's predictions {@code [S]} to stimuli
     */
    public static EvaluatedFit evaluate(
            Fit fit, FittedModel model, Partition partition, TrainingPlan plan, Function<Stimuli, float[]> predict) {
        Map<String, float[]> predictions = new LinkedHashMap<>();
        partition.evaluated().forEach((name, tier) -> predictions.put(name, predict.apply(tier.stimuli())));
        float[] reported = Objects.requireNonNull(predictions.get(partition.reportName()));
        Scores scores = Scores.of(reported, partition.report().responses().neuron(fit.neuron()));
        int epoch = Integer.parseInt(model.notes().getOrDefault(EPOCH, "0"));
        List<Epoch> epochs = EpochText.read(model.notes().getOrDefault(EPOCHS, ""));
        FitScore score =
                new FitScore(fit.architecture().id(), fit.neuron(), partition.reportName(), plan, epoch, scores);
        return new EvaluatedFit(fit, score, predictions, epochs);
    }
}
