package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.hypercolumn.data.Recording;
import org.hypercolumn.doctor.FitCheck;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.train.Curriculum;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;

/**
 * A recording that is read, and what a study makes of it.
 *
 * @param recording in memory
 * @param description of the run
 * @param curriculum of its models
 * @param check what is odd about the recording
 */
record StudySource(Recording recording, RunDescription description, Curriculum curriculum, FitCheck check) {

    /**
     * Reads a recording for a study.
     *
     * @throws IllegalArgumentException if it has leaks that are not allowed, or cannot be split
     */
    static StudySource read(Path data, ReadOptions reading, StudyOptions.Choice choice, LeakOption leaks)
            throws IOException {
        Recording recording = RecordingReader.read(data, reading);
        List<Integer> neurons = choice.neurons()
                .orElseGet(() -> IntStream.range(0, recording.neurons()).boxed().toList());
        FitCheck check = leaks.check(recording, choice.plan(), neurons);
        Curriculum curriculum = Curriculum.of(choice.models());
        RunData source = RunData.of(data, recording, reading).withLeaks(LeakOption.noted(check));
        RunDescription description = RunDescription.of(source, curriculum.models(), neurons, choice.plan())
                .withShares(choice.shares())
                .withSeeds(choice.seeds());
        return new StudySource(recording, description, curriculum, check);
    }
}
