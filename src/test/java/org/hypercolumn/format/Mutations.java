package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hypercolumn.data.BadDataFileException;

/** Damages files the way that disks, networks and hands do, and as one would who wants a reader to fail. */
public final class Mutations {
    private static final long[] TELLING_NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        8,
        13,
        127,
        255,
        256,
        65535,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffffffffL,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final byte[] TELLING_BYTES = {
        0, 1, -1, 127, -128, '9', '(', ')', ',', '\'', '{', '}', '-', ' ', '"', ':', '\n'
    };

    private Mutations() {}

    /** Reads a damaged file, whatever comes of it. */
    @FunctionalInterface
    interface Reading {
        void of(byte[] damaged) throws IOException;
    }

    /** How many damaged files were read all the same, and how many were refused. */
    record Count(int read, int refused) {}

    /**
     * Reads many damaged copies. Each must be read or refused in one line; anything else that is thrown fails the test with
     * the seed of the copy.
     *
     * @param whole files to damage, one at a time
     */
    static Count readAll(List<byte[]> whole, long seed, int copies, Reading reading) throws IOException {
        int read = 0;
        int refused = 0;
        for (int copy = 0; copy < copies; copy++) {
            long own = seed * 1_000_003 + copy;
            SplittableRandom random = new SplittableRandom(own);
            byte[] damaged = random(whole.get(random.nextInt(whole.size())), random);
            try {
                reading.of(damaged);
                read++;
            } catch (BadDataFileException e) {
                assertThat(e.getMessage()).as("seed %d", own).isNotBlank().doesNotContain("\n");
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %d: %s".formatted(own, e), e);
            }
        }
        return new Count(read, refused);
    }

    /** A copy of {@code whole} with one to four places changed, lost, doubled, or cut off. */
    public static byte[] random(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        int places = random.nextInt(1, 5);
        for (int i = 0; i < places && bytes.length > 0; i++) {
            int at = place(bytes.length, random);
            switch (random.nextInt(10)) {
                case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt(256);
                case 3 -> bytes[at] = TELLING_BYTES[random.nextInt(TELLING_BYTES.length)];
                case 4, 5 -> number(bytes, at, random);
                case 6 -> fill(bytes, at, random);
                case 7 -> copy(bytes, at, random);
                case 8 -> bytes = splice(bytes, at, random.nextInt(-9, 10));
                default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
        }
        return bytes;
    }

    /** Any place, but half of the time one of the first 512 or last 128, where headers and directories are. */
    private static int place(int length, SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(Math.min(length, 512));
            case 1 -> length - 1 - random.nextInt(Math.min(length, 128));
            default -> random.nextInt(length);
        };
    }

    private static void number(byte[] bytes, int at, SplittableRandom random) {
        int width = 1 << random.nextInt(1, 4);
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES)
                .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long value = TELLING_NUMBERS[random.nextInt(TELLING_NUMBERS.length)];
        switch (width) {
            case 2 -> number.putShort((short) value);
            case 4 -> number.putInt((int) value);
            default -> number.putLong(value);
        }
        int aligned = random.nextBoolean() ? at / width * width : at;
        System.arraycopy(number.array(), 0, bytes, aligned, Math.min(width, bytes.length - aligned));
    }

    private static void fill(byte[] bytes, int at, SplittableRandom random) {
        int end = Math.min(bytes.length, at + random.nextInt(1, 65));
        Arrays.fill(bytes, at, end, TELLING_BYTES[random.nextInt(5)]);
    }

    private static void copy(byte[] bytes, int at, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int count = Math.min(random.nextInt(1, 65), bytes.length - Math.max(at, from));
        System.arraycopy(bytes, from, bytes, at, count);
    }

    /** Repeats {@code count} bytes at a place, or loses as many if it is negative. */
    private static byte[] splice(byte[] bytes, int at, int count) {
        int until = Math.min(bytes.length, at + Math.abs(count));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, count < 0 ? at : until);
        if (count < 0) {
            out.write(bytes, until, bytes.length - until);
        } else {
            out.write(bytes, at, bytes.length - at);
        }
        return out.toByteArray();
    }
}
