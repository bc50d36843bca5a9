package org.hypercolumn.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One stretch of work on a run by one process. It changes no result; it is kept for the reader.
 *
 * @param started when, ISO 8601 in UTC
 * @param ended when, or how far it came: {@code running} until it ends by itself
 * @param version of the program
 * @param java the Java virtual machine
 * @param system operating system and processor
 * @param kernels name of the kernels
 * @param threads fits at a time
 */
public record Session(
        String started, String ended, String version, String java, String system, String kernels, int threads) {

    /** The same session, ended. */
    public Session withEnded(String changed) {
        return new Session(started, changed, version, java, system, kernels, threads);
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
