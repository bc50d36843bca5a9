package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.hypercolumn.train.ChildProcess;
import org.hypercolumn.train.SmallRecordings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A study over all stages of incremental learning in virtual machines of its own, killed again and again. */
@Tag("slow")
@Timeout(300)
class KilledStudyTest {

    private static final int KILLS = 10;

    /** One in so many kills comes at any moment since the start of Java, the others after up to so many fits. */
    private static final int FEW = 3;

    private static final int LONGEST_START_MILLISECONDS = 800;

    /** Less than a fit takes, so that no session comes to the end. */
    private static final int LONGEST_FIT_MILLISECONDS = 50;

    private static final String MODELS = "rf-cnn,ff-sa-cnn-star-incr-fc1,ff-sa-cnn-star-incr-fc2";
    private static final String NEURONS = "0-2";
    private static final String SEEDS = "1,2";

    /** The models, rf-cnn-c30 and rf-sa-cnn-star-incr; of 3 neurons with 2 seeds. */
    private static final int FITS = 5 * 3 * 2;

    /** Smallest images that have a surround. */
    private static final int SIDE = 20;

    @TempDir
    private Path temporary;

    private Path data;
    private Path run;

    private List<String> study(Path out) {
        return List.of(
                "study",
                data.toString(),
                "--models=" + MODELS,
                "--neurons=" + NEURONS,
                "--seeds=" + SEEDS,
                "--epochs=" + HastyStudy.EPOCHS,
                "--batch=" + HastyStudy.BATCH,
                "--threads=2",
                "--out=" + out);
    }

    /** The program itself, or one that leaves a checkpoint an epoch. */
    private ChildProcess start(int session) throws IOException {
        return leavesCheckpoints(session)
                ? ChildProcess.start(
                        temporary,
                        List.of(),
                        HastyStudy.class,
                        List.of(data.toString(), MODELS, NEURONS, SEEDS, run.toString()))
                : ChildProcess.start(temporary, List.of(), Launch.class, study(run));
    }

    private static boolean leavesCheckpoints(int session) {
        return session % 2 == 1;
    }

    private static Map<String, String> contents(Path run) throws IOException {
        return SmallRecordings.results(run);
    }

    /** Models that are there, or checkpoints, whole ones only; files may go while it looks. */
    private List<Path> files(String kind) {
        List<Path> found = new ArrayList<>();
        for (File folder : listed(run.resolve(kind).toFile())) {
            for (File file : listed(folder)) {
                if (file.getName().startsWith("neuron_")) {
                    found.add(file.toPath());
                }
            }
        }
        return found;
    }

    private static File[] listed(File folder) {
        File[] files = folder.listFiles();
        return files == null ? new File[0] : files;
    }

    /** Kills a session at a random moment, if it comes to that; whether it did. */
    private boolean kill(int session, SplittableRandom random) throws IOException, InterruptedException {
        int fits = session % FEW == 0 ? 0 : 1 + random.nextInt(FEW);
        try (ChildProcess child = start(session)) {
            if (fits > 0) {
                child.await(() -> child.err().split("/" + FITS + "  ", -1).length > fits);
                if (leavesCheckpoints(session)) {
                    child.await(() -> !files("checkpoints").isEmpty());
                }
            }
            int longest = fits > 0 ? LONGEST_FIT_MILLISECONDS : LONGEST_START_MILLISECONDS;
            boolean ended = child.endsWithin(random.nextInt(longest));
            if (!ended) {
                child.kill();
            }
            return !ended;
        }
    }

    @Test
    void ends_in_the_same_bytes_after_ten_kills_at_random_moments() throws IOException, InterruptedException {
        data = SmallRecordings.write(temporary.resolve("data"), SIDE, SIDE);
        run = temporary.resolve("killed");
        Path undisturbed = temporary.resolve("undisturbed");
        CommandRun.of(study(undisturbed).toArray()).assertDone();
        var random = new SplittableRandom(1);
        Set<Integer> there = new TreeSet<>();
        Set<Path> folders = new TreeSet<>();
        int underWay = 0;

        for (int session = 0; session < KILLS; session++) {
            assertThat(kill(session, random))
                    .as("session %d was killed", session)
                    .isTrue();
            List<Path> models = files("models");
            there.add(models.size());
            models.forEach(model -> folders.add(model.getParent()));
            underWay += files("checkpoints").size();
        }

        assertThat(there).as("numbers of fits after kills").hasSizeGreaterThan(KILLS / 2);
        assertThat(there).allMatch(fits -> fits < FITS);
        assertThat(folders).as("models and seeds that were begun").hasSizeGreaterThan(2);
        assertThat(underWay).as("fits that kills left under way").isPositive();
        try (ChildProcess last = start(0)) {
            assertThat(last.exitCode()).as(last.err()).isZero();
            assertThat(last.err()).contains(" of %d fits are already done; ".formatted(FITS));
        }
        assertThat(contents(run)).isEqualTo(contents(undisturbed)).hasSize(1 + 1 + 2 + FITS + 5 * 2 + 3);
        assertThat(RecomputedTables.assertTrue(run).get("table2")).hasSize(4);
    }
}
