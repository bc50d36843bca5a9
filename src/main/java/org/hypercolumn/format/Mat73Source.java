package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.BlockSink;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NpyArray;

/**
 * The arrays of a MATLAB 7.3 file, which is HDF5 whose axes are in MATLAB's order, the other way round: they are turned, so
 * that an array reads as it does from a file of version 5. Fields of structs are {@code struct/field}.
 */
final class Mat73Source implements ArraySource {
    private static final String CLASS = "MATLAB_class";
    private static final String EMPTY = "MATLAB_empty";
    private static final String SPARSE = "MATLAB_sparse";
    private static final String STRUCT = "struct";
    private static final int MOST_CHARACTERS = 1 << 26;
    private static final int MOST_CELLS = 50_000_000;

    private final HdfTree tree;
    private final List<String> names;

    private Mat73Source(HdfTree tree) throws IOException, ArrayFormatException {
        this.tree = tree;
        List<String> found = new ArrayList<>();
        String whole = ""; // the variable that is told in several arrays last found
        for (String path : tree.paths()) { // sorted: what is in a group follows it
            boolean inside = !whole.isEmpty() && path.startsWith(whole + "/");
            if (path.startsWith("#") || inside) { // # is where MATLAB keeps the contents of cells
                continue;
            }
            HdfTree.Kind kind = tree.node(path).map(HdfTree.Node::kind).orElse(HdfTree.Kind.OTHER);
            if (kind == HdfTree.Kind.GROUP && !groupClass(path).equals(STRUCT)) {
                whole = path;
                found.add(path);
            } else if (kind == HdfTree.Kind.ARRAY || kind == HdfTree.Kind.REFUSED) {
                found.add(path);
            }
        }
        this.names = List.copyOf(found);
    }

    /** The class of a group: what is not said, as by h5py, counts as a struct. */
    private String groupClass(String path) throws IOException, ArrayFormatException {
        if (tree.attribute(path, SPARSE).isPresent()) {
            return SPARSE;
        }
        Optional<HdfArray> said = tree.attribute(path, CLASS);
        return said.isPresent() ? text(said.get()) : STRUCT;
    }

    /**
     * Opens a file.
     *
     * @throws BadDataFileException if it is not HDF5, or its structure is damaged
     */
    static Mat73Source open(Path file) throws IOException {
        HdfTree tree = HdfTree.open(file);
        try {
            return new Mat73Source(tree);
        } catch (ArrayFormatException e) {
            tree.close();
            throw new BadDataFileException(file, "its variables cannot be listed: " + e.problem(), e);
        } catch (IOException e) {
            tree.close();
            throw e;
        }
    }

    /** What MATLAB calls an array. */
    private enum Kind {
        NUMBERS,
        LOGICAL,
        CHAR,
        CELL
    }

    /** An array, where its header is, and whether it is one without elements, whose sizes stand in place of them. */
    private record Variable(Kind kind, HdfArray array, boolean empty) {}

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public ArrayShape shape(String name) throws IOException, ArrayFormatException {
        Variable variable = variable(name);
        ArrayShape shape = shape(variable);
        if (variable.kind() == Kind.CELL && !variable.empty()) {
            cell(variable.array().values(MOST_CELLS).toLongs()[0], 0, shape.length());
        }
        return shape;
    }

    private static ArrayShape shape(Variable variable) throws IOException, ArrayFormatException {
        int[] sizes = matlabSizes(variable);
        return switch (variable.kind()) {
            case NUMBERS ->
                ArrayShape.of(
                        variable.empty()
                                ? ElementType.F8
                                : variable.array().type().type(),
                        sizes);
            case LOGICAL -> ArrayShape.of(ElementType.B1, sizes);
            case CHAR ->
                sizes.length == 2 && sizes[0] > 1 && !variable.empty()
                        ? ArrayShape.of(ElementType.TEXT, sizes[0])
                        : ArrayShape.of(ElementType.TEXT);
            case CELL -> {
                if (sizes.length != 2 || (sizes[0] > 1 && sizes[1] > 1)) {
                    throw new ArrayFormatException(
                            "expected cells in one row or one column, got " + Arrays.toString(sizes));
                }
                yield ArrayShape.of(ElementType.TEXT, sizes[0] * sizes[1]);
            }
        };
    }

    /** The sizes of a variable as MATLAB says them. */
    private static int[] matlabSizes(Variable variable) throws IOException, ArrayFormatException {
        int[] stored = variable.array().sizes();
        if (!variable.empty()) {
            return IntStream.range(0, stored.length)
                    .map(axis -> stored[stored.length - 1 - axis])
                    .toArray();
        }
        long[] sizes = whole(variable.array().values(32));
        if (Arrays.stream(sizes).anyMatch(size -> size < 0 || size > Integer.MAX_VALUE)
                || Arrays.stream(sizes).noneMatch(size -> size == 0)) {
            throw new ArrayFormatException(
                    "expected the sizes of an array without elements, got %s; the file is damaged"
                            .formatted(Arrays.toString(sizes)));
        }
        return Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }

    private static long[] whole(NpyArray values) throws ArrayFormatException {
        if (!values.type().isInteger()) {
            throw new ArrayFormatException("expected whole numbers, got %s; the file is damaged".formatted(values));
        }
        return values.toLongs();
    }

    private Variable variable(String name) throws IOException, ArrayFormatException {
        tree.begin();
        HdfTree.Node node = tree.node(name).orElseThrow(() -> new ArrayFormatException("there is no such variable"));
        String type = node.kind() == HdfTree.Kind.GROUP ? groupClass(name) : STRUCT;
        if (!type.equals(STRUCT)) {
            throw type.equals(SPARSE) ? MatlabClass.sparse() : MatlabClass.refused(type);
        }
        if (node.kind() != HdfTree.Kind.ARRAY) {
            boolean refused = node.kind() == HdfTree.Kind.REFUSED;
            throw new ArrayFormatException(refused ? node.says() : "there is no such variable");
        }
        return variable(node.address());
    }

    private Variable variable(long address) throws IOException, ArrayFormatException {
        Optional<HdfArray> said = tree.attributeAt(address, CLASS);
        String name = said.isPresent() ? text(said.get()) : "double";
        HdfArray array = tree.arrayAt(address);
        ElementType type = array.type().type();
        if (said.isEmpty() && array.type().kind() == HdfType.Kind.REFERENCE) {
            throw MatlabClass.refused(STRUCT); // a field of an array of structs
        }
        boolean reference = array.type().kind() == HdfType.Kind.REFERENCE;
        boolean empty = tree.attributeAt(address, EMPTY).isPresent();
        Kind kind = switch (name) {
            case "char" -> Kind.CHAR;
            case "cell" -> Kind.CELL;
            case "logical" -> Kind.LOGICAL;
            case "double", "single", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64" ->
                Kind.NUMBERS;
            default -> throw MatlabClass.refused(name);
        };
        if (!empty && (reference != (kind == Kind.CELL) || !type.isNumeric() || !fits(kind, type))) {
            throw new ArrayFormatException("expected elements as MATLAB writes them for %s, got %s; save it again"
                    .formatted(name, array.type()));
        }
        return new Variable(kind, array, empty);
    }

    private static boolean fits(Kind kind, ElementType type) {
        return kind == Kind.NUMBERS || type.isInteger();
    }

    private static String text(HdfArray attribute) throws IOException, ArrayFormatException {
        NpyArray values = attribute.values(1);
        return values.type() == ElementType.TEXT && values.length() == 1 ? values.textAt(0) : "";
    }

    @Override
    public void read(String name, BlockSink sink) throws IOException, ArrayFormatException {
        Variable variable = variable(name);
        ArrayShape shape = shape(variable);
        switch (variable.kind()) {
            case CHAR ->
                sink.block(
                        new int[shape.rank()], NpyArray.ofText(rows(variable).toArray(String[]::new), shape.sizes()));
            case CELL -> sink.block(new int[1], NpyArray.ofText(cells(variable).toArray(String[]::new), shape.sizes()));
            default -> {
                if (!variable.empty()) {
                    variable.array().read((start, values) -> sink.block(Turned.of(start), Turned.of(values)));
                }
            }
        }
    }

    /** The rows of a char array, without the spaces that fill them up to one length; one row stays as it is. */
    private static List<String> rows(Variable variable) throws IOException, ArrayFormatException {
        if (variable.empty()) {
            return List.of(""); // however many rows it says to have
        }
        int[] sizes = matlabSizes(variable);
        if (sizes.length != 2) {
            throw new ArrayFormatException("expected text of two axes, got " + Arrays.toString(sizes));
        }
        long[] codes = whole(variable.array().values(MOST_CHARACTERS));
        if (Arrays.stream(codes).anyMatch(code -> code < 0 || code > Character.MAX_VALUE)) {
            throw new ArrayFormatException("expected characters of 16 bits, got others; the file is damaged");
        }
        int rows = sizes[0];
        if (rows <= 1) {
            return List.of(row(codes, 0, 1));
        }
        return IntStream.range(0, rows)
                .mapToObj(row -> row(codes, row, rows).stripTrailing())
                .toList();
    }

    private static String row(long[] codes, int first, int stride) {
        StringBuilder text = new StringBuilder();
        for (int at = first; at < codes.length; at += stride) {
            text.append((char) codes[at]);
        }
        return text.toString();
    }

    /** The texts of a cell array. */
    private List<String> cells(Variable variable) throws IOException, ArrayFormatException {
        if (variable.empty()) {
            return List.of();
        }
        long[] addresses = variable.array().values(MOST_CELLS).toLongs();
        Map<Long, String> known = new HashMap<>();
        String[] texts = new String[addresses.length];
        for (int cell = 0; cell < texts.length; cell++) {
            String text = known.get(addresses[cell]);
            if (text == null) {
                text = cell(addresses[cell], cell, texts.length);
                known.put(addresses[cell], text);
            }
            texts[cell] = text;
        }
        return Arrays.asList(texts);
    }

    /**
     * The text of one cell; empty if nothing is in it.
     *
     * @param cell its place, from 0
     * @param cells how many there are
     */
    private String cell(long address, int cell, double cells) throws IOException, ArrayFormatException {
        Variable content = variable(address);
        boolean empty = content.empty() && content.kind() == Kind.NUMBERS;
        List<String> rows = empty || content.kind() != Kind.CHAR ? List.of() : rows(content);
        if (!empty && rows.size() != 1) {
            String what =
                    content.kind() == Kind.CELL ? "a cell" : shape(content).toString();
            throw MatlabClass.cells(cells, cell + 1, what);
        }
        return empty ? "" : rows.get(0);
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
