package org.hypercolumn.data;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/** Damages files the way that disks, networks and hands do. */
final class Damage {
    private static final byte[] TELLING = {0, 1, -1, 127, -128, '9', '(', ')', ',', '\'', '{', '}', '-', ' ', 'U', '8'};

    private Damage() {}

    /** A copy of {@code whole} with one to four places changed, lost, doubled, or cut off. */
    static byte[] random(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        int places = random.nextInt(1, 5);
        for (int i = 0; i < places && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2, 3 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
                case 4 -> bytes = splice(bytes, at, random.nextInt(-3, 4));
                default -> bytes = random.nextInt(4) == 0 ? splice(bytes, at, -bytes.length) : bytes;
            }
        }
        return bytes;
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
