package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hypercolumn.analysis.SmallAttention.CENTER;
import static org.hypercolumn.analysis.SmallAttention.FIELDS;
import static org.hypercolumn.analysis.SmallAttention.POSITIONS;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.hypercolumn.model.ReceptiveFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class AssociationTest {

    private static final int IMAGES = 300;
    private static final double NAN = Double.NaN;

    private static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    private static double of(AttentionMeasure measure, float[] center, float[] mean, ImageOrientations orientations) {
        double[] ofImages =
                AttentionAnalysis.measures(center, mean, orientations).get(measure);
        double[] weights = new double[orientations.images()];
        Arrays.setAll(weights, i -> orientations.coherence(i, CENTER));
        return Association.mean(ofImages, weights);
    }

    private static double of(float[] attention, ImageOrientations orientations) {
        return of(AttentionMeasure.ASSOCIATION, attention, attention, orientations);
    }

    @Test
    void of_two_images_is_what_the_formula_says() {
        ReceptiveFields fields = new ReceptiveFields(1, 3, 1, 1);
        double[] degrees = {0, 0, 90, 45, 0, 0};
        double[] coherence = {1, 0.5, 1, 0.5, 1, 1};
        float[] attention = {0.5f, 0.25f, 0.25f, 0.25f, 0.25f, 0.5f};
        ImageOrientations orientations = ImageOrientations.of(degrees, coherence, fields);

        double[] ofImages = Association.ofImages(attention, orientations, Association.surround(fields));

        // (0.5 - 0.25) / 0.75 - (0.25 - 0.5) / 0.75 = 2/3
        assertThat(ofImages[0]).isCloseTo(2.0 / 3, within(1e-15));
        // (0.25 * 0.5 * 0 + 0.5) / (0.25 * 0.5 + 0.5) - (0.5 * 0.5 * 0 + 0.25) / (0.5 * 0.5 + 0.25) = 0.8 - 0.5
        assertThat(ofImages[1]).isCloseTo(0.3, within(1e-15));
        // (0.5 * 2/3 + 1 * 0.3) / 1.5
        assertThat(Association.mean(ofImages, new double[] {0.5, 1})).isCloseTo(0.4222222222222222, within(1e-15));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void attention_to_what_is_parallel_has_a_large_one(long seed) {
        ImageOrientations orientations = SmallAttention.anywhere(IMAGES, seed);
        float[] parallel = SmallAttention.attention(IMAGES, (i, p) -> 2 * orientations.likeness(i, p));
        float[] orthogonal = SmallAttention.attention(IMAGES, (i, p) -> -2 * orientations.likeness(i, p));
        float[] others = SmallAttention.any(IMAGES, seed);

        for (AttentionMeasure measure : AttentionMeasure.values()) {
            if (measure.isAssociation()) {
                assertThat(of(measure, parallel, others, orientations))
                        .as(measure.id())
                        .isGreaterThan(0.2);
                assertThat(of(measure, orthogonal, others, orientations))
                        .as(measure.id())
                        .isLessThan(-0.2);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void attention_to_places_alone_has_none_at_all(long seed) {
        double[] scores = new SplittableRandom(seed).doubles(POSITIONS, -3, 3).toArray();
        float[] attention = SmallAttention.attention(IMAGES, (i, p) -> scores[p]);

        assertThat(of(attention, SmallAttention.contours(IMAGES, seed))).isEqualTo(0);
        assertThat(of(attention, SmallAttention.anywhere(IMAGES, seed))).isEqualTo(0);
    }

    /** The nearest places are those that the center's contour is most likely to pass. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void attention_that_is_near_in_some_images_and_far_in_others_has_hardly_any(long seed) {
        var random = new SplittableRandom(seed);
        double[] nearness = random.doubles(IMAGES, -1, 1).toArray();
        ImageOrientations orientations = SmallAttention.contours(IMAGES, seed);
        float[] attention = SmallAttention.attention(
                IMAGES, (i, p) -> -nearness[i] * Math.max(Math.abs(p / 5 - 3), Math.abs(p % 5 - 2)));

        assertThat(of(attention, orientations)).isCloseTo(0, within(0.04));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void random_attention_has_about_none(long seed) {
        float[] attention = SmallAttention.any(IMAGES, seed + 500);

        // a deviation of 0.5 / sqrt(34 keys) an image, 300 images: 0.006
        assertThat(of(attention, SmallAttention.anywhere(IMAGES, seed))).isCloseTo(0, within(0.03));
        assertThat(of(attention, SmallAttention.contours(IMAGES, seed))).isCloseTo(0, within(0.03));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_draws_every_query_has_one_that_is_not_specific(long seed) {
        ImageOrientations orientations = SmallAttention.contours(IMAGES, seed);
        float[] salience = SmallAttention.attention(IMAGES, (i, p) -> 3 * orientations.coherence(i, p));

        assertThat(of(AttentionMeasure.ASSOCIATION, salience, salience, orientations))
                .isGreaterThan(0.1);
        assertThat(of(AttentionMeasure.ASSOCIATION_SPECIFIC, salience, salience, orientations))
                .isEqualTo(0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void attention_to_what_is_parallel_within_reach_of_the_center_counts_not_apart(long seed) {
        ImageOrientations orientations = SmallAttention.anywhere(IMAGES, seed);
        float[] near = SmallAttention.attention(
                IMAGES, (i, p) -> FIELDS.overlap(p, CENTER) ? 3 * orientations.likeness(i, p) : 0);

        assertThat(of(AttentionMeasure.ASSOCIATION, near, near, orientations)).isGreaterThan(0.2);
        assertThat(of(AttentionMeasure.ASSOCIATION_APART, near, near, orientations))
                .isCloseTo(0, within(1e-7)); // the softmax's sum differs from image to image, and so the rounding
    }

    @Test
    void fields_apart_are_the_rim_of_the_paper_s_grid() {
        List<Integer> apart = Arrays.stream(Association.apart(new ReceptiveFields(9, 9, 4, 16)))
                .boxed()
                .toList();

        assertThat(apart).hasSize(32).allMatch(p -> p / 9 == 0 || p / 9 == 8 || p % 9 == 0 || p % 9 == 8);
        assertThat(Association.surround(new ReceptiveFields(9, 9, 4, 16)))
                .hasSize(80)
                .doesNotContain(40);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ENTROPY", "CENTER_SHARE"})
    void is_undefined_for_one_image(AttentionMeasure measure) {
        float[] attention = SmallAttention.any(1, 3);

        assertThat(AttentionAnalysis.measures(attention, attention, SmallAttention.anywhere(1, 5))
                        .get(measure))
                .containsExactly(NAN);
    }

    @Test
    void is_undefined_where_the_center_or_all_else_is_blank() {
        ReceptiveFields fields = new ReceptiveFields(1, 3, 1, 1);
        double[] degrees = {0, NAN, 90, NAN, 30, NAN, 0, 0, 0};
        double[] coherence = {1, 0, 1, 0, 1, 0, 1, 1, 1};
        float[] attention = {0.5f, 0.25f, 0.25f, 0.25f, 0.25f, 0.5f, 0.5f, 0.25f, 0.25f};
        ImageOrientations orientations = ImageOrientations.of(degrees, coherence, fields);

        double[] ofImages = Association.ofImages(attention, orientations, Association.surround(fields));

        assertThat(ofImages).containsExactly(NAN, NAN, 0);
        assertThat(Association.mean(ofImages, new double[] {0, 1, 1})).isZero();
        assertThat(Association.mean(new double[] {NAN, NAN}, new double[] {1, 1}))
                .isNaN();
    }

    @Test
    void a_blank_key_does_not_count() {
        ReceptiveFields fields = new ReceptiveFields(1, 5, 1, 1);
        double[] degrees = {0, 90, 0, NAN, 0, 0, 0, 0, NAN, 0};
        double[] coherence = {1, 1, 1, 0, 0, 1, 1, 1, 0, 0};
        float[] attention = {0.25f, 0.25f, 0, 0.5f, 0, 0.5f, 0.25f, 0, 0, 0.25f};
        ImageOrientations orientations = ImageOrientations.of(degrees, coherence, fields);

        // (0.25 - 0.25) / 0.5 - (0.5 - 0.25) / 0.75
        assertThat(Association.ofImages(attention, orientations, Association.surround(fields))[0])
                .isCloseTo(-1.0 / 3, within(1e-15));
    }

    @Test
    void is_undefined_apart_where_all_fields_overlap() {
        ReceptiveFields fields = new ReceptiveFields(1, 3, 4, 16);
        float[] attention = {0.5f, 0.25f, 0.25f, 0.25f, 0.25f, 0.5f};
        ImageOrientations orientations = ImageOrientations.of(new double[6], new double[] {1, 1, 1, 1, 1, 1}, fields);

        assertThat(Association.ofImages(attention, orientations, Association.apart(fields)))
                .containsExactly(NAN, NAN);
    }
}
