package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsFileTest {

    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void put() {
        arrays.put("neurons", NpyArray.ofLongs(new long[] {4, 7}, 2));
        arrays.put("test/image_index", NpyArray.ofLongs(new long[] {10, 12, 13}, 3));
        arrays.put("test/predictions", NpyArray.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
        arrays.put("test/responses", NpyArray.ofFloats(new float[] {2, 3, 4, 5, 6, 7}, 3, 2));
    }

    private PredictionsFile file() throws IOException {
        Path file = folder.resolve("ff-cnn.npz");
        NpzFile.write(file, arrays);
        return PredictionsFile.read(RunFolder.of(folder), file);
    }

    @Test
    void gives_what_was_written() throws IOException {
        assertThat(file().neurons()).containsExactly(4, 7);
        assertThat(file().places("test")).containsExactly(10, 12, 13);
        assertThat(file().predictions("test")).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(file().responses("test")).containsExactly(2, 3, 4, 5, 6, 7);
    }

    @Test
    void refuses_a_tier_that_is_not_there() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> file().predictions("val"))
                .withMessage(
                        "ff-cnn.npz: expected val/image_index as a row of whole numbers from 0 on, got none; the run's study or fit command, given again, writes it anew without fitting");
    }

    @Test
    void refuses_arrays_that_do_not_go_together() {
        arrays.put("test/predictions", NpyArray.ofFloats(new float[4], 2, 2));

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> file().predictions("test"))
                .withMessage(
                        "ff-cnn.npz: expected test/predictions as f4 [3, 2], got f4 [2, 2]; the run's study or fit command, given again, writes it anew without fitting");
    }

    @Test
    void refuses_neurons_that_are_none() {
        arrays.put("neurons", NpyArray.ofLongs(new long[] {4, -7}, 2));
        assertThatExceptionOfType(BadDataFileException.class).isThrownBy(this::file);
        arrays.put("neurons", NpyArray.ofLongs(new long[] {1L << 40, 7}, 2));
        assertThatExceptionOfType(BadDataFileException.class).isThrownBy(this::file);
        arrays.remove("neurons");
        assertThatExceptionOfType(BadDataFileException.class).isThrownBy(this::file);
    }
}
