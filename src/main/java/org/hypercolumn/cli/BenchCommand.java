package org.hypercolumn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.Callable;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Presets;
import org.hypercolumn.train.StepTimer;
import org.hypercolumn.train.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hypercolumn bench}. */
@Command(
        name = "bench",
        description = {
            "Times training steps and prints one line of JSON.",
            "Images are random, 50 x 50. ms_per_step is wall time by neuron-steps done: two",
            "threads that each do a neuron's step in 30 ms make 15. A fit takes epochs *",
            "images / batch steps."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  hypercolumn bench", "  hypercolumn bench --model rf-cnn --threads 1 --seconds 30"})
final class BenchCommand implements Callable<Integer> {

    private static final int IMAGE_SIDE = 50;
    private static final int MOST_IMAGES = 10_000;
    private static final int DAY = 86_400; // seconds

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "Model to train (default: ${DEFAULT-VALUE}).",
            defaultValue = "ff-cnn")
    private String model;

    @Spec
    private CommandSpec command;

    @Mixin
    private ThreadOption threads;

    @Option(names = "--batch", paramLabel = "N", description = "Images in a step (default: ${DEFAULT-VALUE}).")
    private int batch = TrainingPlan.paper().batch();

    @Option(
            names = "--seconds",
            paramLabel = "X",
            description = "How long to measure, once steps get no faster (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private double seconds;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    BenchCommand() {}

    @Override
    public Integer call() throws Exception {
        Architecture architecture = architecture();
        require(batch >= 2 && batch <= MOST_IMAGES, "--batch must be 2 to " + MOST_IMAGES + ", got " + batch);
        require(seconds > 0 && seconds <= DAY, "--seconds must be above 0 and at most " + DAY + ", got " + seconds);
        Kernels kernels = Kernels.best();
        StepTimer.Timing timing = new StepTimer(kernels, MachineTime.clocks())
                .time(architecture, IMAGE_SIDE, IMAGE_SIDE, batch, threads.threads(), seconds);
        double operations = 2.0 * batch * architecture.multiplyAddsPerImage(IMAGE_SIDE, IMAGE_SIDE);
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("model", architecture.id());
        line.put("threads", threads.threads());
        line.put("batch", batch);
        line.put("ms_per_step", rounded(timing.millisecondsPerStep()));
        line.put("gflops", rounded(operations / timing.millisecondsPerStep() / 1e6));
        line.put("kernels", kernels.name());
        line.put("steps", timing.steps());
        line.put("java", Runtime.version().toString());
        System.out.println(line);
        return 0;
    }

    private Architecture architecture() {
        try {
            return Presets.of(model);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), problem);
        }
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).setScale(3, RoundingMode.HALF_UP);
    }
}
