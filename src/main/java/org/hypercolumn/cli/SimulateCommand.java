package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hypercolumn.prepare.Size;
import org.hypercolumn.simulate.Photographs;
import org.hypercolumn.simulate.Population;
import org.hypercolumn.simulate.PopulationFile;
import org.hypercolumn.simulate.Simulation;
import org.hypercolumn.simulate.SimulationPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hypercolumn simulate}. */
@Command(
        name = "simulate",
        description = {
            "Writes a recording of simulated neurons that resemble those of macaque V1,",
            "with ground truth: simple and complex cells, divided by near and far pools,",
            "facilitated by collinear structure, with noise. The files are in the paper's",
            "layout, for hypercolumn fit and study."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hypercolumn simulate silico",
            "  hypercolumn simulate silico --images 10000 --neurons 24 --seed 2",
            "  hypercolumn simulate strong --surround strong --noise 0.5",
            "  hypercolumn simulate --print-population > neurons.yaml",
            "  hypercolumn simulate mine --population neurons.yaml --sites 2",
            "  hypercolumn simulate natural --photos pictures --crops 20"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final Size DEFAULT_SIZE = new Size(
            SimulationPlan.standard().height(), SimulationPlan.standard().width());
    private static final Map<String, Double> SURROUNDS = Map.of("none", 0.0, "weak", 0.5, "strong", 2.0);

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "OUT", arity = "0..1", description = "Folder to write; made if missing.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--images", paramLabel = "N", description = "Training images (default: ${DEFAULT-VALUE}).")
    private int images = SimulationPlan.standard().images();

    @Option(names = "--neurons", paramLabel = "N", description = "Neurons of a site (default: ${DEFAULT-VALUE}).")
    private int neurons = SimulationPlan.standard().neurons();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of images and neurons (default: ${DEFAULT-VALUE}).")
    private long seed = SimulationPlan.standard().seed();

    @Option(names = "--size", paramLabel = "HxW", description = "Pixels of an image (default: 50x50).")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--sites",
            paramLabel = "N",
            description = "Sites that see the same images: M1S1, M2S1 ... (default: 1, called sim).")
    private int sites = SimulationPlan.standard().sites();

    @Option(
            names = "--population",
            paramLabel = "FILE",
            description = "YAML file of distributions and factors (default: see --print-population).")
    private Optional<Path> population = Optional.empty();

    @Option(
            names = "--surround",
            paramLabel = "F",
            description = "Factor on all surrounds, or none (0), weak (0.5), strong (2) (default: 1).")
    private Optional<String> surround = Optional.empty();

    @Option(names = "--noise", paramLabel = "F", description = "Factor on all noise; 0 for none (default: 1).")
    private Optional<Double> noise = Optional.empty();

    @Mixin
    private PhotographOptions photographs;

    @Option(
            names = "--print-population",
            description = "Print the population as a YAML file, with comments, and write nothing.")
    private boolean printsPopulation;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
    SimulateCommand() {}

    @Override
    public Integer call() throws Exception {
        Population neuronsOf = population();
        if (printsPopulation) {
            System.out.print(PopulationFile.text(neuronsOf));
            return 0;
        }
        Path folder = out.orElseThrow(
                () -> new ParameterException(command.commandLine(), "Missing required parameter: 'OUT'"));
        Optional<Size> wanted = size();
        Optional<Photographs> shown = photographs.photographs(wanted, DEFAULT_SIZE, seed);
        Size pixels = shown.map(images -> new Size(images.height(), images.width()))
                .or(() -> wanted)
                .orElse(DEFAULT_SIZE);
        SimulationPlan plan = SimulationPlan.standard()
                .withImages(images)
                .withNeurons(neurons)
                .withSeed(seed)
                .withSize(pixels.height(), pixels.width())
                .withSites(sites)
                .withPopulation(neuronsOf);
        Simulation simulation = shown.isPresent() ? Simulation.of(plan, shown.get()) : Simulation.of(plan);
        simulation.writeTo(folder);
        System.out.printf(
                "%s: site%s, %d neurons%s, %d training, %d validation and %d test images; ground truth in %s and truth.json%n",
                folder,
                (sites == 1 ? " " : "s ") + String.join(", ", simulation.siteNames()),
                neurons,
                sites == 1 ? "" : " each",
                images,
                plan.evaluationImages(),
                plan.evaluationImages(),
                sites == 1 ? "truth.npz" : "truth_SITE.npz");
        return 0;
    }

    private Optional<Size> size() {
        try {
            return size.map(Size::of);
        } catch (IllegalArgumentException e) {
            throw wrong("--size: " + e.getMessage(), e);
        }
    }

    private Population population() throws IOException {
        Population stated = population.isPresent() ? PopulationFile.read(population.get()) : Population.v1();
        if (surround.isPresent()) {
            stated = stated.withSurround(factor(surround.get()));
        }
        return noise.isPresent() ? stated.withNoiseLevel(noise.get()) : stated;
    }

    private double factor(String text) {
        try {
            return SURROUNDS.containsKey(text) ? SURROUNDS.get(text) : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong("--surround: expected none, weak, strong or a factor such as 1.5, got '%s'".formatted(text), e);
        }
    }

    private ParameterException wrong(String message, Throwable cause) {
        return new ParameterException(command.commandLine(), message, cause);
    }
}
