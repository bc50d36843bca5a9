package org.hypercolumn.format;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;

/**
 * The data elements of one variable of a MATLAB 5 file, one after another. Nothing is taken to be longer than what holds it.
 *
 * <p>Mutable: a stream is read once.
 *
 * <p>Source: MathWorks, MAT-File Format, "Level 5 MAT-files".
 */
final class Mat5Elements implements Closeable {
    static final int TAG_BYTES = 8;
    static final int MATRIX = 14;
    /** Whole numbers of 4 bytes: MATLAB writes signed ones, other programs also unsigned ones. */
    static final List<Integer> WHOLE = List.of(5, 6);
    /** Names: MATLAB writes int8, other programs also uint8 and UTF-8. */
    static final List<Integer> NAME = List.of(1, 2, 16);

    private static final int MOST_BYTES_AT_ONCE = 1 << 26;

    private final InputStream in;
    private final ByteOrder order;
    private long position;

    Mat5Elements(InputStream in, ByteOrder order) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.order = order;
    }

    /**
     * What stands before the bytes of an element.
     *
     * @param type of the bytes, such as {@link #MATRIX}
     * @param start where the bytes begin in the stream
     * @param bytes how many there are
     * @param next where the next element begins
     */
    record Tag(int type, long start, long bytes, long next) {
        long end() {
            return start + bytes;
        }
    }

    ByteOrder order() {
        return order;
    }

    /** How many bytes were read. */
    long position() {
        return position;
    }

    /**
     * Reads the next tag.
     *
     * @param end where the element that holds it ends
     * @throws ArrayFormatException if the element is longer than what holds it
     */
    Tag tag(long end) throws IOException, ArrayFormatException {
        int first = read(4).getInt();
        Tag tag;
        if (first >>> 16 != 0) {
            tag = new Tag(first & 0xffff, position, first >>> 16, position + 4); // at most 4 bytes, in the tag itself
        } else {
            long bytes = read(4).getInt() & 0xffffffffL;
            long padding = first == MATRIX ? 0 : -bytes & 7;
            tag = new Tag(first, position, bytes, Math.min(position + bytes + padding, end));
        }
        if (tag.end() > end || tag.end() > tag.next()) {
            throw new ArrayFormatException("expected an element of at most %d bytes, got %d; the file is damaged"
                    .formatted(Math.max(0, end - tag.start()), tag.bytes()));
        }
        return tag;
    }

    /** Reads the bytes of an element of one of some types, the usual one first, and goes on to the next. */
    ByteBuffer content(Tag tag, List<Integer> types, String what) throws IOException, ArrayFormatException {
        if (!types.contains(tag.type())) {
            throw new ArrayFormatException("expected %s (type %d), got an element of type %d; the file is damaged"
                    .formatted(what, types.get(0), tag.type()));
        }
        return content(tag);
    }

    /** Reads the bytes of an element, and goes on to the next. */
    ByteBuffer content(Tag tag) throws IOException, ArrayFormatException {
        if (tag.bytes() > MOST_BYTES_AT_ONCE) {
            throw new ArrayFormatException("expected at most %d bytes of text or names, got %d; save it in parts"
                    .formatted(MOST_BYTES_AT_ONCE, tag.bytes()));
        }
        ByteBuffer bytes = read((int) tag.bytes());
        skipTo(tag.next());
        return bytes;
    }

    /** Goes on to a place further on. */
    void skipTo(long place) throws IOException, ArrayFormatException {
        try {
            in.skipNBytes(place - position);
        } catch (EOFException e) {
            throw cutShort();
        }
        position = place;
    }

    /** A stream of the bytes of an element, which ends with it; to be read to its end before anything else. */
    InputStream stream(Tag tag) {
        position = tag.end();
        return new FirstBytes(in, tag.bytes());
    }

    /** Makes sure that nothing follows; of what is compressed this checks the sum at its end. */
    void checkEnd() throws IOException, ArrayFormatException {
        if (in.read() >= 0) {
            throw new ArrayFormatException("expected its end, got more bytes; the file is damaged");
        }
    }

    private ByteBuffer read(int count) throws IOException, ArrayFormatException {
        byte[] bytes = in.readNBytes(count); // grows with what there is, whatever is claimed
        if (bytes.length < count) {
            throw cutShort();
        }
        position += count;
        return ByteBuffer.wrap(bytes).order(order);
    }

    private static ArrayFormatException cutShort() {
        return new ArrayFormatException("ends too early, the file is cut short; copy or save it again");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
