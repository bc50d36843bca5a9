package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailsTest {

    @TempDir
    private Path folder;

    private static Stimuli bytes(int count, int height, int width) {
        byte[] pixels = new byte[count * height * width];
        new SplittableRandom(1).nextBytes(pixels);
        return Stimuli.ofBytes(pixels, count, height, width);
    }

    @Test
    void keeps_the_bytes_of_small_images() {
        Stimuli stimuli = bytes(5, 7, 3);
        Thumbnails thumbnails = Thumbnails.of(stimuli, new int[] {4, 2});

        assertThat(thumbnails.places()).containsExactly(4, 2);
        assertThat(thumbnails.count()).isEqualTo(2);
        assertThat(thumbnails.height()).isEqualTo(7);
        assertThat(thumbnails.width()).isEqualTo(3);
        float[] image = new float[21];
        stimuli.copyTo(2, image, 0);
        for (int i = 0; i < 21; i++) {
            assertThat(thumbnails.pixels(2)[i] & 0xff).isEqualTo((int) image[i]);
        }
        assertThat(thumbnails.darkest()).isZero();
        assertThat(thumbnails.brightest()).isEqualTo(255);
    }

    @Test
    void averages_large_images_to_a_longer_side_of_64() {
        byte[] pixels = new byte[2 * 128];
        pixels[2] = 3; // square 1 of 2 x 2 is 3 + 4 = 7 over 4 = 1.75
        pixels[128 + 3] = 4;
        pixels[4] = (byte) 250; // square 2 is 500 over 4 = 125
        pixels[5] = (byte) 250;
        pixels[6] = 2; // square 3 is 2 over 4 = 0.5, rounded half up

        Thumbnails thumbnails = Thumbnails.of(Stimuli.ofBytes(pixels, 1, 2, 128), new int[] {0});

        assertThat(thumbnails.height()).isEqualTo(1);
        assertThat(thumbnails.width()).isEqualTo(64);
        assertThat(Arrays.copyOf(thumbnails.pixels(0), 5)).containsExactly(0, 2, 125, 1, 0);
    }

    @Test
    void scales_other_pixels_from_darkest_to_brightest_of_the_tier() {
        // the tier reaches from -1 to 3: -1 is 0, 0 is 63.75, 1 is 127.5, 3 is 255
        Stimuli stimuli = Stimuli.of(new float[] {-1, 2, 0, 1, 3, 3}, 3, 1, 2);

        Thumbnails thumbnails = Thumbnails.of(stimuli, new int[] {1});

        assertThat(thumbnails.pixels(1)).containsExactly(64, (byte) 128);
        assertThat(thumbnails.darkest()).isEqualTo(-1);
        assertThat(thumbnails.brightest()).isEqualTo(3);
    }

    @Test
    void shows_one_grey_value_as_the_middle() {
        Stimuli stimuli = Stimuli.of(new float[] {0.5f, 0.5f}, 1, 1, 2);

        assertThat(Thumbnails.of(stimuli, new int[] {0}).pixels(0)).containsExactly((byte) 128, (byte) 128);
    }

    @Test
    void refuses_images_that_are_not_there_or_not_kept() {
        Stimuli stimuli = bytes(5, 7, 3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thumbnails.of(stimuli, new int[] {4, 2}).pixels(3))
                .withMessage(
                        "thumbnails: image 3 asked for, which is not among the 2 kept; analyze again with its neuron");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thumbnails.of(stimuli, new int[] {4, 5}))
                .withMessage("thumbnails: image 5 of S = 5 asked for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thumbnails.of(stimuli, new int[] {4, 2, 4}))
                .withMessage("thumbnails: expected each place once, got 4 twice");
    }

    @Test
    void reads_what_it_wrote_and_writes_it_again_to_the_same_bytes() throws IOException {
        Path first = folder.resolve("images.npz");
        Path second = folder.resolve("again.npz");
        Thumbnails.of(bytes(5, 131, 67), new int[] {4, 0, 3}).write(first);

        Thumbnails again = Thumbnails.read(first);
        again.write(second);

        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(again.places()).containsExactly(4, 0, 3);
        assertThat(again.pixels(3))
                .isEqualTo(Thumbnails.of(bytes(5, 131, 67), new int[] {3}).pixels(3));
        assertThat(NpzFile.read(first).values())
                .extracting(NpyArray::toString)
                .containsExactly("i8 [3]", "u1 [3, 64, 33]", "i8 [2]", "f8 [2]");
    }

    @Test
    void may_be_none() throws IOException {
        Thumbnails.of(bytes(5, 7, 3), new int[0]).write(folder.resolve("images.npz"));

        assertThat(Thumbnails.read(folder.resolve("images.npz")).count()).isZero();
    }

    private static Map<String, NpyArray> arrays() {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("image_index", NpyArray.ofLongs(new long[] {2, 3}, 2));
        arrays.put("thumbnails", NpyArray.ofBytes(new byte[70], 2, 5, 7));
        arrays.put("size", NpyArray.ofLongs(new long[] {5, 7}, 2));
        arrays.put("grey", NpyArray.ofDoubles(new double[] {0, 255}, 2));
        return arrays;
    }

    private void assertRefused(String name, NpyArray array, String problem) throws IOException {
        Map<String, NpyArray> arrays = arrays();
        arrays.put(name, array);
        Path file = folder.resolve("images.npz");
        NpzFile.write(file, arrays);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Thumbnails.read(file))
                .withMessage("images.npz: " + problem + "; delete it and analyze again");
    }

    @Test
    void refuses_arrays_of_another_type_shape_or_range() throws IOException {
        assertRefused("image_index", NpyArray.ofLongs(new long[] {2, 2}, 2), "expected each place once, got 2 twice");
        assertRefused(
                "image_index",
                NpyArray.ofLongs(new long[] {2, -1}, 2),
                "array 'image_index': expected whole numbers of 0 or more, got -1 at place 1");
        assertRefused(
                "image_index",
                NpyArray.ofLongs(new long[] {2, 1L << 40}, 2),
                "array 'image_index': expected whole numbers of 0 or more, got 1099511627776 at place 1");
        assertRefused(
                "thumbnails",
                NpyArray.ofBytes(new byte[35], 1, 5, 7),
                "array 'thumbnails': expected u1 [2, any, any], got u1 [1, 5, 7]");
        assertRefused(
                "thumbnails",
                NpyArray.ofFloats(new float[70], 2, 5, 7),
                "array 'thumbnails': expected u1 [2, any, any], got f4 [2, 5, 7]");
        assertRefused(
                "size",
                NpyArray.ofLongs(new long[] {5, 6}, 2),
                "area average: expected a size of 1 x 1 to 5 x 6 pixels, as images are only made smaller, got 5 x 7");
        assertRefused(
                "grey",
                NpyArray.ofDoubles(new double[] {3, Double.NaN}, 2),
                "array 'grey': expected darkest and brightest, got [3.0, NaN]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_index", "thumbnails", "size", "grey"})
    void refuses_a_file_that_lacks_an_array(String name) throws IOException {
        Map<String, NpyArray> arrays = arrays();
        arrays.remove(name);
        Path file = folder.resolve("images.npz");
        NpzFile.write(file, arrays);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Thumbnails.read(file))
                .withMessageStartingWith("images.npz: array '%s': expected ".formatted(name))
                .withMessageContaining(", got none (there are [");
    }

    @Test
    void refuses_what_is_no_archive() throws IOException {
        Path file = Files.writeString(folder.resolve("images.npz"), "images");

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> Thumbnails.read(file))
                .withMessageStartingWith("images.npz: expected an npz file");
    }
}
