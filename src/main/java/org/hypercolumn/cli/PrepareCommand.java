package org.hypercolumn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hypercolumn.data.Recording;
import org.hypercolumn.prepare.Preparation;
import org.hypercolumn.prepare.PreparePlan;
import org.hypercolumn.prepare.Prepared;
import org.hypercolumn.prepare.PreparedFiles;
import org.hypercolumn.prepare.Provenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code hypercolumn prepare}. */
@Command(
        name = "prepare",
        description = {
            "Makes one recording of another, ready to be fitted.",
            "Any recording that can be read is chosen from, split, cut and made smaller, in",
            "the order of the options below, and written as HDF5 if OUT ends in .h5, else",
            "as a folder of npy files, with the statistics of its training images."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn prepare lab.mat lab --mapping lab.yaml",
            "  hypercolumn prepare SCAN scan.h5 --crop 144x144 --size 50x50",
            "  hypercolumn prepare lab lab-split --split 0.7,0.1,0.2 --seed 1"
        })
final class PrepareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "DATA", description = "File or folder of the recording.")
    private Path data;

    @Parameters(index = "1", paramLabel = "OUT", description = "What to write: nothing may be there yet.")
    private Path out;

    @Mixin
    private RecordingOptions recordingOptions;

    @Mixin
    private PrepareOptions options;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    PrepareCommand() {}

    @Override
    public Integer call() throws Exception {
        PreparePlan plan = options.plan();
        PreparedFiles files = PreparedFiles.at(out);
        OutputPlace.check(out, data);
        Prepared prepared = Preparation.of(data, recordingOptions.options(), plan);
        files.write(prepared, new Provenance(ProgramVersion.version(), given()));
        prepared.steps().forEach(System.out::println);
        System.out.println(summary(prepared.recording()));
        return 0;
    }

    private String summary(Recording recording) {
        String tiers = recording.tiers().entrySet().stream()
                .map(tier -> "%d %s".formatted(tier.getValue().count(), tier.getKey()))
                .collect(Collectors.joining(", "));
        return "%s: site %s, %s images of %d x %d pixels, %d neurons"
                .formatted(out, recording.site(), tiers, recording.height(), recording.width(), recording.neurons());
    }

    /** The options that were given, in the order of the help. */
    private List<String> given() {
        ParseResult parsed = command.commandLine().getParseResult();
        List<String> given = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (parsed.hasMatchedOption(option)) {
                given.add(option.longestName());
                if (option.arity().max() > 0) {
                    given.addAll(option.originalStringValues());
                }
            }
        }
        return given;
    }
}
