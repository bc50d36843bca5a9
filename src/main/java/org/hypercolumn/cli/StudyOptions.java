package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.study.PrimaryComparison;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.ResponseScaling;
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
            "sites",
            PlanRecordings.NAME,
            "format",
            "mapping",
            "epochs",
            "batch",
            "learning-rate",
            "protocol",
            "frozen",
            "responses",
            PlanFile.PRIMARY);

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

    @Option(
            names = "--sites",
            paramLabel = "LIST",
            description =
                    "Comma-separated sites of DATA to study in one run; tables show them side by side; see --plan for several DATA.")
    private Optional<String> sites = Optional.empty();

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

    @Option(names = "--responses", paramLabel = "R", description = "scaled or published; see fit (default: as fit).")
    private Optional<String> responses = Optional.empty();

    @Option(
            names = "--primary",
            paramLabel = "P",
            description = {
                "The comparison that the study is to answer, such as corr or metric=corr,test=permutation,baseline=rf-cnn"
                        + " (default test: wilcoxon; baseline: ff-cnn). Tables and report put it first and call all else"
                        + " exploratory. It changes no fit; the run keeps how many fits had ended when it was named."
            })
    private Optional<String> primary = Optional.empty();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = {
                "YAML with these options by their names; options on the command line take precedence. Instead of DATA and --sites it"
                        + " may name recordings: a list, each with data and, if need be, site, animal, format, mapping."
            })
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
     * @param data the recording's file or folder; empty where there are several sites
     * @param reading how the recording is read
     * @param sites the recordings of a run of several sites; empty for a run of one recording
     * @param plan how each neuron is fitted
     * @param primary the comparison that the study is to answer; empty where none is named
     */
    record Choice(
            List<Architecture> models,
            Optional<List<Integer>> neurons,
            List<Double> shares,
            List<Long> seeds,
            Optional<Path> data,
            ReadOptions reading,
            List<SiteChoice> sites,
            TrainingPlan plan,
            Optional<PrimaryComparison> primary) {}

    /** Makes something of a text. */
    @FunctionalInterface
    private interface Parser<T> {
        T parse(String text) throws IOException;
    }

    /**
     * Reads the plan file, if any.
     *
     * @param data what the command line says
     * @throws ParameterException if a value on the command line is none or out of range
     * @throws BadDataFileException if one in the plan file is, or the plan file is none
     */
    Choice choice(Optional<Path> data) throws IOException {
        PlanFile file = planFile.isPresent() ? PlanFile.read(planFile.get(), NAMES) : PlanFile.none();
        TrainingPlan plan = plan(file);
        ReadOptions reading = recording.options(file::or);
        List<SiteChoice> chosen = sites(file, data, reading);
        return new Choice(
                value(file, models, "models", ModelNames::list).orElseGet(ModelNames::all),
                value(file, neurons, "neurons", StudyOptions::neurons).flatMap(list -> list),
                value(file, shares, "shares", text -> NumberList.parse(text, NumberList::share))
                        .orElse(List.of(plan.share())),
                value(file, seeds, "seeds", text -> NumberList.parse(text, NumberList::wholeLong))
                        .orElse(List.of(plan.seed())),
                data,
                reading,
                chosen,
                plan,
                value(file, primary, PlanFile.PRIMARY, PrimaryComparison::of));
    }

    /** The recordings of a run of several sites; none for a run of one recording. */
    private List<SiteChoice> sites(PlanFile file, Optional<Path> data, ReadOptions reading) throws IOException {
        boolean readsOne = reading.site().isPresent();
        Optional<List<String>> names = value(file, sites, "sites", SiteList::parse);
        if (!file.recordings().isEmpty()) {
            if (data.isPresent() || names.isPresent() || !reading.equals(ReadOptions.found())) {
                throw wrong("the plan names recordings, each with its own site, format and mapping; leave out %s"
                        .formatted(data.isPresent() ? "DATA" : "sites, site, format and mapping"));
            }
            return file.recordings();
        }
        if (data.isEmpty()) {
            throw wrong("Missing required parameter: 'DATA', or recordings in a plan file");
        }
        if (names.isPresent() && readsOne) {
            throw wrong("--site is for a run of one recording, --sites for one of several; leave one out");
        }
        return names.orElse(List.of()).stream()
                .map(name -> new SiteChoice(data.get(), reading, Optional.of(name), Optional.empty()))
                .toList();
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }

    private TrainingPlan plan(PlanFile file) throws IOException {
        TrainingPlan plan = TrainingPlan.paper();
        plan = value(file, epochs, "epochs", wholeNumber(plan::withEpochs)).orElse(plan);
        plan = value(file, batch, "batch", wholeNumber(plan::withBatch)).orElse(plan);
        plan = value(file, learningRate, "learning-rate", rate(plan)).orElse(plan);
        plan = plan.withProtocol(value(file, protocol, "protocol", Protocol::of).orElse(plan.protocol()));
        plan = plan.withFrozen(
                value(file, frozen, "frozen", TrainingPlan.FrozenParts::of).orElse(plan.frozen()));
        return plan.withResponses(
                value(file, responses, "responses", ResponseScaling::of).orElse(plan.responses()));
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
