package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.TrainingPlan;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a study fits, and how, as options and as names of a plan file; an option goes before the file. */
final class StudyOptions {

    private static final List<String> NAMES = List.of(
            "models",
            "neurons",
            "shares",
            "seeds",
            "site",
            "format",
            "mapping",
            "epochs",
            "batch",
            "learning-rate",
            "protocol",
            "frozen");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--models",
            paramLabel = "LIST",
            description = {
                "all (the paper's nine), paper-1 (table 1), paper-2 (table 2), ids of hypercolumn models, YAML files,"
                        + " with commas (default: all)."
            })
    private Optional<String> models = Optional.empty();

    @Option(names = "--neurons", paramLabel = "LIST", description = "Neurons, such as 0-3,7 (default: all).")
    private Optional<String> neurons = Optional.empty();

    @Option(
            names = "--shares",
            paramLabel = "LIST",
            description = "Parts of the training images, such as 0.25,0.5,1, for table 3 (default: 1).")
    private Optional<String> shares = Optional.empty();

    @Option(
            names = "--seeds",
            paramLabel = "LIST",
            description = "Seeds, such as 1,2,3; tables average over them (default: 1).")
    private Optional<String> seeds = Optional.empty();

    @Mixin
    private RecordingOptions recording;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images (default: as fit).")
    private Optional<String> epochs = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Images in a training step (default: as fit).")
    private Optional<String> batch = Optional.empty();

    @Option(names = "--learning-rate", paramLabel = "X", description = "Of Adam (default: as fit).")
    private Optional<String> learningRate = Optional.empty();

    @Option(names = "--protocol", paramLabel = "P", description = "holdout or paper; see fit (default: as fit).")
    private Optional<String> protocol = Optional.empty();

    @Option(names = "--frozen", paramLabel = "F", description = "published or evaluation; see fit (default: as fit).")
    private Optional<String> frozen = Optional.empty();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "YAML with these options by their names; an option given here goes before it.")
    private Optional<Path> planFile = Optional.empty();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    StudyOptions() {}

    /**
     * What was chosen.
     *
     * @param models each once
     * @param neurons empty for all
     * @param shares in rising order
     * @param seeds in rising order
     * @param reading how the recording is read
     * @param plan how each neuron is fitted
     */
    record Choice(
            List<Architecture> models,
            Optional<List<Integer>> neurons,
            List<Double> shares,
            List<Long> seeds,
            ReadOptions reading,
            TrainingPlan plan) {}

    /** Makes something of a text. */
    @FunctionalInterface
    private interface Parser<T> {
        T parse(String text) throws IOException;
    }

    /**
     * Reads the plan file, if any.
     *
     * @throws ParameterException if a value on the command line is none or out of range
     * @throws BadDataFileException if one in the plan file is, or the plan file is none
     */
    Choice choice() throws IOException {
        PlanFile file = planFile.isPresent() ? PlanFile.read(planFile.get(), NAMES) : PlanFile.none();
        TrainingPlan plan = plan(file);
        return new Choice(
                value(file, models, "models", ModelNames::list).orElseGet(ModelNames::all),
                value(file, neurons, "neurons", StudyOptions::neurons).flatMap(chosen -> chosen),
                value(file, shares, "shares", text -> NumberList.parse(text, NumberList::share))
                        .orElse(List.of(plan.share())),
                value(file, seeds, "seeds", text -> NumberList.parse(text, NumberList::wholeLong))
                        .orElse(List.of(plan.seed())),
                recording.options(file::or),
                plan);
    }

    private TrainingPlan plan(PlanFile file) throws IOException {
        TrainingPlan plan = TrainingPlan.paper();
        plan = value(file, epochs, "epochs", wholeNumber(plan::withEpochs)).orElse(plan);
        plan = value(file, batch, "batch", wholeNumber(plan::withBatch)).orElse(plan);
        plan = value(file, learningRate, "learning-rate", rate(plan)).orElse(plan);
        plan = plan.withProtocol(value(file, protocol, "protocol", Protocol::of).orElse(plan.protocol()));
        return plan.withFrozen(
                value(file, frozen, "frozen", TrainingPlan.FrozenParts::of).orElse(plan.frozen()));
    }

    private <T> Optional<T> value(PlanFile file, Optional<String> option, String name, Parser<T> parser)
            throws IOException {
        Optional<String> text = file.or(option, name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(text.get().strip()));
        } catch (IllegalArgumentException e) {
            String who = option.isPresent() ? "--" + name : name;
            String message = String.valueOf(e.getMessage());
            String line = e instanceof NumberFormatException ? who + ": " + message : message;
            if (option.isEmpty() && planFile.isPresent()) {
                throw new BadDataFileException(planFile.get(), line, e);
            }
            throw new ParameterException(command.commandLine(), line, e);
        }
    }

    /** Empty for all. */
    private static Optional<List<Integer>> neurons(String text) {
        return text.equals("all") ? Optional.empty() : Optional.of(NeuronSelection.parse(text));
    }

    private static Parser<TrainingPlan> rate(TrainingPlan plan) {
        return text -> plan.withAdam(plan.adam().withLearningRate(NumberList.one(text, "number", Double::valueOf)));
    }

    private static Parser<TrainingPlan> wholeNumber(Function<Integer, TrainingPlan> take) {
        return text -> take.apply(NumberList.one(text, "whole number", Integer::valueOf));
    }
}
