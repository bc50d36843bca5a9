package org.hypercolumn.format;

import io.jhdf.ObjectHeader;
import io.jhdf.btree.BTreeV1;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.DatasetInfo;
import io.jhdf.dataset.chunked.indexing.BTreeIndex;
import io.jhdf.dataset.chunked.indexing.ExtensibleArrayIndex;
import io.jhdf.dataset.chunked.indexing.FixedArrayIndex;
import io.jhdf.dataset.chunked.indexing.ImplicitChunkIndex;
import io.jhdf.dataset.chunked.indexing.SingleChunkIndex;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hypercolumn.data.ArrayFormatException;

/** The chunks that a dataset is cut into. Each is decoded once. */
final class HdfChunks {
    private static final int MOST_CHUNK_BYTES = 1 << 29;
    private static final int MOST_UNWRITTEN = 1 << 20; // chunks besides one for each byte of the file
    private static final long NOWHERE = -1;

    /** Indexes in which a chunk is known by its place only. */
    private static final Set<Byte> NUMBERED = Set.of(
            ChunkedDataLayoutMessageV4.IMPLICIT_INDEX,
            ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX,
            ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX);

    private final HdfBytes bytes;
    private final DataLayoutMessage layout;
    private final HdfFilters filters;
    private final int width;
    private final int[] sizes;
    private final int[] chunk;
    private final long[] most; // that the sizes can become, -1 without end

    private HdfChunks(
            HdfBytes bytes,
            DataLayoutMessage layout,
            HdfFilters filters,
            int width,
            int[] sizes,
            int[] chunk,
            long[] most) {
        this.bytes = bytes;
        this.layout = layout;
        this.filters = filters;
        this.width = width;
        this.sizes = sizes;
        this.chunk = chunk;
        this.most = most;
    }

    /**
     * The chunks of the dataset with a header.
     *
     * @param width bytes of an element
     * @param sizes of the dataset
     */
    static HdfChunks of(HdfBytes bytes, ObjectHeader header, int width, int[] sizes) throws ArrayFormatException {
        DataLayoutMessage layout = header.getMessageOfType(DataLayoutMessage.class);
        int[] said;
        int element;
        if (layout instanceof ChunkedDataLayoutMessage early) {
            said = early.getChunkDimensions();
            element = early.getSize();
        } else if (layout instanceof ChunkedDataLayoutMessageV4 late) {
            int[] all = late.getChunkDimensions();
            said = Arrays.copyOf(all, Math.max(0, all.length - 1));
            element = all.length == 0 ? 0 : all[all.length - 1];
        } else {
            throw new ArrayFormatException(
                    "expected a contiguous, compact or chunked layout, got another; copy it with h5repack");
        }
        boolean fits = said.length == sizes.length
                && sizes.length > 0
                && element == width
                && Arrays.stream(said).allMatch(size -> size > 0)
                && HdfArray.length(said) * width <= MOST_CHUNK_BYTES;
        if (!fits) {
            throw new ArrayFormatException("expected chunks of at most %d bytes for %s, got %s; copy it with h5repack"
                    .formatted(MOST_CHUNK_BYTES, Arrays.toString(sizes), Arrays.toString(said)));
        }
        HdfFilters filters = header.hasMessageOfType(FilterPipelineMessage.class)
                ? HdfFilters.of(header.getMessageOfType(FilterPipelineMessage.class), width)
                : HdfFilters.none();
        DataSpace space = header.getMessageOfType(DataSpaceMessage.class).getDataSpace();
        return new HdfChunks(bytes, layout, filters, width, sizes, said, space.getMaxSizes());
    }

    /** How many times as large as the file the dataset may be at most. */
    int mostRatio() {
        return filters.mostRatio();
    }

    /** Reads all elements; those of chunks that were never written are the fill value. */
    void read(ByteBuffer fill, int blockElements, HdfArray.RawSink sink) throws IOException, ArrayFormatException {
        if (HdfArray.length(sizes) == 0) {
            return;
        }
        double most = (double) bytes.size() + MOST_UNWRITTEN;
        if (count() > most) {
            throw new ArrayFormatException(
                    "expected at most %.0f chunks, got %.0f; copy it with h5repack in larger ones"
                            .formatted(most, count()));
        }
        Map<Long, Chunk> chunks = byNumber(index());
        int[] first = new int[sizes.length];
        for (long number = 0; first.length > 0; number++) {
            int[] inside = new int[sizes.length]; // what of the chunk lies in the dataset
            for (int axis = 0; axis < sizes.length; axis++) {
                inside[axis] = Math.min(chunk[axis], sizes[axis] - first[axis]);
            }
            Chunk stored = chunks.get(number);
            byte[] elements = stored == null ? new byte[0] : decoded(stored);
            for (Boxes.Box box : Boxes.of(inside, blockElements)) {
                ByteBuffer raw =
                        stored == null ? HdfArray.filled(fill, box.length()) : cut(elements, box.start(), box.sizes());
                int[] start = box.start().clone();
                Arrays.setAll(start, axis -> start[axis] + first[axis]);
                sink.box(start, box.sizes(), raw);
            }
            if (!advance(first)) {
                return;
            }
        }
    }

    /** Moves on to the next chunk in C order. */
    private boolean advance(int[] first) {
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            if (sizes[axis] - first[axis] > chunk[axis]) {
                first[axis] += chunk[axis];
                return true;
            }
            first[axis] = 0;
        }
        return false;
    }

    private byte[] decoded(Chunk stored) throws ArrayFormatException {
        byte[] raw = bytes.data(stored.getAddress(), stored.getSize()).array();
        BitSet skipped = stored.getFilterMask() == null ? new BitSet() : stored.getFilterMask();
        return filters.decode(raw, skipped, chunkBytes());
    }

    private int chunkBytes() {
        return (int) (HdfArray.length(chunk) * width);
    }

    /** The bytes of a box of a chunk, row by row. */
    private ByteBuffer cut(byte[] elements, int[] start, int[] box) {
        int last = box.length - 1;
        int row = box[last] * width;
        ByteBuffer raw = ByteBuffer.allocate((int) (HdfArray.length(box) * width));
        int[] at = start.clone();
        while (raw.hasRemaining()) {
            int from = 0;
            for (int axis = 0; axis <= last; axis++) {
                from = from * chunk[axis] + at[axis];
            }
            raw.put(elements, from * width, row);
            for (int axis = last - 1; axis >= 0 && ++at[axis] == start[axis] + box[axis]; axis--) {
                at[axis] = start[axis];
            }
        }
        return raw.flip();
    }

    private double count() {
        double count = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            count *= Math.ceil((double) sizes[axis] / chunk[axis]);
        }
        return count;
    }

    /** Chunks by their place in C order; checks that each is there once, in its place, and that the file can hold them. */
    private Map<Long, Chunk> byNumber(Collection<Chunk> all) throws ArrayFormatException {
        Map<Long, Chunk> chunks = new HashMap<>();
        long left = bytes.size();
        for (Chunk each : all) {
            if (each.getAddress() == NOWHERE) {
                continue;
            }
            long[] offset = each.getChunkOffset();
            long number = 0;
            boolean sound = offset.length >= sizes.length;
            for (int axis = 0; sound && axis < sizes.length; axis++) {
                sound = offset[axis] >= 0 && offset[axis] < sizes[axis] && offset[axis] % chunk[axis] == 0;
                number = number * (((long) sizes[axis] + chunk[axis] - 1) / chunk[axis]) + offset[axis] / chunk[axis];
            }
            left -= each.getSize();
            if (!sound || each.getSize() < 0 || left < 0 || chunks.put(number, each) != null) {
                throw new ArrayFormatException(
                        "expected chunks that lie side by side, got one at %s of %d bytes; the file is damaged"
                                .formatted(Arrays.toString(offset), each.getSize()));
            }
        }
        return chunks;
    }

    private Collection<Chunk> index() throws ArrayFormatException {
        if (layout instanceof ChunkedDataLayoutMessage early) {
            return early.getBTreeAddress() == NOWHERE
                    ? List.of()
                    : BTreeV1.createDataBTree(bytes, early.getBTreeAddress(), sizes.length)
                            .getChunks();
        }
        ChunkedDataLayoutMessageV4 late = (ChunkedDataLayoutMessageV4) layout;
        return late.getAddress() == NOWHERE ? List.of() : index(late, late.getAddress());
    }

    private Collection<Chunk> index(ChunkedDataLayoutMessageV4 late, long address) throws ArrayFormatException {
        var info = new DatasetInfo(
                chunkBytes(), Arrays.stream(sizes).asLongStream().toArray(), chunk);
        int growing = Math.max(0, LongStream.of(most).boxed().toList().indexOf(NOWHERE));
        if (NUMBERED.contains(late.getIndexingType()) && canGrow(growing)) {
            throw new ArrayFormatException(
                    "expected an array that can grow along one axis, got %s to become %s; copy it with h5repack"
                            .formatted(Arrays.toString(sizes), Arrays.toString(most)));
        }
        return switch (late.getIndexingType()) {
            case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX -> new SingleChunkIndex(late, info).getAllChunks();
            case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX -> {
                checkEntries(count(), (double) bytes.size() / chunkBytes());
                yield new ImplicitChunkIndex(address, info).getAllChunks();
            }
            case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX -> {
                ByteBuffer header = bytes.readBufferFromAddress(address, 16);
                checkEntries((double) header.getLong(8), (double) bytes.size());
                yield new FixedArrayIndex(bytes, address, info).getAllChunks();
            }
            case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX -> extensible(address, info, growing);
            case ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX -> {
                HdfLinks.checkTree(bytes, address);
                yield new BTreeIndex(bytes, address, info).getAllChunks();
            }
            default ->
                throw new ArrayFormatException("expected an index of chunks of the kinds 1 to 5, got kind %d"
                        .formatted(late.getIndexingType()));
        };
    }

    /** Whether another axis can grow: then chunks are numbered as if it had. */
    private boolean canGrow(int besides) {
        return IntStream.range(0, sizes.length).anyMatch(axis -> axis != besides && most[axis] != sizes[axis]);
    }

    /**
     * Chunks in an index that counts them along the growing axis last. jHDF counts them in C order, and those that were never
     * written not at all; so all must be there.
     */
    private Collection<Chunk> extensible(long address, DatasetInfo info, int growing) throws ArrayFormatException {
        long entries = bytes.readBufferFromAddress(address, 52).getLong(44);
        checkEntries((double) entries, Math.min(count(), (double) bytes.size()));
        Collection<Chunk> all = new ExtensibleArrayIndex(bytes, address, info).getAllChunks();
        if (all.size() != count()) {
            throw new ArrayFormatException(
                    "expected %.0f chunks, got %d in an index of a kind that is read only where none is missing; copy it with h5repack"
                            .formatted(count(), all.size()));
        }
        List<Chunk> moved = new ArrayList<>(all.size());
        for (Chunk each : all) {
            long[] offset = new long[sizes.length];
            int rest = moved.size();
            for (int axis = sizes.length - 1; axis >= 0; axis--) {
                if (axis != growing) {
                    int along = (sizes[axis] - 1) / chunk[axis] + 1;
                    offset[axis] = (long) (rest % along) * chunk[axis];
                    rest /= along;
                }
            }
            offset[growing] = (long) rest * chunk[growing];
            moved.add(new Moved(each, offset));
        }
        return moved;
    }

    /** A chunk that lies elsewhere. */
    private static final class Moved implements Chunk {
        private final Chunk stored;
        private final long[] offset;

        Moved(Chunk stored, long[] offset) {
            this.stored = stored;
            this.offset = offset;
        }

        @Override
        public int getSize() {
            return stored.getSize();
        }

        @Override
        public BitSet getFilterMask() {
            return stored.getFilterMask();
        }

        @Override
        public long[] getChunkOffset() {
            return offset.clone();
        }

        @Override
        public long getAddress() {
            return stored.getAddress();
        }
    }

    private static void checkEntries(double entries, double most) throws ArrayFormatException {
        if (entries < 0 || entries > most) {
            throw new ArrayFormatException(
                    "expected an index of at most %.0f chunks, got %.0f; the file is damaged".formatted(most, entries));
        }
    }
}
