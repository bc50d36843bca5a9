package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;

/** The recording that a run was made from. */
final class RunRecording {

    private RunRecording() {}

    /**
     * Reads it.
     *
     * @param moved where the user says that it is now, if anywhere else than local.json says
     * @throws BadDataFileException if it is not there, or another one
     */
    static Recording read(RunFolder folder, RunDescription description, Optional<Path> moved) throws IOException {
        Path data = moved.orElse(description.data().path());
        if (!Files.exists(data)) {
            throw new BadDataFileException(
                    data, "expected the run's recording, but there is no such file or folder; say where with --data");
        }
        Recording recording = RecordingReader.read(data, description.data().options());
        description.checkMadeFrom(recording, folder);
        return recording;
    }
}
