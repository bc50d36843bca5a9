package org.hypercolumn.format;

import io.jhdf.ObjectHeader;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;

/**
 * What is where in an HDF5 file: groups and arrays by their paths, {@code a/b} without a slash in front, the root {@code ""}.
 * A group of several names, or that is its own descendant, is walked once; nothing is followed out of the file.
 *
 * <p>Mutable, as a file that is open is: one thread.
 */
final class HdfTree implements Closeable {
    private static final int MOST_OBJECTS = 200_000;
    private static final int MOST_DEPTH = 64;
    private static final int MOST_NAME = 256;
    private static final int MOST_HOPS = 16;

    private final Path file;
    private final HdfBytes bytes;
    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final Map<Long, String> pathOf = new HashMap<>(); // of an object by its address: the first of its paths
    private final Map<Long, String> walked = new HashMap<>(); // groups by their addresses: where what is in them is

    private HdfTree(Path file, HdfBytes bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** What a path leads to. */
    enum Kind {
        GROUP,
        ARRAY,
        /** A soft link. */
        LINK,
        /** A named type, or nothing that has a value. */
        OTHER,
        /** What cannot be read, and why. */
        REFUSED
    }

    /**
     * An object.
     *
     * @param address of its header; negative if it has none
     * @param says where a link leads, or why it is refused
     */
    record Node(Kind kind, long address, String says) {}

    private record Group(String path, long address, int depth) {}

    /**
     * Opens a file and finds all that is in it.
     *
     * @throws BadDataFileException if it is not HDF5, or its structure is damaged
     */
    static HdfTree open(Path file) throws IOException {
        try {
            HdfTree tree = new HdfTree(file, HdfBytes.open(file));
            try {
                HdfBytes.checked(() -> {
                    tree.walk();
                    tree.nodes.forEach((path, node) -> tree.pathOf.putIfAbsent(node.address(), path));
                    return tree;
                });
                return tree;
            } catch (IOException | ArrayFormatException e) {
                tree.close();
                throw e;
            }
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(file, e.problem(), e);
        }
    }

    private void walk() throws IOException, ArrayFormatException {
        long root = bytes.root();
        Deque<Group> groups = new ArrayDeque<>(List.of(new Group("", root, 0)));
        nodes.put("", new Node(Kind.GROUP, root, ""));
        Map<Long, Node> known = new TreeMap<>();
        while (!groups.isEmpty()) {
            Group group = groups.removeFirst();
            if (walked.putIfAbsent(group.address(), group.path()) != null) {
                continue;
            }
            if (group.depth() > MOST_DEPTH) {
                throw new ArrayFormatException("expected groups at most %d deep, got more at %s; the file is damaged"
                        .formatted(MOST_DEPTH, Excerpt.of(group.path())));
            }
            for (HdfLinks.Link link : links(group)) {
                if (!sensible(link.name())) {
                    continue;
                }
                String path = group.path().isEmpty() ? link.name() : group.path() + "/" + link.name();
                Node node = node(link, known);
                nodes.put(path, node);
                if (nodes.size() > MOST_OBJECTS) {
                    throw new ArrayFormatException(
                            "expected at most %d groups and arrays, got more".formatted(MOST_OBJECTS));
                }
                if (node.kind() == Kind.GROUP) {
                    groups.addLast(new Group(path, node.address(), group.depth() + 1));
                }
            }
        }
    }

    /** The links of a group; none of one that is damaged, unless it is the root. */
    private List<HdfLinks.Link> links(Group group) throws IOException, ArrayFormatException {
        try {
            return HdfBytes.checked(() -> HdfLinks.of(bytes, ObjectHeader.readObjectHeader(bytes, group.address())));
        } catch (ArrayFormatException e) {
            if (group.path().isEmpty()) {
                throw e;
            }
            nodes.put(group.path(), new Node(Kind.REFUSED, group.address(), e.problem()));
            return List.of();
        }
    }

    private static boolean sensible(String name) {
        return !name.isEmpty()
                && name.length() <= MOST_NAME
                && name.indexOf('/') < 0
                && name.chars().noneMatch(Character::isISOControl);
    }

    private Node node(HdfLinks.Link link, Map<Long, Node> known) throws IOException {
        return switch (link.target()) {
            case PATH -> new Node(Kind.LINK, -1, link.path());
            case OTHER_FILE ->
                new Node(
                        Kind.REFUSED,
                        -1,
                        "is a link into another file ('%s'), which is not followed; copy it into this one"
                                .formatted(Excerpt.of(link.path())));
            case OBJECT -> {
                Node earlier = known.get(link.address());
                Node node = earlier == null ? object(link.address()) : earlier;
                known.put(link.address(), node);
                yield node;
            }
        };
    }

    private Node object(long address) throws IOException {
        try {
            return HdfBytes.checked(() -> {
                ObjectHeader header = ObjectHeader.readObjectHeader(bytes, address);
                boolean group = header.hasMessageOfType(SymbolTableMessage.class)
                        || header.hasMessageOfType(LinkInfoMessage.class);
                Kind kind = header.hasMessageOfType(DataSpaceMessage.class)
                        ? Kind.ARRAY
                        : group && !header.hasMessageOfType(DataTypeMessage.class) ? Kind.GROUP : Kind.OTHER;
                return new Node(kind, address, "");
            });
        } catch (ArrayFormatException e) {
            return new Node(Kind.REFUSED, address, e.problem());
        }
    }

    /** Every path but the root's, sorted. */
    Set<String> paths() {
        return nodes.tailMap("", false).keySet();
    }

    /** What a path leads to, links followed; empty if nothing. */
    Optional<Node> node(String path) {
        return resolve(path).map(nodes::get);
    }

    /** The path of what a path leads to, links followed; empty if it is not in this file. */
    Optional<String> resolve(String path) {
        return resolve(path, new int[1]);
    }

    private Optional<String> resolve(String path, int[] hops) {
        String at = "";
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length; i++) {
            if (names[i].isEmpty() || names[i].equals(".")) {
                continue;
            }
            at = at.isEmpty() ? names[i] : at + "/" + names[i];
            Node node = nodes.get(at);
            if (node != null && node.kind() == Kind.LINK) {
                if (++hops[0] > MOST_HOPS) {
                    return Optional.empty();
                }
                String target = node.says().startsWith("/") ? node.says() : parent(at) + "/" + node.says();
                Optional<String> there = resolve(target, hops);
                if (there.isEmpty()) {
                    return there;
                }
                at = there.get();
            } else if (node != null && node.kind() == Kind.GROUP) {
                at = walked.getOrDefault(node.address(), at); // a group may have several names
            }
        }
        return nodes.containsKey(at) ? Optional.of(at) : Optional.empty();
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The names directly below a group, links among them, sorted; none if it is no group. */
    List<String> children(String path) {
        Optional<String> group = resolve(path);
        if (group.isEmpty()) {
            return List.of();
        }
        String prefix = group.get().isEmpty() ? "" : group.get() + "/";
        return nodes.tailMap(prefix, false).keySet().stream()
                .takeWhile(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(name -> name.indexOf('/') < 0)
                .toList();
    }

    /** The path of the object at an address; empty if there is none. */
    Optional<String> pathAt(long address) {
        return address < 0 ? Optional.empty() : Optional.ofNullable(pathOf.get(address));
    }

    /** Begins to count anew what is read of the structure, for the next thing that is asked for. */
    void begin() {
        bytes.begin();
    }

    /** The array at a path. */
    HdfArray array(String path) throws IOException, ArrayFormatException {
        Node node = node(path).orElseThrow(() -> new ArrayFormatException("is not in the file"));
        if (node.kind() != Kind.ARRAY) {
            throw new ArrayFormatException(node.kind() == Kind.REFUSED ? node.says() : "expected an array, got none");
        }
        return arrayAt(node.address());
    }

    /** The array whose header is at an address, as references give it. */
    HdfArray arrayAt(long address) throws IOException, ArrayFormatException {
        return HdfBytes.checked(() -> HdfArray.of(bytes, ObjectHeader.readObjectHeader(bytes, address)));
    }

    /** An attribute of what is at a path; empty if there is none. */
    Optional<HdfArray> attribute(String path, String name) throws IOException, ArrayFormatException {
        Optional<Node> node = node(path);
        return node.isEmpty() || node.get().address() < 0
                ? Optional.empty()
                : attributeAt(node.get().address(), name);
    }

    /** An attribute of the object whose header is at an address; empty if there is none. */
    Optional<HdfArray> attributeAt(long address, String name) throws IOException, ArrayFormatException {
        return HdfBytes.checked(() -> {
            AttributeMessage message = HdfLinks.attributes(bytes, ObjectHeader.readObjectHeader(bytes, address))
                    .get(name);
            return message == null ? Optional.<HdfArray>empty() : Optional.of(HdfArray.of(bytes, message));
        });
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
