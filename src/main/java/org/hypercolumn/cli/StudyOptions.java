package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.TrainingPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a study fits, and how, as options and as names of a plan file; an option goes before the file. */
final class StudyOptions {

    private static final List<String> NAMES = List.of(
            "models", "neurons", "shares", "seeds", "site", "epochs", "batch", "learning-rate", "protocol", "frozen");

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

    @Option(names = "--site", paramLabel = "NAME", description = "Site, where the folder holds several.")
    private Optional<String> site = Optional.empty();

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
     * @param site empty where the folder holds one
     * @param plan how each neuron is fitted
     */
    record Choice(
            List<Architecture> models,
            Optional<List<Integer>> neurons,
            List<Double> shares,
            List<Long> seeds,
            Optional<String> site,
            TrainingPlan plan) {}

    /** Reads the plan file, if any; throws {@link ParameterException} where a value is none or out of range. */
    Choice choice() throws IOException {
        PlanFile file = planFile.isPresent() ? PlanFile.read(planFile.get(), NAMES) : PlanFile.none();
        try {
            return new Choice(
                    ModelNames.list(file.or(models, "models").orElse("all")),
                    file.or(neurons, "neurons")
                            .filter(text -> !text.equals("all"))
                            .map(NeuronSelection::parse),
                    numbers(file.or(shares, "shares"), "--shares", Double::valueOf, 1.0),
                    numbers(file.or(seeds, "seeds"), "--seeds", Long::valueOf, 1L),
                    file.or(site, "site"),
                    plan(file));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private TrainingPlan plan(PlanFile file) {
        TrainingPlan plan = TrainingPlan.paper();
        double rate = number(
                file.or(learningRate, "learning-rate"),
                "--learning-rate",
                Double::valueOf,
                plan.adam().learningRate());
        return plan.withEpochs(number(file.or(epochs, "epochs"), "--epochs", Integer::valueOf, plan.epochs()))
                .withBatch(number(file.or(batch, "batch"), "--batch", Integer::valueOf, plan.batch()))
                .withAdam(plan.adam().withLearningRate(rate))
                .withProtocol(Protocol.of(
                        file.or(protocol, "protocol").orElse(plan.protocol().id())))
                .withFrozen(TrainingPlan.FrozenParts.of(
                        file.or(frozen, "frozen").orElse(plan.frozen().id())));
    }

    private static <T> T number(Optional<String> text, String name, Function<String, T> parse, T otherwise) {
        try {
            return text.isPresent() ? parse.apply(text.get().strip()) : otherwise;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s: expected a number, got '%s'".formatted(name, text.orElse("")), e);
        }
    }

    private static <T extends Comparable<T>> List<T> numbers(
            Optional<String> text, String name, Function<String, T> parse, T otherwise) {
        TreeSet<T> numbers = new TreeSet<>();
        for (String part : text.orElse(String.valueOf(otherwise)).split(",", -1)) {
            numbers.add(number(Optional.of(part), name, parse, otherwise));
        }
        return new ArrayList<>(numbers);
    }
}
