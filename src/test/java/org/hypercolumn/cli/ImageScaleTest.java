package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.stimulus.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageScaleTest {

    /** Of natural images of 8 bits. */
    private static final Normalization BYTES = new Normalization(115, 60);

    private static final Normalization SHARES = new Normalization(115 / 255.0, 60 / 255.0);

    @Test
    void is_that_of_all_pixels() {
        Stimuli images = Stimuli.of(new float[] {1, 2, 3, 4, 5, 9}, 3, 1, 2);

        // mean 24 / 6; squares (9 + 4 + 1 + 0 + 1 + 25) / 6
        assertThat(ImageScale.of(images)).isEqualTo(new ImageScale(4, Math.sqrt(40 / 6.0), 1, 9));
    }

    static Stream<Arguments> likeThoseOfTraining() {
        return Stream.of(
                Arguments.of("the same", new ImageScale(115, 60, 0, 255)),
                Arguments.of("one dark image", new ImageScale(40, 30, 0, 200)),
                Arguments.of("black and white gratings", new ImageScale(127.5, 127.5, 0, 255)),
                Arguments.of("half the contrast", new ImageScale(120, 30, 60, 180)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("likeThoseOfTraining")
    void is_not_remarked_on_where_it_is_alike(String name, ImageScale scale) {
        assertThat(scale.remark(BYTES)).isEmpty();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(
                        "0 to 1", new ImageScale(0.45, 0.24, 0, 1), BYTES, "multiplied by 255 they would be alike"),
                Arguments.of(
                        "percent", new ImageScale(45, 23, 0, 100), BYTES, "multiplied by 255/100 they would be alike"),
                Arguments.of(
                        "12 bits",
                        new ImageScale(1850, 960, 0, 4095),
                        BYTES,
                        "multiplied by 255/4095 they would be alike"),
                Arguments.of(
                        "16 bits",
                        new ImageScale(29_555, 15_420, 0, 65_535),
                        BYTES,
                        "divided by 257 they would be alike"),
                Arguments.of(
                        "8 bits for 0 to 1",
                        new ImageScale(115, 60, 0, 255),
                        SHARES,
                        "divided by 255 they would be alike"),
                Arguments.of(
                        "standardised",
                        new ImageScale(0, 1, -2.1, 2.4),
                        BYTES,
                        "if they are standardised already, use --raw"),
                Arguments.of("black", new ImageScale(0, 0, 0, 0), BYTES, "are they images of the same kind?"),
                Arguments.of("-1 to 1", new ImageScale(-0.2, 0.4, -1, 1), BYTES, "are they images of the same kind?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void is_remarked_on_where_it_is_another(String name, ImageScale scale, Normalization training, String advice) {
        assertThat(scale.remark(training))
                .hasValueSatisfying(remark -> assertThat(remark).endsWith("; " + advice));
    }

    @Test
    void is_said_in_numbers() {
        assertThat(new ImageScale(0.451, 0.2353, 0, 1).remark(BYTES))
                .contains(
                        "these images have mean 0.451 and standard deviation 0.235, those that the model was fitted to"
                                + " 115 and 60; multiplied by 255 they would be alike");
    }

    @Test
    void of_raw_pixels_is_held_against_standardised_ones() {
        assertThat(new ImageScale(0.3, 1.2, -2, 3).remarkOnRaw()).isEmpty();
        assertThat(new ImageScale(115, 60, 0, 255).remarkOnRaw())
                .contains(
                        "these images have mean 115 and standard deviation 60, those that the model was fitted to, once"
                                + " standardised, 0 and 1; leave out --raw unless these are standardised");
    }
}
