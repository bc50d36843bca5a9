package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.DeflaterOutputStream;
import org.hypercolumn.data.ArrayFormatException;
import org.junit.jupiter.api.Test;

class HdfFiltersTest {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int LZF = 32000;

    private static HdfFilters filters(int... ids) throws ArrayFormatException {
        var message = FilterPipelineMessage.create(Arrays.stream(ids)
                .mapToObj(id -> new FilterInfo(id, "", false, new int[0]))
                .toList());
        return HdfFilters.of(message, 4);
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    private static void assertRefused(HdfFilters filters, byte[] stored, int wanted, String problem) {
        assertThatExceptionOfType(ArrayFormatException.class)
                .isThrownBy(() -> filters.decode(stored, new BitSet(), wanted))
                .withMessage(problem);
    }

    @Test
    void inflates_as_many_bytes_as_the_chunk_has_and_no_others() throws IOException, ArrayFormatException {
        byte[] bytes = {2, 3, 5, 7, 11, 13};
        String damaged = "its compressed bytes are damaged; copy the file again";

        assertThat(filters(DEFLATE).decode(deflated(bytes), new BitSet(), 6)).isEqualTo(bytes);
        assertRefused(filters(DEFLATE), deflated(bytes), 7, damaged);
        assertRefused(filters(DEFLATE), deflated(bytes), 5, damaged);
        byte[] bomb = deflated(new byte[1 << 20]);
        assertRefused(filters(DEFLATE), bomb, 6, damaged);
        assertRefused(filters(DEFLATE), Arrays.copyOf(bomb, bomb.length - 4), 1 << 20, damaged);
    }

    @Test
    void makes_no_room_for_more_than_deflate_can_hold() throws ArrayFormatException {
        assertRefused(
                filters(DEFLATE),
                new byte[10],
                1 << 29,
                "expected at most 10320 bytes from 10 compressed ones, got a chunk of 536870912; the file is damaged");
    }

    @Test
    void unpacks_lzf() throws ArrayFormatException {
        // three bytes as they are; then 1 + 2 bytes that lie 2 + 1 bytes back
        byte[] packed = {2, 'a', 'b', 'c', 1 << 5, 2};

        assertThat(filters(LZF).decode(packed, new BitSet(), 6))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("abcabc");
        String damaged = "its compressed bytes are damaged; copy the file again";
        assertRefused(filters(LZF), packed, 7, damaged);
        assertRefused(filters(LZF), packed, 5, damaged);
        assertRefused(filters(LZF), new byte[] {2, 'a', 'b', 'c', 1 << 5, 3}, 6, damaged); // before the first
    }

    @Test
    void puts_shuffled_bytes_back() throws ArrayFormatException {
        // elements 1 2 3 4 and 5 6 7 8: first bytes first; the ninth is no whole element
        byte[] shuffled = {1, 5, 2, 6, 3, 7, 4, 8, 9};

        assertThat(filters(SHUFFLE).decode(shuffled, new BitSet(), 9)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void holds_bytes_against_their_checksum() throws ArrayFormatException {
        // 1 * 256 + 2 = 258 and 3 * 256 = 768: sums 1026 = 0x0402, and 258 + 1026 = 1284 = 0x0504
        byte[] stored = {1, 2, 3, 0x02, 0x04, 0x04, 0x05};
        byte[] wrong = {1, 2, 4, 0x02, 0x04, 0x04, 0x05};

        assertThat(filters(FLETCHER32).decode(stored, new BitSet(), 3)).containsExactly(1, 2, 3);
        assertRefused(filters(FLETCHER32), wrong, 3, "its checksum is wrong, the file is damaged; copy it again");
        assertRefused(filters(FLETCHER32), stored, 4, "expected chunks of 4 bytes, got one of 3; the file is damaged");
    }

    @Test
    void leaves_out_filters_that_a_chunk_skipped() throws ArrayFormatException {
        BitSet skipped = new BitSet();
        skipped.set(1);

        assertThat(filters(SHUFFLE, DEFLATE).decode(new byte[] {1, 2, 3, 4}, skipped, 4))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void refuses_filters_that_it_does_not_know() {
        assertThatExceptionOfType(ArrayFormatException.class)
                .isThrownBy(() -> filters(32001))
                .withMessage(
                        "expected the filters gzip, lzf, shuffle and fletcher32, got blosc; save it with compression='gzip'");
        assertThatExceptionOfType(ArrayFormatException.class)
                .isThrownBy(() -> filters(DEFLATE, DEFLATE))
                .withMessage("expected each filter at most once; save it with compression='gzip'");
    }
}
