package org.hypercolumn.study;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.EvaluatedFit;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.Partition;
import org.hypercolumn.train.Progress;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunOutputs;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.Trainer;

/**
 * The fits of one command and the run folder that they fill. Whatever is there already is kept; the same study on the same
 * folder goes on where it stopped.
 */
public final class Study {

    private final RunDescription description;
    private final Partition partition;
    private final List<Fit> fits;

    private Study(RunDescription description, Partition partition, List<Fit> fits) {
        this.description = description;
        this.partition = partition;
        this.fits = fits;
    }

    /**
     * The study of a description.
     *
     * @throws IllegalArgumentException if a neuron is not in the recording, or its images are too few for the protocol or
     *     too small for a model
     */
    public static Study of(RunDescription description, Recording recording) {
        for (int neuron : description.neurons()) {
            if (neuron < 0 || neuron >= recording.neurons()) {
                throw new IllegalArgumentException("site %s: neuron %d of N = %d asked for; neurons count from 0 to %d"
                        .formatted(recording.site(), neuron, recording.neurons(), recording.neurons() - 1));
            }
        }
        for (Architecture model : description.models()) {
            model.grid(recording.height(), recording.width());
        }
        return new Study(
                description,
                Partition.of(recording, description.plan()),
                FitList.of(description.models(), description.neurons()));
    }

    /** All fits in order. */
    public List<Fit> fits() {
        return fits;
    }

    /** The parts that the images play. */
    public Partition partition() {
        return partition;
    }

    /** The fits that a folder does not have yet. */
    public List<Fit> missing(RunFolder folder) {
        return fits.stream().filter(fit -> !folder.isDone(fit)).toList();
    }

    /**
     * Takes the folder for this study and notes the session in its run.json.
     *
     * @return to be closed when the work is done
     * @throws IOException if the folder holds another run, is in use or cannot be written to
     */
    public RunFolder.Lock begin(RunFolder folder, Session session) throws IOException {
        description.checkSameRun(folder);
        RunFolder.Lock lock = folder.lock();
        try {
            description.checkSameRun(folder);
            description.write(folder, session);
            return lock;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * After {@link #begin}, fits what is missing and writes scores, predictions and log.
     *
     * @return the rows of scores.csv
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if interrupted; the study can go on later
     */
    public List<FitScore> run(
            RunFolder folder, Kernels kernels, Session session, InstantSource clock, Progress progress)
            throws IOException, InterruptedException {
        var trainer = new Trainer(folder, partition, description.plan(), kernels, session.threads(), clock, progress);
        List<EvaluatedFit> evaluated = trainer.fit(fits);
        for (Architecture model : description.models()) {
            RunOutputs.writePredictions(folder, partition, ofModel(evaluated, model));
        }
        RunOutputs.writeLog(folder, evaluated);
        description.write(folder, session.withEnded(clock.instant().toString()));
        return evaluated.stream().map(EvaluatedFit::score).toList();
    }

    private static List<EvaluatedFit> ofModel(List<EvaluatedFit> evaluated, Architecture model) {
        List<EvaluatedFit> chosen = new ArrayList<>();
        for (EvaluatedFit fit : evaluated) {
            if (fit.fit().architecture().equals(model)) {
                chosen.add(fit);
            }
        }
        return chosen;
    }
}
