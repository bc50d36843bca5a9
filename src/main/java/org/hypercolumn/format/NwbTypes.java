package org.hypercolumn.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.NpyArray;

/**
 * Which types of an NWB file extend which, as the specifications that writers keep in {@code /specifications} say: so that an
 * object of an extension is read as the standard type that it extends.
 */
final class NwbTypes {
    private static final String SPECIFICATIONS = "specifications/";
    private static final int MOST_SPECIFICATIONS = 500;
    private static final int MOST_STEPS = 20;
    /** What is read of files that carry no specifications. */
    private static final Map<String, String> KNOWN = Map.of(
            "RoiResponseSeries", "TimeSeries",
            "IndexSeries", "TimeSeries",
            "OpticalSeries", "ImageSeries",
            "StimulusTemplate", "ImageSeries", // of ndx-aibs-stimulus-template
            "GrayscaleImage", "Image",
            "RGBImage", "Image",
            "RGBAImage", "Image",
            "Image", "BaseImage",
            "ExternalImage", "BaseImage");

    private final Map<String, String> parents;

    private NwbTypes(Map<String, String> parents) {
        this.parents = parents;
    }

    /** The types that a file defines; texts that are no specifications are passed over. */
    static NwbTypes of(HdfTree tree) throws IOException {
        Map<String, String> parents = new HashMap<>(KNOWN);
        JsonMapper json = new JsonMapper();
        int read = 0;
        for (String path : tree.paths()) {
            if (path.startsWith(SPECIFICATIONS) && read < MOST_SPECIFICATIONS && isArray(tree, path)) {
                read++;
                specification(tree, path, json).ifPresent(types -> collect(types, parents));
            }
        }
        return new NwbTypes(parents);
    }

    private static boolean isArray(HdfTree tree, String path) {
        return tree.node(path).filter(node -> node.kind() == HdfTree.Kind.ARRAY).isPresent();
    }

    /** What a text says; empty if it is no specification, whose types are then named where they are met. */
    private static Optional<JsonNode> specification(HdfTree tree, String path, JsonMapper json) throws IOException {
        try {
            tree.begin();
            NpyArray text = tree.array(path).values(1);
            return text.length() == 1 && !text.type().isNumeric()
                    ? Optional.of(json.readTree(text.textAt(0)))
                    : Optional.empty();
        } catch (ArrayFormatException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static void collect(JsonNode tree, Map<String, String> parents) {
        String type = tree.path("neurodata_type_def").asText("");
        String parent = tree.path("neurodata_type_inc").asText("");
        if (!type.isEmpty() && !parent.isEmpty()) {
            parents.put(type, parent);
        }
        tree.forEach(child -> collect(child, parents));
    }

    /** Whether a type is another one, or extends it. */
    boolean is(String type, String ancestor) {
        String at = type;
        for (int step = 0; step < MOST_STEPS && at != null; step++) {
            if (at.equals(ancestor)) {
                return true;
            }
            at = parents.get(at);
        }
        return false;
    }
}
