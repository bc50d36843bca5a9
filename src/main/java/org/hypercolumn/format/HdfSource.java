package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.BlockSink;
import org.hypercolumn.data.Excerpt;

/**
 * The arrays of an HDF5 file, called by their paths; {@code degrees_per_pixel}, {@code response_unit} and {@code site} may be
 * attributes of the file too.
 */
final class HdfSource implements ArraySource {
    private static final List<Word> MAY_BE_ATTRIBUTES = List.of(Word.DEGREES_PER_PIXEL, Word.RESPONSE_UNIT, Word.SITE);

    private final HdfTree tree;
    private final List<String> names;
    private final Map<String, HdfArray> attributes = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();

    private HdfSource(HdfTree tree) throws IOException, ArrayFormatException {
        this.tree = tree;
        TreeSet<String> all = new TreeSet<>();
        for (String path : tree.paths()) {
            Optional<HdfTree.Node> node = tree.node(path);
            if (node.filter(HdfSource::isArray).isPresent()) {
                all.add(path);
            }
        }
        for (Word word : MAY_BE_ATTRIBUTES) {
            Optional<HdfArray> attribute = all.contains(word.id()) ? Optional.empty() : tree.attribute("", word.id());
            if (attribute.isPresent()) {
                attributes.put(word.id(), attribute.get());
                all.add(word.id());
            }
        }
        names = List.copyOf(all);
    }

    /**
     * Opens a file.
     *
     * @throws BadDataFileException if it is not HDF5, or its structure is damaged
     */
    static HdfSource open(Path file) throws IOException {
        HdfTree tree = HdfTree.open(file);
        try {
            return new HdfSource(tree);
        } catch (ArrayFormatException e) {
            tree.close();
            throw new BadDataFileException(file, "its attributes cannot be read: " + e.problem(), e);
        } catch (IOException e) {
            tree.close();
            throw e;
        }
    }

    @Override
    public List<String> names() {
        return names;
    }

    /** Also by paths through groups that have several names. */
    @Override
    public boolean has(String name) {
        return attributes.containsKey(name)
                || tree.node(name).filter(HdfSource::isArray).isPresent();
    }

    private static boolean isArray(HdfTree.Node node) {
        return node.kind() == HdfTree.Kind.ARRAY || node.kind() == HdfTree.Kind.REFUSED;
    }

    @Override
    public ArrayShape shape(String name) throws IOException, ArrayFormatException {
        return array(name).shape();
    }

    @Override
    public void read(String name, BlockSink sink) throws IOException, ArrayFormatException {
        HdfArray array = array(name);
        long unwritten = array.read(sink);
        if (unwritten > 0) {
            remarks.add(
                    "%s: %d of %.0f elements were never written to the file and are read as its fill value, or 0 if it has none"
                            .formatted(Excerpt.of(name), unwritten, HdfArray.length(array.sizes())));
        }
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    private HdfArray array(String name) throws IOException, ArrayFormatException {
        tree.begin();
        HdfArray attribute = attributes.get(name);
        HdfArray array = attribute == null ? tree.array(name) : attribute;
        if (array.type().kind() == HdfType.Kind.REFERENCE) {
            throw new ArrayFormatException(
                    "expected numbers or text, got references to other arrays; save what they refer to");
        }
        return array;
    }

    @Override
    public BadDataFileException problem(String name, String problem) {
        return new BadDataFileException(tree.file(), "%s: %s".formatted(Excerpt.of(name), problem));
    }

    @Override
    public void close() {
        tree.close();
    }
}
