package org.hypercolumn.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.analysis.AnalysisFolder;
import org.hypercolumn.analysis.CenterAttention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttentionScaleTest {

    @TempDir
    private Path folder;

    @Test
    void ends_at_the_largest_relative_weight_of_all_models() throws IOException {
        // the largest weight is 0.5: of 15 hypercolumns 7.5 times, of 77 38.5 times the even one, which is rounded up
        CenterAttention coarse = attention("coarse", 3, 5, 1f / 15);
        CenterAttention fine = attention("fine", 7, 11, 1f / 77);

        assertThat(AttentionScale.of(List.of(coarse)).high()).isEqualTo(7.5);
        assertThat(AttentionScale.of(List.of(coarse, fine)).high()).isEqualTo(39);
        assertThat(AttentionScale.of(List.of(coarse, fine)).highText()).isEqualTo("39");
        assertThat(AttentionScale.of(List.of(attention("none", 3, 5, Float.NaN)))
                        .high())
                .isEqualTo(2);
        assertThat(AttentionScale.of(List.of()).high()).isEqualTo(2);
    }

    @Test
    void strength_grows_with_the_logarithm_from_even_attention() {
        var scale = new AttentionScale(16);

        assertThat(scale.strength(0.2)).isZero();
        assertThat(scale.strength(1)).isZero();
        assertThat(scale.strength(4)).isEqualTo(0.5, within(1e-15));
        assertThat(scale.strength(16)).isEqualTo(1);
        assertThat(scale.strength(99)).isEqualTo(1);
        assertThat(scale.strength(Double.NaN)).isNaN();
        assertThat(AttentionScale.relative(0.25, 8)).isEqualTo(2);
        assertThat(AttentionScale.css()).isEqualTo("#e69f00");
    }

    private CenterAttention attention(String model, int rows, int columns, float weight) throws IOException {
        AnalysisFolder results = new SmallResults(List.of(model), List.of(4), 7, rows, columns)
                .withWeight(weight)
                .write(folder.resolve(model));
        return CenterAttention.read(results.attention(results.conditions(), model));
    }
}
