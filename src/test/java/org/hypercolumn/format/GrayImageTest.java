package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrayImageTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 2, 4})
    void takes_gray_of_few_bits_as_gray(int bits) throws IOException {
        Path file = folder.resolve("few.png");
        int most = (1 << bits) - 1;
        ByteBuffer chunk = ByteBuffer.allocate(4 + 13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        chunk.putInt(2).putInt(1).put(new byte[] {(byte) bits, 0, 0, 0, 0});
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[] {0, (byte) (most << (8 - 2 * bits))}); // no filter; 0, then the most
        }
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeLong(0x89504e470d0a1a0aL);
            chunk(out, chunk.array());
            chunk(out, ("IDAT" + packed.toString(StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1));
            chunk(out, "IEND".getBytes(StandardCharsets.US_ASCII));
        }
        int[] grays = {-1, -1};

        try (GrayImage image = GrayImage.open(file)) {
            GrayImage.Kind kind = image.read((place, gray) -> grays[place] = gray);

            assertThat(kind).isEqualTo(new GrayImage.Kind(8, GrayImage.Colour.GRAY, GrayImage.Alpha.NONE));
        }
        assertThat(grays).containsExactly(0, 255);
    }

    private static void chunk(DataOutputStream out, byte[] typeAndData) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(typeAndData);
        out.writeInt(typeAndData.length - 4);
        out.write(typeAndData);
        out.writeInt((int) sum.getValue());
    }
}
