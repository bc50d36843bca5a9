package org.hypercolumn.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypercolumn.data.DecimalText;

/** What keeps a run from going on as another one, in words, and what to do about it. */
final class RunDifferences {

    private static final int SHOWN_CHARACTERS = 60;

    /** Lists that may have more here than there. */
    private static final List<String> GROWING = List.of("models", "neurons", "shares", "seeds");

    private static final Map<String, String> OPTIONS = Map.of(
            "plan.epochs", "epochs",
            "plan.batch", "batch",
            "plan.protocol", "protocol",
            "plan.frozen", "frozen",
            "plan.responses", "responses",
            "plan.adam.learningRate", "learning-rate",
            "data.format", "format");

    private final List<String> files = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    private RunDifferences() {}

    /**
     * The differences between what makes two runs. The lists of what is fitted may have grown.
     *
     * @param there as it stands in a run.json
     * @param here as it is now
     */
    static RunDifferences of(JsonNode there, JsonNode here) {
        var differences = new RunDifferences();
        differences.collect("", there, here);
        return differences;
    }

    boolean isEmpty() {
        return files.isEmpty() && found.isEmpty();
    }

    /** Which files are others, and what else differs, a part of a sentence each. */
    String all() {
        return Stream.concat(files.stream(), found.stream()).collect(Collectors.joining(", "));
    }

    /** Why the run cannot go on as the other, and what to do, in a sentence about the run. */
    String sentence() {
        if (!files.isEmpty()) {
            return "was fitted to another recording (%s); use another --out".formatted(String.join(", ", files));
        }
        String advice = options.isEmpty() ? "" : String.join(" ", options) + " or ";
        return "%s; use %sanother --out".formatted(String.join(", ", found), advice);
    }

    private void collect(String name, JsonNode there, JsonNode here) {
        if (there.equals(here) || (GROWING.contains(name) && isPart(there, here))) {
            return;
        }
        if (name.equals("data.mapping")) {
            found.add(
                    there.isMissingNode()
                            ? "was read without a mapping"
                            : here.isMissingNode()
                                    ? "was read with a mapping and you gave none"
                                    : "was read with another mapping");
        } else if (there.isObject() && here.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            there.fieldNames().forEachRemaining(names::add);
            here.fieldNames().forEachRemaining(names::add);
            for (String field : names) {
                String full = name.isEmpty() ? field : name + "." + field;
                if (name.endsWith("sha256")) {
                    file(field, there.path(field), here.path(field));
                } else {
                    collect(full, there.path(field), here.path(field));
                }
            }
        } else if (name.equals("models") && another(there, here).isPresent()) {
            found.add("has another network of the id " + another(there, here).get());
        } else if (GROWING.contains(name)) {
            found.add("has %s %s and you asked for %s".formatted(name, list(name, there), list(name, here)));
            options.add("--%s %s".formatted(name, list(name, union(there, here))));
        } else {
            single(name, there, here);
        }
    }

    private void single(String name, JsonNode there, JsonNode here) {
        if (name.equals("plan.responses")) {
            other(name, responses(there), responses(here));
        } else {
            other(name, there, here);
        }
    }

    /** Of runs that say nothing, responses were learned as published. */
    private static JsonNode responses(JsonNode said) {
        return said.isMissingNode() ? TextNode.valueOf(ResponseScaling.PUBLISHED.id()) : said;
    }

    private void other(String name, JsonNode there, JsonNode here) {
        String option = OPTIONS.get(name);
        if (name.equals("plan.epochs")) {
            found.add("has %s %s and you asked for %s"
                    .formatted(shown(there), there.asInt() == 1 ? "epoch" : "epochs", shown(here)));
        } else if (name.equals("data.leaks")) {
            found.add(
                    there.isMissingNode()
                            ? "was made without --allow-leaks"
                            : "was made with --allow-leaks, of a recording that leaks");
        } else if (option != null) {
            found.add("has %s %s and you asked for %s".formatted(option, shown(there), shown(here)));
        } else {
            found.add("has %s %s, not %s".formatted(name, shown(there), shown(here)));
        }
        if (option != null && !there.isMissingNode()) {
            options.add("--%s %s".formatted(option, shown(there)));
        }
    }

    /** What both have: neurons and other numbers rising. */
    private static ArrayNode union(JsonNode there, JsonNode here) {
        List<JsonNode> all = new ArrayList<>();
        there.forEach(all::add);
        for (JsonNode node : here) {
            if (!all.contains(node)) {
                all.add(node);
            }
        }
        if (all.stream().allMatch(JsonNode::isNumber)) {
            all.sort(Comparator.comparingDouble(JsonNode::asDouble));
        }
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }

    private static boolean isPart(JsonNode there, JsonNode here) {
        Set<JsonNode> all = new HashSet<>();
        here.forEach(all::add);
        boolean isPart = there.isArray() && here.isArray();
        for (JsonNode element : there) {
            isPart &= all.contains(element);
        }
        return isPart;
    }

    /** The id of a model that both have, but not the same. */
    private static Optional<String> another(JsonNode there, JsonNode here) {
        for (JsonNode model : there) {
            for (JsonNode other : here) {
                if (model.path("id").equals(other.path("id")) && !model.equals(other)) {
                    return Optional.of(model.path("id").asText());
                }
            }
        }
        return Optional.empty();
    }

    private void file(String name, JsonNode there, JsonNode here) {
        if (there.isMissingNode()) {
            files.add(name + " is missing there");
        } else if (here.isMissingNode()) {
            files.add(name + " is only there");
        } else if (!there.equals(here)) {
            files.add(name + " differs");
        }
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "none";
        }
        if (node.isDouble()) {
            return DecimalText.of(node.asDouble());
        }
        String text = node.isTextual() ? node.asText() : node.toString();
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS - 3) + "..." : text;
    }

    /** Models by their ids, neurons as 0-3,7. */
    private static String list(String name, JsonNode nodes) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            int first = i;
            while (name.equals("neurons") && follows(nodes, i + 1)) {
                i++;
            }
            String start =
                    nodes.get(first).has("id") ? nodes.get(first).path("id").asText() : shown(nodes.get(first));
            parts.add(i == first ? start : start + "-" + nodes.get(i));
        }
        return String.join(",", parts);
    }

    private static boolean follows(JsonNode nodes, int at) {
        return at < nodes.size()
                && nodes.get(at).isInt()
                && nodes.get(at - 1).isInt()
                && nodes.get(at).asInt() == nodes.get(at - 1).asInt() + 1;
    }
}
