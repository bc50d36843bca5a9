package org.hypercolumn.format;

import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Limits;

/**
 * Undoes what was done to the bytes of a chunk: deflate, h5py's lzf, shuffle, and the fletcher32 checksum. Every step knows
 * how many bytes must come out, and makes room for no more.
 *
 * <p>Source: HDF5 File Format Specification 3.0, IV.A.2.l; liblzf 3.6.
 */
final class HdfFilters {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32000;
    private static final int CHECKSUM_BYTES = 4;
    private static final int MOST_RATIO = Limits.MOST_DEFLATE_RATIO; // lzf far less
    private static final String DAMAGED = "its compressed bytes are damaged; copy the file again";

    private final int[] ids;
    private final int shuffled;

    private HdfFilters(int[] ids, int shuffled) {
        this.ids = ids;
        this.shuffled = shuffled;
    }

    /** No filter. */
    static HdfFilters none() {
        return new HdfFilters(new int[0], 1);
    }

    /**
     * The filters of a dataset.
     *
     * @param width bytes of an element
     * @throws ArrayFormatException if there is one that is not known
     */
    static HdfFilters of(FilterPipelineMessage message, int width) throws ArrayFormatException {
        List<FilterInfo> filters = message.getFilters();
        int[] ids = filters.stream().mapToInt(FilterInfo::getId).toArray();
        int shuffled = width;
        for (FilterInfo filter : filters) {
            int id = filter.getId();
            if (id != DEFLATE && id != SHUFFLE && id != FLETCHER32 && id != LZF) {
                throw new ArrayFormatException(
                        "expected the filters gzip, lzf, shuffle and fletcher32, got %s; save it with compression='gzip'"
                                .formatted(name(id)));
            }
            if (id == SHUFFLE && filter.getData().length > 0) {
                shuffled = filter.getData()[0];
            }
        }
        if (shuffled < 1
                || Arrays.stream(ids).filter(id -> id == DEFLATE || id == LZF).count() > 1) {
            throw new ArrayFormatException("expected each filter at most once; save it with compression='gzip'");
        }
        return new HdfFilters(ids, shuffled);
    }

    private static String name(int id) {
        return switch (id) {
            case 4 -> "szip";
            case 5 -> "nbit";
            case 6 -> "scaleoffset";
            case 307 -> "bzip2";
            case 32001 -> "blosc";
            case 32004 -> "lz4";
            case 32008 -> "bitshuffle";
            case 32015 -> "zstandard";
            default -> "the filter number " + id;
        };
    }

    /** How many times as large as in the file an array may be at most. */
    int mostRatio() {
        return Arrays.stream(ids).anyMatch(id -> id == DEFLATE || id == LZF) ? MOST_RATIO : 1;
    }

    /**
     * The bytes of a chunk as they were before.
     *
     * @param stored in the file
     * @param skipped filters that were not applied to this chunk
     * @param wanted how many bytes must come out
     */
    byte[] decode(byte[] stored, BitSet skipped, int wanted) throws ArrayFormatException {
        byte[] bytes = stored;
        for (int i = ids.length - 1; i >= 0; i--) {
            if (skipped.get(i)) {
                continue;
            }
            int out = wanted;
            for (int earlier = 0; earlier < i; earlier++) {
                out += ids[earlier] == FLETCHER32 && !skipped.get(earlier) ? CHECKSUM_BYTES : 0;
            }
            bytes = switch (ids[i]) {
                case DEFLATE -> inflated(bytes, out);
                case LZF -> unpacked(bytes, out);
                case SHUFFLE -> unshuffled(bytes);
                default -> checked(bytes);
            };
        }
        if (bytes.length != wanted) {
            throw new ArrayFormatException(
                    "expected chunks of %d bytes, got one of %d; the file is damaged".formatted(wanted, bytes.length));
        }
        return bytes;
    }

    private static byte[] room(byte[] packed, int wanted) throws ArrayFormatException {
        if (wanted / MOST_RATIO > packed.length) {
            throw new ArrayFormatException(
                    "expected at most %d bytes from %d compressed ones, got a chunk of %d; the file is damaged"
                            .formatted((long) packed.length * MOST_RATIO, packed.length, wanted));
        }
        return new byte[wanted];
    }

    private static byte[] inflated(byte[] packed, int wanted) throws ArrayFormatException {
        byte[] out = room(packed, wanted);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int done = 0;
            while (done < wanted) {
                int more = inflater.inflate(out, done, wanted - done);
                if (more == 0) {
                    throw new ArrayFormatException(DAMAGED);
                }
                done += more;
            }
            // the checksum stands behind the last byte
            if (!inflater.finished() && (inflater.inflate(new byte[1]) != 0 || !inflater.finished())) {
                throw new ArrayFormatException(DAMAGED);
            }
            return out;
        } catch (DataFormatException e) {
            throw new ArrayFormatException(DAMAGED);
        } finally {
            inflater.end();
        }
    }

    private static byte[] unpacked(byte[] packed, int wanted) throws ArrayFormatException {
        byte[] out = room(packed, wanted);
        int at = 0;
        int done = 0;
        try {
            while (at < packed.length) {
                int control = packed[at++] & 0xff;
                if (control < 32) { // as many bytes as they are, and one more
                    System.arraycopy(packed, at, out, done, control + 1);
                    at += control + 1;
                    done += control + 1;
                } else { // bytes that were there before
                    int length = control >> 5;
                    length += 2 + (length == 7 ? packed[at++] & 0xff : 0);
                    int from = done - ((control & 0x1f) << 8) - (packed[at++] & 0xff) - 1;
                    for (int i = 0; i < length; i++) {
                        out[done++] = out[from + i];
                    }
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw new ArrayFormatException(DAMAGED);
        }
        if (done != wanted) {
            throw new ArrayFormatException(DAMAGED);
        }
        return out;
    }

    /** First bytes of all elements lie first, then the second ones; what is left of the last element stays at the end. */
    private byte[] unshuffled(byte[] bytes) {
        int elements = bytes.length / shuffled;
        byte[] out = bytes.clone();
        for (int part = 0; part < shuffled && elements > 0; part++) {
            for (int i = 0; i < elements; i++) {
                out[i * shuffled + part] = bytes[part * elements + i];
            }
        }
        return out;
    }

    private static byte[] checked(byte[] bytes) throws ArrayFormatException {
        int length = bytes.length - CHECKSUM_BYTES;
        if (length < 0) {
            throw new ArrayFormatException(DAMAGED);
        }
        int stored = 0;
        for (int i = CHECKSUM_BYTES - 1; i >= 0; i--) {
            stored = stored << 8 | (bytes[length + i] & 0xff);
        }
        if (stored != fletcher32(bytes, length)) {
            throw new ArrayFormatException("its checksum is wrong, the file is damaged; copy it again");
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int fletcher32(byte[] bytes, int length) {
        long first = 0;
        long second = 0;
        for (int i = 0; i < length; i += 2) {
            first += (bytes[i] & 0xff) << 8 | (i + 1 < length ? bytes[i + 1] & 0xff : 0);
            second += first;
            if (i % 512 == 0) { // before the sums grow too large
                first = folded(first);
                second = folded(second);
            }
        }
        return (int) (folded(second) << 16 | folded(first));
    }

    /** The sum in 16 bits: what is carried beyond them is added below. */
    private static long folded(long sum) {
        long rest = sum;
        while (rest > 0xffff) {
            rest = (rest & 0xffff) + (rest >>> 16);
        }
        return rest;
    }
}
