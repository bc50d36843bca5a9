package org.hypercolumn.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many neurons are worked on at a time. */
final class ThreadOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Neurons at a time; changes no result (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    ThreadOption() {}

    /** The number; throws {@link ParameterException} if it is below 1. */
    int threads() {
        if (threads < 1) {
            throw new ParameterException(command.commandLine(), "--threads must be 1 or more, got " + threads);
        }
        return threads;
    }
}
