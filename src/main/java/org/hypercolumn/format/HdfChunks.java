package org.hypercolumn.format;

import io.jhdf.ObjectHeader;
import io.jhdf.btree.BTreeV1;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.DatasetInfo;
import io.jhdf.dataset.chunked.indexing.BTreeIndex;
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
import java.util.Optional;
import java.util.stream.LongStream;
import org.hypercolumn.data.ArrayFormatException;

/** The chunks that a dataset is cut into. Each is decoded once. */
final class HdfChunks {
    private static final int MOST_CHUNK_BYTES = 1 << 29;
    static final int MOST_UNWRITTEN = 1 << 20; // chunks besides one for each byte of the file
    private static final long NOWHERE = -1;

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

    /** Reads all elements; those of chunks that were never written are the fill value. Says how many these are. */
    long read(ByteBuffer fill, int blockElements, HdfArray.RawSink sink) throws IOException, ArrayFormatException {
        if (HdfArray.length(sizes) == 0) {
            return 0;
        }
        double most = (double) bytes.size() + MOST_UNWRITTEN;
        if (count() > most) {
            throw new ArrayFormatException(
                    "expected at most %.0f chunks, got %.0f; copy it with h5repack in larger ones"
                            .formatted(most, count()));
        }
        Map<Long, Chunk> chunks = byNumber(index());
        int[] first = new int[sizes.length];
        long unwritten = 0;
        for (long number = 0; ; number++) {
            int[] inside = new int[sizes.length]; // what of the chunk lies in the dataset
            for (int axis = 0; axis < sizes.length; axis++) {
                inside[axis] = Math.min(chunk[axis], sizes[axis] - first[axis]);
            }
            Chunk stored = chunks.get(number);
            byte[] elements = stored == null ? new byte[0] : decoded(stored);
            unwritten += stored == null ? (long) HdfArray.length(inside) : 0;
            for (Boxes.Box box : Boxes.of(inside, blockElements)) {
                ByteBuffer raw =
                        stored == null ? HdfArray.filled(fill, box.length()) : cut(elements, box.start(), box.sizes());
                int[] start = box.start().clone();
                Arrays.setAll(start, axis -> start[axis] + first[axis]);
                sink.box(start, box.sizes(), raw);
            }
            if (!advance(first)) {
                return unwritten;
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
        return switch (late.getIndexingType()) {
            case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX -> new SingleChunkIndex(late, info).getAllChunks();
            case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX ->
                numbered(number -> Optional.of(
                        new HdfChunkArray.Entry(address + number * chunkBytes(), chunkBytes(), new BitSet())));
            case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX ->
                numbered(HdfChunkArray.fixed(bytes, address, chunkBytes()));
            case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX ->
                numbered(HdfChunkArray.extensible(bytes, address, chunkBytes()));
            case ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX -> {
                HdfLinks.checkTree(bytes, address);
                yield new BTreeIndex(bytes, address, info).getAllChunks();
            }
            default ->
                throw new ArrayFormatException("expected an index of chunks of the kinds 1 to 5, got kind %d"
                        .formatted(late.getIndexingType()));
        };
    }

    /**
     * The chunks of an index that knows them by their numbers, which count as if every axis had its largest size, the growing
     * one last.
     */
    private Collection<Chunk> numbered(HdfChunkArray.Lookup lookup) throws ArrayFormatException {
        int growing = Math.max(0, LongStream.of(most).boxed().toList().indexOf(NOWHERE));
        long[] stride = new long[sizes.length];
        long next = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            if (axis != growing) {
                stride[axis] = next;
                next *= Math.max(1, (Math.max(most[axis], sizes[axis]) - 1) / chunk[axis] + 1);
            }
        }
        stride[growing] = next;
        List<Chunk> found = new ArrayList<>();
        int[] first = new int[sizes.length];
        do {
            long number = 0;
            for (int axis = 0; axis < sizes.length; axis++) {
                number += first[axis] / chunk[axis] * stride[axis];
            }
            Optional<HdfChunkArray.Entry> entry = lookup.at(number);
            if (entry.isPresent()) {
                found.add(new Stored(
                        entry.get(), Arrays.stream(first).asLongStream().toArray()));
            }
        } while (advance(first));
        return found;
    }

    /** A chunk that an index of numbers has. */
    private static final class Stored implements Chunk {
        private final HdfChunkArray.Entry entry;
        private final long[] offset;

        Stored(HdfChunkArray.Entry entry, long[] offset) {
            this.entry = entry;
            this.offset = offset;
        }

        @Override
        public int getSize() {
            return (int) Math.min(Integer.MAX_VALUE, entry.bytes());
        }

        @Override
        public BitSet getFilterMask() {
            return entry.skipped();
        }

        @Override
        public long[] getChunkOffset() {
            return offset.clone();
        }

        @Override
        public long getAddress() {
            return entry.address();
        }
    }
}
