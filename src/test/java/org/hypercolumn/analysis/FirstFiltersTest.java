package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFiltersTest {

    private static final int WEIGHTS = 2 * 3 * 5 * 7; // N 2, C 3, H 5, W 7

    @TempDir
    private Path folder;

    @Test
    void are_read_and_written_by_neuron_and_channel() throws IOException {
        FirstFilters filters = FirstFilters.read(file(WEIGHTS, 2, 3, 5, 7));
        Path copy = folder.resolve("copy.npz");
        filters.write(copy);

        assertThat(filters.neurons()).containsExactly(4, 9);
        assertThat(List.of(filters.channels(), filters.rows(), filters.columns()))
                .containsExactly(3, 5, 7);
        // neuron 1, channel 2 begins behind (1 * 3 + 2) filters of 35
        assertThat(filters.filter(1, 2)).hasSize(35).startsWith(175, 176);
        assertThat(FirstFilters.read(copy).filter(1, 2)).isEqualTo(filters.filter(1, 2));
        assertThatThrownBy(() -> filters.filter(1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("filters: neuron 1 of N = 2, channel 3 of C = 3 asked for");
    }

    @Test
    void filters_of_other_neurons_are_damage() throws IOException {
        Path file = file(3 * 3 * 5 * 7, 3, 3, 5, 7);

        assertThatThrownBy(() -> FirstFilters.read(file))
                .isInstanceOf(BadDataFileException.class)
                .hasMessageContaining("array 'filters': expected");
    }

    private Path file(int count, int... shape) throws IOException {
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = i;
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("neurons", NpyArray.ofLongs(new long[] {4, 9}, 2));
        arrays.put("filters", NpyArray.ofFloats(weights, shape));
        Path file = folder.resolve("filters.npz");
        NpzFile.write(file, arrays);
        return file;
    }
}
