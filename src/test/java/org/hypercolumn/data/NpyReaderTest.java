package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NpyReaderTest {
    /** So many bytes of 0. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int part = (int) Math.min(length, left);
            Arrays.fill(target, offset, offset + part, (byte) 0);
            left -= part;
            return part;
        }
    }

    @Test
    @Tag("slow")
    @Timeout(120)
    void reads_as_many_rows_as_an_array_can_have_block_by_block() throws IOException, ArrayFormatException {
        int rows = Integer.MAX_VALUE - 8;
        NpyReader reader =
                NpyReader.fortran(new Zeros(rows), ElementType.U1, ByteOrder.LITTLE_ENDIAN, new int[] {rows});
        long[] next = {0};

        reader.blocks((start, values) -> {
            assertThat(start[0]).isEqualTo((int) next[0]);
            next[0] += values.length();
        });

        assertThat(next[0]).isEqualTo(rows);
    }
}
