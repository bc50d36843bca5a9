package org.hypercolumn.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hypercolumn.simulate.Simulation;
import org.hypercolumn.simulate.SimulationPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hypercolumn simulate}. */
@Command(
        name = "simulate",
        description = {
            "Writes a recording of simulated neurons, with ground truth.",
            "A neuron has an oriented center, divided by a surround that the center cannot",
            "explain. The files are in the paper's layout, for hypercolumn fit."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  hypercolumn simulate silico", "  hypercolumn simulate silico --images 10000 --neurons 8 --seed 2"})
final class SimulateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "OUT", description = "Folder to write; made if missing.")
    private Path out;

    @Option(names = "--images", paramLabel = "N", description = "Training images (default: ${DEFAULT-VALUE}).")
    private int images = SimulationPlan.demo().images();

    @Option(names = "--neurons", paramLabel = "N", description = "Neurons (default: ${DEFAULT-VALUE}).")
    private int neurons = SimulationPlan.demo().neurons();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of images and neurons (default: ${DEFAULT-VALUE}).")
    private long seed = SimulationPlan.demo().seed();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    SimulateCommand() {}

    @Override
    public Integer call() throws Exception {
        SimulationPlan plan =
                SimulationPlan.demo().withImages(images).withNeurons(neurons).withSeed(seed);
        Simulation.of(plan).writeTo(out);
        System.out.printf(
                "%s: site %s, %d neurons, %d training, %d validation and %d test images; ground truth in truth.npz and truth.json%n",
                out, Simulation.SITE, neurons, images, plan.evaluationImages(), plan.evaluationImages());
        return 0;
    }
}
