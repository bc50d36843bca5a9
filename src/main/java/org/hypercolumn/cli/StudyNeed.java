package org.hypercolumn.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.data.Recording;
import org.hypercolumn.doctor.Examination;
import org.hypercolumn.doctor.Finding;
import org.hypercolumn.doctor.Severity;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.Study;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.TrainingPlan;

/**
 * What a study of all neurons with default settings needs on this machine.
 *
 * @param models how many, those included that others start from
 * @param neurons how many
 * @param time and bytes of files
 * @param memory at most
 */
record StudyNeed(int models, int neurons, StudyEstimate time, MemoryEstimate memory) {

    /** Whether a study would run, but for leaks. */
    static boolean isKnowable(Examination examination) {
        return examination.findings().stream()
                .allMatch(finding -> finding.severity() != Severity.REFUSED || finding.kind() == Finding.Kind.LEAK);
    }

    /** Times each model. */
    static StudyNeed of(Path data, Recording recording, List<Architecture> models, int threads)
            throws InterruptedException {
        List<Integer> neurons = IntStream.range(0, recording.neurons()).boxed().toList();
        TrainingPlan plan = TrainingPlan.paper();
        var description = RunDescription.of(RunData.of(data, recording, ReadOptions.found()), models, neurons, plan);
        Study study = Study.of(description, recording);
        int busy = Math.min(threads, study.fits().size());
        StudyEstimate time = StudyEstimate.of(
                description, study, FitWork.of(description, study), study.fits(), Kernels.best(), busy, line -> {});
        int batch = Math.min(plan.batch(), study.partition(1).fitting().count());
        return new StudyNeed(models.size(), neurons.size(), time, MemoryEstimate.of(recording, models, batch, busy));
    }

    /** In a line. */
    String text() {
        return "A study of %s and %s takes %s on %s%s;%nit needs about %s on disk and about %s of memory.%n"
                .formatted(
                        counted(models, "model"),
                        counted(neurons, "neuron"),
                        time.length(),
                        counted(memory.threads(), "thread"),
                        time.time().reason(),
                        StudyEstimate.size(time.bytes()),
                        StudyEstimate.size(memory.bytes()));
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
