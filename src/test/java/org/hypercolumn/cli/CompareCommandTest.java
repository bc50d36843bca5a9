package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hypercolumn.study.ScoredRuns;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompareCommandTest {

    @TempDir
    private Path temporary;

    private Path first;
    private Path second;

    @BeforeEach
    void write_two_runs() throws IOException {
        first = temporary.resolve("first");
        second = temporary.resolve("second");
        ScoredRuns.of(3)
                .with("rf-cnn", 0.1, 0.2, 0.3)
                .with("rf-sa-cnn", 0.2, 0.4, 0.3)
                .write(first);
        ScoredRuns.of(3).with("rf-cnn", 0.2, 0.4).write(second);
    }

    @Test
    void compares_what_was_fitted_when_models_and_recording_are_gone() throws IOException {
        Path data = SmallRecordings.write(temporary.resolve("data"));
        Path monday = temporary.resolve("monday");
        Path tuesday = temporary.resolve("tuesday");
        for (Path run : List.of(monday, tuesday)) {
            String epochs = run.equals(monday) ? "--epochs=1" : "--epochs=2";
            CommandRun.of("fit", data, "--model=rf-cnn", epochs, "--neurons=0-1", "--out", run)
                    .assertDone();
            RunCopy.delete(run.resolve("models"));
        }
        RunCopy.delete(data);

        CommandRun compare = CommandRun.of("compare", monday, tuesday).assertDone();

        assertThat(compare.out()).contains("A and B were not trained alike: epochs 1 and 2.");
        assertThat(Files.readString(monday.resolve("comparisons/tuesday/comparison.csv")))
                .contains("\ncorr,monday,rf-cnn,tuesday,rf-cnn,1,2,0,0,0,");
    }

    @Test
    void compares_two_runs_and_writes_beside_the_first() throws IOException {
        CommandRun compare = CommandRun.of("compare", first, second).assertDone();

        Path folder = first.resolve("comparisons/second");
        assertThat(compare.outLines().get(0)).isEqualTo("second (B) compared with first (A), model by model.");
        assertThat(compare.err())
                .isEqualTo("comparison in %s: comparison.csv, comparison.json, comparison.md, neurons.csv\n"
                        .formatted(folder));
        assertThat(Files.readString(folder.resolve("comparison.csv")))
                .contains("\ncorr,first,rf-cnn,second,rf-cnn,1,2,1,0,0,");
        assertThat(second.resolve("comparisons")).doesNotExist();
    }

    @Test
    void compares_the_models_of_a_run_and_writes_where_it_is_told_to() throws IOException {
        Path out = temporary.resolve("out");

        CommandRun compare = CommandRun.of(
                        "compare", first, "--baseline=rf-cnn", "--metric", "PT_J,corr", "--share", "1", "--out", out)
                .assertDone();

        assertThat(compare.outLines().get(0)).isEqualTo("Models of first (B) compared with rf-cnn (A).");
        assertThat(compare.outLines().get(2)).startsWith("PT_J ");
        assertThat(Files.readString(out.resolve("comparison.csv")))
                .contains("\nptj,first,rf-cnn,first,rf-sa-cnn,1,")
                .contains("\ncorr,first,rf-cnn,first,rf-sa-cnn,1,")
                .doesNotContain("pts");
        assertThat(first.resolve("comparisons")).doesNotExist();
        CommandRun.of("compare", first, "--models= rf-sa-cnn, rf-cnn", "--all-pairs")
                .assertDone();
        assertThat(first.resolve("comparisons/models/comparison.md")).isNotEmptyFile();
    }

    @Test
    void writes_the_same_bytes_again_and_leaves_the_run_s_own_files_alone() throws IOException {
        Map<String, String> before = SmallRecordings.contents(first);
        CommandRun compare = CommandRun.of("compare", first, second).assertDone();
        Map<String, String> after = SmallRecordings.contents(first);

        CommandRun again = CommandRun.of("compare", first, second).assertDone();

        assertThat(again).isEqualTo(compare);
        assertThat(SmallRecordings.contents(first)).isEqualTo(after);
        assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 4);
    }

    @Test
    void compares_over_sites() throws IOException {
        Path other = ScoredRuns.of(3)
                .withSite("m2s1")
                .withFile("another")
                .with("rf-cnn", 0.1, 0.2, 0.3)
                .with("rf-sa-cnn", 0.2, 0.3, 0.5)
                .write(temporary.resolve("other"))
                .path();

        CommandRun compare =
                CommandRun.of("compare", "--sites", first + "," + other, "--animals=m1,m2", "--equivalence=corr=0.5");

        assertThat(compare.exitCode()).isZero();
        assertThat(compare.out()).contains("2 sites", "p sites", "p equivalence");
        assertThat(first.resolve("comparisons/sites/comparison.csv")).exists();
    }

    @Test
    void takes_images_as_a_sample_where_it_is_asked_to() throws IOException {
        Path data = SmallRecordings.write(temporary.resolve("data"));
        Path run = temporary.resolve("run");
        CommandRun.of("study", data, "--models=rf-cnn,rf-sa-cnn", "--epochs=2", "--seeds=1,2", "--out", run)
                .assertDone();
        Path out = temporary.resolve("out");

        CommandRun compare =
                CommandRun.of("compare", run, "--sampled-images", "--out", out).assertDone();

        assertThat(compare.out())
                .containsOnlyOnce("95 % neurons and images")
                .contains("95 % neurons and images")
                .doesNotContain("unfinished");
        List<String> lines = Files.readAllLines(out.resolve("comparison.csv"));
        assertThat(lines.get(0)).endsWith(",low_images,high_images,p_images,p_images_holm");
        String[] corr = lines.get(1).split(",", -1);
        int last = corr.length - 1;
        double low = Double.parseDouble(corr[last - 3]);
        double high = Double.parseDouble(corr[last - 2]);
        assertThat(high - low)
                .isGreaterThanOrEqualTo(Double.parseDouble(corr[14]) - Double.parseDouble(corr[13]) - 1e-12);
        assertThat(Double.parseDouble(corr[12])).isBetween(low, high);
        assertThat(lines.get(2)).endsWith(",NaN,NaN,NaN,NaN");
        assertThat(Files.readString(out.resolve("comparison.md"))).contains("95 % interval, neurons and images");
        CommandRun.of("compare", run, "--sampled-images", "--models=rf-sa-cnn,rf-cnn", "--out", out)
                .assertDone();
        RunCopy.delete(run.resolve("predictions"));
        CommandRun.of("compare", run, "--sampled-images")
                .assertFailed(
                        "rf-cnn.npz: is missing; the run's study or fit command, given again, writes it anew without fitting");
    }

    @Test
    void replaces_only_what_a_comparison_wrote() throws IOException {
        CommandRun.of("compare", first, "--out", second)
                .assertFailed("second: holds a run, which a comparison would replace; choose another --out");
        Path mine = Files.createDirectory(temporary.resolve("mine"));
        Files.writeString(mine.resolve("neurons.csv"), "my own");
        CommandRun.of("compare", first, "--out", mine)
                .assertFailed("mine: holds other files of the names that are written, which a comparison would replace;"
                        + " choose another --out");
        assertThat(mine.resolve("neurons.csv")).content().isEqualTo("my own");
    }

    @Test
    void refuses_bounds_and_animals_that_cannot_be_meant() {
        CommandRun.of("compare", first, "--equivalence=ptj=2")
                .assertMisused(
                        " compare",
                        "--equivalence: expected a bound below 1 of ptj, whose differences are not larger, got 2;"
                                + " 0.02 is 2 percentage points");
        CommandRun.of("compare", first, "--equivalence=corr=0.01,corr=0.02")
                .assertMisused(
                        " compare",
                        "--equivalence: expected one bound, or one of each metric, got several: corr=0.01,corr=0.02");
        CommandRun.of("compare", first, "--metric=corr", "--equivalence=ptj=0.02")
                .assertMisused(" compare", "--equivalence: ptj is not compared; add it to --metric");
        CommandRun.of("compare", first, "--metric=ptj", "--sampled-images")
                .assertMisused(" compare", "--sampled-images is for corr; add it to --metric");
        CommandRun.of("compare", "--sites", first + "," + second, "--animals=m1,")
                .assertMisused(" compare", "--animals: expected names with commas, got 'm1,'");
    }

    @Test
    void says_in_one_line_what_it_refuses() throws IOException {
        CommandRun.of("compare", first, first)
                .assertFailed("first: is the first run again; give two runs, or one of which to compare the models");
        CommandRun.of("compare", second)
                .assertFailed("second: expected two models or more to compare, got rf-cnn only; give another model or"
                        + " another run too");
        CommandRun.of("compare", first, "--models=rf-sa-cnn,rf-cn")
                .assertFailed("first: has no model 'rf-cn'; did you mean 'rf-cnn'?");
        Files.delete(second.resolve("scores.csv"));
        CommandRun.of("compare", first, second)
                .assertFailed("second: has no scores.csv yet; run its fit command again");
        assertThat(first.resolve("comparisons")).doesNotExist();
    }

    @Test
    void prints_what_it_cannot_write() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        CommandRun compare = CommandRun.of("compare", first, "--out", file);

        assertThat(compare.exitCode()).isEqualTo(1);
        assertThat(compare.out()).startsWith("Models of first (B) compared with rf-cnn (A).");
        assertThat(compare.err()).hasLineCount(1).contains("file is a file, not a folder");
    }

    @Test
    void asks_for_what_makes_sense_together() {
        CommandRun.of("compare").assertMisused(" compare", "expected RUN_A or --sites, got neither");
        CommandRun.of("compare", first, "--sites=a,b")
                .assertMisused(" compare", "--sites takes the place of RUN_A; give one of them");
        CommandRun.of("compare", "--sites=a").assertMisused(" compare", "--sites: expected two runs or more, got a");
        CommandRun.of("compare", "--sites=a,b", "--animals=m1")
                .assertMisused(" compare", "--animals: expected an animal of each of 2 sites, got 1");
        CommandRun.of("compare", first, "--animals=m1")
                .assertMisused(" compare", "--animals is for several sites; give --sites or a run of several");
        CommandRun.of("compare", first, "--equivalence=corr=none")
                .assertMisused(" compare", "--equivalence: expected a bound above 0 such as 0.01, got 'none'");
        CommandRun.of("compare", first, "--equivalence=0")
                .assertMisused(" compare", "--equivalence: expected a bound above 0 such as 0.01, got '0'");
        CommandRun.of("compare", first, second, "--all-pairs")
                .assertMisused(" compare", "--all-pairs compares models of one run, without --baseline");
        CommandRun.of("compare", first, "--all-pairs", "--baseline=ff-cnn")
                .assertMisused(" compare", "--all-pairs compares models of one run, without --baseline");
        CommandRun.of("compare", first, "--by-place")
                .assertMisused(" compare", "--by-place is for two runs, but RUN_B is missing");
        CommandRun.of("compare", first, "--metric=cor")
                .assertMisused(
                        " compare",
                        "--metric: expected corr, ptj, pts, pt_chance, ptr, corr_single_trial, feve, cc_norm, spread, got 'cor'; did you mean 'corr'?");
        CommandRun.of("compare", first, "--share=half")
                .assertMisused(" compare", "Invalid value for option '--share': 'half' is not a number");
    }
}
