package org.hypercolumn.format;

import io.jhdf.Superblock;
import io.jhdf.SymbolTableEntry;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.DataFile;
import org.hypercolumn.data.Excerpt;

/**
 * The bytes of an HDF5 file as jHDF asks for them. Nothing is allocated that the file does not hold, and what is read to find
 * out the file's structure is counted: a structure that points back to itself ends in an error, not in a hang.
 *
 * <p>Mutable: one thread.
 */
final class HdfBytes implements HdfBackingStorage, Closeable {
    private static final int SIGNATURE_AT_MOST = 2048;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int OFFSET_BYTES = 8;
    private static final int READS_OF_ONE_ADDRESS = 1000; // far beyond what an honest structure needs
    private static final int LEAST_COST = 64; // of a read, in bytes: so that many small ones count too
    private static final int SLACK = 1 << 16;
    private static final long MOST_STRUCTURE = 1L << 29;

    private final FileChannel channel;
    private final long length;
    private final Superblock superblock;
    private final Map<Long, Integer> reads = new HashMap<>();
    private long budget;

    private HdfBytes(FileChannel channel, long length, Superblock superblock) {
        this.channel = channel;
        this.length = length;
        this.superblock = superblock;
        begin();
    }

    /** What jHDF throws through when a file asks for what it cannot have. */
    private static final class Refused extends HdfException {
        @Serial
        private static final long serialVersionUID = 1L;

        Refused(String problem) {
            super(problem);
        }
    }

    /** What jHDF is asked to do. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws IOException, ArrayFormatException;
    }

    /**
     * Opens a file for reading.
     *
     * @throws ArrayFormatException if it does not begin as HDF5 does, or is cut short
     */
    static HdfBytes open(Path file) throws IOException, ArrayFormatException {
        DataFile.check(file);
        FileChannel channel = FileChannel.open(file);
        try {
            HdfBytes bytes = checked(() -> new HdfBytes(channel, channel.size(), superblock(channel)));
            bytes.checkSuperblock();
            return bytes;
        } catch (IOException | ArrayFormatException e) {
            channel.close();
            throw e;
        }
    }

    private static Superblock superblock(FileChannel channel) throws IOException, ArrayFormatException {
        for (int at = 0; at <= SIGNATURE_AT_MOST; at = at == 0 ? 512 : 2 * at) {
            ByteBuffer start = ByteBuffer.allocate(SIGNATURE.length);
            if (channel.read(start, at) == SIGNATURE.length
                    && ByteBuffer.wrap(SIGNATURE).equals(start.flip())) {
                Superblock superblock = Superblock.readSuperblock(channel, at);
                if (superblock.getBaseAddressByte() != at) {
                    throw new ArrayFormatException(
                            "expected addresses that count from %d, where HDF5 begins, got %d; copy it with h5repack"
                                    .formatted(at, superblock.getBaseAddressByte()));
                }
                return superblock;
            }
        }
        throw new ArrayFormatException("expected an HDF5 file, got one without its signature; copy or save it again");
    }

    private void checkSuperblock() throws ArrayFormatException {
        if (superblock.getSizeOfOffsets() != OFFSET_BYTES || superblock.getSizeOfLengths() != OFFSET_BYTES) {
            throw new ArrayFormatException("expected addresses of 8 bytes, got %d and %d; copy it with h5repack"
                    .formatted(superblock.getSizeOfOffsets(), superblock.getSizeOfLengths()));
        }
        if (superblock.getEndOfFileAddress() > length || superblock.getEndOfFileAddress() < 0) {
            throw new ArrayFormatException("expected %d bytes, got %d; the file is cut short, copy or save it again"
                    .formatted(superblock.getEndOfFileAddress(), length));
        }
    }

    /** Runs a step of jHDF; whatever it throws becomes a sentence. */
    static <T> T checked(Step<T> step) throws IOException, ArrayFormatException {
        try {
            return step.run();
        } catch (RuntimeException e) {
            throw problem(e);
        } catch (StackOverflowError e) {
            throw new ArrayFormatException("is nested too deeply; the file is damaged, copy or save it again");
        } catch (OutOfMemoryError e) {
            throw new ArrayFormatException(
                    "expected what fits into memory, got more than a heap of %d MB; give Java more (-Xmx)"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    private static ArrayFormatException problem(RuntimeException e) throws IOException {
        Throwable deepest = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException failed) {
                throw failed.getCause();
            }
            if (cause instanceof Refused) {
                return new ArrayFormatException(String.valueOf(cause.getMessage()));
            }
            deepest = cause;
        }
        String elsewhere = elsewhere(String.valueOf(deepest.getMessage()));
        if (!elsewhere.isEmpty()) {
            return new ArrayFormatException(
                    "lies in another file (%s), which is not followed; copy it into this one".formatted(elsewhere));
        }
        String said = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return new ArrayFormatException(
                "is damaged, or of a kind that is not read (%s); copy the file again, or save it with h5py"
                        .formatted(Excerpt.of(said)));
    }

    /** What jHDF says of arrays whose elements are in other files; empty if it speaks of something else. */
    private static String elsewhere(String said) {
        return said.contains("External Data Files")
                ? "external storage"
                : said.contains("Virtual storage") ? "a virtual dataset" : "";
    }

    /** Where the header of the root group is. */
    long root() {
        if (superblock instanceof Superblock.SuperblockV0V1 old) {
            return new SymbolTableEntry(this, old.getRootGroupSymbolTableAddress() - start()).getObjectHeaderAddress();
        }
        if (superblock instanceof Superblock.SuperblockV2V3 late) {
            return late.getRootGroupObjectHeaderAddress();
        }
        throw new Refused("is of a version of HDF5 that is not read; copy it with h5repack");
    }

    /** Begins to count anew what is read. */
    void begin() {
        reads.clear();
        budget = Math.min(MOST_STRUCTURE, 8 * Math.min(length, MOST_STRUCTURE) + SLACK);
    }

    @Override
    public ByteBuffer readBufferFromAddress(long address, int count) {
        budget -= Math.max(LEAST_COST, count);
        if (budget < 0 || reads.merge(address, 1, Integer::sum) > READS_OF_ONE_ADDRESS) {
            throw new Refused("its structure points back to itself; the file is damaged, copy or save it again");
        }
        return data(address, count);
    }

    /**
     * Bytes of an array, or of the structure; little-endian.
     *
     * @param address from where the HDF5 file begins
     */
    ByteBuffer data(long address, int count) {
        if (address < 0 || count < 0 || count > length - start() - address) {
            throw new Refused("expected %d bytes at %d, got a file of %d; it is cut short, copy or save it again"
                    .formatted(count, address, length));
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, start() + address + bytes.position()) < 0) {
                    throw new Refused("the file became shorter while it was read; read it again");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.flip();
    }

    /** As many of the bytes as there are: jHDF asks for blocks that may end behind the file's last. */
    @Override
    public ByteBuffer map(long address, long count) {
        long there = Math.min(count, length - start() - address);
        if (address < 0 || count < 0 || there < 0 || there > MOST_STRUCTURE) {
            throw new Refused("expected %d bytes at %d, got a file of %d; it is cut short, copy or save it again"
                    .formatted(count, address, length));
        }
        return readBufferFromAddress(address, (int) there);
    }

    @Override
    public ByteBuffer mapNoOffset(long address, long count) {
        return map(address - start(), count);
    }

    private long start() {
        return superblock.getBaseAddressByte();
    }

    @Override
    public long getUserBlockSize() {
        return start();
    }

    @Override
    public Superblock getSuperblock() {
        return superblock;
    }

    @Override
    public FileChannel getFileChannel() {
        return channel;
    }

    @Override
    public int getSizeOfOffsets() {
        return superblock.getSizeOfOffsets();
    }

    @Override
    public int getSizeOfLengths() {
        return superblock.getSizeOfLengths();
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
