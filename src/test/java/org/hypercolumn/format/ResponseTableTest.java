package org.hypercolumn.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Excerpt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTableTest {
    private static final String ADD = "' to recording.yaml (or to your --mapping)";
    private static final int ROWS = 13;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void a_file() {
        file = folder.resolve("responses.csv");
    }

    private ResponseTable read(String csv, Charset charset, Mapping said) throws IOException {
        Files.write(file, csv.getBytes(charset));
        return ResponseTable.read(file, said);
    }

    private ResponseTable read(String csv) throws IOException {
        return read(csv, StandardCharsets.UTF_8, Mapping.none());
    }

    private void assertRefused(String csv, String problem) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(csv))
                .withMessage("responses.csv: " + problem);
    }

    private static Mapping ignoring(String... columns) {
        return new Mapping(Map.of(), Map.of(), Map.of("ignored_columns", List.of(columns)));
    }

    private static Mapping neurons(String... columns) {
        return new Mapping(Map.of(), Map.of(), Map.of("neuron_columns", List.of(columns)));
    }

    private static void assertTwoNeurons(ResponseTable table) {
        assertThat(table.neurons()).containsExactly("n1", "n2");
        assertThat(table.rows()).extracting(ResponseTable.Row::image).containsExactly("a.png", "b.png");
        assertThat(table.rows().get(0).responses()).containsExactly(0.5f, 1.25f);
        assertThat(table.rows().get(1).responses()).containsExactly(-3f, Float.NaN);
    }

    /** A table of 13 rows whose neuron c has no order, beside another column. */
    private static String beside(String name, IntFunction<Object> values) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "%d.png,%d,%s\n".formatted(row, row * 5 % ROWS * row % 7, values.apply(row)))
                .collect(Collectors.joining("", "image,c," + name + "\n", ""));
    }

    /** The same with each image in three rows. */
    private static String trials(IntFunction<Object> values) {
        return IntStream.range(0, 3 * ROWS)
                .mapToObj(row -> "%d.png,%d,%s\n".formatted(row % ROWS, row * 5 % 17 * row % 7, values.apply(row)))
                .collect(Collectors.joining("", "image,c,k\n", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image,n1,n2\r\na.png,0.5,1.25\r\nb.png,-3,\r\n",
                "image,n1,n2\ra.png,0.5,1.25\rb.png,-3,\r",
                "\ufeff\"image\",n1,n2\na.png,0.5,1.25\nb.png,-3,\n",
                "image,n1,n2,,\na.png,0.5,1.25,,\nb.png,-3,,,\n",
                "image,n1,n2\na.png,0.5,1.25,,\nb.png,-3,,,,\n",
                "image,n1,n2\n,,\na.png,0.5,1.25\n\nb.png,-3,\n,,\n,,,,\n",
                "image; n1; n2\na.png; 0.5; 1.25\nb.png; -3;\n",
                "image;n1;n2\na.png;0,5;1,25\nb.png;-3;\n",
                "image\tn1\tn2\na.png\t,5\t1,25E0\nb.png\t-3\t\n",
                "sep=;\r\nimage;n1;n2\r\na.png;0,5;1,25\r\nb.png;-3;\r\n",
                "\"sep=;\"\r\nimage;n1;n2\r\na.png;0,5;1,25\r\nb.png;-3;\r\n",
                "sep=|\nimage|n1|n2\na.png|0.5|1.25\nb.png|-3|\n",
                "image,n1,n2\na.png,\"0,5\",\"1,25\"\nb.png,-3,\n",
                "image,n1,n2\na.png,0.5,1.25\nb.png,\u22123,\n",
                "image,n1,n2\na.png,5.0E-1,1.25e+00\nb.png,-3,\n",
                "\"image\",\"n1\",\"n2\"\n\"a.png\",\"0.5\",\"1.25\"\n\"b.png\",\"-3\",\"\"\n"
            })
    void reads_what_spreadsheets_save(String csv) throws IOException {
        assertTwoNeurons(read(csv));
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertTwoNeurons(read(csv, charset, Mapping.none()));
            assertTwoNeurons(read("\ufeff" + csv.replace("\ufeff", ""), charset, Mapping.none()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NaN",
                "nan",
                "-nan",
                "nan(ind)",
                "-nan(ind)",
                "NA",
                "N/A",
                "#N/A",
                "null",
                "NULL",
                "None",
                "<NA>",
                "1.#QNAN",
                "-1.#IND00"
            })
    void takes_words_for_nothing_as_not_recorded(String word) throws IOException {
        assertTwoNeurons(read("image,n1,n2\na.png,0.5,1.25\nb.png,-3,%s\n".formatted(word)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"})
    void refuses_formulas_that_failed(String error) {
        assertRefused(
                "image,n1\na.png," + error + "\n",
                "row 1, column 'n1': expected a number such as 0.25, or nothing, got '" + error
                        + "'; a formula failed there: correct it, or empty the cell if the neuron was not recorded");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,5  1,234    | 0.5 1.234",
                "0.5  1,234    | 0.5 1234",
                "0.5  -12,345  | 0.5 -12345",
                "7    1,234.5  | 7 1234.5",
                "7    1.234,5  | 7 1234.5",
                "1,25 1.234,5  | 1.25 1234.5",
                "1,234,567 2,5E3 | -",
                "0.5  0,25     | -"
            })
    void tells_decimal_commas_by_the_whole_table(String cells, String expected) throws IOException {
        String[] cell = cells.strip().split(" +", -1);
        String csv = "image;n1\na.png;%s\nb.png;%s\n".formatted(cell[0], cell[1]);
        if (expected.equals("-")) {
            assertRefused(
                    csv,
                    ("expected decimal points or decimal commas throughout, got '%s' (row 1, column 'n1') and"
                                    + " '%s' (row 2, column 'n1'); write all numbers with decimal points")
                            .formatted(cell[0], cell[1]));
            return;
        }
        List<ResponseTable.Row> rows = read(csv).rows();
        assertThat(rows.get(0).responses()[0] + " " + rows.get(1).responses()[0])
                .isEqualTo(Float.parseFloat(expected.split(" ", -1)[0]) + " "
                        + Float.parseFloat(expected.split(" ", -1)[1]));
    }

    @Test
    void asks_what_a_comma_means_where_the_table_does_not_say() {
        assertRefused(
                "image;n1\na.png;7\nb.png;1,234\n",
                "row 2, column 'n1': '1,234' could be 1.234 or 1234;"
                        + " write numbers with decimal points and without separators between thousands");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unnamed: 0",
                "Unnamed: 0.1",
                "...1",
                "index",
                "trial",
                "Trial_Number",
                "trialNumber",
                "onset_time",
                "Onset (s)",
                "n_trials",
                "mean",
                "SEM",
                "timestamp",
                "reward",
                "set",
                "block",
                "stim id",
                "pupil size",
                "x position",
                "ID",
                "image name"
            })
    void asks_about_columns_that_are_named_like_something_else(String name) {
        String tiers = name.equals("set") ? "if 'set' holds tiers, add 'tiers: \"set\"" + ADD + "; " : "";
        assertRefused(
                beside(name, row -> row * 7 % 5),
                "expected a neuron in every column but image, tier, image_id, group and repeat, got '" + name
                        + "' (named like something else); " + tiers + "if not neurons, add 'ignored_columns: [\"" + name
                        + "\"]" + ADD + "; if all are neurons, add 'neuron_columns: [\"*\"]' there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cell 7", "n1", "7", "V1 roi 3", "mouse1_cell2", "response", "dff", "trial-averaged dff", "A"})
    void takes_other_names_as_neurons(String name) throws IOException {
        assertThat(read(beside(name, row -> row * 7 % 5)).neurons()).containsExactly("c", name);
    }

    private void assertAsksWhy(String csv, String why) {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(csv))
                .withMessageContaining("got 'k' (" + why + "); if not neurons, add 'ignored_columns: [\"k\"]'");
    }

    @Test
    void asks_about_columns_whose_values_no_neuron_has_by_chance() {
        String sorted = "its values only rise or only fall";
        assertAsksWhy(beside("k", row -> row), sorted);
        assertAsksWhy(beside("k", row -> 100.5 - 0.3 * row), sorted);
        assertAsksWhy(beside("k", row -> 1_600_000_000L + 40L * row * row), sorted);
        assertAsksWhy(trials(row -> row / 3), sorted); // blocks of rows: 39! / 6^13 is above a million
        assertAsksWhy(beside("k", row -> 20 + row * 5 % ROWS), "it numbers the rows");
        String counted = IntStream.range(0, 3 * ROWS)
                .mapToObj(row -> "%d.png,%d,%d\n".formatted(row / 3, row * 5 % 17 * row % 7, row % 3 + 1))
                .collect(Collectors.joining("", "image,c,k\n", ""));
        assertAsksWhy(counted, "it counts the repeats of each image");
        assertAsksWhy(trials(row -> row % ROWS * 5 % ROWS * 1.5), "it is the same in all repeats of an image");
    }

    @Test
    void takes_values_that_may_be_chance() throws IOException {
        assertThat(read("image,k\na,1\nb,2\nc,3\nd,4\n").neurons()).containsExactly("k"); // 4! is 24
        assertThat(read(beside("k", row -> row < 11 ? 0 : 1)).neurons())
                .contains("k"); // spikes in the last of few rows
        assertThat(read(beside("k", row -> 0)).neurons()).contains("k");
        String means = trials(row -> row % ROWS * 5 % ROWS * 1.5).replaceAll("png,\\d+", "png,");
        assertThat(read(means.replace("image,c,k", "image,tier,k")).neurons()).containsExactly("k");
    }

    @Test
    void names_all_columns_at_once_as_yaml_reads_them() {
        assertRefused(
                "image,Unnamed: 0,\"a \"\"b\"\" \u00e4\",trial\na.png,1,2021-03-04,1\n",
                "row 1, column 'a \"b\" \u00e4': expected a number such as 0.25, or nothing, got '2021-03-04';"
                        + " if the column is not a neuron, add 'ignored_columns:"
                        + " [\"a \\\"b\\\" \\u00E4\", \"Unnamed: 0\", \"trial\"]" + ADD);
    }

    @Test
    void leaves_out_what_a_mapping_ignores_and_says_so() throws IOException {
        String csv = ",image,trial no,c,onset 1,onset 2\n1,a.png,1,0.5,x,y\n2,b.png,2,7,x,y\n";

        ResponseTable table = read(csv, StandardCharsets.UTF_8, ignoring("", "trial no", "onset *"));

        assertThat(table.neurons()).containsExactly("c");
        assertThat(table.remarks())
                .containsExactly("4 of 6 columns of the table are left out:"
                        + " column 1 without a name, 'trial no', 'onset 1', 'onset 2'");
    }

    @Test
    void takes_the_columns_that_a_mapping_chooses_whatever_they_look_like() throws IOException {
        String csv = beside("trial", row -> row);

        assertThat(read(csv, StandardCharsets.UTF_8, neurons("*")).neurons()).containsExactly("c", "trial");
        assertThat(read(csv, StandardCharsets.UTF_8, neurons("trial")).neurons())
                .containsExactly("trial");
        assertThat(read(csv, StandardCharsets.UTF_8, neurons("c")).remarks())
                .containsExactly("1 of 3 columns of the table are left out: 'trial'");
    }

    @Test
    void refuses_columns_that_are_not_there() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read("image,c\na,1\n", StandardCharsets.UTF_8, ignoring("trail")))
                .withMessage(
                        "responses.csv: expected a column 'trail', as the mapping or recording.yaml says, got image, c");
    }

    @Test
    void finds_texts_in_columns_that_a_mapping_names() throws IOException {
        Mapping said = new Mapping(
                Map.of("images", "file", "tiers", "set", "image_ids", "photo", "groups", "scene"), Map.of());

        ResponseTable table = read("file,set,tier,photo,scene,c\na.png,test,9,p,s,0.5\n", StandardCharsets.UTF_8, said);

        ResponseTable.Row row = table.rows().get(0);
        assertThat(List.of(row.image(), row.tier() + "", row.imageId() + "", row.group() + ""))
                .containsExactly("a.png", "test", "p", "s");
        assertThat(table.neurons()).containsExactly("c");
        assertThat(table.remarks()).containsExactly("1 of 6 columns of the table are left out: 'tier'");
    }

    @Test
    void advises_nothing_that_loses_tiers() {
        assertRefused(
                "image,split,c\na.png,train,1\n",
                "row 1, column 'split': expected a number such as 0.25, or nothing, got 'train';"
                        + " if the column holds tiers, add 'tiers: \"split\"" + ADD);
    }

    @Test
    void counts_rows_as_the_spreadsheet_does() {
        assertRefused(
                "image,c\na.png,1\n,\nb.png,2\nc.png,x\n",
                "row 4, column 'c': expected a number such as 0.25, or nothing, got 'x';"
                        + " correct it, or empty the cell if the neuron was not recorded");
        assertRefused(
                "image,c\na.png,1\nimage,c\nb.png,2\n",
                "row 2, column 'c': expected a number such as 0.25, or nothing, got 'c';"
                        + " the header is repeated there; take that row out");
        assertRefused(
                "image,c\na.png,1\n,2\n",
                "row 2: expected the name of an image, got none; name its file, or take the row out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"neuron", "cell_id", "ROI", "unit id"})
    void advises_to_reshape_tables_with_a_row_for_each_neuron(String name) {
        assertRefused(
                beside(name, row -> row % 3),
                "expected a row for each presentation and a column for each neuron, got a column '" + name
                        + "', as if each neuron had rows of its own; reshape the table,"
                        + " or if every column is a neuron, add 'neuron_columns: [\"*\"]" + ADD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid", "Omitted", "is bad", "include_in_analysis", "accepted", "quality", "aborted"})
    void asks_to_delete_rows_that_a_column_rejects_before_it_is_ignored(String name) {
        assertRefused(
                beside(name, row -> row % 2),
                "expected a neuron in every column but image, tier, image_id, group and repeat, got '" + name
                        + "' (named like something else); if '" + name
                        + "' says which rows are not valid, delete those rows; if not neurons, add 'ignored_columns: [\""
                        + name + "\"]" + ADD + "; if all are neurons, add 'neuron_columns: [\"*\"]' there");
    }

    @Test
    void warns_before_recordings_of_other_neurons_are_mixed() {
        assertRefused(
                beside("session", row -> row % 2),
                "expected a neuron in every column but image, tier, image_id, group and repeat, got 'session'"
                        + " (named like something else); if the neurons differ by 'session', give each its own folder;"
                        + " if not neurons, add 'ignored_columns: [\"session\"]" + ADD
                        + "; if all are neurons, add 'neuron_columns: [\"*\"]' there");
        assertRefused(
                beside("mouse", row -> "M1"),
                "row 1, column 'mouse': expected a number such as 0.25, or nothing, got 'M1';"
                        + " if the neurons differ by 'mouse', give each its own folder;"
                        + " if the column is not a neuron, add 'ignored_columns: [\"mouse\"]" + ADD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12%", "1'000.5", "1 000,5", "$7"})
    void does_not_advise_to_ignore_what_is_almost_a_number(String cell) {
        assertRefused(
                "image;c\na.png;" + cell + "\n",
                "row 1, column 'c': expected a number such as 0.25, or nothing, got '%s';".formatted(Excerpt.of(cell))
                        + " correct it, or empty the cell if the neuron was not recorded");
    }

    @Test
    void names_the_separators_where_the_header_has_none() {
        assertRefused(
                "image c1 c2\na.png 1 2\n",
                "expected a column 'image' and one for each neuron, got image c1 c2;"
                        + " the first line must name the columns, separated by commas, semicolons or tabs");
    }

    @Test
    void says_what_unquoted_decimal_commas_and_row_names_need() {
        assertRefused(
                "image,c,d\na.png,0,5,1,5\n",
                "row 1: expected 3 cells as in the header, got 5;"
                        + " where numbers have decimal commas, cells must be quoted or separated by semicolons");
        assertRefused(
                "\"image\",\"c\"\n\"1\",\"a.png\",1\n",
                "row 1: expected 2 cells as in the header, got 3; if rows begin with a name or number that has no"
                        + " header, save the table without it (R: row.names = FALSE)");
    }

    @Test
    void refuses_other_encodings_than_unicode() {
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read("image,zelle \u00e4\na.png,1\n", StandardCharsets.ISO_8859_1, Mapping.none()))
                .withMessageStartingWith("responses.csv: expected text in UTF-8 or UTF-16, got other bytes;");
    }
}
