package org.hypercolumn.cli;

import java.util.List;
import java.util.function.Supplier;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.train.Protocol;
import org.hypercolumn.train.ResponseScaling;
import org.hypercolumn.train.TrainingPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How models are fitted, as options; whatever is not given is the plan's default. */
final class FitOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training images (default: ${DEFAULT-VALUE}).")
    private int epochs = TrainingPlan.paper().epochs();

    @Option(names = "--batch", paramLabel = "N", description = "Images in a training step (default: ${DEFAULT-VALUE}).")
    private int batch = TrainingPlan.paper().batch();

    @Option(names = "--learning-rate", paramLabel = "X", description = "Of Adam (default: ${DEFAULT-VALUE}).")
    private double learningRate = TrainingPlan.paper().adam().learningRate();

    @Option(
            names = "--seed",
            paramLabel = "LIST",
            description = "Random seed: same seed, same bytes; or several, one fit each (default: ${DEFAULT-VALUE}).")
    private String seed = Long.toString(TrainingPlan.paper().seed());

    @Option(
            names = "--share",
            paramLabel = "LIST",
            description =
                    "Share of the training images to use, above 0 and up to 1; or several, one fit each (default: ${DEFAULT-VALUE}).")
    private String share = DecimalText.of(TrainingPlan.paper().share());

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = {
                "holdout: never report on images that chose the epoch; paper: choose and report on the"
                        + " validation images (default: ${DEFAULT-VALUE})."
            })
    private String protocol = TrainingPlan.paper().protocol().id();

    @Option(
            names = "--frozen",
            paramLabel = "F",
            description = {
                "Batch norm and dropout of frozen blocks in training. published: as in any training; evaluation: as in"
                        + " evaluation, which is faster (default: ${DEFAULT-VALUE})."
            })
    private String frozen = TrainingPlan.paper().frozen().id();

    @Option(
            names = "--responses",
            paramLabel = "R",
            description = {
                "Unit in which responses are learned. scaled: their standard deviation; published: as recorded. Predictions"
                        + " are in the recording's unit (default: ${DEFAULT-VALUE})."
            })
    private String responses = TrainingPlan.paper().responses().id();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    FitOptions() {}

    /** Shares of the training images, in rising order; throws {@link ParameterException} if one is out of range. */
    List<Double> shares() {
        return said("--share", () -> NumberList.parse(share, NumberList::share));
    }

    /** Seeds, in rising order; throws {@link ParameterException} if one is no whole number. */
    List<Long> seeds() {
        return said("--seed", () -> NumberList.parse(seed, NumberList::wholeLong));
    }

    private <T> T said(String option, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (NumberFormatException e) {
            throw new ParameterException(command.commandLine(), option + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** The plan; throws {@link ParameterException} if a value is out of range. */
    TrainingPlan plan() {
        try {
            return TrainingPlan.paper()
                    .withEpochs(epochs)
                    .withBatch(batch)
                    .withAdam(TrainingPlan.paper().adam().withLearningRate(learningRate))
                    .withProtocol(Protocol.of(protocol))
                    .withFrozen(TrainingPlan.FrozenParts.of(frozen))
                    .withResponses(ResponseScaling.of(responses));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
