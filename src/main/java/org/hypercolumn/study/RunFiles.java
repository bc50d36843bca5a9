package org.hypercolumn.study;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.RunFolder;

/**
 * What the files of a run tell at one moment of how far each fit has come, while another process may be writing them. What
 * cannot be read at this moment counts as not there.
 *
 * @param models when the model of each fit that has ended was written
 * @param checkpoints where each fit stands that has left one and has not ended
 * @param changed when a file of the run was last changed; empty if none can be seen
 */
record RunFiles(Map<Fit, Instant> models, Map<Fit, Reached> checkpoints, Optional<Instant> changed) {

    /**
     * Where a fit stands.
     *
     * @param epoch the last one that its checkpoint has
     * @param written when
     */
    record Reached(int epoch, Instant written) {}

    RunFiles {
        models = Collections.unmodifiableMap(new HashMap<>(models));
        checkpoints = Collections.unmodifiableMap(new HashMap<>(checkpoints));
    }

    /**
     * Looks at the files.
     *
     * @param epochs of each fit
     * @param problems takes a line for each checkpoint that is damaged
     */
    static RunFiles of(RunFolder folder, List<Fit> fits, int epochs, List<String> problems) {
        Map<Path, Instant> changes = folder.changes();
        Map<Fit, Instant> models = new HashMap<>();
        Map<Fit, Reached> checkpoints = new HashMap<>();
        for (Fit fit : fits) {
            Instant ended = changes.get(folder.model(fit));
            Instant written = changes.get(folder.checkpoint(fit));
            if (ended != null) {
                models.put(fit, ended);
            } else if (written != null) {
                epoch(folder, fit, epochs, problems)
                        .ifPresent(epoch -> checkpoints.put(fit, new Reached(epoch, written)));
            }
        }
        return new RunFiles(models, checkpoints, changes.values().stream().max(Instant::compareTo));
    }

    private static OptionalInt epoch(RunFolder folder, Fit fit, int epochs, List<String> problems) {
        try {
            OptionalInt epoch = folder.epochReached(fit);
            if (epoch.isEmpty() || (epoch.getAsInt() >= 1 && epoch.getAsInt() <= epochs)) {
                return epoch;
            }
            problems.add(
                    "checkpoint of %s: expected an epoch of 1 to %d, got %d".formatted(fit, epochs, epoch.getAsInt()));
        } catch (BadDataFileException e) {
            problems.add("checkpoint of %s: %s".formatted(fit, e.getMessage()));
        } catch (IOException e) {
            return OptionalInt.empty(); // on its way to be replaced or removed; the next look will see
        }
        return OptionalInt.empty();
    }
}
