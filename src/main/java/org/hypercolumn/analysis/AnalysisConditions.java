package org.hypercolumn.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.DigestList;
import org.hypercolumn.data.Limits;

/**
 * What the results of a run's analysis are of; {@code analysis.json}.
 *
 * @param site name of the recording's site
 * @param tier name of the images that scores are reported on; all results are of these
 * @param protocol which images chose the epoch
 * @param share of the training images that the models were fitted with
 * @param seed that they were fitted with
 * @param variant what the names of files of this share and seed end with, as those of the run's predictions do
 * @param models ids in the order of the run
 * @param neurons indices in the recording, rising
 * @param neuronIds what the recording calls them; their indices where it does not say
 */
public record AnalysisConditions(
        String site,
        String tier,
        String protocol,
        double share,
        long seed,
        String variant,
        List<String> models,
        List<Integer> neurons,
        List<String> neuronIds) {

    private static final int FORMAT = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    public AnalysisConditions {
        models = List.copyOf(models);
        neurons = List.copyOf(neurons);
        neuronIds = List.copyOf(neuronIds);
    }

    /** Writes them as JSON, whole or not at all. */
    void write(Path file) throws IOException {
        ObjectNode root = JsonText.object();
        root.put("format", FORMAT);
        root.put("site", site);
        root.put("tier", tier);
        root.put("protocol", protocol);
        root.put("share", DecimalText.decimal(share));
        root.put("seed", seed);
        root.put("variant", variant);
        ArrayNode ids = root.putArray("models");
        models.forEach(ids::add);
        ArrayNode indices = root.putArray("neurons");
        neurons.forEach(indices::add);
        ArrayNode names = root.putArray("neuron_ids");
        neuronIds.forEach(names::add);
        JsonText.write(file, root);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadDataFileException if it is missing, damaged or of another version
     */
    static AnalysisConditions read(Path file) throws IOException {
        DigestList.check(file, "run analyze again");
        JsonNode root;
        try {
            root = JSON.readTree(DataFile.bytes(file, Limits.MOST_TEXT_BYTES));
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(file, "there is no such file; run analyze first", e);
        } catch (JsonProcessingException e) {
            throw damaged(file);
        }
        List<String> models = new ArrayList<>();
        root.path("models").forEach(model -> models.add(model.asText()));
        List<Integer> neurons = new ArrayList<>();
        root.path("neurons").forEach(neuron -> neurons.add(neuron.asInt()));
        List<String> neuronIds = new ArrayList<>();
        root.path("neuron_ids").forEach(id -> neuronIds.add(id.asText()));
        if (root.path("format").asInt() != FORMAT
                || !root.path("share").isNumber()
                || !root.path("seed").isIntegralNumber()
                || neurons.isEmpty()
                || neuronIds.size() != neurons.size()) {
            throw damaged(file);
        }
        return new AnalysisConditions(
                root.path("site").asText(),
                root.path("tier").asText(),
                root.path("protocol").asText(),
                root.path("share").asDouble(),
                root.path("seed").asLong(),
                root.path("variant").asText(),
                models,
                neurons,
                neuronIds);
    }

    private static BadDataFileException damaged(Path file) {
        return new BadDataFileException(
                file,
                "is damaged or of another version, expected format %d; delete its folder and analyze again"
                        .formatted(FORMAT));
    }
}
