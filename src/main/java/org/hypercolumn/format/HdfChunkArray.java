package org.hypercolumn.format;

import io.jhdf.checksum.ChecksumUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;

/**
 * The indexes of HDF5 1.10 in which a chunk is known by its number: fixed arrays, whose entries lie in one block, and
 * extensible arrays, whose blocks become larger. What was never written has no entry, or lies on a page that was never begun.
 *
 * <p>Mutable: keeps the blocks that were read; one thread.
 *
 * <p>Source: HDF5 File Format Specification 3.0, VII.C and VII.D; libhdf5 1.10, H5FA and H5EA.
 */
final class HdfChunkArray {
    private static final long NOWHERE = -1;
    private static final int PREFIX = 14; // signature, version, client, address of the header
    private static final int ADDRESS = 8;
    private static final int CHECKSUM = 4;
    private static final int MASK = 4; // of the filters that were left out
    private static final int MOST_BITS = 62;

    private final HdfBytes bytes;
    private final ByteBuffer header;
    private final int chunkBytes;
    private final int entryBytes;
    private final long pageEntries;
    private final Map<Long, ByteBuffer> blocks = new HashMap<>();

    private HdfChunkArray(HdfBytes bytes, ByteBuffer header, int chunkBytes, int pageBits) throws ArrayFormatException {
        this.bytes = bytes;
        this.header = header;
        this.chunkBytes = chunkBytes;
        this.entryBytes = header.get(6) & 0xff;
        boolean filtered = header.get(5) == 1;
        boolean sound =
                filtered ? entryBytes > ADDRESS + MASK && entryBytes <= 2 * ADDRESS + MASK : entryBytes == ADDRESS;
        if (header.get(4) != 0 || !sound || pageBits > MOST_BITS) {
            throw damaged("header");
        }
        this.pageEntries = 1L << pageBits;
    }

    /**
     * Where a chunk is.
     *
     * @param bytes how many it has in the file
     * @param skipped filters that were not applied to it
     */
    record Entry(long address, long bytes, BitSet skipped) {}

    /** How an index finds the entry of a chunk. */
    @FunctionalInterface
    interface Lookup {
        /** The entry of the chunk with a number; empty if it was never written. */
        Optional<Entry> at(long number) throws ArrayFormatException;
    }

    /** The fixed array with its header at an address. */
    static Lookup fixed(HdfBytes bytes, long address, int chunkBytes) throws ArrayFormatException {
        ByteBuffer header = read(bytes, address, 28, "FAHD");
        var array = new HdfChunkArray(bytes, header, chunkBytes, header.get(7) & 0xff);
        long entries = header.getLong(8);
        long block = header.getLong(16);
        if (entries < 0 || entries > bytes.size() + HdfChunks.MOST_UNWRITTEN) {
            throw damaged("number of entries");
        }
        return number -> {
            if (number >= entries || block == NOWHERE) {
                return Optional.empty();
            }
            if (entries <= array.pageEntries) {
                return array.entry(
                        array.block(block, PREFIX + entries * array.entryBytes + CHECKSUM, "FADB"), PREFIX, number);
            }
            long pages = (entries - 1) / array.pageEntries + 1;
            long prefix = PREFIX + (pages + 7) / 8 + CHECKSUM;
            ByteBuffer begun = array.block(block, prefix, "FADB");
            long page = number / array.pageEntries;
            long length = Math.min(array.pageEntries, entries - page * array.pageEntries);
            return bit(begun, PREFIX, page)
                    ? array.onPage(block + prefix, page, length, number % array.pageEntries)
                    : Optional.empty();
        };
    }

    /** The extensible array with its header at an address. */
    static Lookup extensible(HdfBytes bytes, long address, int chunkBytes) throws ArrayFormatException {
        ByteBuffer header = read(bytes, address, 72, "EAHD");
        var array = new HdfChunkArray(bytes, header, chunkBytes, header.get(11) & 0xff);
        return new Extensible(array)::at;
    }

    /** The sizes of an extensible array's blocks: each two levels have twice as many blocks, of twice as many entries. */
    private static final class Extensible {
        private final HdfChunkArray array;
        private final long inIndex;
        private final long leastEntries;
        private final int leastPointers;
        private final int offsetBytes;
        private final long index;
        private final int levels;

        Extensible(HdfChunkArray array) throws ArrayFormatException {
            this.array = array;
            int bits = array.header.get(7) & 0xff;
            inIndex = array.header.get(8) & 0xff;
            leastEntries = array.header.get(9) & 0xff;
            leastPointers = array.header.get(10) & 0xff;
            offsetBytes = (bits + 7) / 8;
            index = array.header.getLong(60);
            levels = 1 + bits - log2(leastEntries);
            if (bits > MOST_BITS
                    || Long.bitCount(leastEntries) != 1
                    || Integer.bitCount(leastPointers) != 1
                    || levels < 1) {
                throw damaged("header");
            }
        }

        private static int log2(long power) {
            return Long.numberOfTrailingZeros(power);
        }

        Optional<Entry> at(long number) throws ArrayFormatException {
            if (index == NOWHERE) {
                return Optional.empty();
            }
            int direct = 2 * (leastPointers - 1); // blocks that the index points to itself
            int firstLevel = 2 * log2(leastPointers);
            long pointers = PREFIX + inIndex * array.entryBytes;
            long length = pointers + (long) ADDRESS * (direct + Math.max(0, levels - firstLevel)) + CHECKSUM;
            ByteBuffer block = array.block(index, length, "EAIB");
            if (number < inIndex) {
                return array.entry(block, PREFIX, number);
            }
            long rest = number - inIndex;
            long before = 0; // blocks of the levels before
            for (int level = 0; level < levels; level++) {
                long count = 1L << (level / 2);
                long entries = leastEntries << ((level + 1) / 2);
                if (rest >= count * entries) {
                    rest -= count * entries;
                    before += count;
                } else if (level < firstLevel) {
                    long at = block.getLong((int) (pointers + ADDRESS * (before + rest / entries)));
                    return inBlock(at, entries, rest % entries);
                } else {
                    long at = block.getLong((int) (pointers + (long) ADDRESS * (direct + level - firstLevel)));
                    return inSecondary(at, count, entries, rest);
                }
            }
            return Optional.empty();
        }

        private Optional<Entry> inSecondary(long address, long count, long entries, long rest)
                throws ArrayFormatException {
            if (address == NOWHERE) {
                return Optional.empty();
            }
            long pages = entries > array.pageEntries ? entries / array.pageEntries : 0;
            int bitmap = PREFIX + offsetBytes;
            long pointers = bitmap + count * ((pages + 7) / 8);
            ByteBuffer block = array.block(address, pointers + count * ADDRESS + CHECKSUM, "EASB");
            long at = block.getLong((int) (pointers + ADDRESS * (rest / entries)));
            long page = rest / entries * pages + rest % entries / array.pageEntries;
            return pages > 0 && !bit(block, bitmap, page) ? Optional.empty() : inBlock(at, entries, rest % entries);
        }

        private Optional<Entry> inBlock(long address, long entries, long rest) throws ArrayFormatException {
            if (address == NOWHERE) {
                return Optional.empty();
            }
            int prefix = PREFIX + offsetBytes;
            if (entries > array.pageEntries) {
                return array.onPage(
                        address + prefix + CHECKSUM,
                        rest / array.pageEntries,
                        array.pageEntries,
                        rest % array.pageEntries);
            }
            return array.entry(
                    array.block(address, prefix + entries * array.entryBytes + CHECKSUM, "EADB"), prefix, rest);
        }
    }

    /** The entry at a place of a page; pages lie one behind the other, each with a checksum. */
    private Optional<Entry> onPage(long first, long page, long length, long place) throws ArrayFormatException {
        long address = first + page * (pageEntries * entryBytes + CHECKSUM);
        return entry(block(address, length * entryBytes + CHECKSUM, ""), 0, place);
    }

    private Optional<Entry> entry(ByteBuffer block, int start, long place) {
        int at = (int) (start + place * entryBytes);
        long address = block.getLong(at);
        if (address == NOWHERE) {
            return Optional.empty();
        }
        if (entryBytes == ADDRESS) {
            return Optional.of(new Entry(address, chunkBytes, new BitSet()));
        }
        long stored = 0;
        for (int i = at + entryBytes - MASK - 1; i >= at + ADDRESS; i--) {
            stored = stored << 8 | (block.get(i) & 0xff);
        }
        return Optional.of(new Entry(address, stored, BitSet.valueOf(block.slice(at + entryBytes - MASK, MASK))));
    }

    private ByteBuffer block(long address, long length, String signature) throws ArrayFormatException {
        ByteBuffer known = blocks.get(address);
        if (known == null) {
            known = read(bytes, address, length, signature);
            blocks.put(address, known);
        }
        return known;
    }

    private static ByteBuffer read(HdfBytes bytes, long address, long length, String signature)
            throws ArrayFormatException {
        if (length > bytes.size()) {
            throw damaged("block");
        }
        ByteBuffer block = bytes.readBufferFromAddress(address, (int) length);
        byte[] expected = signature.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < expected.length; i++) {
            if (block.get(i) != expected[i]) {
                throw damaged("block");
            }
        }
        ChecksumUtils.validateChecksum(block);
        return block.rewind().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A bit of a bitmap whose first bit is the highest of its first byte. */
    private static boolean bit(ByteBuffer block, int start, long bit) {
        return (block.get((int) (start + bit / 8)) & 0x80 >>> bit % 8) != 0;
    }

    private static ArrayFormatException damaged(String what) {
        return new ArrayFormatException(
                "expected an index of chunks, got a bad %s of one; the file is damaged, copy it again".formatted(what));
    }
}
