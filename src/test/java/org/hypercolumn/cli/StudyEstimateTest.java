package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
import org.hypercolumn.train.SilentProgress;
import org.hypercolumn.train.SmallRecordings;
import org.hypercolumn.train.StepTimer;
import org.hypercolumn.train.TrainingPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class StudyEstimateTest {

    /** Headers and numbers have as many characters as they happen to have. */
    private static final double FACTOR = 1.1;

    private static final Kernels KERNELS = Kernels.best();

    @TempDir
    private Path temporary;

    private Path data;
    private Recording recording;

    @BeforeEach
    void write_a_recording() throws IOException {
        data = SmallRecordings.write(temporary.resolve("data"));
        recording = RecordingReader.read(data, ReadOptions.found());
    }

    private RunDescription description(String models, int epochs) throws IOException {
        Curriculum curriculum = Curriculum.of(ModelNames.list(models));
        TrainingPlan plan = TrainingPlan.paper().withEpochs(epochs);
        return RunDescription.of(
                RunData.of(data, recording, ReadOptions.found()), curriculum.models(), List.of(0, 1, 2, 3, 4), plan);
    }

    private StudyEstimate estimate(RunDescription description, List<StudyEstimate.Line> heard)
            throws InterruptedException {
        Study study = Study.of(description, recording);
        return StudyEstimate.of(
                description, study, FitWork.of(description, study), study.fits(), KERNELS, 1, heard::add);
    }

    @ParameterizedTest(name = "{0}, {1} epochs")
    @CsvSource(
            delimiter = '|',
            value = {"rf-cnn | 1", "rf-sa-cnn-star-incr | 1", "recurrent-cnn | 1", "rf-cnn,rf-sa-cnn | 17"})
    void bytes_are_about_those_of_a_run_that_has_ended(String models, int epochs)
            throws IOException, InterruptedException {
        data = SmallRecordings.write(temporary.resolve("larger"), 24, 24);
        recording = RecordingReader.read(data, ReadOptions.found());
        RunDescription description = description(models, epochs);
        Study study = Study.of(description, recording);
        RunFolder folder = RunFolder.of(temporary.resolve("run"));
        Session session = Sessions.begin(KERNELS, 1);
        RunLock lock = study.begin(folder, session);
        try {
            study.run(folder, KERNELS, session, Clock.systemUTC(), new SilentProgress());
        } finally {
            lock.close();
        }

        double estimated = estimate(description, new ArrayList<>()).bytes();
        assertThat(estimated).isBetween(size(folder.path()) / FACTOR, size(folder.path()) * FACTOR);
    }

    private static double size(Path folder) throws IOException {
        double bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Test
    void what_is_done_in_no_time_is_not_timed() throws IOException, InterruptedException {
        List<StudyEstimate.Line> heard = new ArrayList<>();

        StudyEstimate estimate = estimate(description("rf-cnn,rf-sa-cnn-star-incr", 1), heard);

        assertThat(estimate.lines()).isEqualTo(heard);
        assertThat(heard)
                .extracting(line -> line.model().id())
                .containsExactly("rf-cnn", "rf-cnn-c30", "rf-sa-cnn-star-incr");
        assertThat(heard)
                .allMatch(line -> line.fits() == 5)
                .allMatch(line -> Double.isNaN(line.millisecondsPerStep()))
                .noneMatch(line -> line.time().isKnown());
        assertThat(estimate.duration()).isEqualTo("less than a minute");
    }

    @Test
    @Tag("slow")
    void time_is_that_of_a_step_by_the_steps() throws IOException, InterruptedException {
        StudyEstimate estimate = estimate(description("rf-cnn", 40_000), new ArrayList<>());

        StudyEstimate.Line line = estimate.lines().get(0);
        StepTimer.Timing timing = estimate.timings().get(line.model());
        // 61 images in batches of 50; 23 choose the epoch after each, and at the end they and 29 of test are predicted
        double milliseconds = 5
                * (40_000 * 61 / 50.0 * timing.processorMilliseconds()
                        + (40_000 * 23.0 + 23 + 29) * timing.evaluationMilliseconds());
        assertThat(line.millisecondsPerStep()).isPositive().isEqualTo(timing.processorMilliseconds());
        assertThat(line.time().low()).isCloseTo(1.06 * milliseconds / 1000, within(1e-6));
        assertThat(line.time().high()).isGreaterThanOrEqualTo(line.time().low());
        assertThat(estimate.time().low()).isCloseTo(line.time().low(), within(1e-6));
        assertThat(estimate.duration())
                .isEqualTo(estimate.time().text() + estimate.time().reason());
    }

    @Test
    void a_damaged_checkpoint_counts_as_none() throws IOException {
        RunDescription description = description("rf-cnn", 10);
        Study study = Study.of(description, recording);
        RunFolder folder = RunFolder.of(temporary.resolve("run"));
        Path checkpoint = folder.checkpoint(study.fits().get(3));
        Files.createDirectories(checkpoint.getParent());
        Files.writeString(checkpoint, "no checkpoint");

        FitWork work = FitWork.left(description, study, folder, study.fits());

        assertThat(study.fits()).allMatch(any -> work.epochs(any) == 10);
    }

    @Test
    @Tag("slow")
    void features_that_are_computed_once_are_evaluated_whole() throws IOException, InterruptedException {
        data = SmallRecordings.write(temporary.resolve("larger"), 20, 20);
        recording = RecordingReader.read(data, ReadOptions.found());
        RunDescription published = description("ff-sa-cnn-star-incr-fc2", 16_000);
        var fixed = new RunDescription(
                published.data(),
                published.models(),
                published.neurons(),
                published.shares(),
                published.seeds(),
                published.plan().withFrozen(TrainingPlan.FrozenParts.EVALUATION));

        StudyEstimate.Line whole = last(estimate(published, new ArrayList<>()));
        StudyEstimate.Line kept = last(estimate(fixed, new ArrayList<>()));

        assertThat(kept.millisecondsPerStep()).isLessThan(whole.millisecondsPerStep() / 2);
        assertThat(kept.time().low()).isLessThan(whole.time().low() / 2);
        double steps = 5 * 16_000 * 61 / 50.0;
        assertThat(kept.time().low() * 1000).isGreaterThan(1.2 * steps * kept.millisecondsPerStep());
    }

    private static StudyEstimate.Line last(StudyEstimate estimate) {
        return estimate.lines().get(estimate.lines().size() - 1);
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({
        "1, 1 kB",
        "999, 1 kB",
        "640000, 640 kB",
        "999999, 999 kB",
        "1000000, 1.0 MB",
        "1250000000, 1.3 GB",
        "40000000000, 40.0 GB"
    })
    void sizes_are_said_in_decimal_units(long bytes, String text) {
        assertThat(StudyEstimate.size(bytes)).isEqualTo(text);
    }
}
