package org.hypercolumn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StimuliTest {
    private static final double ROUNDING = 1e-12; // of some hundred additions in double

    @TempDir
    Path folder;

    private static float[] stimulus(Stimuli stimuli, int s) {
        float[] pixels = new float[stimuli.height() * stimuli.width()];
        stimuli.copyTo(s, pixels, 0);
        return pixels;
    }

    private Path images(byte[] bytes) throws IOException {
        return NpyBytes.file(folder, "images.npy", bytes);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"(2, 2, 3)", "(2, 2, 3, 1)", "(2, 1, 2, 3)"})
    void reads_each_of_the_three_shapes(String shape) throws IOException {
        Stimuli stimuli = Stimuli.read(images(NpyBytes.of("|u1", shape, "000102030405 fafbfcfdfeff")));

        assertThat(stimuli).hasToString("stimuli [2, 2, 3]");
        assertThat(stimuli.count()).isEqualTo(2);
        assertThat(stimuli.height()).isEqualTo(2);
        assertThat(stimuli.width()).isEqualTo(3);
        assertThat(stimulus(stimuli, 0)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(stimulus(stimuli, 1)).containsExactly(250, 251, 252, 253, 254, 255);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "|u1, 02ff, 255",
        "|i1, 02ff, -1",
        "<i2, 0200ff00, 255",
        "<u2, 0200ffff, 65535",
        "<i4, 0200000000000100, 65536",
        "<i8, 0200000000000000ff00000000000000, 255",
        "|b1, 0100, 0",
        "<f4, 000000400000c0bf, -1.5",
        "<f8, 0000000000000040000000000000f8bf, -1.5",
        ">f8, 4000000000000000bff8000000000000, -1.5",
    })
    void reads_each_type_of_numbers(String descr, String elements, float second) throws IOException {
        Stimuli stimuli = Stimuli.read(images(NpyBytes.of(descr, "(1, 1, 2)", elements)));

        assertThat(stimulus(stimuli, 0)).containsExactly(descr.equals("|b1") ? 1 : 2, second);
    }

    @Test
    void reads_fortran_order() throws IOException {
        byte[] header = NpyBytes.of(
                1,
                "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2, 3, 1)}",
                // image fastest, then row, then column: value = 100 image + 10 row + column
                new byte[] {0, 100, 10, 110, 1, 101, 11, 111, 2, 102, 12, 112});

        Stimuli stimuli = Stimuli.read(images(header));

        assertThat(stimulus(stimuli, 0)).containsExactly(0, 1, 2, 10, 11, 12);
        assertThat(stimulus(stimuli, 1)).containsExactly(100, 101, 102, 110, 111, 112);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "(2, 9) # save one image as a[None]; if each row is an image, save a.reshape(-1, 3, 3) where its pixels go row by row, and a.reshape(-1, 3, 3).transpose(0, 2, 1) where they go column by column, as in MATLAB",
                "(3, 6) # save one image as a[None]; if each row is an image, save a.reshape(-1, H, W) where its pixels go row by row, and a.reshape(-1, W, H).transpose(0, 2, 1) where they go column by column, as in MATLAB",
                "(2, 1, 3, 3) # ",
                "(1, 2, 3, 3) # if axis 4 is color, convert it to gray, such as a[:, :, :, :3].mean(axis=3)",
                "(1, 3, 2, 3) # if axis 4 is color, convert it to gray, such as a[:, :, :, :3].mean(axis=3)",
                "(1, 3, 3, 2) # if axis 2 is color, convert it to gray, such as a[:, :3].mean(axis=1)",
                "(18,) # bring its axes into this order with numpy.moveaxis, which keeps pixels together as reshape does not",
            })
    void refuses_other_shapes_with_a_hint(String shape, String hint) throws IOException {
        Path file = images(NpyBytes.of("|u1", shape, "00".repeat(18)));
        if (hint == null) {
            assertThat(Stimuli.read(file)).hasToString("stimuli [2, 3, 3]");
            return;
        }
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Stimuli.read(file))
                .withMessageMatching(
                        "images\\.npy: expected images \\[S, H, W\\], \\[S, H, W, 1\\] or \\[S, 1, H, W\\],"
                                + " got u1 \\[.*\\]; .*")
                .withMessageEndingWith(hint);
    }

    @Test
    void refuses_text_and_no_images() throws IOException {
        Path text = images(NpyBytes.of("<U1", "(1, 1, 1)", "56000000"));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Stimuli.read(text))
                .withMessage("images.npy: expected pixels as numbers, got text [1, 1, 1]; save grey values");
        Path empty = images(NpyBytes.of("|u1", "(0, 50, 50)", ""));
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Stimuli.read(empty))
                .withMessage("images.npy: expected one image or more, got u1 [0, 50, 50]; save it again with images");
    }

    @Test
    void refuses_pixels_that_are_not_finite() throws IOException {
        Path file = images(NpyBytes.of("<f4", "(2, 1, 2)", "00000000 00000000 0000c07f 0000807f"));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Stimuli.read(file))
                .withMessage("images.npy: expected finite pixels, got 2 NaN or infinite, the first in image 1"
                        + " (counted from 0); repair them, or take them out with prepare --drop-incomplete images")
                .satisfies(e -> assertThat(e.path()).isEqualTo(file));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stimuli.of(new float[] {0, Float.NaN}, 2, 1, 1))
                .withMessageStartingWith(
                        "stimuli: expected finite pixels, got 1 NaN or infinite, the first in image 1");
    }

    @Test
    void refuses_doubles_too_large_for_a_float() throws IOException {
        Path file = images(NpyBytes.of("<f8", "(1, 1, 1)", "9c7500883ce4377e")); // 1e300

        assertThatExceptionOfType(BadDataFileException.class).isThrownBy(() -> Stimuli.read(file));
    }

    @Test
    void knows_mean_and_standard_deviation_of_its_pixels() {
        // pixels 1, 3, 5, 255: mean 264 / 4 = 66; squares 1 + 9 + 25 + 65025 = 65060; variance 65060 / 4 - 66^2 = 11909
        Stimuli bytes = Stimuli.ofBytes(new byte[] {1, 3, 5, (byte) 255}, 2, 1, 2);
        Stimuli floats = Stimuli.of(new float[] {1, 3, 5, 255}, 2, 1, 2);

        for (Stimuli stimuli : new Stimuli[] {bytes, floats}) {
            assertThat(stimuli.mean()).isEqualTo(66);
            assertThat(stimuli.standardDeviation()).isCloseTo(Math.sqrt(11909), within(ROUNDING));
            assertThat(stimuli.select(new int[] {0}).mean()).isEqualTo(2);
            assertThat(stimuli.select(new int[] {0, 0, 0}).standardDeviation()).isEqualTo(1);
            assertThat(stimuli.select(new int[0]).mean()).isNaN();
            assertThat(stimuli.select(new int[0]).standardDeviation()).isNaN();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3, 5, 7, 11})
    void is_the_same_in_bytes_and_floats(long seed) {
        SplittableRandom random = new SplittableRandom(seed); // S 13, H 5, W 7
        byte[] bytes = new byte[13 * 5 * 7];
        random.nextBytes(bytes);
        float[] floats = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            floats[i] = bytes[i] & 0xff;
        }
        int[] selected = random.ints(17, 0, 13).toArray();
        Stimuli ofBytes = Stimuli.ofBytes(bytes, 13, 5, 7).select(selected);
        Stimuli ofFloats = Stimuli.of(floats, 13, 5, 7).select(selected);

        double[] pixels = new double[17 * 35];
        for (int s = 0; s < 17; s++) {
            assertThat(stimulus(ofBytes, s)).isEqualTo(stimulus(ofFloats, s));
            for (int i = 0; i < 35; i++) {
                pixels[s * 35 + i] = floats[selected[s] * 35 + i];
            }
        }
        double mean = Arrays.stream(pixels).average().orElseThrow();
        double variance = Arrays.stream(pixels)
                .map(p -> (p - mean) * (p - mean))
                .average()
                .orElseThrow();
        assertThat(ofBytes.mean()).isCloseTo(mean, within(ROUNDING)).isEqualTo(ofFloats.mean());
        assertThat(ofBytes.standardDeviation()).isCloseTo(Math.sqrt(variance), within(ROUNDING));
        assertThat(ofFloats.standardDeviation()).isCloseTo(Math.sqrt(variance), within(ROUNDING));
    }

    @Test
    void selects_from_a_selection() {
        Stimuli stimuli = Stimuli.of(new float[] {2, 3, 5, 7, 11}, 5, 1, 1);

        Stimuli selected = stimuli.select(new int[] {4, 2, 0}).select(new int[] {2, 1, 1});

        assertThat(IntStream.range(0, 3).mapToDouble(s -> stimulus(selected, s)[0]))
                .containsExactly(2.0, 5.0, 5.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> selected.select(new int[] {3}))
                .withMessage("stimuli: stimulus 3 of S = 3 asked for");
    }

    @Test
    void copies_in_and_writes_only_its_place_in_the_target() {
        float[] pixels = {2, 3};
        Stimuli stimuli = Stimuli.of(pixels, 1, 1, 2);
        pixels[0] = 5;
        float[] target = new float[4];

        stimuli.copyTo(0, target, 1);

        assertThat(target).containsExactly(0, 2, 3, 0);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> stimuli.copyTo(1, target, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> stimuli.copyTo(0, target, 3));
    }

    @Test
    void refuses_pixels_that_do_not_fill_the_shape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stimuli.of(new float[5], 1, 2, 3))
                .withMessage("stimuli: expected [S, H, W] = [1, 2, 3] with H and W above 0, got 5 values");
        assertThatIllegalArgumentException().isThrownBy(() -> Stimuli.ofBytes(new byte[0], 0, 0, 0));
    }
}
