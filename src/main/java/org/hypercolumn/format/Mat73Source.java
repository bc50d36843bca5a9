package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
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
    private static final int MOST_CHARACTERS = 1 << 26;
    private static final int MOST_CELLS = 50_000_000;

    private final HdfTree tree;
    private final List<String> names;

    private Mat73Source(HdfTree tree) {
        this.tree = tree;
        this.names = tree.paths().stream()
                .filter(path -> !path.startsWith("#")) // where MATLAB keeps the contents of cells
                .filter(path -> tree.node(path)
                        .filter(node -> node.kind() == HdfTree.Kind.ARRAY || node.kind() == HdfTree.Kind.REFUSED)
                        .isPresent())
                .toList();
    }

    /**
     * Opens a file.
     *
     * @throws BadDataFileException if it is not HDF5, or its structure is damaged
     */
    static Mat73Source open(Path file) throws IOException {
        return new Mat73Source(HdfTree.open(file));
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
        return shape(variable(name));
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
        String parent = HdfTree.parent(name);
        if (!parent.isEmpty() && tree.attribute(parent, SPARSE).isPresent()) {
            throw new ArrayFormatException("expected a full matrix, got a sparse one; save full(x)");
        }
        HdfTree.Node node = tree.node(name).orElseThrow(() -> new ArrayFormatException("there is no such variable"));
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
        boolean reference = array.type().kind() == HdfType.Kind.REFERENCE;
        boolean empty = tree.attributeAt(address, EMPTY).isPresent();
        Kind kind = switch (name) {
            case "char" -> Kind.CHAR;
            case "cell" -> Kind.CELL;
            case "logical" -> Kind.LOGICAL;
            case "double", "single", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64" ->
                Kind.NUMBERS;
            default ->
                throw new ArrayFormatException(
                        "expected numbers, logical, char or a cell of texts, got the class %s; save numbers, or text with cellstr(x)"
                                .formatted(Excerpt.of(name)));
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
                text = cell(addresses[cell], cell);
                known.put(addresses[cell], text);
            }
            texts[cell] = text;
        }
        return Arrays.asList(texts);
    }

    private String cell(long address, int cell) throws IOException, ArrayFormatException {
        Variable content = variable(address);
        boolean empty = content.empty() && content.kind() == Kind.NUMBERS;
        List<String> rows = empty || content.kind() != Kind.CHAR ? List.of() : rows(content);
        if (!empty && rows.size() != 1) {
            throw new ArrayFormatException(
                    "expected a text in each cell, got something else in cell %d (counted from 1); save text with cellstr(x)"
                            .formatted(cell + 1));
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
