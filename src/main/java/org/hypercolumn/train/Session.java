package org.hypercolumn.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;

/**
 * One stretch of work on a run by one process. It changes no result; it is kept for the reader.
 *
 * @param started when, ISO 8601 in UTC
 * @param ended when, or how far it came: {@code running} until it ends by itself, {@code stopped} if it was asked to stop
 * @param version of the program
 * @param java the Java virtual machine
 * @param system operating system and processor
 * @param kernels name of the kernels
 * @param threads fits at a time
 */
public record Session(
        String started, String ended, String version, String java, String system, String kernels, int threads) {

    private static final String STOPPED = "stopped";

    /** The same session, stopped by its user before its end. */
    public Session withStop() {
        return withEnded(STOPPED);
    }

    /** Whether it was stopped and could say so; one that was killed could not. */
    public boolean wasStopped() {
        return ended.equals(STOPPED);
    }

    /** The same session, ended. */
    public Session withEnded(String changed) {
        return new Session(started, changed, version, java, system, kernels, threads);
    }

    /**
     * The sessions that a run.json has, the earliest first; what it does not say of one is empty or 0.
     *
     * @throws BadDataFileException if there is no run.json, or it is damaged
     * @throws IOException if it cannot be read
     */
    public static List<Session> read(RunFolder folder) throws IOException {
        List<Session> sessions = new ArrayList<>();
        for (JsonNode session : RunJson.read(folder).node("sessions")) {
            sessions.add(new Session(
                    session.path("started").asText(),
                    session.path("ended").asText(),
                    session.path("version").asText(),
                    session.path("java").asText(),
                    session.path("system").asText(),
                    session.path("kernels").asText(),
                    session.path("threads").asInt()));
        }
        return sessions;
    }

    /** When it started; empty where that is no time. */
    public Optional<Instant> startTime() {
        return time(started);
    }

    /** When it ended by itself; empty while it has not, and for ever if it was stopped. */
    public Optional<Instant> endTime() {
        return time(ended);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    ObjectNode json() {
        return new ObjectMapper()
                .createObjectNode()
                .put("started", started)
                .put("ended", ended)
                .put("version", version)
                .put("java", java)
                .put("system", system)
                .put("kernels", kernels)
                .put("threads", threads);
    }
}
