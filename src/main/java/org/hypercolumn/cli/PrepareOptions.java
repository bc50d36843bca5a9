package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.prepare.Crop;
import org.hypercolumn.prepare.Incomplete;
import org.hypercolumn.prepare.PreparePlan;
import org.hypercolumn.prepare.Selection;
import org.hypercolumn.prepare.Size;
import org.hypercolumn.prepare.Split;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What becomes of a recording, as options; whatever is not given stays as it is. */
final class PrepareOptions {

    private static final long MOST_BYTES = 1 << 26;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--tiers", paramLabel = "LIST", description = "Tiers to keep, such as train,val (default: all).")
    private Optional<String> tiers = Optional.empty();

    @Option(
            names = "--images",
            paramLabel = "LIST",
            description = "Images to keep, such as 0-99, counted from 0 through train, val and test.")
    private Optional<String> images = Optional.empty();

    @Option(names = "--image-ids", paramLabel = "FILE", description = "Images to keep, a text file with an id a line.")
    private Optional<Path> imageIds = Optional.empty();

    @Option(names = "--neurons", paramLabel = "LIST", description = "Neurons to keep, such as 0-3,7 (default: all).")
    private Optional<String> neurons = Optional.empty();

    @Option(names = "--neuron-ids", paramLabel = "LIST", description = "Neurons to keep, ids with commas between.")
    private Optional<String> neuronIds = Optional.empty();

    @Option(
            names = "--drop-incomplete",
            paramLabel = "LIST",
            description = {
                "What to take out where responses or pixels are NaN: neurons, images, or both, the first named first"
                        + " (default: refuse)."
            })
    private Optional<String> incomplete = Optional.empty();

    @Option(
            names = "--split",
            paramLabel = "A,B,C",
            description = {
                "Shares of the images for train, val and test, such as 0.7,0.1,0.2, dealt out anew by chance. Equal images"
                        + " stay together."
            })
    private Optional<String> split = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "X",
            description = {
                "What else stays together: images: nothing; groups: images of one group (default: groups where there are"
                        + " any)."
            })
    private Optional<String> together = Optional.empty();

    @Option(names = "--keep-test", description = "Split train and val only, into two shares; test stays as it is.")
    private boolean keepTest;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the split (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--crop", paramLabel = "HxW", description = "Part of each image to keep, such as 144x144 pixels.")
    private Optional<String> crop = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "ROW,COLUMN",
            description = "Pixel in the middle of the part (default: that of the image).")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "HxW",
            description = "Size to average images down to, such as 50x50 pixels; never up.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--statistics",
            paramLabel = "S",
            description = {
                "training: of the training images written; given: those in the files of a Sensorium scan, which may be of"
                        + " test images too (default: training)."
            })
    private Optional<String> statistics = Optional.empty();

    @Option(
            names = {"--normalise", "--normalize"},
            description = {
                "Write images less mean over sd and responses over their sd; not needed for fit, which does this to images"
                        + " itself."
            })
    private boolean normalise;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    PrepareOptions() {}

    /**
     * The plan.
     *
     * @throws ParameterException if an option has no such value, or does not go with another
     * @throws BadDataFileException if the file of ids is none
     */
    PreparePlan plan() throws IOException {
        PreparePlan plan = PreparePlan.convert()
                .withSelection(selection())
                .withIncomplete(incomplete())
                .withSplit(split())
                .withCrop(crop())
                .withSize(value("--size", size, Size::of));
        if (statistics.isPresent()) {
            plan = plan.withStatistics(one("--statistics", statistics.get(), PreparePlan.StatisticsOf.values()));
        }
        return normalise ? plan.withScale(PreparePlan.Scale.NORMALISED) : plan;
    }

    private Selection selection() throws IOException {
        Optional<List<Integer>> places = value("--images", images, text -> NeuronSelection.parse("--images", text));
        Optional<List<String>> ids = imageIds.isPresent() ? Optional.of(lines(imageIds.get())) : Optional.empty();
        Optional<List<Integer>> chosen = value("--neurons", neurons, text -> NeuronSelection.parse("--neurons", text));
        try {
            return new Selection(
                    tiers.map(PrepareOptions::parts), places, ids, chosen, neuronIds.map(PrepareOptions::parts));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()), e);
        }
    }

    private List<Incomplete> incomplete() {
        return incomplete.map(PrepareOptions::parts).orElse(List.of()).stream()
                .map(text -> one("--drop-incomplete", text, Incomplete.values()))
                .toList();
    }

    private Optional<Split> split() {
        if (split.isEmpty()) {
            if (together.isPresent() || keepTest) {
                throw wrong("%s goes with --split; say the shares".formatted(keepTest ? "--keep-test" : "--by"), null);
            }
            return Optional.empty();
        }
        return value("--split", split, text -> {
            Split shares = Split.of(text).withSeed(seed);
            if (together.isPresent()) {
                Split.Together[] said = {Split.Together.IMAGES, Split.Together.GROUPS};
                shares = shares.withTogether(one("--by", together.get(), said));
            }
            return keepTest ? shares.withPool(Split.Pool.ALL_BUT_TEST) : shares;
        });
    }

    private Optional<Crop> crop() {
        if (crop.isEmpty() && at.isPresent()) {
            throw wrong("--at goes with --crop; say the size of the part", null);
        }
        Optional<Crop.Center> center = value("--at", at, Crop.Center::of);
        return value("--crop", crop, text -> new Crop(Size.of(text), center));
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return DataFile.text(file, MOST_BYTES)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (CharacterCodingException e) {
            throw new BadDataFileException(file, "expected text in UTF-8, an id a line, got other bytes", e);
        }
    }

    private <E extends Enum<E>> E one(String option, String text, E[] values) {
        List<String> ids = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        int place = ids.indexOf(text);
        if (place < 0) {
            throw wrong(
                    "%s: expected one of %s, got '%s'%s"
                            .formatted(option, String.join(", ", ids), text, EditDistance.hint(text, ids)),
                    null);
        }
        return values[place];
    }

    private <T> Optional<T> value(String option, Optional<String> text, Function<String, T> parser) {
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw wrong(message.startsWith("--") ? message : option + ": " + message.replaceFirst("^split: ", ""), e);
        }
    }

    private ParameterException wrong(String message, @Nullable Throwable cause) {
        return new ParameterException(command.commandLine(), message, cause);
    }
}
