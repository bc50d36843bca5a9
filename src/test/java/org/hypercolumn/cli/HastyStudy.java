package org.hypercolumn.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.Curriculum;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.hypercolumn.train.RunLock;
import org.hypercolumn.train.Session;
import org.hypercolumn.train.TrainingPlan;

/** A program that fits as {@code study} does, but leaves a checkpoint after every epoch; it is there to be killed. */
final class HastyStudy {

    static final int EPOCHS = 3;
    static final int BATCH = 13;

    private HastyStudy() {}

    /** Takes the recording's folder, the models, the neurons, the seeds and the run's folder. */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Recording recording = RecordingReader.read(data, ReadOptions.found());
        Curriculum curriculum = Curriculum.of(ModelNames.list(arguments[1]));
        List<Integer> neurons = NeuronSelection.parse(arguments[2]);
        TrainingPlan plan = TrainingPlan.paper().withEpochs(EPOCHS).withBatch(BATCH);
        RunDescription description = RunDescription.of(
                        RunData.of(data, recording, ReadOptions.found()), curriculum.models(), neurons, plan)
                .withSeeds(NeuronSelection.parse(arguments[3]).stream()
                        .map(Integer::longValue)
                        .toList());
        Study study = Study.of(description, recording);
        RunFolder folder = RunFolder.of(Path.of(arguments[4]));
        Session session = Sessions.begin(Kernels.best(), 2);
        var seconds = new AtomicLong();
        var progress = new ConsoleProgress(study.fits().size(), Map.of(), System::nanoTime);
        RunLock lock = study.begin(folder, session);
        try {
            study.run(folder, Kernels.best(), session, () -> Instant.ofEpochSecond(seconds.addAndGet(10)), progress);
        } finally {
            lock.close();
        }
    }
}
