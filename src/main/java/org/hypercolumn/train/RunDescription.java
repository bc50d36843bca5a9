package org.hypercolumn.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
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

    public RunDescription {
        models = List.copyOf(models);
        neurons = List.copyOf(neurons);
    }

    /** Describes a run to be made. */
    public static RunDescription of(
            Path data, Recording recording, List<Architecture> models, List<Integer> neurons, TrainingPlan plan) {
        ObjectNode identity = JSON.createObjectNode();
        ObjectNode dataNode = identity.putObject("data");
        ObjectNode digests = dataNode.putObject("sha256");
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
        ObjectNode root = root(folder);
        try {
            List<Architecture> models = new ArrayList<>();
            for (JsonNode model : root.path("models")) {
                models.add(ArchitectureJson.read(model.toString()));
            }
            List<Integer> neurons = new ArrayList<>();
            root.path("neurons").forEach(neuron -> neurons.add(neuron.asInt()));
            JsonNode plan = root.path("plan");
            JsonNode adam = plan.path("adam");
            TrainingPlan read = new TrainingPlan(
                    plan.path("epochs").asInt(),
                    plan.path("batch").asInt(),
                    new Adam.Settings(
                            adam.path("learningRate").asDouble(),
                            adam.path("beta1").asDouble(),
                            adam.path("beta2").asDouble(),
                            adam.path("epsilon").asDouble()),
                    plan.path("share").asDouble(),
                    plan.path("seed").asLong(),
                    Protocol.of(plan.path("protocol").asText()));
            Path data = Path.of(root.path(FOLDER).asText());
            String site = root.path(SITE).asText();
            return new RunDescription(data, site, identity(root), models, neurons, read);
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(folder.description(), String.valueOf(e.getMessage()), e);
        }
    }

    private static ObjectNode root(RunFolder folder) throws IOException {
        Path file = folder.description();
        if (!Files.exists(file)) {
            throw new BadDataFileException(folder.path(), "expected a run folder, but it has no run.json");
        }
        try {
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode root) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new BadDataFileException(file, "expected JSON, got a damaged file", e);
        }
        throw new BadDataFileException(file, "expected a JSON object, got something else");
    }

    private static ObjectNode identity(ObjectNode root) {
        ObjectNode identity = root.deepCopy();
        identity.remove(List.of(WRITTEN_BY, FOLDER, SITE, SESSIONS));
        return identity;
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
        JsonNode there = identity(root(folder));
        // Both as they read back from a file: 1E-8 there is a number of another type than 1E-8 here.
        JsonNode here = JSON.readTree(identity.toString());
        TreeSet<String> differences = new TreeSet<>();
        collect("", there, here, differences);
        if (!differences.isEmpty()) {
            throw new BadDataFileException(
                    folder.path(),
                    "was made by another command: %s; choose another --out".formatted(String.join(", ", differences)));
        }
    }

    private static void collect(String name, JsonNode there, JsonNode here, TreeSet<String> differences) {
        if (there.isObject() && here.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            there.fieldNames().forEachRemaining(names::add);
            here.fieldNames().forEachRemaining(names::add);
            for (String field : names) {
                collect(name.isEmpty() ? field : name + "." + field, there.path(field), here.path(field), differences);
            }
        } else if (!there.toString().equals(here.toString())) {
            differences.add("%s is %s there and %s here".formatted(name, shown(there), shown(here)));
        }
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "absent";
        }
        if (node.isArray() && node.size() > 0 && node.get(0).has("id")) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(model -> model.path("id").asText())
                    .toList()
                    .toString();
        }
        String text = node.isArray() ? ranges(node) : node.toString();
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }

    /** A list of whole numbers as 0-3,7. */
    private static String ranges(JsonNode numbers) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int first = i;
            while (i + 1 < numbers.size()
                    && numbers.get(i + 1).asInt() == numbers.get(i).asInt() + 1) {
                i++;
            }
            String end = i == first ? "" : "-" + numbers.get(i).asText();
            parts.add(numbers.get(first).asText() + end);
        }
        return String.join(",", parts);
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
            root(folder).path(SESSIONS).forEach(earlier -> {
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
