package org.hypercolumn.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.BlockSink;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.FortranElements;
import org.hypercolumn.data.NpyArray;

/**
 * The arrays of a MATLAB file of version 5 to 7: numbers, text, and the fields of structs as {@code struct/field}. A
 * variable that is not asked for is never read beyond its name, but for structs, whose fields are looked for.
 */
final class Mat5Source implements ArraySource {
    private static final int MOST_NESTED = 16;

    /** By the number, from 1 on, that a file gives a type of elements; text where it is none of numbers. */
    private static final List<ElementType> DATA_TYPES = List.of(
            ElementType.I1,
            ElementType.U1,
            ElementType.I2,
            ElementType.U2,
            ElementType.I4,
            ElementType.U4,
            ElementType.F4,
            ElementType.TEXT, // 8 is reserved
            ElementType.F8,
            ElementType.TEXT,
            ElementType.TEXT,
            ElementType.I8,
            ElementType.U8);

    private final Path path;
    private final Mat5File file;
    private final SortedMap<String, Place> places = new TreeMap<>();

    private Mat5Source(Path path, Mat5File file) {
        this.path = path;
        this.file = file;
    }

    /** Where an array is: in which variable of the file, and where in the variable's bytes its tag begins. */
    private record Place(Mat5File.Variable variable, long offset) {}

    /**
     * Opens a file and finds its arrays.
     *
     * @throws BadDataFileException if it is not of MATLAB 5 to 7, or damaged
     */
    static Mat5Source open(Path path) throws IOException {
        try {
            Mat5Source source = new Mat5Source(path, Mat5File.of(path));
            for (Mat5File.Variable variable : source.file.variables()) {
                source.list(variable);
            }
            return source;
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(path, e.problem(), e);
        }
    }

    private void list(Mat5File.Variable variable) throws IOException, ArrayFormatException {
        try (Mat5Elements in = file.open(variable)) {
            list(in, in.tag(variable.mostBytes()), variable, "", 0);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    private static ArrayFormatException damaged(IOException e) {
        return new ArrayFormatException(
                "a variable is damaged (%s); copy or save the file again".formatted(e.getMessage()));
    }

    private void list(Mat5Elements in, Mat5Elements.Tag tag, Mat5File.Variable variable, String name, int depth)
            throws IOException, ArrayFormatException {
        long offset = in.position() - Mat5Elements.TAG_BYTES;
        Mat5Matrix matrix = Mat5Matrix.read(in, tag);
        String own = depth == 0 ? matrix.name() : name;
        if (own.isEmpty()) {
            return; // what newer classes keep in a file for themselves
        }
        if (matrix.scalarStruct() && depth < MOST_NESTED) {
            for (String field : fields(in, matrix)) {
                Mat5Elements.Tag value = in.tag(matrix.end());
                list(in, value, variable, own + "/" + field, depth + 1);
                in.skipTo(value.next());
            }
            if (depth == 0) {
                in.skipTo(matrix.end());
                in.checkEnd();
            }
        } else if (places.put(own, new Place(variable, offset)) != null) {
            throw new ArrayFormatException(
                    "the variable '%s' is there twice; save it again".formatted(Excerpt.of(own)));
        }
    }

    private static List<String> fields(Mat5Elements in, Mat5Matrix matrix) throws IOException, ArrayFormatException {
        var length = in.content(in.tag(matrix.end()), Mat5Elements.WHOLE, "the length of field names");
        var names = in.content(in.tag(matrix.end()), Mat5Elements.NAME, "field names");
        int each = length.remaining() == Integer.BYTES ? length.getInt() : 0;
        if (each < 1 || names.remaining() % each != 0) {
            if (names.remaining() == 0) {
                return List.of();
            }
            throw new ArrayFormatException(
                    "expected field names of one length, got %d bytes for names of %d; the file is damaged"
                            .formatted(names.remaining(), each));
        }
        List<String> fields = new ArrayList<>();
        for (byte[] name = new byte[each]; names.hasRemaining(); ) {
            names.get(name);
            String padded = new String(name, StandardCharsets.UTF_8);
            int end = padded.indexOf(0);
            fields.add(end < 0 ? padded : padded.substring(0, end));
        }
        return fields;
    }

    @Override
    public List<String> names() {
        return List.copyOf(places.keySet());
    }

    @Override
    public ArrayShape shape(String name) throws IOException, ArrayFormatException {
        return at(place(name), (in, matrix) -> {
            if (matrix.numeric()) {
                data(in, matrix);
            }
            ArrayShape shape = shape(in, matrix);
            if (matrix.kind() == Mat5Matrix.CELL && shape.length() > 0) {
                Mat5Text.checkText(Mat5Matrix.read(in, in.tag(matrix.end())), 1, shape.length());
            }
            return shape;
        });
    }

    private static ArrayShape shape(Mat5Elements in, Mat5Matrix matrix) throws ArrayFormatException {
        ArrayShape shape = matrix.shape();
        if (matrix.numeric()) {
            return shape;
        }
        if (matrix.kind() == Mat5Matrix.CHAR) {
            return shape.size(0) > 1 ? ArrayShape.of(ElementType.TEXT, shape.size(0)) : ArrayShape.of(ElementType.TEXT);
        }
        double most = (double) (matrix.end() - in.position()) / Mat5Elements.TAG_BYTES;
        if (shape.length() > most) {
            throw new ArrayFormatException(
                    "expected at most %.0f cells, got %s; the file is damaged".formatted(most, shape));
        }
        if (shape.rank() != 2 || (shape.size(0) > 1 && shape.size(1) > 1)) {
            throw new ArrayFormatException("expected cells in one row or one column, got " + shape);
        }
        return ArrayShape.of(ElementType.TEXT, (int) shape.length());
    }

    /** The tag of an array's numbers, of which there are as many as its sizes say. */
    private static Mat5Elements.Tag data(Mat5Elements in, Mat5Matrix matrix) throws IOException, ArrayFormatException {
        Mat5Elements.Tag tag = in.tag(matrix.end());
        double bytes = matrix.shape().length() * width(type(tag));
        if (bytes != tag.bytes()) {
            throw new ArrayFormatException("expected %.0f bytes for %s, got %d; the file is damaged"
                    .formatted(bytes, matrix.shape(), tag.bytes()));
        }
        return tag;
    }

    private static ElementType type(Mat5Elements.Tag tag) throws ArrayFormatException {
        ElementType type =
                tag.type() < 1 || tag.type() > DATA_TYPES.size() ? ElementType.TEXT : DATA_TYPES.get(tag.type() - 1);
        if (!type.isNumeric()) {
            throw new ArrayFormatException(
                    "expected numbers, got elements of type %d; the file is damaged".formatted(tag.type()));
        }
        return type;
    }

    private static int width(ElementType type) {
        return switch (type) {
            case I1, U1, B1 -> 1;
            case I2, U2 -> 2;
            case I4, U4, F4 -> 4;
            default -> 8;
        };
    }

    @Override
    public void read(String name, BlockSink sink) throws IOException, ArrayFormatException {
        Place place = place(name);
        at(place, (in, matrix) -> {
            ArrayShape shape = shape(in, matrix);
            if (matrix.numeric()) {
                Mat5Elements.Tag tag = data(in, matrix);
                FortranElements.of(type(tag), in.order(), shape.sizes()).read(in.stream(tag), sink);
            } else {
                List<String> texts =
                        matrix.kind() == Mat5Matrix.CHAR ? Mat5Text.rows(in, matrix) : Mat5Text.cells(in, matrix);
                sink.block(new int[shape.rank()], NpyArray.ofText(texts.toArray(String[]::new), shape.sizes()));
            }
            if (place.offset == 0) {
                in.skipTo(matrix.end());
                in.checkEnd();
            }
            return shape;
        });
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Mat5Elements in, Mat5Matrix matrix) throws IOException, ArrayFormatException;
    }

    private Place place(String name) throws ArrayFormatException {
        Place place = places.get(name);
        if (place == null) {
            throw new ArrayFormatException("there is no such variable");
        }
        return place;
    }

    /** Goes to an array that can be read, and uses it. */
    private <T> T at(Place place, Use<T> use) throws IOException, ArrayFormatException {
        try (Mat5Elements in = file.open(place.variable)) {
            in.skipTo(place.offset);
            Mat5Matrix matrix = Mat5Matrix.read(in, in.tag(place.variable.mostBytes()));
            matrix.checkReadable();
            return use.of(in, matrix);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    @Override
    public BadDataFileException problem(String name, String problem) {
        return new BadDataFileException(path, "%s: %s".formatted(Excerpt.of(name), problem));
    }

    @Override
    public void close() {
        // nothing stays open
    }
}
