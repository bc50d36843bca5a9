package org.hypercolumn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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

    /**
     * Elements without a header in front, first axis fastest.
     *
     * @param in stands on the first element and ends behind the last
     */
    static NpyReader fortran(InputStream in, ElementType type, ByteOrder order, int[] sizes) {
        NpyDescr descr = new NpyDescr(type, type.bytes(), order, false);
        return new NpyReader(in, new NpyHeader(descr, sizes.clone(), true, Shapes.length(sizes)));
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

    /** The elements block after block: of whole rows, in Fortran order of whole columns as far as they fit. */
    void blocks(BlockSink sink) throws IOException, ArrayFormatException {
        if (header.rank() == 0 || header.length() == 0) {
            sink.block(new int[header.rank()], NpyFile.array(this));
        } else if (header.fortranOrder() && header.rank() > 1) {
            fortranBlocks(sink);
            checkEnd();
        } else {
            rowBlocks(sink);
            checkEnd();
        }
    }

    private void rowBlocks(BlockSink sink) throws IOException, ArrayFormatException {
        int rowLength = (int) (header.length() / header.size(0));
        int rowsAtOnce = Math.max(1, BlockSink.BLOCK_ELEMENTS / rowLength);
        Chunks chunks = new Chunks((int) header.length());
        for (long row = 0; row < header.size(0); row += rowsAtOnce) { // ends above an int where there are most rows
            int[] shape = header.shape();
            shape[0] = (int) Math.min(rowsAtOnce, header.size(0) - row);
            Object target = Elements.allocate(header.type(), shape[0] * rowLength);
            run(chunks, Elements.decoder(header, target), 0, 1, shape[0] * rowLength);
            int[] start = new int[shape.length];
            start[0] = (int) row;
            sink.block(start, NpyArray.owning(header.type(), shape, target));
        }
    }

    /** A block is all of the first axes, a piece of the one where that gets too much, and one index of those behind it. */
    private void fortranBlocks(BlockSink sink) throws IOException, ArrayFormatException {
        int[] sizes = header.shape();
        int axis = 0;
        int inner = 1;
        while (axis < sizes.length - 1 && (long) inner * sizes[axis] <= BlockSink.BLOCK_ELEMENTS) {
            inner *= sizes[axis++];
        }
        int most = Math.max(1, BlockSink.BLOCK_ELEMENTS / inner);
        Chunks chunks = new Chunks((int) header.length());
        int[] start = new int[sizes.length];
        for (long left = header.length(); left > 0; ) {
            int[] shape = sizes.clone();
            Arrays.fill(shape, axis, shape.length, 1);
            shape[axis] = Math.min(most, sizes[axis] - start[axis]);
            int length = inner * shape[axis];
            Object target = Elements.allocate(header.type(), length);
            fill(chunks, Elements.decoder(header, target), shape);
            sink.block(start.clone(), NpyArray.owning(header.type(), shape, target));
            left -= length;
            start[axis] += shape[axis];
            for (int carry = axis; carry < sizes.length - 1 && start[carry] == sizes[carry]; carry++) {
                start[carry] = 0;
                start[carry + 1]++;
            }
        }
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

    private void fill(Elements.Decoder decoder) throws IOException, ArrayFormatException {
        int length = (int) header.length();
        Chunks chunks = new Chunks(length);
        if (header.fortranOrder() && header.rank() > 1 && length > 0) {
            fill(chunks, decoder, header.shape());
        } else {
            run(chunks, decoder, 0, 1, length);
        }
        checkEnd();
    }

    /** Decodes what is in Fortran order run after run: one pass along the first axis, whose elements lie apart in C order. */
    private void fill(Chunks chunks, Elements.Decoder decoder, int[] shape) throws IOException, ArrayFormatException {
        int length = (int) Shapes.length(shape);
        for (int run = 0; run < length / shape[0]; run++) {
            run(chunks, decoder, start(run, shape), length / shape[0], shape[0]);
        }
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

    /** Where a run in Fortran order begins in C order; runs count axes 1, 2, ..., the first fastest. */
    private static int start(int run, int[] shape) {
        int start = 0;
        int stride = (int) Shapes.length(shape) / shape[0];
        int rest = run;
        for (int axis = 1; axis < shape.length; axis++) {
            stride /= shape[axis];
            start += rest % shape[axis] * stride;
            rest /= shape[axis];
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
