package org.hypercolumn.drawing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses, and always to the same bytes: those of Java's own {@code Deflater} are of the zlib that it was built with.
 *
 * <p>Source: RFC 1950 and RFC 1951. Ours differs: one block of fixed codes; of the last places where three bytes stood,
 * a few are tried and the longest match is taken at once.
 */
final class Zlib {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    private static final int WINDOW = 1 << 15;
    private static final int HASH_BITS = 15;
    private static final int TRIES = 32;
    private static final int END = 256;

    private final byte[] data;
    private final int[] newest = new int[1 << HASH_BITS];
    private final int[] older = new int[WINDOW];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long bits;
    private int bitCount;

    private Zlib(byte[] data) {
        this.data = data;
        Arrays.fill(newest, -1);
    }

    static byte[] compressed(byte[] data) {
        return new Zlib(data).compressed();
    }

    private byte[] compressed() {
        out.write(0x78);
        out.write(0x01);
        put(0b011, 3); // last block, fixed codes
        for (int at = 0; at < data.length; ) {
            at += match(at);
        }
        symbol(END);
        put(0, 7); // fills the last byte
        Adler32 check = new Adler32();
        check.update(data);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) check.getValue())
                .array());
        return out.toByteArray();
    }

    /** Writes the byte at {@code at}, or a longer stretch that was there before; returns how many bytes. */
    private int match(int at) {
        int best = 0;
        int distance = 0;
        if (at + SHORTEST <= data.length) {
            int candidate = newest[hash(at)];
            for (int tries = 0; tries < TRIES && candidate >= 0 && at - candidate < WINDOW; tries++) {
                int length = common(candidate, at);
                if (length > best) {
                    best = length;
                    distance = at - candidate;
                }
                if (length == LONGEST) {
                    break;
                }
                candidate = older[candidate % WINDOW];
            }
        }
        int length = best < SHORTEST ? 1 : best;
        if (length == 1) {
            symbol(data[at] & 255);
        } else {
            length(length);
            distance(distance);
        }
        for (int i = at; i < at + length && i + SHORTEST <= data.length; i++) {
            older[i % WINDOW] = newest[hash(i)];
            newest[hash(i)] = i;
        }
        return length;
    }

    private int common(int a, int b) {
        int most = Math.min(LONGEST, data.length - b);
        int length = 0;
        while (length < most && data[a + length] == data[b + length]) {
            length++;
        }
        return length;
    }

    private int hash(int at) {
        int three = ((data[at] & 255) << 16) | ((data[at + 1] & 255) << 8) | (data[at + 2] & 255);
        return (three * 0x9e3779b1) >>> (Integer.SIZE - HASH_BITS);
    }

    /** Codes 257 to 285: four a doubling, the rest in extra bits. */
    private void length(int length) {
        if (length == LONGEST) {
            symbol(285);
            return;
        }
        int rest = length - SHORTEST;
        int extra = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(rest) - 3);
        symbol(257 + (extra << 2) + (rest >> extra));
        put(rest & (1 << extra) - 1, extra);
    }

    /** Codes 0 to 29: two a doubling, the rest in extra bits. */
    private void distance(int distance) {
        int rest = distance - 1;
        int extra = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(rest) - 2);
        code((extra << 1) + (rest >> extra), 5);
        put(rest & (1 << extra) - 1, extra);
    }

    private void symbol(int symbol) {
        if (symbol < 144) {
            code(0x30 + symbol, 8);
        } else if (symbol < 256) {
            code(0x190 + symbol - 144, 9);
        } else if (symbol < 280) {
            code(symbol - 256, 7);
        } else {
            code(0xc0 + symbol - 280, 8);
        }
    }

    /** Codes come with their highest bit first, all else with its lowest. */
    private void code(int code, int length) {
        put(Integer.reverse(code) >>> (Integer.SIZE - length), length);
    }

    private void put(int value, int length) {
        bits |= (long) value << bitCount;
        bitCount += length;
        while (bitCount >= 8) {
            out.write((int) bits & 255);
            bits >>>= 8;
            bitCount -= 8;
        }
    }
}
