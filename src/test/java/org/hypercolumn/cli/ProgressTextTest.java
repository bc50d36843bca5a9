package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.study.MadeUpRun;
import org.hypercolumn.train.Fit;
import org.hypercolumn.train.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTextTest {

    private static final int TERMINAL_COLUMNS = 80;

    @TempDir
    private Path temporary;

    private MadeUpRun run(int neurons, String... models) {
        return MadeUpRun.of(temporary.resolve("run"), neurons, models);
    }

    private static String text(MadeUpRun run, long second) throws IOException {
        List<String> lines = ProgressText.of("runs/m1s1", run.at(second));
        assertThat(lines).allMatch(line -> line.length() < TERMINAL_COLUMNS);
        return String.join("\n", lines) + "\n";
    }

    /** Two models of three neurons; one model is through. */
    private MadeUpRun half() throws IOException {
        MadeUpRun run = run(3, "rf-cnn", "ff-cnn");
        Fit[] rf = {run.fit("rf-cnn", 0), run.fit("rf-cnn", 1), run.fit("rf-cnn", 2)};
        return run.begin(0)
                .done(60, rf[0], rf[1])
                .done(90, rf[2])
                .reach(110, run.fit("ff-cnn", 0), 5)
                .score(90, run.row(rf[0], 0.5), run.row(rf[1], 0.25), run.row(rf[2], Double.NaN));
    }

    @Test
    void of_a_study_at_work() throws IOException {
        assertThat(text(half(), 114)).isEqualTo("""
                runs/m1s1: running for 1 min 54 s on 2 threads, last change 4 s ago
                [###############...............] 3 of 6 fits done, 2 running, 1 left
                1.9 fits a minute, about 1 min 18 s left

                running
                ff-cnn neuron 0        epoch 5 of 10
                ff-cnn neuron 1  just begun, or next

                model   fits  neurons   CORR
                rf-cnn   3/3        3  0.375
                ff-cnn   0/3        0      –
                CORR: mean over these neurons, on the test images, protocol holdout
                rf-cnn: 1 of 3 neurons have no CORR: constant values or a diverged fit
                best neurons: 0 (0.500, rf-cnn), 1 (0.250, rf-cnn)
                """);
    }

    @Test
    void of_a_study_that_has_just_begun() throws IOException {
        assertThat(text(run(3, "rf-cnn").begin(0), 0)).isEqualTo("""
                runs/m1s1: running for 1 s on 2 threads, last change 1 s ago
                [..............................] 0 of 3 fits done, 2 running, 1 left
                time left: not known yet

                running
                rf-cnn neuron 0  just begun, or next
                rf-cnn neuron 1  just begun, or next

                model   fits  neurons   CORR
                rf-cnn   0/3        0      –
                no scores yet
                """);
    }

    @Test
    void of_a_study_that_was_killed() throws IOException {
        assertThat(text(half(), 110 + 12 * 60 + 5)).startsWith("""
                runs/m1s1: stopped, it seems: no change for 12 min 5 s
                [###############...............] 3 of 6 fits done, 1 begun, 2 left
                the same command goes on from here

                begun
                ff-cnn neuron 0  epoch 5 of 10

                model   fits  neurons   CORR
                """);
    }

    @Test
    void of_a_study_that_has_finished() throws IOException {
        MadeUpRun run = run(1, "rf-cnn");
        run.begin(0).done(3, run.fit("rf-cnn", 0)).score(3, run.row(run.fit("rf-cnn", 0), 0.5));

        assertThat(text(run.end(0, 4), 4 + 3600 * 26 + 300)).isEqualTo("""
                runs/m1s1: finished 26 h 5 min ago, after 4 s on 2 threads
                [##############################] 1 of 1 fits done

                model   fits  neurons   CORR
                rf-cnn   1/1        1  0.500
                CORR: mean over these neurons, on the test images, protocol holdout
                best neurons: 0 (0.500, rf-cnn)
                """);
        assertThat(text(run.begin(100).end(100, 103), 113))
                .startsWith("runs/m1s1: finished 10 s ago; its last session took 3 s on 2 threads\n");
    }

    @Test
    void of_a_study_whose_files_were_lost() throws IOException {
        assertThat(text(half().end(0, 120), 130)).startsWith("""
                runs/m1s1: ended, but fits are missing, 10 s ago, after 2 min 0 s on 2 threads
                [###############...............] 3 of 6 fits done, 3 left

                model   fits  neurons   CORR
                """);
    }

    @Test
    void of_a_study_that_has_grown_to_shares_and_seeds() throws IOException {
        MadeUpRun run = run(1, "rf-cnn").grow(List.of(0.25, 1.0), List.of(1L, 2L));
        Fit first = run.fit("rf-cnn", 0, 0.25, 1);
        Fit second = run.fit("rf-cnn", 0, 0.25, 2);
        Fit undefined = run.fit("rf-cnn", 0, 1, 1);
        run.begin(0)
                .done(60, first, second)
                .begin(100)
                .done(120, undefined)
                .score(120, run.row(first, 0.5), run.row(second, 0.75), run.row(undefined, Double.NaN));

        assertThat(text(run, 120)).isEqualTo("""
                runs/m1s1: running for 20 s on 2 threads, last change 1 s ago
                [######################........] 3 of 4 fits done, 1 running, 0 left
                time left: not known yet

                running
                rf-cnn neuron 0, seed 2  just begun, or next

                model   share  fits  neurons   CORR
                rf-cnn   0.25   2/2        1  0.625
                rf-cnn      1   1/2        1      –
                CORR: mean over these neurons, on the test images, protocol holdout
                rf-cnn: 1 of 1 neuron has no CORR: constant values or a diverged fit
                best neurons: 0 (0.625, rf-cnn, share 0.25)
                """);
    }

    @Test
    void says_which_file_is_damaged() throws IOException {
        MadeUpRun run = half();
        run.put(run.folder().scores(), 90, "\u001b[31mred".getBytes(StandardCharsets.UTF_8));

        assertThat(ProgressText.of("run", run.at(114)))
                .endsWith("cannot be read: scores.csv: expected the columns"
                        + " model,neuron,neuron_id,tier,protocol,share,seed,epoch,corr,ptj,pts,pt_chance,ptr,"
                        + "corr_single_trial,feve,cc_norm,spread");
    }

    @Test
    void counts_fits_under_way_that_are_many() throws IOException {
        MadeUpRun run = run(20, "rf-cnn").begin(0);
        for (int neuron = 0; neuron < 20; neuron++) {
            run.reach(10, run.fit("rf-cnn", neuron), 1);
        }

        assertThat(text(run, 10))
                .contains("0 of 20 fits done, 20 running, 0 left")
                .contains("\nrf-cnn neuron 15  epoch 1 of 10\nand 4 more\n\nmodel ");
    }

    @ParameterizedTest(name = "{0} fits in {1} s")
    @CsvSource({
        "3, 2, 1.5 fits a second",
        "2, 2, 1.0 fits a second",
        "2, 4, 30.0 fits a minute",
        "2, 120, 1.0 fits a minute",
        "2, 122, 59.0 fits an hour",
        "2, 14400, 0.5 fits an hour"
    })
    void says_the_rate_in_a_unit_that_can_be_read(int fits, int second, String rate) throws IOException {
        MadeUpRun run = run(5, "rf-cnn").begin(0);
        for (int neuron = 0; neuron < fits; neuron++) {
            run.done(second, run.fit("rf-cnn", neuron));
        }

        assertThat(text(run, second)).contains("\n" + rate + ", about ");
    }

    @Test
    void has_nothing_that_a_terminal_would_obey() throws IOException {
        MadeUpRun run = half();
        run.write(new Session("\u001b[2J", "\u0007", "", "", "\u009b", "", 2));

        List<String> lines = ProgressText.of("evil\u001b]0;title\u0007\nname\u202e\u2028", run.at(114));

        assertThat(lines.get(0)).startsWith("evil?]0;title??name??: running on 2 threads, ");
        assertThat(String.join("", lines)).doesNotContainPattern("\\p{Cntrl}");
    }
}
