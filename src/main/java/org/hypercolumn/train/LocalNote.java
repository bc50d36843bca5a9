package org.hypercolumn.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Limits;
import org.hypercolumn.data.WholeFile;

/** {@code local.json}: where a run's recording is on this machine. All else that a run writes can be passed on to anyone. */
final class LocalNote {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORDING = "recording";

    private LocalNote() {}

    static void write(Path file, Path recording) throws IOException {
        String path = recording.toAbsolutePath().normalize().toString();
        byte[] text = (JSON.createObjectNode().put(RECORDING, path) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(text));
    }

    /** What it says; empty where there is none or it is damaged: whoever needs the recording can be told where it is. */
    static Optional<Path> read(Path file) throws IOException {
        try {
            JsonNode path =
                    JSON.readTree(DataFile.bytes(file, Limits.MOST_TEXT_BYTES)).path(RECORDING);
            return path.isTextual() ? Optional.of(Path.of(path.asText())) : Optional.empty();
        } catch (NoSuchFileException | JsonProcessingException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
