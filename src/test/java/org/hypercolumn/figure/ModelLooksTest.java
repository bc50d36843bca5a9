package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypercolumn.drawing.Look;
import org.junit.jupiter.api.Test;

/** Which color, dashes and marker a model has. */
class ModelLooksTest {

    private static final List<String> PAPER = List.of(
            "ff-cnn",
            "ff-sa-cnn",
            "rf-cnn",
            "rf-sa-cnn",
            "recurrent-cnn",
            "rf-sa-cnn-star-simul",
            "rf-sa-cnn-star-incr",
            "ff-sa-cnn-star-simul",
            "ff-sa-cnn-star-incr-fc1",
            "ff-sa-cnn-star-incr-fc2",
            "rf-cnn-c30");

    @Test
    void models_of_the_paper_differ_in_color_and_dashes() {
        assertThat(PAPER.stream().map(ModelLooks::css)).doesNotHaveDuplicates();
        assertThat(PAPER.stream().map(ModelLooks::cssOnDark)).doesNotHaveDuplicates();
        assertThat(PAPER.stream().map(ModelLooks::dashes)).doesNotHaveDuplicates();
    }

    @Test
    void colors_are_pinned_since_readers_know_models_by_them() {
        assertThat(ModelLooks.css("ff-cnn")).isEqualTo("#0072b2");
        assertThat(ModelLooks.cssOnDark("ff-cnn")).isEqualTo("#5aabe6");
        assertThat(ModelLooks.dashes("ff-cnn")).isEmpty();
        assertThat(ModelLooks.css("ff-sa-cnn")).isEqualTo("#d55e00");
        assertThat(ModelLooks.dashes("ff-sa-cnn")).isEqualTo("5 1.5");
        assertThat(ModelLooks.css("rf-cnn")).isEqualTo("#009e73");
        assertThat(ModelLooks.css("rf-sa-cnn")).isEqualTo("#cc79a7");
        assertThat(ModelLooks.css("my-model")).isEqualTo(ModelLooks.css("my-model"));
    }

    @Test
    void models_of_a_series_differ_in_color_from_each_other_and_from_the_papers() {
        List<String> mine = List.of("net-1", "net-2", "net-3", "net-4", "net-5", "net-6", "net-7", "net-8", "net-9");

        assertThat(mine.stream().map(ModelLooks::css))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(PAPER.stream().map(ModelLooks::css).toList());
    }

    @Test
    void models_that_share_a_color_differ_in_pattern() {
        // "Aa" and "BB" have the same hash code, 2112, and so look the same; 2112 + 9 is that of "BK"
        Look first = ModelLooks.of("BB");
        Look second = ModelLooks.of("BK");

        assertThat(first.color()).isEqualTo(second.color());
        assertThat(first.dash()).isNotEqualTo(second.dash());
    }
}
