package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.format.Format;
import org.hypercolumn.format.Mapping;
import org.hypercolumn.format.ReadOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a recording is to be read, as options: what its files do not say. */
final class RecordingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--site", paramLabel = "NAME", description = "Site, where the folder holds several.")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "F",
            description = "Of DATA: paper, npy, npz, hdf5, matlab, nwb, sensorium or images (default: detected).")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "YAML file that maps your array names to Hypercolumn's.")
    private Optional<Path> mapping = Optional.empty();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    RecordingOptions() {}

    /** What stands for an option that is not given, by its name. */
    @FunctionalInterface
    interface Otherwise {
        Optional<String> value(Optional<String> option, String name);
    }

    /**
     * The options.
     *
     * @throws ParameterException if there is no such format
     * @throws BadDataFileException if the mapping is none
     */
    ReadOptions options() throws IOException {
        return options((option, name) -> option);
    }

    /** {@link #options()} that looks elsewhere for what is not given. */
    ReadOptions options(Otherwise otherwise) throws IOException {
        Optional<Format> said;
        try {
            said = otherwise.value(format, "format").map(Format::of);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
        Optional<Path> file =
                otherwise.value(mapping.map(Path::toString), "mapping").map(Path::of);
        Optional<Mapping> read = file.isPresent() ? Optional.of(Mapping.read(file.get())) : Optional.empty();
        return ReadOptions.found()
                .withFormat(said)
                .withSite(otherwise.value(site, "site"))
                .withMapping(read);
    }
}
