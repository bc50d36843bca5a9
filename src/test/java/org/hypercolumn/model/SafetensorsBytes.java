package org.hypercolumn.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Safetensors files made by hand, and damaged ones. */
final class SafetensorsBytes {

    private static final byte[] TELLING = {0, -1, 127, '{', '}', '[', ']', '"', ',', ':', '0', '9', '-', 'e', ' ', '\\'
    };

    private SafetensorsBytes() {}

    /** A file of this header and these values; the length of the header is the true one. */
    static byte[] of(String header, byte... values) {
        return of(header.getBytes(StandardCharsets.UTF_8).length, header, values);
    }

    /** A file that says {@code headerLength}. */
    static byte[] of(long headerLength, String header, byte... values) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .array());
        out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(values);
        return out.toByteArray();
    }

    static Path file(Path folder, byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bad.safetensors"), bytes);
    }

    /** A copy with one to three bytes changed, doubled or lost, mostly in the first {@code telling} bytes. */
    static byte[] damaged(byte[] whole, int telling, SplittableRandom random) {
        byte[] bytes = whole.clone();
        int places = random.nextInt(1, 4);
        for (int i = 0; i < places && bytes.length > 0; i++) {
            int until = random.nextInt(8) == 0 ? bytes.length : Math.min(telling, bytes.length);
            int at = random.nextInt(until);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2, 3 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
                default -> bytes = random.nextBoolean() ? without(bytes, at) : doubled(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.write(bytes, at + 1, bytes.length - at - 1);
        return out.toByteArray();
    }

    private static byte[] doubled(byte[] bytes, int at) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at + 1);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }
}
