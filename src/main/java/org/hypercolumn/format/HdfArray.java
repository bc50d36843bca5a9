package org.hypercolumn.format;

import io.jhdf.ObjectHeader;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BlockSink;
import org.hypercolumn.data.NpyArray;

/** An array of an HDF5 file, a dataset or an attribute: its type, its shape, and its elements block by block. */
final class HdfArray {
    private static final int MOST_AXES = 32;
    private static final int MOST_BLOCK_BYTES = 1 << 23;
    private static final long NOWHERE = -1;
    private static final int FILL_NEVER = 1;

    private final HdfBytes bytes;
    private final HdfType type;
    private final int[] sizes;
    private final Storage storage;

    private HdfArray(HdfBytes bytes, HdfType type, int[] sizes, Storage storage) {
        this.bytes = bytes;
        this.type = type;
        this.sizes = sizes;
        this.storage = storage;
    }

    /** Takes the bytes of a box of elements in C order. */
    @FunctionalInterface
    interface RawSink {
        void box(int[] start, int[] box, ByteBuffer raw) throws IOException, ArrayFormatException;
    }

    /** Where the elements are. */
    @FunctionalInterface
    private interface Storage {
        /** Reads all elements, and says how many of them were never written. */
        long read(RawSink sink) throws IOException, ArrayFormatException;
    }

    /** The dataset with a header. */
    static HdfArray of(HdfBytes bytes, ObjectHeader header) throws ArrayFormatException {
        HdfType type = HdfType.of(header.getMessageOfType(DataTypeMessage.class).getDataType());
        int[] sizes = sizes(header.getMessageOfType(DataSpaceMessage.class).getDataSpace());
        double claimed = length(sizes) * type.width();
        DataLayoutMessage layout = header.getMessageOfType(DataLayoutMessage.class);
        if (layout instanceof CompactDataLayoutMessage compact) {
            checkClaim(claimed, compact.getDataBuffer().remaining());
            return new HdfArray(bytes, type, sizes, sink -> boxes(type, sizes, compact.getDataBuffer(), sink));
        }
        if (layout instanceof ContiguousDataLayoutMessage contiguous) {
            checkClaim(claimed, (double) bytes.size());
            long address = contiguous.getAddress();
            ByteBuffer fill = fill(header, type);
            return new HdfArray(bytes, type, sizes, sink -> {
                long unwritten = 0;
                for (Boxes.Box box : Boxes.of(sizes, blockElements(type))) {
                    int count = box.length();
                    unwritten += address == NOWHERE ? count : 0;
                    sink.box(
                            box.start(),
                            box.sizes(),
                            address == NOWHERE
                                    ? filled(fill, count)
                                    : bytes.data(address + box.offset() * type.width(), count * type.width()));
                }
                return unwritten;
            });
        }
        HdfChunks chunks = HdfChunks.of(bytes, header, type.width(), sizes);
        checkClaim(claimed, (double) bytes.size() * chunks.mostRatio());
        ByteBuffer fill = fill(header, type);
        return new HdfArray(bytes, type, sizes, sink -> chunks.read(fill, blockElements(type), sink));
    }

    /** An attribute. */
    static HdfArray of(HdfBytes bytes, AttributeMessage attribute) throws ArrayFormatException {
        HdfType type = HdfType.of(attribute.getDataType());
        int[] sizes = sizes(attribute.getDataSpace());
        ByteBuffer raw = attribute.getDataBuffer() == null ? ByteBuffer.allocate(0) : attribute.getDataBuffer();
        checkClaim(length(sizes) * type.width(), raw.remaining());
        return new HdfArray(bytes, type, sizes, sink -> boxes(type, sizes, raw, sink));
    }

    private static int[] sizes(DataSpace space) throws ArrayFormatException {
        long[] sizes = space.getDimensionsAsLong();
        boolean none = space.getVersion() == 2 && space.getType() == 2;
        if (none || sizes.length > MOST_AXES || Arrays.stream(sizes).anyMatch(s -> s < 0 || s > Integer.MAX_VALUE)) {
            throw new ArrayFormatException("expected at most %d axes, each of 0 to %d elements, got %s"
                    .formatted(MOST_AXES, Integer.MAX_VALUE, none ? "an empty one" : Arrays.toString(sizes)));
        }
        return Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }

    static double length(int[] sizes) {
        return Arrays.stream(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    private static void checkClaim(double claimed, double most) throws ArrayFormatException {
        if (claimed > most) {
            throw new ArrayFormatException(
                    "expected at most the %.0f bytes that the file can hold, got a shape of %.0f; the file is damaged or cut short"
                            .formatted(most, claimed));
        }
    }

    private static int blockElements(HdfType type) {
        return Math.max(1, Math.min(BlockSink.BLOCK_ELEMENTS, MOST_BLOCK_BYTES / type.width()));
    }

    /** The elements of a buffer that holds all. */
    private static long boxes(HdfType type, int[] sizes, ByteBuffer raw, RawSink sink)
            throws IOException, ArrayFormatException {
        for (Boxes.Box box : Boxes.of(sizes, blockElements(type))) {
            int from = (int) box.offset() * type.width();
            sink.box(box.start(), box.sizes(), raw.slice(from, box.length() * type.width()));
        }
        return 0;
    }

    /**
     * The bytes of the value that elements have which were never written. Where the file says that no value is ever filled in,
     * libhdf5 leaves the reader's memory as it is, which h5py sets to 0 before.
     */
    private static ByteBuffer fill(ObjectHeader header, HdfType type) throws ArrayFormatException {
        List<FillValueMessage> said = header.getMessagesOfType(FillValueMessage.class);
        if (said.isEmpty()
                || said.get(0).getFillValueWriteTime() == FILL_NEVER
                || !said.get(0).isFillValueDefined()
                || said.get(0).getFillValue().remaining() == 0) {
            return ByteBuffer.allocate(type.width());
        }
        ByteBuffer value = said.get(0).getFillValue();
        if (value.remaining() != type.width()) {
            throw new ArrayFormatException("expected a fill value of %d bytes, got %d; the file is damaged"
                    .formatted(type.width(), value.remaining()));
        }
        return value;
    }

    /** That many times the fill value. */
    static ByteBuffer filled(ByteBuffer fill, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * fill.remaining());
        while (bytes.hasRemaining()) {
            bytes.put(fill.duplicate());
        }
        return bytes.flip();
    }

    HdfType type() {
        return type;
    }

    /** The sizes of the axes as h5py shows them; not to be changed. */
    int[] sizes() {
        return sizes;
    }

    /** Type and sizes. */
    ArrayShape shape() {
        return ArrayShape.of(type.type(), sizes);
    }

    /** Reads all elements, and says how many of them were never written to the file. */
    long read(BlockSink sink) throws IOException, ArrayFormatException {
        return HdfBytes.checked(
                () -> storage.read((start, box, raw) -> sink.block(start, type.decode(bytes, raw, box))));
    }

    /**
     * All elements of a small array in C order.
     *
     * @throws ArrayFormatException if it has more than {@code most}
     */
    NpyArray values(int most) throws IOException, ArrayFormatException {
        if (length(sizes) > most) {
            throw new ArrayFormatException("expected at most %d elements, got %s".formatted(most, shape()));
        }
        return Gathered.of(this);
    }
}
