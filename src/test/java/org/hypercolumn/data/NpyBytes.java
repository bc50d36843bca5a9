package org.hypercolumn.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Npy files made by hand: each piece as it would lie in the file. */
public final class NpyBytes {
    private NpyBytes() {}

    /** A file of the given version whose header text and elements are just these. */
    public static byte[] of(int version, String header, byte... elements) {
        Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        byte[] text = header.getBytes(charset);
        ByteBuffer length =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        out.write(length.array(), 0, version == 1 ? 2 : 4);
        out.writeBytes(text);
        out.writeBytes(elements);
        return out.toByteArray();
    }

    /** A version 1 file in C order. */
    public static byte[] of(String descr, String shape, String elementsInHex) {
        return of(
                1,
                "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(descr, shape),
                HexFormat.of().parseHex(elementsInHex.replace(" ", "")));
    }

    /** What numpy.save writes: {@code header} without its padding, in as many bytes as {@code total}. */
    public static byte[] numpy(int total, String header, String elementsInHex) {
        byte[] elements = HexFormat.of().parseHex(elementsInHex.replace(" ", ""));
        String padding = " ".repeat(total - elements.length - 11 - header.length());
        return of(1, header + padding + "\n", elements);
    }

    /** Puts {@code bytes} into a file of {@code folder} and gives its path. */
    public static Path file(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
