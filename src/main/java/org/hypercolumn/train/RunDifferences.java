package org.hypercolumn.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hypercolumn.data.DecimalText;

/** What keeps a run from going on as another one, in words. */
final class RunDifferences {

    private static final int SHOWN_CHARACTERS = 60;

    /** Lists that may have more here than there. */
    private static final List<String> GROWING = List.of("models", "neurons", "shares", "seeds");

    private final List<String> found = new ArrayList<>();

    private RunDifferences() {}

    /**
     * One part of a sentence for each difference; empty if there is none. The lists of what is fitted may have grown.
     *
     * @param there as it stands in a run.json
     * @param here as it is now
     */
    static List<String> of(JsonNode there, JsonNode here) {
        var differences = new RunDifferences();
        differences.collect("", there, here);
        return differences.found;
    }

    private void collect(String name, JsonNode there, JsonNode here) {
        if (there.equals(here) || (GROWING.contains(name) && isPart(there, here))) {
            return;
        }
        if (there.isObject() && here.isObject()) {
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
            found.add("model %s is another network there"
                    .formatted(another(there, here).get()));
        } else if (shown(there).equals(shown(here))) {
            found.add("%s is %s in both, but not the same".formatted(name, shown(there)));
        } else {
            found.add("%s is %s there and %s here".formatted(name, shown(there), shown(here)));
        }
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
            found.add(name + " is not there");
        } else if (here.isMissingNode()) {
            found.add(name + " is there and not here");
        } else if (!there.equals(here)) {
            found.add(name + " is another file there");
        }
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "absent";
        }
        if (node.isDouble()) {
            return DecimalText.of(node.asDouble());
        }
        String text = node.isArray() ? list(node) : node.toString();
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS - 3) + "..." : text;
    }

    /** Models by their ids, neurons as 0-3,7. */
    private static String list(JsonNode nodes) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            int first = i;
            while (follows(nodes, i + 1)) {
                i++;
            }
            String start = nodes.get(first).has("id")
                    ? nodes.get(first).path("id").asText()
                    : nodes.get(first).toString();
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
