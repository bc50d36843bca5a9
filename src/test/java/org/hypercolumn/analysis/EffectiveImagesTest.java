package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hypercolumn.analysis.EffectiveImages.End;
import org.hypercolumn.analysis.EffectiveImages.Image;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Stimuli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveImagesTest {

    private static final float NO = Float.NaN;
    private static final float[] RECORDED = {0.5f, -0.25f, 2, 0.5f, 1};
    private static final float[] PREDICTED = {1, NO, 0.75f, 3, 0.25f};
    private static final int[] PLACES = {11, 13, 17, 19, 23};

    private static final EffectiveImages SOME = EffectiveImages.joined(List.of(
            EffectiveImages.byRecorded(7, RECORDED, PLACES, 2),
            EffectiveImages.byPrediction(7, "ff-cnn", RECORDED, PREDICTED, PLACES, 2)));

    private static final String TEXT = """
            neuron,by,end,rank,image_index,recorded,predicted
            7,recorded,most,1,17,2,NaN
            7,recorded,most,2,23,1,NaN
            7,recorded,least,1,13,-0.25,NaN
            7,recorded,least,2,11,0.5,NaN
            7,ff-cnn,most,1,19,0.5,3
            7,ff-cnn,most,2,11,0.5,1
            7,ff-cnn,least,1,23,1,0.25
            7,ff-cnn,least,2,17,2,0.75
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("images.csv"), text);
    }

    @Test
    void ranks_by_recorded_response_and_by_prediction() throws IOException {
        SOME.write(folder.resolve("images.csv"));

        assertThat(folder.resolve("images.csv")).hasContent(TEXT);
        assertThat(SOME.images(7, "ff-cnn", End.MOST))
                .containsExactly(
                        new Image(7, "ff-cnn", End.MOST, 1, 19, 0.5f, 3),
                        new Image(7, "ff-cnn", End.MOST, 2, 11, 0.5f, 1));
        assertThat(SOME.images(5, "ff-cnn", End.MOST)).isEmpty();
        assertThat(SOME.places()).containsExactly(11, 13, 17, 19, 23);
    }

    @Test
    void puts_the_earlier_of_equal_images_first_at_both_ends() {
        float[] equal = {0f, 3, -0f, 3, 0f};
        EffectiveImages images = EffectiveImages.byRecorded(0, equal, new int[] {2, 3, 5, 7, 11}, 5);

        assertThat(images.images(0, "recorded", End.MOST))
                .extracting(Image::image)
                .containsExactly(3, 7, 2, 5, 11);
        assertThat(images.images(0, "recorded", End.LEAST))
                .extracting(Image::image)
                .containsExactly(2, 5, 11, 3, 7);
    }

    @Test
    void ranks_no_image_without_a_prediction() {
        EffectiveImages images = EffectiveImages.byPrediction(7, "ff-cnn", RECORDED, PREDICTED, PLACES, 17);

        assertThat(images.images(7, "ff-cnn", End.LEAST))
                .extracting(Image::image)
                .containsExactly(23, 17, 11, 19);
        assertThat(EffectiveImages.byPrediction(7, "ff-cnn", new float[1], new float[] {NO}, new int[1], 6)
                        .images())
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 7})
    void agrees_with_a_sort_of_the_values(long seed) {
        float[] recorded = new float[101];
        var random = new SplittableRandom(seed);
        for (int i = 0; i < recorded.length; i++) {
            recorded[i] = (float) random.nextDouble();
        }
        float[] sorted = recorded.clone();
        Arrays.sort(sorted);
        int[] places = new int[101];
        Arrays.setAll(places, i -> i);

        EffectiveImages images = EffectiveImages.byRecorded(0, recorded, places, 6);

        assertThat(images.images(0, "recorded", End.LEAST))
                .extracting(Image::recorded)
                .containsExactly(sorted[0], sorted[1], sorted[2], sorted[3], sorted[4], sorted[5]);
        assertThat(images.images(0, "recorded", End.MOST))
                .extracting(Image::recorded)
                .containsExactly(sorted[100], sorted[99], sorted[98], sorted[97], sorted[96], sorted[95]);
        assertThat(images.images())
                .allSatisfy(image -> assertThat(recorded[image.image()]).isEqualTo(image.recorded()));
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        SOME.write(folder.resolve("images.csv"));

        assertThat(EffectiveImages.read(folder.resolve("images.csv")).images()).isEqualTo(SOME.images());
    }

    @Test
    void says_the_same_in_json_with_what_grey_levels_are() throws IOException {
        Thumbnails thumbnails = Thumbnails.of(Stimuli.of(new float[] {-1, 3, 1, 1}, 2, 1, 2), new int[] {1});
        EffectiveImages.byPrediction(7, "ff-cnn", RECORDED, PREDICTED, PLACES, 1)
                .writeJson(folder.resolve("images.json"), thumbnails);

        assertThat(folder.resolve("images.json")).hasContent("""
                {
                  "thumbnails" : {
                    "count" : 1,
                    "height" : 1,
                    "width" : 2,
                    "of_height" : 1,
                    "of_width" : 2,
                    "darkest" : -1,
                    "brightest" : 3,
                    "grey_levels" : "darkest and brightest pixel of the tier's images scaled to 0 and 255; area average"
                  },
                  "columns" : [
                    "neuron",
                    "by",
                    "end",
                    "rank",
                    "image_index",
                    "recorded",
                    "predicted"
                  ],
                  "rows" : [
                    [7,"ff-cnn","most",1,19,0.5,3],
                    [7,"ff-cnn","least",1,23,1,0.25]
                  ]
                }
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "7,recorded,most,1,17,2,NaN   | 7,recorded,most,0,17,2,NaN | expected a whole number of 1 or more as rank, got '0'",
                "7,recorded,most,1,17,2,NaN   | 7,recorded,most,1,-17,2,NaN | expected a whole number of 0 or more as image_index, got '-17'",
                "7,recorded,most,1,17,2,NaN   | x,recorded,most,1,17,2,NaN | expected a whole number of 0 or more as neuron, got 'x'",
                "7,recorded,most,1,17,2,NaN   | 7,recorded,top,1,17,2,NaN | expected most or least as end, got 'top'",
                "7,recorded,most,1,17,2,NaN   | 7,recorded,most,1,17,2?,NaN | expected a number or NaN as recorded, got '2?'",
            })
    void refuses_a_bad_cell(String good, String bad, String problem) throws IOException {
        Path file = file(TEXT.replace(good.strip(), bad));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> EffectiveImages.read(file))
                .withMessage("images.csv: line 2: " + problem + "; analyze again")
                .satisfies(e -> assertThat(e.path()).isEqualTo(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "neuron,by\n", "neuron,by,end,rank,image_index,recorded,predicted\n1,2\n", "\"", "\0\0"})
    void refuses_what_is_no_such_csv(String text) throws IOException {
        Path file = file(text);

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> EffectiveImages.read(file))
                .withMessageStartingWith(
                        "images.csv: expected CSV with the columns neuron,by,end,rank,image_index,recorded,predicted, got ")
                .withMessageEndingWith("; analyze again");
    }

    @Test
    void refuses_bytes_that_are_no_text_and_a_missing_file() throws IOException {
        Path file = Files.write(folder.resolve("images.csv"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> EffectiveImages.read(file))
                .withMessageEndingWith("got a damaged file; analyze again");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> EffectiveImages.read(folder.resolve("no.csv")))
                .withMessageStartingWith("no.csv: there is no such file");
    }

    @Test
    void refuses_arrays_that_do_not_fit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectiveImages.byPrediction(0, "ff-cnn", RECORDED, new float[3], PLACES, 6))
                .withMessage("effective images: expected a prediction and a place for each of 5 recorded responses,"
                        + " got 3 and 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectiveImages.byRecorded(0, RECORDED, PLACES, 0))
                .withMessage("effective images: expected 1 image or more, got 0");
    }
}
