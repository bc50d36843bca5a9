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
 * What makes a run, as {@code run.json} has it: data with their SHA-256, models, neurons and plan. Its sessions, with their
 * times and machines, stand beside it in the same file and are not part of what makes the run.
 *
 * @param data folder of the recording, as given
 * @param site name of the site
 * @param identity all that must agree for a run to go on, as JSON
 * @param models the architectures in order
 * @param neurons indices in rising order
 * @param plan how each neuron is fitted
 */
public record RunDescription(
        Path data,
        String site,
        JsonNode identity,
        List<Architecture> models,
        List<Integer> neurons,
        TrainingPlan plan) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SESSIONS = "sessions";
    private static final String WRITTEN_BY = "writtenBy";
    private static final String FOLDER = "folder";
    private static final String SITE = "site";
    private static final String DATA = "data";
    private static final List<String> NO_IDENTITY = List.of(WRITTEN_BY, FOLDER, SITE, SESSIONS);

    public RunDescription {
        models = List.copyOf(models);
        neurons = List.copyOf(neurons);
    }

    /** Describes a run to be made. */
    public static RunDescription of(
            Path data, Recording recording, List<Architecture> models, List<Integer> neurons, TrainingPlan plan) {
        ObjectNode identity = JSON.createObjectNode();
        ObjectNode digests = identity.putObject(DATA).putObject("sha256");
        recording.sha256().forEach(digests::put);
        ArrayNode modelNodes = identity.putArray("models");
        models.forEach(model -> modelNodes.add(ArchitectureJson.write(model)));
        ArrayNode neuronNodes = identity.putArray("neurons");
        neurons.forEach(neuronNodes::add);
        ObjectNode planNode = identity.putObject("plan");
        planNode.put("protocol", plan.protocol().id());
        planNode.put("epochs", plan.epochs());
        planNode.put("batch", plan.batch());
        planNode.put("share", DecimalText.decimal(plan.share()));
        planNode.put("seed", plan.seed());
        ObjectNode adam = planNode.putObject("adam");
        adam.put("learningRate", DecimalText.decimal(plan.adam().learningRate()));
        adam.put("beta1", DecimalText.decimal(plan.adam().beta1()));
        adam.put("beta2", DecimalText.decimal(plan.adam().beta2()));
        adam.put("epsilon", DecimalText.decimal(plan.adam().epsilon()));
        return new RunDescription(data, recording.site(), identity, models, neurons, plan);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if there is none or it is damaged
     */
    public static RunDescription read(RunFolder folder) throws IOException {
        RunJson run = RunJson.read(folder);
        try {
            RunJson adam = run.object("plan").object("adam");
            RunJson plan = run.object("plan");
            TrainingPlan read = new TrainingPlan(
                    plan.wholeNumber("epochs"),
                    plan.wholeNumber("batch"),
                    new Adam.Settings(
                            adam.number("learningRate"),
                            adam.number("beta1"),
                            adam.number("beta2"),
                            adam.number("epsilon")),
                    plan.number("share"),
                    plan.longNumber("seed"),
                    Protocol.of(plan.text("protocol")));
            Path data = Path.of(run.text(FOLDER));
            return new RunDescription(
                    data, run.text(SITE), run.without(NO_IDENTITY), run.models(), run.neurons(), read);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(folder.description(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Checks that the folder is empty or holds this same run.
     *
     * @throws BadDataFileException if it holds something else; the message says what differs
     */
    public void checkSameRun(RunFolder folder) throws IOException {
        if (!Files.exists(folder.description())) {
            for (Path written : folder.written()) {
                if (Files.exists(written)) {
                    throw new BadDataFileException(
                            folder.path(),
                            "has %s but no run.json; choose another --out".formatted(written.getFileName()));
                }
            }
            return;
        }
        JsonNode there = RunJson.read(folder).without(NO_IDENTITY);
        // Both as they read back from a file: 1E-8 there is a number of another type than 1E-8 here.
        List<String> differences = RunDifferences.of(there, JSON.readTree(identity.toString()));
        if (!differences.isEmpty()) {
            throw new BadDataFileException(
                    folder.path(),
                    "was made by another command: %s; choose another --out".formatted(String.join(", ", differences)));
        }
    }

    /** Whether the recording was a pair of images and responses without a site's name. */
    public boolean isOfPair() {
        return identity.path(DATA).path("sha256").has("images.npy");
    }

    /**
     * Checks that a recording is the one that the run was made from.
     *
     * @param folder of this run, for the message
     * @throws BadDataFileException if it is another
     */
    public void checkMadeFrom(Recording recording, RunFolder folder) throws BadDataFileException {
        JsonNode here = of(data, recording, models, neurons, plan).identity.path(DATA);
        List<String> differences = RunDifferences.of(identity.path(DATA), here);
        if (!differences.isEmpty()) {
            throw new BadDataFileException(
                    folder.path(),
                    "was not made from this recording: %s; give the one that it was made from with --data"
                            .formatted(String.join(", ", differences)));
        }
    }

    /**
     * Writes run.json, with a session added to those that are there.
     *
     * @param session ours; one of the same start is replaced
     */
    public void write(RunFolder folder, Session session) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put(WRITTEN_BY, "hypercolumn " + session.version());
        root.put(FOLDER, data.toAbsolutePath().normalize().toString());
        root.put(SITE, site);
        identity.properties().forEach(entry -> root.set(entry.getKey(), entry.getValue()));
        ArrayNode sessions = root.putArray(SESSIONS);
        if (Files.exists(folder.description())) {
            RunJson.read(folder).node(SESSIONS).forEach(earlier -> {
                if (!earlier.path("started").asText().equals(session.started())) {
                    sessions.add(earlier);
                }
            });
        }
        sessions.add(session.json());
        byte[] text = (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(folder.description(), out -> out.write(text));
    }
}
