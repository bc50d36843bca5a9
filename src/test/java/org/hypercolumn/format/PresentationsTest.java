package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.Stimuli;
import org.junit.jupiter.api.Test;

class PresentationsTest {
    @Test
    void refuse_more_responses_than_an_array_can_hold() throws ArrayFormatException {
        int count = 46_341; // the square is 2147488281, above 2^31 - 1
        float[] shared = new float[count];
        var presentations = new Presentations(count);
        for (int image = 0; image < count; image++) {
            presentations.add(null, null, null, image, List.of(shared));
        }
        Stimuli stimuli = Stimuli.ofBytes(new byte[count], count, 1, 1);

        assertThatExceptionOfType(ArrayFormatException.class)
                .isThrownBy(() -> presentations.tier("train", stimuli, List.of(), Gaps.KEPT))
                .satisfies(e -> assertThat(e.problem())
                        .isEqualTo("train tier: expected at most 2147483639 responses, got [46341, 46341];"
                                + " take fewer stimuli or neurons"));
    }
}
