package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that take a run do with one of several sites. */
@Timeout(120)
class SitesCommandsTest {

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    @BeforeEach
    void fit_two_sites() throws IOException {
        data = SmallSites.write(temporary.resolve("data"));
        run = temporary.resolve("run");
        study(run).assertDone();
    }

    private CommandRun study(Path out) {
        return CommandRun.of(
                "study",
                data,
                "--sites",
                SmallSites.BOTH,
                "--models=rf-cnn,rf-sa-cnn-star-simul",
                "--epochs=1",
                "--batch=13",
                "--threads=2",
                "--out",
                out);
    }

    @Test
    void watch_shows_each_site_and_those_not_begun() throws IOException {
        CommandRun watch = CommandRun.of("watch", run, "--once").assertDone();
        assertThat(watch.outLines()).first().isEqualTo(run + ": 2 sites, 10 of 10 fits done");
        assertThat(watch.outLines())
                .filteredOn(line -> line.startsWith("site "))
                .hasSize(2)
                .allMatch(line -> line.matches("site M[12]S1: finished .*"));
        assertThat(watch.outLines())
                .filteredOn(line -> line.startsWith("rf-cnn "))
                .hasSize(2);

        RunCopy.delete(run.resolve("sites/M2S1"));
        CommandRun begun = CommandRun.of("watch", run, "--once").assertDone();
        assertThat(begun.outLines())
                .contains(
                        run + ": 2 sites, 6 of 6 fits done, without those of sites not begun yet",
                        "site M2S1: not begun yet")
                .noneMatch(line -> line.startsWith("rf-cnn "));
    }

    @Test
    void evaluate_checks_each_site_and_what_is_made_of_all() throws IOException {
        CommandRun evaluate = CommandRun.of("evaluate", run).assertDone();
        assertThat(evaluate.outLines())
                .contains("site M1S1", "site M2S1")
                .anyMatch(line ->
                        line.startsWith("checked 6 fitted models and the recording: scores.csv is equal, 6 rows"))
                .last()
                .isEqualTo("checked the combined files of all 2 sites: they match the sites' own files");

        Path table = run.resolve("tables/table2.csv");
        Files.writeString(table, Files.readString(table).replace("M1S1", "M1S2"));
        CommandRun changed = CommandRun.of("evaluate", run);
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.err())
                .isEqualTo("hypercolumn: run: has files of all sites that are missing or not what the sites' own make:"
                        + " tables/table2.csv; its study command, given again, writes them anew without fitting\n");
        study(run).assertDone();
        CommandRun.of("evaluate", run).assertDone();
    }

    @Test
    void evaluate_names_the_site_whose_file_is_damaged() throws IOException {
        Path scores = run.resolve("sites/M2S1/scores.csv");
        Files.writeString(scores, Files.readString(scores).replace(",test,", ",test ,"));

        CommandRun evaluate = CommandRun.of("evaluate", run);

        assertThat(evaluate.exitCode()).isEqualTo(1);
        assertThat(evaluate.err()).startsWith("hypercolumn: site M2S1: scores.csv: is ");
    }

    @Test
    void reproduce_makes_all_sites_again_and_what_is_made_of_them() throws IOException {
        Map<String, String> before = SmallRecordings.contents(temporary);
        CommandRun again = CommandRun.of("reproduce", run.resolve("sites.json"), "--threads=1")
                .assertDone();

        // 10 models, 8 other files of each site, and 5 of all of them.
        assertThat(again.out()).isEqualTo("reproduced: 31 files, every byte the same\n");
        assertThat(SmallRecordings.contents(temporary)).isEqualTo(before);

        Path table = run.resolve("tables/table2.md");
        Files.writeString(table, Files.readString(table) + "\n");
        CommandRun other = CommandRun.of("reproduce", run, "--threads=2", "--out", temporary.resolve("again"));
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.out()).contains("tables/table2.md differs from byte", "not reproduced: 1 of 31 files differ");
    }

    @Test
    void analyze_works_site_by_site() throws IOException {
        CommandRun analyze = CommandRun.of("analyze", run, "--what=scores").assertDone();

        assertThat(analyze.outLines())
                .containsExactly(
                        "site M1S1",
                        "results in " + run.resolve("sites/M1S1/analysis"),
                        "site M2S1",
                        "results in " + run.resolve("sites/M2S1/analysis"));
    }

    @Test
    void compare_tests_equivalence_over_all_sites_as_it_does_with_their_runs() throws IOException {
        CommandRun compare =
                CommandRun.of("compare", run, "--equivalence=corr=0.1").assertDone();
        CommandRun sites = CommandRun.of(
                        "compare",
                        "--sites=" + run.resolve("sites/M1S1") + "," + run.resolve("sites/M2S1"),
                        "--equivalence=corr=0.1",
                        "--out",
                        temporary.resolve("sites"))
                .assertDone();

        assertThat(compare.out()).startsWith(sites.out()).contains("\nsite M1S1\n", "\nsite M2S1\n");
        assertThat(run.resolve("comparisons/models/comparison.csv"))
                .hasSameTextualContentAs(temporary.resolve("sites/comparison.csv"));
        assertThat(run.resolve("comparisons/models/M1S1/comparison.csv")).exists();
    }

    @Test
    void compare_takes_animals_given_in_place_of_the_run_s() throws IOException {
        assertThat(CommandRun.of("compare", run, "--animals=m1,m1").assertDone().out())
                .contains("All sites are of one animal, m1");
        CommandRun.of("compare", run, "--animals=m1")
                .assertFailed("run: has 2 sites; --animals: expected an animal of each, got 1");
        CommandRun.of("compare", run, run, "--animals=m1,m1")
                .assertMisused(" compare", "--animals is for the sites of one run, but RUN_B is given");
    }

    @Test
    void a_moved_folder_of_all_sites_is_found_with_data() throws IOException {
        Path moved = Files.move(data, temporary.resolve("moved"));
        CommandRun.of("evaluate", run, "--data", moved).assertDone();
        assertThat(CommandRun.of("evaluate", run).err())
                .startsWith("hypercolumn: site M1S1: data: expected the run's recording, but there is no such file");
    }

    @Test
    @Tag("slow")
    void figures_and_report_make_a_page_a_site_and_one_of_all() throws IOException {
        CommandRun.of("figures", run).assertDone();
        assertThat(run.resolve("sites/M2S1/figures")).isDirectory();

        CommandRun report = CommandRun.of("report", run).assertDone();

        assertThat(report.outLines()).last().asString().startsWith(run.resolve("report.html") + " of all sites, ");
        String page = Files.readString(run.resolve("report.html"));
        assertThat(page)
                .contains("Sites M1S1, M2S1 · Hypercolumn report")
                .contains("<a href=\"sites/M1S1/report.html\">")
                .contains("<a href=\"sites/M2S1/report.html\">")
                .contains("M1S1 (n = 3)</th>", "all sites (n = 5)</th>")
                .doesNotContain("http:", "https:", "<script");
        assertThat(run.resolve("sites/M2S1/report.html")).isRegularFile();
        CommandRun.of("figures", run, "--neuron=1")
                .assertFailed("run: has several sites, each with a neuron 1 of its own; give that of one, such as "
                        + run.resolve("sites/M1S1"));
    }

    @Test
    void what_needs_one_run_says_which_to_give() throws IOException {
        CommandRun.of("compare", run, run.resolve("sites/M1S1"))
                .assertFailed(
                        "run: is a run of several sites; give the run of one, such as " + run.resolve("sites/M1S1"));
    }

    /** A row of a csv file, by its first cells. */
    private static String[] row(Path csv, String start) throws IOException {
        return Files.readAllLines(csv).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .split(",", -1);
    }

    @Test
    void compare_takes_means_of_sites_for_all_of_them_and_neurons_for_each() throws IOException {
        CommandRun compare = CommandRun.of("compare", run).assertDone();

        assertThat(compare.outLines())
                .contains("Models of 2 sites (M1S1, M2S1) (B) compared with rf-cnn (A).", "site M1S1", "site M2S1")
                .allMatch(line -> line.length() <= 100);
        Path folder = run.resolve("comparisons/models");
        // Each of the two names of runs has a comma of its own.
        String[] all = row(folder.resolve("comparison.csv"), "corr,");
        assertThat(all[3]).isEqualTo("rf-cnn");
        assertThat(all[8]).isEqualTo("5");
        assertThat(all[23]).isEqualTo("2");
        double sum = 0;
        for (String site : SmallSites.BOTH.split(",", -1)) {
            // metric, run_a, model_a, run_b, model_b, share, paired, only_a, only_b, undefined, mean_a, mean_b,
            // difference
            sum += Double.parseDouble(row(folder.resolve(site).resolve("comparison.csv"), "corr," + site)[12]);
        }
        assertThat(Double.parseDouble(all[14])).isCloseTo(sum / 2, within(1e-12));
    }

    @Test
    void compare_pairs_the_sites_of_two_runs_by_name() throws IOException {
        Path other = temporary.resolve("other");
        CommandRun.of(
                        "study",
                        SmallSites.add(data, "M1S2", 2, 17, 17),
                        "--sites=M2S1,M1S2",
                        "--models=rf-cnn,rf-sa-cnn-star-simul",
                        "--epochs=2",
                        "--batch=13",
                        "--out",
                        other)
                .assertDone();

        CommandRun compare = CommandRun.of("compare", run, other).assertDone();

        assertThat(compare.errLines())
                .containsExactly(
                        "site M1S1: only in %s, left out".formatted(run),
                        "site M1S2: only in %s, left out".formatted(other),
                        "comparison in %s: a folder a site".formatted(run.resolve("comparisons/other")));
        assertThat(compare.out()).contains("site M2S1\n", "A and B were not trained alike: epochs 1 and 2.");
        assertThat(run.resolve("comparisons/other/M2S1/comparison.csv")).isRegularFile();
        assertThat(CommandRun.of("compare", run, other, "--models=ff-cnn").err())
                .contains("site M2S1: M2S1: neither it nor M2S1");
    }

    @Test
    void compare_of_two_runs_marks_peak_tuning_of_too_few_images_over_all_sites() throws IOException {
        Path copy = temporary.resolve("copy");
        RunCopy.of(run, copy);

        CommandRun compare = CommandRun.of("compare", run, copy).assertDone();

        assertThat(compare.outLines().get(0)).isEqualTo("All sites together: M1S1, M2S1.");
        String together = compare.out().substring(0, compare.out().indexOf("site M1S1"));
        assertThat(together).contains("\nPT_J†", "\n† not informative with k = 1");
    }
}
