package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.Recording;
import org.hypercolumn.doctor.Examination;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.format.StoredArrays;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Curriculum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hypercolumn doctor}. */
@Command(
        name = "doctor",
        description = {
            "Says what a recording holds, what is wrong with it and what to do about it.",
            "Looks for leaks between tiers, duplicate and near-duplicate images, NaN,",
            "unresponsive and unreliable neurons, and more. Then says how long a study will",
            "take on this machine, and how much memory it needs."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn doctor m1s1",
            "  hypercolumn doctor m1s1 --fast --json > m1s1.json",
            "",
            "Exit codes: 0 a fit would run, 1 it would be refused, 2 wrong command line.",
            "docs/doctor.md explains each finding."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DATA", description = "The recording: a folder or a file.")
    private Path data;

    @Option(names = "--models", paramLabel = "LIST", description = "Models to check for, as in study (default: all).")
    private Optional<String> models = Optional.empty();

    @Option(names = "--fast", description = "Leave out what takes longer: nearly equal images, reliability, time.")
    private boolean fast;

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean json;

    @Mixin
    private RecordingOptions reading;

    @Mixin
    private ThreadOption threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    DoctorCommand() {}

    @Override
    public Integer call() throws Exception {
        List<Architecture> chosen = models.isPresent() ? ModelNames.list(command, models.get()) : ModelNames.all();
        List<Architecture> all = Curriculum.of(chosen).models();
        int threadCount = threads.threads();
        ReadOptions options = reading.options().withGaps(Gaps.KEPT);
        Recording recording;
        Map<String, String> files;
        try {
            recording = RecordingReader.read(data, options);
            files = StoredArrays.of(data, options);
        } catch (BadDataFileException e) {
            if (!json) {
                throw e;
            }
            System.out.println(DoctorJson.unreadable(data, Failure.line(e)));
            return 1;
        }
        Examination.Depth depth = fast ? Examination.Depth.FAST : Examination.Depth.FULL;
        Examination examination = Examination.of(recording, RecordingReader.format(data, options), all, depth);
        if (!json) {
            System.out.print(DoctorText.of(data, examination, files));
        }
        Optional<StudyNeed> need = fast ? Optional.empty() : need(recording, examination, all, threadCount);
        if (json) {
            System.out.println(DoctorJson.of(data, examination, files, need));
        } else {
            need.ifPresent(found -> System.out.print(found.text()));
        }
        return examination.isRefused() ? 1 : 0;
    }

    private Optional<StudyNeed> need(
            Recording recording, Examination examination, List<Architecture> all, int threadCount)
            throws IOException, InterruptedException {
        if (!StudyNeed.isKnowable(examination)) {
            return Optional.empty();
        }
        if (!json) {
            System.err.println("timing "
                    + String.join(", ", all.stream().map(Architecture::id).toList()) + "; skip this with --fast");
        }
        return Optional.of(StudyNeed.of(data, RecordingReader.withoutHiddenTest(recording), all, threadCount));
    }
}
