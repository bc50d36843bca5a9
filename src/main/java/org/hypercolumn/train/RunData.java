package org.hypercolumn.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.Format;
import org.hypercolumn.format.Mapping;
import org.hypercolumn.format.ReadOptions;

/**
 * The recording that a run is made from, and how it is read.
 *
 * @param path of the recording, as given or as this machine's note of it says; its name alone where there is no such note
 * @param site name of the site
 * @param sha256 of each of the recording's files, by its name
 * @param format as the user said it; empty where it was found out
 * @param mapping as the user gave it
 * @param neuronIds of all neurons, where the recording names them
 * @param leaks whether images that are fitted to may be among those that are reported on
 */
public record RunData(
        Path path,
        String site,
        Map<String, String> sha256,
        Optional<Format> format,
        Optional<Mapping> mapping,
        Optional<NeuronIds> neuronIds,
        Leaks leaks) {

    /** What a run does with images that are in the tier that is fitted to and in another. */
    public enum Leaks {
        /** There are none. */
        NONE,
        /** There are some, and the user allows them; the scores are too good. */
        ALLOWED
    }

    public RunData {
        sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
    }

    /** Whether both are of the same bytes, read alike, whatever the files are called: equal places are then equal neurons. */
    public boolean isSameRecording(RunData other) {
        return digests().equals(other.digests()) && mapping.equals(other.mapping);
    }

    private List<String> digests() {
        return sha256.values().stream().sorted().toList();
    }

    /** A recording without leaks that was read from {@code path}. */
    public static RunData of(Path path, Recording recording, ReadOptions options) {
        NeuronIds ids = recording.labels().neuronIds();
        return new RunData(
                path,
                recording.site(),
                recording.sha256(),
                options.format(),
                options.mapping(),
                ids.named() ? Optional.of(ids) : Optional.empty(),
                Leaks.NONE);
    }

    /** Name of the recording's file or folder, which says nothing of the machine; empty for a root, which has none. */
    public String name() {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    /** The same with leaks or without. */
    public RunData withLeaks(Leaks changed) {
        return new RunData(path, site, sha256, format, mapping, neuronIds, changed);
    }

    /**
     * What names a neuron: its id, or its index where the recording has no ids.
     *
     * @throws IllegalArgumentException if there is no such neuron
     */
    public String neuronId(int neuron) {
        return neuronIds.map(ids -> ids.at(neuron)).orElse(Integer.toString(neuron));
    }

    /** How the recording is to be read again, wherever it is now. */
    public ReadOptions options() {
        // Only files of the paper's layout carry the site's name; else it is the folder's, which may have been renamed.
        boolean several = sha256.containsKey("train_img_" + site + ".npy");
        return new ReadOptions(format, several ? Optional.of(site) : Optional.empty(), mapping, Gaps.REFUSED);
    }

    /** What makes the run: all but the place, the site's name and the ids, which the files have. */
    void write(ObjectNode json) {
        sha256.forEach(json.putObject("sha256")::put);
        format.ifPresent(said -> json.put("format", said.id()));
        mapping.ifPresent(said -> {
            ObjectNode node = json.putObject("mapping");
            said.names().forEach(node::put);
            said.columns().forEach((word, columns) -> columns.forEach(node.putArray(word)::add));
            if (!said.axes().isEmpty()) {
                said.axes().forEach(node.putObject("axes")::put);
            }
        });
        if (leaks == Leaks.ALLOWED) {
            json.put("leaks", "allowed");
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param root of run.json, which has the rest
     * @param place where the recording is on this machine; empty if it is not known
     * @throws IllegalArgumentException if it is damaged
     */
    static RunData read(RunJson root, Optional<Path> place) {
        RunJson json = root.object("data");
        List<String> ids = root.node("neuronIds").isMissingNode() ? List.of() : root.textList("neuronIds");
        return new RunData(
                place.orElse(Path.of(root.text("recording"))),
                root.text("site"),
                json.texts("sha256"),
                json.optionalText("format").map(Format::of),
                json.node("mapping").isMissingNode() ? Optional.empty() : Optional.of(Mapping.of(json.node("mapping"))),
                ids.isEmpty() ? Optional.empty() : Optional.of(NeuronIds.of(ids)),
                json.optionalText("leaks").map(RunData::leaks).orElse(Leaks.NONE));
    }

    private static Leaks leaks(String text) {
        if (!text.equals("allowed")) {
            throw new IllegalArgumentException("expected 'allowed' as data.leaks, got '%s'".formatted(text));
        }
        return Leaks.ALLOWED;
    }
}
