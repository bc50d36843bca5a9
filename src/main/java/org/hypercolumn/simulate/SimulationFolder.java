package org.hypercolumn.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.WholeFile;

/** Puts a simulation on the disk: in a new folder at once, in an existing one only if it is empty or holds the same. */
final class SimulationFolder {

    private static final String ABOUT = Simulation.TRUTH;

    private SimulationFolder() {}

    static void write(Simulation simulation, Path folder) throws IOException {
        if (Files.exists(folder)) {
            checkFits(folder, TruthText.plan(simulation));
            writeFiles(simulation, folder);
            return;
        }
        Path part = WholeFile.part(folder.toAbsolutePath().normalize());
        try {
            clear(part);
            writeFiles(simulation, part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                clear(part);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private static void checkFits(Path folder, JsonNode plan) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadDataFileException(
                    folder, "expected a folder for the simulation, got a file; choose another path");
        }
        Path about = folder.resolve(ABOUT);
        if (Files.isRegularFile(about)) {
            JsonNode made = TruthText.planIn(about);
            if (!made.toString().equals(plan.toString())) {
                throw new BadDataFileException(
                        folder,
                        "holds a simulation of %s, but %s were asked for; choose another folder or remove this one"
                                .formatted(inWords(made, plan), inWords(plan, made)));
            }
            return;
        }
        List<Path> others = entries(folder);
        if (!others.isEmpty()) {
            throw new BadDataFileException(
                    folder,
                    "expected a new or empty folder for the simulation, got one with %s in it; choose another"
                            .formatted(others.get(0).getFileName()));
        }
    }

    /** A plan, with what distinguishes it from another. */
    private static String inWords(JsonNode plan, JsonNode other) {
        String words = "%s images and %s neurons from seed %s"
                .formatted(plan.path("images"), plan.path("neurons"), plan.path("seed"));
        for (String name : List.of("height", "width", "sites", "stimuli")) {
            if (!plan.path(name).equals(other.path(name))) {
                words += ", %s %s".formatted(name, plan.path(name).asText("none"));
            }
        }
        for (int line = 0; line < plan.path("population").size(); line++) {
            JsonNode said = plan.path("population").get(line);
            if (!said.equals(other.path("population").get(line))) {
                return words + ", " + said.asText().replaceFirst(" *#.*", "").strip();
            }
        }
        return words;
    }

    /** The text comes first: it marks the folder as ours if the writing is cut off. */
    private static void writeFiles(Simulation simulation, Path folder) throws IOException {
        byte[] text = TruthText.of(simulation);
        WholeFile.write(folder.resolve(ABOUT), out -> out.write(text));
        for (SimulatedSite site : simulation.sites()) {
            String name = site.factors().name();
            for (SimulatedTier tier : SimulatedTier.values()) {
                SimulatedResponses responses = site.responses(tier);
                NpyFile.write(folder.resolve("%s_img_%s.npy".formatted(tier.prefix(), name)), simulation.images(tier));
                NpyFile.write(folder.resolve("%sRsp_%s.npy".formatted(tier.prefix(), name)), responses.recorded());
                if (responses.isRepeated()) {
                    NpyFile.write(folder.resolve("%sTrials_%s.npy".formatted(tier.prefix(), name)), responses.trials());
                }
            }
            String truth = simulation.sites().size() == 1 ? "truth.npz" : "truth_%s.npz".formatted(name);
            NpzFile.write(folder.resolve(truth), TruthArrays.of(site));
        }
    }

    /** Removes what is left of an earlier attempt, if anything. */
    private static void clear(Path part) throws IOException {
        if (Files.isDirectory(part)) {
            for (Path entry : entries(part)) {
                Files.delete(entry);
            }
            Files.delete(part);
        }
    }

    /** What lies in a folder, in the order of the names. */
    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
