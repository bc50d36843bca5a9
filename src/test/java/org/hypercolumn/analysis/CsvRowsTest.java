package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    private static final List<String> COLUMNS = List.of("neuron_id", "corr");

    @TempDir
    private Path folder;

    /** What a spreadsheet would run, and what readers of CSV trim, quote, or take for a number, a comment or nothing. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"=1+1", "-1", "+45deg", "@a", "'a", " a", "a ", "007", "#a", "NA", "\"", "a,b", "a\nb", "細胞"})
    void keep_ids_character_by_character(String id) throws IOException {
        Path file = folder.resolve("rows.csv");
        CsvRows.write(file, COLUMNS, List.of(List.of(id, "-0.5"), List.of("next", "NaN")));

        List<CsvRows.Row> rows = CsvRows.read(file, COLUMNS);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).text("neuron_id")).isEqualTo(id);
        assertThat(rows.get(0).number("corr")).isEqualTo(-0.5);
    }

    @Test
    void quote_what_would_end_a_cell() throws IOException {
        Path file = folder.resolve("rows.csv");
        CsvRows.write(file, COLUMNS, List.of(List.of("a,\"b\"", "1")));

        assertThat(file).hasContent("neuron_id,corr\n\"a,\"\"b\"\"\",1\n");
    }
}
