package org.hypercolumn.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZlibTest {
    @Test
    void nothing_is_compressed_to_an_empty_block() throws Exception {
        assertThat(Zlib.compressed(new byte[0])).containsExactly(0x78, 0x01, 0x03, 0, 0, 0, 0, 1);
        assertThat(inflated(Zlib.compressed(new byte[0]), 0)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void java_reads_back_what_was_compressed(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        byte[] data = new byte[random.nextInt(1, 100_000)];
        int values = random.nextInt(1, 257);
        int longestRun = random.nextInt(1, 700);
        for (int i = 0; i < data.length; ) {
            byte value = (byte) random.nextInt(values);
            int end = Math.min(data.length, i + random.nextInt(1, longestRun + 1));
            while (i < end) {
                data[i++] = value;
            }
        }

        assertThat(inflated(Zlib.compressed(data), data.length)).isEqualTo(data);
    }

    @Test
    void a_row_that_repeats_at_any_distance_is_found_again() throws Exception {
        byte[] row = new byte[32_000];
        new Random(7).nextBytes(row);
        byte[] data = new byte[2 * row.length];
        System.arraycopy(row, 0, data, 0, row.length);
        System.arraycopy(row, 0, data, row.length, row.length);

        byte[] compressed = Zlib.compressed(data);

        assertThat(compressed).hasSizeLessThan(row.length * 6 / 5);
        assertThat(inflated(compressed, data.length)).isEqualTo(data);
    }

    @Test
    void white_paper_takes_little_room() {
        // 13 bits for 258 bytes
        assertThat(Zlib.compressed(new byte[258_000])).hasSizeLessThan(1000 * 13 / 8 + 20);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static byte[] inflated(byte[] compressed, int length) throws Exception {
        Inflater inflater = new Inflater();
        inflater.setInput(compressed);
        byte[] data = new byte[length + 1];
        int count = inflater.inflate(data);
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return Arrays.copyOf(data, count);
    }
}
