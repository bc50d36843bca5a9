package org.hypercolumn.study;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.Partitions;
import org.hypercolumn.train.Progress;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.Trainer;

/**
 * The fits of one command and the run folder that they fill. Whatever is there already is kept; the same study on the same
 * folder goes on where it stopped, and a larger one adds to it.
 */
public final class Study {

    private final RunDescription description;
    private final Partitions partitions;
    private final List<Fit> fits;

    private Study(RunDescription description, Partitions partitions) {
        this.description = description;
        this.partitions = partitions;
        this.fits = FitList.of(description);
    }

    /**
     * The study of a description.
     *
     * @throws IllegalArgumentException if a neuron is not in the recording, or its images are too few for the protocol
     *     and the smallest share, or too small for a model
     */
    public static Study of(RunDescription description, Recording recording) {
        for (int neuron : description.neurons()) {
            if (neuron < 0 || neuron >= recording.neurons()) {
                throw new IllegalArgumentException(
                        "site %s: neuron %d of N = %d asked for; neurons are numbered 0 to %d"
                                .formatted(recording.site(), neuron, recording.neurons(), recording.neurons() - 1));
            }
        }
        for (Architecture model : description.models()) {
            model.grid(recording.height(), recording.width());
        }
        Partitions partitions = Partitions.of(recording, description.plan());
        var study = new Study(description, partitions);
        study.partition(Collections.min(description.shares())); // the first that could have too few images
        return study;
    }

    /** All fits in order. */
    public List<Fit> fits() {
        return fits;
    }

    /** The parts that the images play with a share, of the first seed: other seeds have as many. */
    public Partition partition(double share) {
        return partitions.of(share, description.seeds().get(0));
    }

    /**
     * What the repeats of the images that are reported on say of the study's neurons, and so of how well any model could
     * score; computed anew from the recording.
     *
     * @param threads neurons at a time, 1 or more
     * @throws InterruptedException if interrupted
     */
    public Ceilings ceilings(int threads) throws InterruptedException {
        Partition partition = partition(Collections.min(description.shares())); // all report on the same images
        Map<Integer, Ceilings> byNeuron = new ConcurrentHashMap<>();
        try {
            NeuronTasks.run(
                    description.neurons(),
                    threads,
                    neuron -> byNeuron.put(neuron, Ceilings.of(partition.report(), partition.neuronIds(), neuron)));
        } catch (IOException e) {
            throw new IllegalStateException("ceilings: read no file, but", e);
        }
        return Ceilings.joined(description.neurons().stream()
                .map(neuron -> Objects.requireNonNull(byNeuron.get(neuron)))
                .toList());
    }

    /** The fits that a folder does not have yet. */
    public List<Fit> missing(RunFolder folder) {
        return fits.stream().filter(fit -> !folder.isDone(fit)).toList();
    }

    /**
     * The fits whose model, or checkpoint where they have not ended, is there but damaged or another fit's; all files are read.
     *
     * @throws IOException if a file cannot be read
     */
    public List<Fit> damaged(RunFolder folder) throws IOException {
        List<Fit> damaged = new ArrayList<>();
        for (Fit fit : fits) {
            if (!folder.isWhole(fit)) {
                damaged.add(fit);
            }
        }
        return damaged;
    }

    /**
     * Takes the folder for this study and notes the session in its run.json.
     *
     * @return to be closed when the work is done
     * @throws IOException if the folder holds another run, is in use or cannot be written to
     */
    public RunLock begin(RunFolder folder, Session session) throws IOException {
        description.checkGoesOn(folder);
        RunLock lock = folder.lock();
        try {
            description.checkGoesOn(folder);
            folder.seal().open();
            description.write(folder, session);
            return lock;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Notes that the session was stopped, so that nobody takes the run for one at work. */
    public void stop(RunFolder folder, Session session) throws IOException {
        description.write(folder, session.withStop());
    }

    /**
     * After {@link #begin}, writes what is known of the neurons, fits what is missing and writes scores, predictions and log.
     *
     * @return the rows of scores.csv
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if interrupted; the study can go on later
     */
    public List<FitScore> run(
            RunFolder folder, Kernels kernels, Session session, InstantSource clock, Progress progress)
            throws IOException, InterruptedException {
        ceilings(session.threads()).write(folder.neurons());
        var trainer = new Trainer(folder, partitions, description.plan(), kernels, session.threads(), clock, progress);
        List<FitScore> scores = trainer.fit(fits);
        description.write(folder, session.withEnded(clock.instant().toString()));
        folder.seal().close();
        return scores;
    }
}
