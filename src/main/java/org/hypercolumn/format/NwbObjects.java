package org.hypercolumn.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NpyArray;
import org.jspecify.annotations.Nullable;

/** The objects of an NWB file, by what they say that they are. Problems begin with the path of the object. */
final class NwbObjects {
    static final int MOST_VALUES = 100_000_000;
    private static final int MOST_SHOWN = 40;

    private final HdfTree tree;
    private final Map<String, String> types = new HashMap<>();
    private @Nullable NwbTypes known;

    NwbObjects(HdfTree tree) {
        this.tree = tree;
    }

    HdfTree tree() {
        return tree;
    }

    /** What an object is by its {@code neurodata_type}; empty text if it does not say. */
    String type(String path) throws IOException {
        String known = types.get(path);
        if (known != null) {
            return known;
        }
        String type;
        try {
            type = text(path, "neurodata_type").orElse("");
        } catch (ArrayFormatException e) {
            type = ""; // an object that cannot be read is of no kind that is looked for
        }
        types.put(path, type);
        return type;
    }

    /** Whether an object is of a type, or of one that extends it. */
    boolean is(String path, String ancestor) throws IOException {
        String type = type(path);
        if (type.isEmpty() || type.equals(ancestor)) {
            return !type.isEmpty();
        }
        if (known == null) {
            known = NwbTypes.of(tree);
        }
        return known.is(type, ancestor);
    }

    /** Paths below a group, at any depth, of objects of a type or of those that extend it, sorted; each object once. */
    List<String> below(String group, String wanted) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String path : tree.paths()) {
            if (path.startsWith(group + "/") && is(path, wanted)) {
                found.add(tree.resolve(path).orElse(path));
            }
        }
        return List.copyOf(found);
    }

    /** Whether there is an array at a path. */
    boolean isArray(String path) {
        return tree.node(path).filter(node -> node.kind() == HdfTree.Kind.ARRAY).isPresent();
    }

    /** What is done with an object. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws IOException, ArrayFormatException;
    }

    /** Puts the path in front of what is wrong. */
    <T> T at(String path, Step<T> step) throws IOException, ArrayFormatException {
        tree.begin();
        try {
            return step.run();
        } catch (ArrayFormatException e) {
            String who = path.isEmpty() ? "attributes of the file" : Excerpt.path(path);
            throw new ArrayFormatException(who + ": " + e.problem());
        }
    }

    HdfArray array(String path) throws IOException, ArrayFormatException {
        return at(path, () -> tree.array(path));
    }

    /** What an array is; empty if there is none, or it is of a kind that is not read. */
    Optional<ArrayShape> shape(String path) throws IOException {
        try {
            return isArray(path) ? Optional.of(array(path).shape()) : Optional.empty();
        } catch (ArrayFormatException e) {
            return Optional.empty();
        }
    }

    private NpyArray values(String path) throws IOException, ArrayFormatException {
        return at(path, () -> tree.array(path).values(MOST_VALUES));
    }

    /** All numbers of an array of one axis. */
    double[] numbers(String path) throws IOException, ArrayFormatException {
        NpyArray values = values(path);
        if (values.rank() > 1 || !values.type().isNumeric()) {
            throw new ArrayFormatException(
                    "%s: expected numbers in one axis, got %s".formatted(Excerpt.path(path), values));
        }
        return values.toDoubles();
    }

    /** All texts of an array of one axis; whole numbers as text. */
    List<String> texts(String path) throws IOException, ArrayFormatException {
        NpyArray values = values(path);
        if (values.rank() > 1 || (values.type().isNumeric() && !values.type().isInteger())) {
            throw new ArrayFormatException(
                    "%s: expected texts or whole numbers in one axis, got %s".formatted(Excerpt.path(path), values));
        }
        if (!values.type().isNumeric()) {
            return Arrays.asList(values.toText());
        }
        return Arrays.stream(values.toLongs()).mapToObj(Long::toString).toList();
    }

    /** The texts of each row of a column with several a row, or with one; none if there is no such column. */
    List<List<String>> lists(String path) throws IOException, ArrayFormatException {
        if (shape(path)
                .filter(each -> each.rank() == 1 && !each.type().isNumeric())
                .isEmpty()) {
            return List.of();
        }
        List<String> all = texts(path);
        if (!isArray(path + "_index")) {
            return all.stream().map(List::of).toList();
        }
        List<List<String>> lists = new ArrayList<>();
        int start = 0;
        for (double end : numbers(path + "_index")) {
            if (!(end >= start && end <= all.size())) {
                throw new ArrayFormatException("%s: expected ends from %d to %d, got %s"
                        .formatted(Excerpt.path(path + "_index"), start, all.size(), end));
            }
            lists.add(all.subList(start, (int) end));
            start = (int) end;
        }
        return lists;
    }

    /** The one number of an array. */
    double number(String path) throws IOException, ArrayFormatException {
        NpyArray values = values(path);
        if (values.length() != 1 || !values.type().isNumeric()) {
            throw new ArrayFormatException("%s: expected one number, got %s".formatted(Excerpt.path(path), values));
        }
        return values.at(0);
    }

    /** An attribute that is one text. */
    Optional<String> text(String path, String name) throws IOException, ArrayFormatException {
        Optional<NpyArray> value = attribute(path, name);
        return value.filter(each -> !each.type().isNumeric()).map(each -> each.textAt(0));
    }

    /** An attribute that is one number. */
    double number(String path, String name, double otherwise) throws IOException, ArrayFormatException {
        Optional<NpyArray> value = attribute(path, name);
        return value.filter(each -> each.type().isNumeric())
                .map(each -> each.at(0))
                .orElse(otherwise);
    }

    /** An attribute that is a reference: the path of what it refers to. */
    Optional<String> target(String path, String name) throws IOException, ArrayFormatException {
        Optional<NpyArray> value = attribute(path, name);
        return value.filter(each -> each.type().isInteger()).flatMap(each -> tree.pathAt(each.toLongs()[0]));
    }

    private Optional<NpyArray> attribute(String path, String name) throws IOException, ArrayFormatException {
        return at(path, () -> {
            Optional<HdfArray> attribute = tree.attribute(path, name);
            return attribute.isEmpty() || HdfArray.length(attribute.get().sizes()) != 1
                    ? Optional.<NpyArray>empty()
                    : Optional.of(attribute.get().values(1));
        });
    }

    /** Some of many paths, with their types, for a message. */
    String shown(List<String> paths) throws IOException {
        List<String> shown = new ArrayList<>();
        for (String path : paths.subList(0, Math.min(MOST_SHOWN, paths.size()))) {
            String type = type(path);
            shown.add(type.isEmpty() ? Excerpt.path(path) : "%s (%s)".formatted(Excerpt.path(path), Excerpt.of(type)));
        }
        String all = String.join(", ", shown);
        return paths.isEmpty()
                ? "none"
                : paths.size() > MOST_SHOWN ? all + " and %d more".formatted(paths.size() - MOST_SHOWN) : all;
    }
}
