package org.hypercolumn.cli;

import picocli.CommandLine.Option;

/** How many neurons are fitted at a time. */
final class ThreadOption {

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Neurons fitted at a time; changes no result (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    int threads() {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: must be 1 or more, got " + threads);
        }
        return threads;
    }
}
