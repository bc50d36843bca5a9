package org.hypercolumn.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.ArchitectureJson;
import org.hypercolumn.nn.Adam;

/**
 * What makes a run, as {@code run.json} has it: data with their SHA-256, models, neurons, shares, seeds and plan. Its
 * sessions, with their times and machines, stand beside it in the same file and are not part of what makes the run.
 *
 * @param data the recording
 * @param models the architectures in the order of a {@link Curriculum}
 * @param neurons indices in rising order
 * @param shares parts of the training images; each is one fit
 * @param seeds of every random draw; each is one fit
 * @param plan how each neuron is fitted, but for share and seed, which are the first ones of theirs
 */
public record RunDescription(
        RunData data,
        List<Architecture> models,
        List<Integer> neurons,
        List<Double> shares,
        List<Long> seeds,
        TrainingPlan plan) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public RunDescription {
        models = List.copyOf(models);
        neurons = List.copyOf(neurons);
        shares = shares.stream().distinct().toList();
        seeds = seeds.stream().distinct().toList();
        if (shares.isEmpty() || seeds.isEmpty()) {
            throw new IllegalArgumentException("run: expected a share and a seed or more of each, got %d and %d"
                    .formatted(shares.size(), seeds.size()));
        }
        shares.forEach(TrainingPlan::checkShare);
        plan = plan.withShare(shares.get(0)).withSeed(seeds.get(0));
    }

    /** Describes a run to be made with the plan's share and seed. */
    public static RunDescription of(RunData data, List<Architecture> models, List<Integer> neurons, TrainingPlan plan) {
        return new RunDescription(data, models, neurons, List.of(plan.share()), List.of(plan.seed()), plan);
    }

    /** The same run of other neurons. */
    public RunDescription withNeurons(List<Integer> changed) {
        return new RunDescription(data, models, changed, shares, seeds, plan);
    }

    /** The same run with every model and neuron fitted with each of these shares, in their order. */
    public RunDescription withShares(List<Double> changed) {
        return new RunDescription(data, models, neurons, changed, seeds, plan);
    }

    /** The same run with every model and neuron fitted with each of these seeds, in their order. */
    public RunDescription withSeeds(List<Long> changed) {
        return new RunDescription(data, models, neurons, shares, changed, plan);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if there is none, it is damaged or of another version
     */
    public static RunDescription read(RunFolder folder) throws IOException {
        RunJson run = RunJson.read(folder);
        try {
            List<Double> shares = run.numbers("shares");
            List<Long> seeds = run.longNumbers("seeds");
            RunJson plan = run.object("plan");
            RunJson adam = plan.object("adam");
            TrainingPlan read = new TrainingPlan(
                    plan.wholeNumber("epochs"),
                    plan.wholeNumber("batch"),
                    new Adam.Settings(
                            adam.number("learningRate"),
                            adam.number("beta1"),
                            adam.number("beta2"),
                            adam.number("epsilon")),
                    shares.get(0),
                    seeds.get(0),
                    Protocol.of(plan.text("protocol")),
                    TrainingPlan.FrozenParts.of(plan.text("frozen")),
                    plan.optionalText("responses").map(ResponseScaling::of).orElse(ResponseScaling.PUBLISHED));
            RunData data = RunData.read(run, LocalNote.read(folder.local()));
            return new RunDescription(data, run.models(), run.neurons(), shares, seeds, read);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(folder.description(), String.valueOf(e.getMessage()), e);
        }
    }

    /** All that makes the run, as JSON. */
    private ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        data.write(json.putObject("data"));
        ArrayNode modelNodes = json.putArray("models");
        models.forEach(model -> modelNodes.add(ArchitectureJson.write(model)));
        ArrayNode neuronNodes = json.putArray("neurons");
        neurons.forEach(neuronNodes::add);
        ArrayNode shareNodes = json.putArray("shares");
        shares.forEach(share -> shareNodes.add(DecimalText.decimal(share)));
        ArrayNode seedNodes = json.putArray("seeds");
        seeds.forEach(seedNodes::add);
        ObjectNode planNode = json.putObject("plan");
        planNode.put("protocol", plan.protocol().id());
        planNode.put("epochs", plan.epochs());
        planNode.put("batch", plan.batch());
        planNode.put("frozen", plan.frozen().id());
        if (plan.responses() != ResponseScaling.PUBLISHED) { // runs from before there was a choice say nothing
            planNode.put("responses", plan.responses().id());
        }
        ObjectNode adam = planNode.putObject("adam");
        adam.put("learningRate", DecimalText.decimal(plan.adam().learningRate()));
        adam.put("beta1", DecimalText.decimal(plan.adam().beta1()));
        adam.put("beta2", DecimalText.decimal(plan.adam().beta2()));
        adam.put("epsilon", DecimalText.decimal(plan.adam().epsilon()));
        return json;
    }

    /**
     * Checks that the folder is empty, holds this same run or a part of it: the same data and plan, and no model, neuron, share
     * or seed that this one has not.
     *
     * @throws BadDataFileException if it holds something else; the message says what differs
     */
    public void checkGoesOn(RunFolder folder) throws IOException {
        if (Files.exists(folder.sitesFile())) {
            throw new BadDataFileException(
                    folder.path(), "holds a run of several sites, which study --sites adds to; choose another --out");
        }
        if (!Files.exists(folder.description())) {
            for (Path written : folder.written()) {
                if (Files.exists(written)) {
                    throw new BadDataFileException(
                            folder.path(),
                            "has %s but no run.json; %s"
                                    .formatted(
                                            written.getFileName(),
                                            Files.exists(folder.spareDescription())
                                                    ? RunJson.remedy(folder)
                                                    : "choose another --out"));
                }
            }
            return;
        }
        // Both as they read back from a file: 1E-8 there is a number of another type than 1E-8 here.
        JsonNode here = JSON.readTree(json().toString());
        RunDifferences differences = RunDifferences.of(RunJson.read(folder).identity(), here);
        if (!differences.isEmpty()) {
            throw new BadDataFileException(folder.path(), differences.sentence());
        }
    }

    /** Ids of the models, in their order. */
    public List<String> modelIds() {
        return models.stream().map(Architecture::id).toList();
    }

    /**
     * Checks that a recording is the one that the run was made from.
     *
     * @param folder of this run, for the message
     * @throws BadDataFileException if it is another
     */
    public void checkMadeFrom(Recording recording, RunFolder folder) throws BadDataFileException {
        RunData found = RunData.of(data.path(), recording, data.options()).withLeaks(data.leaks());
        JsonNode here = of(found, models, neurons, plan).json().path("data");
        RunDifferences differences = RunDifferences.of(json().path("data"), here);
        if (!differences.isEmpty()) {
            throw new BadDataFileException(
                    folder.path(),
                    "was fitted to another recording: %s; give the original one with --data"
                            .formatted(differences.all()));
        }
    }

    /**
     * Writes run.json, with a session added to those that are there, a copy of it, and beside it, for this machine alone,
     * where the recording is.
     *
     * @param session ours; one of the same start is replaced
     */
    public void write(RunFolder folder, Session session) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("writtenBy", "hypercolumn " + session.version());
        root.put("format", RunJson.FORMAT);
        root.put("recording", data.name());
        root.put("site", data.site());
        root.setAll(json());
        data.neuronIds().ifPresent(ids -> ids.all().forEach(root.putArray("neuronIds")::add));
        ArrayNode sessions = root.putArray("sessions");
        if (Files.exists(folder.description())) {
            RunJson.read(folder).node("sessions").forEach(earlier -> {
                if (!earlier.path("started").asText().equals(session.started())) {
                    sessions.add(earlier);
                }
            });
        }
        sessions.add(session.json());
        byte[] text = (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(folder.description(), out -> out.write(text));
        WholeFile.write(folder.spareDescription(), out -> out.write(text));
        LocalNote.write(folder.local(), data.path());
    }
}
