package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies a real recording where it is at hand: in the folder of the system property {@code hypercolumn.data}. */
@Tag("slow")
@Timeout(300)
class RealStudyTest {

    private static final Path DATA = Path.of(System.getProperty("hypercolumn.data", "../shared/data"));

    @TempDir
    private Path temporary;

    @Test
    void of_v4_201025_runs_through_and_its_tables_are_true_to_its_scores() throws IOException {
        Path data = DATA.resolve("v4-201025");
        assumeTrue(
                Files.isDirectory(data),
                () -> "not tested, for want of the recording %s; point -Dhypercolumn.data to the folder that has it"
                        .formatted(data.toAbsolutePath().normalize()));
        Path run = temporary.resolve("run");

        CommandRun study = CommandRun.of(
                        "study",
                        data,
                        "--models=paper-1",
                        "--neurons=0,7",
                        "--shares=0.5,1",
                        "--epochs=1",
                        "--out",
                        run)
                .assertDone();

        List<String> models = List.of("ff-cnn", "ff-sa-cnn", "rf-cnn", "rf-sa-cnn");
        List<String> all = models.stream().map(model -> model + "@1").toList();
        List<String> half = models.stream().map(model -> model + "@0.5").toList();
        Map<String, List<String>> tables = RecomputedTables.assertTrue(run);
        assertThat(tables.keySet()).containsExactly("table1", "table3");
        assertThat(tables.get("table1")).isEqualTo(all);
        assertThat(tables.get("table3").subList(0, 4)).isEqualTo(half);
        assertThat(tables.get("table3").subList(4, 8)).isEqualTo(all);
        assertThat(Files.readAllLines(run.resolve("scores.csv")))
                .hasSize(1 + 16)
                .filteredOn(row -> row.matches("[^N]+,NaN,NaN,NaN,\\d[^N]*")) // of single trials, which it has not
                .hasSize(16);
        assertThat(study.out()).contains("\nTable 1").contains("\nTable 3");
        CommandRun.of("evaluate", run).assertDone();
    }
}
