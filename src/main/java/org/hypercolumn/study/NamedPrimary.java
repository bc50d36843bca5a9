package org.hypercolumn.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.train.RunFolder;

/**
 * The primary comparison of a run as its {@code primary.json} has it, and how far the run was when it was named. It stands
 * beside run.json, since it changes no fit; all that were named before stay in the file.
 *
 * @param comparison the one named last
 * @param fits how many fits had ended by then: above 0, it may have been chosen by its result
 * @param earlier those named before it, in order
 */
public record NamedPrimary(PrimaryComparison comparison, int fits, List<PrimaryComparison> earlier) {

    private static final int FORMAT = 1;
    private static final int LARGEST = 1 << 20;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public NamedPrimary {
        earlier = List.copyOf(earlier);
    }

    /**
     * What a run's file says; empty where none was named.
     *
     * @throws BadDataFileException if the file is damaged
     * @throws IOException if it cannot be read
     */
    public static Optional<NamedPrimary> read(RunFolder folder) throws IOException {
        JsonNode named = named(folder);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<PrimaryComparison> all = new ArrayList<>();
            for (JsonNode node : named) {
                all.add(PrimaryComparison.of("metric=%s,test=%s,baseline=%s"
                        .formatted(
                                node.path("metric").asText(),
                                node.path("test").asText(),
                                node.path("baseline").asText())));
            }
            int last = all.size() - 1;
            return Optional.of(new NamedPrimary(
                    all.get(last), named.get(last).path("fitsEnded").asInt(), all.subList(0, last)));
        } catch (IllegalArgumentException e) {
            throw new BadDataFileException(
                    folder.primary(), "%s; delete it and name it again".formatted(e.getMessage()), e);
        }
    }

    /** The list in the file; empty without one. */
    private static ArrayNode named(RunFolder folder) throws IOException {
        if (!Files.exists(folder.primary())) {
            return JSON.createArrayNode();
        }
        try {
            if (JSON.readTree(DataFile.text(folder.primary(), LARGEST)).path("named") instanceof ArrayNode named) {
                return named;
            }
        } catch (JsonProcessingException e) {
            throw new BadDataFileException(folder.primary(), "expected JSON, got a damaged file; delete it", e);
        }
        throw new BadDataFileException(folder.primary(), "expected a list of what was named, got none; delete it");
    }

    /**
     * Names a run's primary comparison; nothing changes if it is named already.
     *
     * @param fits how many fits have ended
     * @throws BadDataFileException if the file is damaged
     * @throws IOException if it cannot be read or written
     */
    public static void write(RunFolder folder, PrimaryComparison comparison, int fits) throws IOException {
        Optional<NamedPrimary> before = read(folder);
        if (before.isPresent() && before.get().comparison().equals(comparison)) {
            return;
        }
        ArrayNode named = named(folder);
        named.addObject()
                .put("metric", comparison.metric().id())
                .put("test", comparison.test().id())
                .put("baseline", comparison.baseline())
                .put("fitsEnded", fits);
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        root.set("named", named);
        byte[] bytes = (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        WholeFile.write(folder.primary(), out -> out.write(bytes));
    }

    /** The metrics with the primary one first. */
    List<Metric> first(List<Metric> metrics) {
        List<Metric> ordered = new ArrayList<>(metrics);
        if (ordered.remove(comparison.metric())) {
            ordered.add(0, comparison.metric());
        }
        return ordered;
    }

    /** The entries of a table, those of a model at a share together, with the primary metric first in each of them. */
    List<TableEntry> ordered(List<TableEntry> entries) {
        List<Metric> order =
                first(entries.stream().map(TableEntry::metric).distinct().toList());
        List<TableEntry> ordered = new ArrayList<>();
        for (int first = 0; first < entries.size(); first += order.size()) {
            List<TableEntry> ofModel = entries.subList(first, first + order.size());
            order.forEach(metric ->
                    ofModel.stream().filter(entry -> entry.metric() == metric).forEach(ordered::add));
        }
        return ordered;
    }

    /**
     * What a reader of results must know of it, in a sentence or two.
     *
     * @param baseline that the results compare with
     * @param shown the tests that they have
     */
    String sentence(String baseline, List<PrimaryComparison.Test> shown) {
        String when = fits == 0
                ? "named before the first fit had ended"
                : "named after %d %s had ended, so that it may have been chosen by its result"
                        .formatted(fits, fits == 1 ? "fit" : "fits");
        String before = earlier.isEmpty()
                ? ""
                : "; before, it was " + earlier.get(earlier.size() - 1).words();
        boolean here = baseline.equals(comparison.baseline()) && shown.contains(comparison.test());
        return "Primary comparison (%s%s): %s. %s"
                .formatted(
                        when,
                        before,
                        comparison.words(),
                        here
                                ? "All other tests here are exploratory."
                                : "It is not among the tests here, which are exploratory.");
    }
}
