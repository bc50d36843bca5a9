package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctImagesTest {

    /** Images of 1 x 2 pixels: the number and its half. */
    private static Stimuli images(float... numbers) {
        float[] pixels = new float[2 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            pixels[2 * i] = numbers[i];
            pixels[2 * i + 1] = numbers[i] / 2;
        }
        return Stimuli.of(pixels, numbers.length, 1, 2);
    }

    @Test
    void numbers_images_in_the_order_in_which_they_first_appear() {
        DistinctImages distinct = DistinctImages.of(List.of(images(8, 3, 8), images(5, 3)));

        assertThat(distinct.ofSet(0)).containsExactly(0, 1, 0);
        assertThat(distinct.ofSet(1)).containsExactly(2, 1);
        assertThat(distinct.at(1, 0)).isEqualTo(2);
        assertThat(distinct.count()).isEqualTo(3);
    }

    @Test
    void does_not_care_whether_pixels_are_bytes_or_floats() {
        Stimuli bytes = Stimuli.ofBytes(new byte[] {8, 4, 3, 1}, 2, 1, 2);
        Stimuli floats = images(8, 0.5f, -3);
        assertThat(bytes.bytes()).isTrue();
        assertThat(floats.bytes()).isFalse();

        DistinctImages distinct = DistinctImages.of(List.of(bytes, floats));

        assertThat(distinct.ofSet(1)).containsExactly(0, 2, 3);
    }

    @Test
    void takes_minus_zero_for_zero_as_digests_do() {
        Stimuli stimuli = images(0f, -0f, 0.25f);

        assertThat(stimuli.digest(0)).isEqualTo(stimuli.digest(1));
        assertThat(DistinctImages.of(List.of(stimuli)).ofSet(0)).containsExactly(0, 0, 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void says_the_same_as_digests(long seed) {
        var random = new SplittableRandom(seed);
        byte[] pixels = new byte[211 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(5); // 125 different images
        }
        Stimuli all = Stimuli.ofBytes(pixels, 211, 1, 3);
        Stimuli some = all.select(new int[] {7, 210, 7, 0});

        DistinctImages distinct = DistinctImages.of(List.of(all, some));

        List<String> digests = IntStream.range(0, 211).mapToObj(all::digest).toList();
        assertThat(distinct.count()).isEqualTo((int) digests.stream().distinct().count());
        for (int i = 0; i < 211; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(distinct.at(0, i) == distinct.at(0, j))
                        .isEqualTo(digests.get(i).equals(digests.get(j)));
            }
        }
        assertThat(distinct.ofSet(1))
                .containsExactly(distinct.at(0, 7), distinct.at(0, 210), distinct.at(0, 7), distinct.at(0, 0));
    }

    @Test
    void refuses_images_of_different_sizes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DistinctImages.of(List.of(images(1), Stimuli.ofBytes(new byte[2], 1, 2, 1))))
                .withMessage("distinct images: expected images of 1 x 2 pixels, got 2 x 1");
    }

    @Test
    void of_nothing_there_is_none() {
        assertThat(DistinctImages.of(List.of()).count()).isZero();
    }
}
