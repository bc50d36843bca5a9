package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.data.ArrayFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fixture comes from scripts/recordings/make_hdf5.py. */
class Mat73SourceTest {

    private static Mat73Source open() throws IOException {
        return Mat73Source.open(SameRecordingTest.fixture("kinds73.mat"));
    }

    @Test
    void shows_axes_as_matlab_shows_them() throws IOException, ArrayFormatException {
        List<String> expected = new ArrayList<>(); // element i, j, k is 100 i + 10 j + k
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 5; k++) {
                    expected.add(Double.toString(100 * i + 10 * j + k));
                }
            }
        }
        try (Mat73Source source = open()) {
            assertThat(source.shape("cube")).hasToString("f4 [2, 3, 5]");
            assertThat(ReadArrays.elements(source, "cube")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "row # f8 [1, 3] # [3.0, 5.0, 7.0]",
                "column # i1 [3, 1] # [3.0, 5.0, 7.0]",
                "truth # b1 [1, 3] # [1.0, 0.0, 1.0]",
                "name # text [] # [caf\u00e9]",
                "rows # text [2] # [ab, cde]",
                "nothing # f8 [0, 4] # []",
                "no_text # text [] # []",
                "texts # text [4] # [x1, , x1 , ]",
                "s/x # f8 [1, 1] # [2.5]",
                "s/y/z # text [] # [deep]",
            })
    void reads_numbers_logical_text_cells_and_fields(String name, String shape, String elements)
            throws IOException, ArrayFormatException {
        try (Mat73Source source = open()) {
            assertThat(source.shape(name)).hasToString(shape);
            assertThat(ReadArrays.elements(source, name)).hasToString(elements);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "counts # expected a full matrix, got a sparse one; save it as full(x)",
                "tuning # expected numbers, logical, char or a cell of texts, got the class function_handle; save the numbers that it gives",
                "trials # expected numbers, logical, char or a cell of texts, got the class table; save its columns as variables of their own",
                "kinds # expected numbers, logical, char or a cell of texts, got the class categorical; save it as cellstr(x)",
                "shown/image # expected numbers, logical, char or a cell of texts, got the class struct; save its fields as variables of their own",
                "stack # expected numbers or a cell of texts, got a cell of 3 with u1 [2, 5] in cell 1; save images as cat(3, x{:}) and say 'axes: {images: HWS}' in a mapping, other numbers as cell2mat(x)",
            })
    void says_what_a_variable_is_that_cannot_be_read(String name, String problem) throws IOException {
        try (Mat73Source source = Mat73Source.open(SameRecordingTest.fixture("classes73.mat"))) {
            assertThat(source.names())
                    .containsExactly("counts", "ids", "kinds", "shown/image", "stack", "trials", "tuning");
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> source.shape(name))
                    .withMessage(problem);
        }
    }

    @Test
    void reads_unsigned_numbers_of_64_bits_exactly() throws IOException, ArrayFormatException {
        try (Mat73Source source = Mat73Source.open(SameRecordingTest.fixture("classes73.mat"))) {
            assertThat(source.shape("ids")).hasToString("u8 [1, 3]");
            assertThat(ArrayValues.texts(source, "ids", 3))
                    .containsExactly("950911932", "9007199254740993", "18446744073709551615");
        }
    }

    @Test
    void hides_where_matlab_keeps_the_contents_of_cells() throws IOException {
        try (Mat73Source source = open()) {
            assertThat(source.names()).contains("cube", "texts").noneMatch(name -> name.contains("#"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "sparse # expected a full matrix, got a sparse one; save it as full(x)",
                "strings # expected numbers, logical, char or a cell of texts, got the class string; save it as cellstr(x)",
                "complex # expected real numbers, got complex ones; save their real part or their magnitude, whichever is meant",
                "numbers # expected numbers or a cell of texts, got a cell of 1 with f8 [1, 1] in cell 1; save images as cat(3, x{:}) and say 'axes: {images: HWS}' in a mapping, other numbers as cell2mat(x)",
                "itself # expected numbers or a cell of texts, got a cell of 1 with a cell in cell 1; save images as cat(3, x{:}) and say 'axes: {images: HWS}' in a mapping, other numbers as cell2mat(x)",
                "s # there is no such variable",
            })
    void refuses_the_rest(String name, String problem) throws IOException {
        try (Mat73Source source = open()) {
            assertThatExceptionOfType(ArrayFormatException.class)
                    .isThrownBy(() -> ReadArrays.elements(source, name))
                    .withMessage(problem);
        }
    }
}
