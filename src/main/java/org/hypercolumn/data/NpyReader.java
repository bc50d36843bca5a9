package org.hypercolumn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads one npy array from a stream, chunk by chunk, straight into the array that is asked for.
 *
 * <p>Mutable: a stream is read once.
 */
final class NpyReader {
    private static final int CHUNK_BYTES = 1 << 17;

    private final InputStream in;
    private final NpyHeader header;

    private NpyReader(InputStream in, NpyHeader header) {
        this.in = in;
        this.header = header;
    }

    /**
     * Reads the header and stops before the elements.
     *
     * @param in read from, never closed here
     * @param bytes how many bytes {@code in} has
     * @throws ArrayFormatException if it is not npy, or its shape does not fit {@code bytes} exactly
     */
    static NpyReader open(InputStream in, long bytes) throws IOException, ArrayFormatException {
        return new NpyReader(in, NpyHeaderReader.read(in, bytes));
    }

    /** Type and shape of what will be read. */
    NpyHeader header() {
        return header;
    }

    /** Reads the same bytes with all axes in reverse order. */
    NpyReader transposed() {
        return new NpyReader(in, header.transposed());
    }

    /** The elements in C order in an array of their own width, see {@link Elements#allocate}. */
    Object elements() throws IOException, ArrayFormatException {
        Object target = allocate(header.type());
        fill(Elements.decoder(header, target));
        return target;
    }

    /** The elements in C order as floats; the header's type must be a number. */
    float[] floats() throws IOException, ArrayFormatException {
        float[] target = (float[]) allocate(ElementType.F4);
        fill(Elements.floatDecoder(header.type(), target));
        return target;
    }

    /** The elements block after block of whole rows; in Fortran order all at once. */
    void blocks(BlockSink sink) throws IOException, ArrayFormatException {
        if (header.rank() == 0 || (header.fortranOrder() && header.rank() > 1) || header.length() == 0) {
            sink.block(new int[header.rank()], NpyFile.array(this));
            return;
        }
        int rowLength = (int) (header.length() / header.size(0));
        int rowsAtOnce = Math.max(1, BlockSink.BLOCK_ELEMENTS / rowLength);
        Chunks chunks = new Chunks((int) header.length());
        for (int row = 0; row < header.size(0); row += rowsAtOnce) {
            int[] shape = header.shape();
            shape[0] = Math.min(rowsAtOnce, header.size(0) - row);
            Object target = Elements.allocate(header.type(), shape[0] * rowLength);
            run(chunks, Elements.decoder(header, target), 0, 1, shape[0] * rowLength);
            int[] start = new int[shape.length];
            start[0] = row;
            sink.block(start, NpyArray.owning(header.type(), shape, target));
        }
        checkEnd();
    }

    private Object allocate(ElementType type) throws ArrayFormatException {
        int length = (int) header.length(); // NpyHeaderReader refuses more than an array can hold
        try {
            return Elements.allocate(type, length);
        } catch (OutOfMemoryError e) {
            throw new ArrayFormatException(
                    "expected to fit in memory, got %s, too large for a heap of %d MB; give Java more (-Xmx)"
                            .formatted(header, Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    /**
     * Decodes run after run. A run is a piece of the file whose elements lie at equal distances in C order: all of a
     * file in C order, or one pass along the first axis of a file in Fortran order.
     */
    private void fill(Elements.Decoder decoder) throws IOException, ArrayFormatException {
        int length = (int) header.length();
        boolean strided = header.fortranOrder() && header.rank() > 1 && length > 0;
        int run = strided ? header.size(0) : length;
        int stride = strided ? length / run : 1;
        Chunks chunks = new Chunks(length);
        for (int first = 0; first < length; first += run) {
            run(chunks, decoder, strided ? start(first / run) : 0, stride, run);
        }
        checkEnd();
    }

    /** Decodes {@code count} elements to places {@code stride} apart. */
    private void run(Chunks chunks, Elements.Decoder decoder, int start, int stride, int count)
            throws IOException, ArrayFormatException {
        for (int done = 0; done < count; ) {
            ByteBuffer chunk = chunks.next();
            int part = Math.min(count - done, chunk.remaining() / header.elementBytes());
            decoder.decode(chunk, start + done * stride, stride, part);
            done += part;
        }
    }

    private void checkEnd() throws IOException, ArrayFormatException {
        if (in.read() >= 0) {
            throw new ArrayFormatException(
                    "expected the end after %s, got more bytes; save it again".formatted(header));
        }
    }

    /** Where a run of a file in Fortran order begins in C order; runs count axes 1, 2, ..., the first fastest. */
    private int start(int run) {
        int start = 0;
        int stride = (int) header.length() / header.size(0);
        int rest = run;
        for (int axis = 1; axis < header.rank(); axis++) {
            stride /= header.size(axis);
            start += rest % header.size(axis) * stride;
            rest /= header.size(axis);
        }
        return start;
    }

    /** The elements' bytes, a piece at a time, whole elements only. */
    private final class Chunks {
        private final ByteBuffer buffer;
        private long left;

        Chunks(int elements) {
            int perChunk = Math.max(1, CHUNK_BYTES / header.elementBytes());
            left = (long) elements * header.elementBytes();
            buffer = ByteBuffer.allocate((int) Math.min(left, (long) perChunk * header.elementBytes()))
                    .order(header.byteOrder())
                    .limit(0);
        }

        /** The buffer with at least one element to decode. */
        ByteBuffer next() throws IOException, ArrayFormatException {
            if (!buffer.hasRemaining()) {
                int wanted = (int) Math.min(buffer.capacity(), left);
                int got = in.readNBytes(buffer.array(), 0, wanted);
                if (got < wanted) {
                    throw new ArrayFormatException(
                            "expected %d bytes more for %s, got %d; the file is cut short, copy or save it again"
                                    .formatted(left, header, got));
                }
                left -= got;
                buffer.position(0).limit(got);
            }
            return buffer;
        }
    }
}
