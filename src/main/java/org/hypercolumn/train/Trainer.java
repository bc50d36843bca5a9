package org.hypercolumn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Responses;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.model.FittedModel;
import org.jspecify.annotations.Nullable;

/**
 * Fits a list of neurons into a run folder, one neuron a thread. A fit that has ended is not made again; one that was
 * interrupted goes on from its last checkpoint; both end in the same bytes as a fit that was never disturbed. A fit begins
 * when those that it starts from have ended, of the same neuron, share and seed; what it takes over it reads from their files.
 */
public final class Trainer {

    /** Notes in model files. */
    static final String NEURON = "hypercolumn.neuron";

    private static final String NEURON_ID = "hypercolumn.neuron_id";

    static final String EPOCH = "hypercolumn.epoch";
    static final String EPOCHS = "hypercolumn.epochs";

    static final String PROTOCOL = "hypercolumn.protocol";
    static final String SHARE = "hypercolumn.share";
    static final String SEED = "hypercolumn.seed";

    /** Standard deviation of the training responses, where the network learned them in that unit. */
    static final String RESPONSE_SCALE = "hypercolumn.response_scale";

    /** Digest of the data and the plan of the run. */
    static final String RUN = "hypercolumn.run";

    /** How long an interrupted thread may take to notice. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(10);

    private final RunFolder folder;
    private final Partitions partitions;
    private final TrainingPlan plan;
    private final Kernels kernels;
    private final int threads;
    private final InstantSource clock;
    private final Progress progress;

    /**
     * A trainer into one folder.
     *
     * @param plan of the run; share and seed are those of each fit
     * @param threads fits at a time, 1 or more
     * @param clock says when the next checkpoint is due; it changes no result
     */
    public Trainer(
            RunFolder folder,
            Partitions partitions,
            TrainingPlan plan,
            Kernels kernels,
            int threads,
            InstantSource clock,
            Progress progress) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: must be 1 or more, got " + threads);
        }
        this.folder = folder;
        this.partitions = partitions;
        this.plan = plan;
        this.kernels = kernels;
        this.threads = threads;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Makes all fits that are not there yet, and evaluates all. Of those that need not wait for others the first in order
     * begins.
     *
     * @return the rows of scores.csv, one for each of {@code fits}, in their order
     * @throws IllegalArgumentException if a fit starts from one that is not among {@code fits}
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the calling thread is interrupted; the run can go on later
     */
    public List<FitScore> fit(List<Fit> fits) throws IOException, InterruptedException {
        Set<Fit> there =
                new LinkedHashSet<>(fits.stream().filter(folder::isDone).toList());
        var order = new FitOrder(fits, there);
        var results = new RunResults(folder, partitions, fits, there);
        ExecutorService pool = Executors.newFixedThreadPool(threads, runnable -> {
            Thread thread = new Thread(runnable, "fit");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var running = new ExecutorCompletionService<EvaluatedFit>(pool);
            ThreadLocal<TrainerSlot> slots = ThreadLocal.withInitial(TrainerSlot::new);
            int begun = 0;
            for (int ended = 0; ended < fits.size(); ended++) {
                begun += begin(order, threads - (begun - ended), running, slots);
                if (begun == ended) {
                    throw new IllegalStateException(
                            "trainer: fits wait for each other; order them as a Curriculum does");
                }
                EvaluatedFit next = running.take().get();
                order.end(next.fit());
                begun += begin(order, 1, running, slots); // no thread shall wait for the files
                boolean grouped = results.add(next);
                progress.finished(next.score());
                if (grouped) {
                    progress.grouped(results.scores());
                }
            }
            folder.dropCheckpoints();
            return results.scores();
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Begins up to {@code most} fits; how many. */
    private int begin(
            FitOrder order, int most, ExecutorCompletionService<EvaluatedFit> running, ThreadLocal<TrainerSlot> slots) {
        int begun = 0;
        Optional<Fit> next = most > 0 ? order.next() : Optional.empty();
        while (next.isPresent()) {
            Fit fit = next.get();
            List<Fit> parents = order.parents(fit);
            running.submit(() -> fitOrRead(fit, parents, slots.get().of(fit)));
            begun++;
            next = begun < most ? order.next() : Optional.empty();
        }
        return begun;
    }

    /** A thread's networks: those of one architecture at a time, since they are what takes memory. */
    private final class TrainerSlot {

        private @Nullable NeuronTrainer trainer;

        NeuronTrainer of(Fit fit) {
            if (trainer == null || !trainer.makes(fit)) {
                trainer = null; // before there is another one
                trainer = new NeuronTrainer(
                        fit.architecture(), kernels, partitions.of(fit.share(), fit.seed()), plan.of(fit), budget());
            }
            return trainer;
        }
    }

    /** Bytes that a thread may keep features in: together half of the memory. */
    private long budget() {
        return Runtime.getRuntime().maxMemory() / 2 / threads;
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

    private EvaluatedFit fitOrRead(Fit fit, List<Fit> parents, NeuronTrainer trainer) throws IOException {
        if (folder.isDone(fit)) {
            folder.dropCheckpoint(fit);
            return evaluate(fit, folder.readModel(fit), trainer);
        }
        Partition partition = trainer.partition();
        var stimuli = partition.fitting().stimuli();
        var checkpoint = folder.readCheckpoint(fit, partition.normalization(), stimuli.height(), stimuli.width());
        List<FittedModel> stages = new ArrayList<>();
        for (Fit parent : parents) {
            stages.add(folder.readModel(parent));
        }
        FitResult result = trainer.fit(fit.neuron(), stages, checkpoint, afterEpoch(fit));
        FittedModel model = result.model().withNotes(notes(result));
        model.write(folder.model(fit));
        folder.dropCheckpoint(fit);
        return evaluate(fit, model, trainer);
    }

    private Map<String, String> notes(FitResult result) throws IOException {
        Map<String, String> notes = folder.mark(result.fit());
        notes.put(NEURON_ID, neuronId(result.fit()));
        notes.put(PROTOCOL, plan.protocol().id());
        if (plan.responses() == ResponseScaling.SCALED) {
            notes.put(RESPONSE_SCALE, DecimalText.of(result.scale().factor()));
        }
        notes.put(EPOCH, Integer.toString(result.epoch()));
        notes.put(EPOCHS, EpochText.write(result.epochs()));
        return notes;
    }

    private String neuronId(Fit fit) {
        return partitions.of(fit.share(), fit.seed()).neuronIds().at(fit.neuron());
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
                        checkpoint.write(folder.checkpoint(fit), folder.checkpointMark(fit));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    last = clock.instant();
                }
            }
        };
    }

    private EvaluatedFit evaluate(Fit fit, FittedModel model, NeuronTrainer trainer) {
        Partition partition = trainer.partition();
        Map<String, float[]> predictions = new LinkedHashMap<>();
        partition.evaluated().forEach((name, tier) -> predictions.put(name, trainer.predict(model, tier.stimuli())));
        float[] reported = Objects.requireNonNull(predictions.get(partition.reportName()));
        List<Epoch> epochs = EpochText.read(model.notes().getOrDefault(EPOCHS, ""));
        return new EvaluatedFit(fit, score(fit, model, partition, plan, reported), predictions, epochs);
    }

    /**
     * The score of a fitted model, on single trials too where the images to report on have them.
     *
     * @param partition of the fit's share and seed
     * @param plan of the run
     * @param reported the model's predictions {@code [S]} to the partition's images to report on, read only
     */
    public static FitScore score(Fit fit, FittedModel model, Partition partition, TrainingPlan plan, float[] reported) {
        int neuron = fit.neuron();
        Responses responses = partition.report().responses();
        float[] recorded = responses.neuron(neuron);
        Scores scores = responses
                .trials()
                .map(trials -> Scores.of(reported, recorded, trials.neuron(neuron)))
                .orElseGet(() -> Scores.of(reported, recorded));
        int epoch = Integer.parseInt(model.notes().getOrDefault(EPOCH, "0"));
        String id = partition.neuronIds().at(neuron);
        return new FitScore(fit.architecture().id(), neuron, id, partition.reportName(), plan.of(fit), epoch, scores);
    }
}
