package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@Timeout(300)
class KilledTrainerTest {

    private static final int KILLS = 4;

    /** Some epochs of it. */
    private static final int LONGEST_MILLISECONDS = 300;

    @TempDir
    private static Path temporary;

    private static Map<String, String> undisturbed;

    @BeforeAll
    static void fit_once_undisturbed() throws Exception {
        HastyTrainer.fit(temporary.resolve("undisturbed"), 1);
        undisturbed = SmallRecordings.contents(temporary.resolve("undisturbed"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void goes_on_from_checkpoints_to_the_same_bytes_after_kill_9(long seed) throws Exception {
        Path folder = temporary.resolve("killed" + seed);
        var random = new SplittableRandom(seed);
        int underWay = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildProcess child = start(folder)) {
                String before = checkpoints(folder);
                child.await(() -> !checkpoints(folder).equals(before));
                if (!child.endsWithin(random.nextInt(LONGEST_MILLISECONDS))) {
                    child.kill();
                    underWay += checkpoints(folder).isEmpty() ? 0 : 1;
                }
            }
        }

        try (ChildProcess last = start(folder)) {
            assertThat(last.exitCode()).as(last.err()).isZero();
        }

        assertThat(underWay).as("kills that left a checkpoint").isPositive();
        assertThat(SmallRecordings.contents(folder)).isEqualTo(undisturbed);
    }

    /** Which checkpoints there are, and how far they have come. */
    private static String checkpoints(Path folder) {
        StringBuilder text = new StringBuilder();
        for (int neuron = 0; neuron < SmallRecordings.NEURONS; neuron++) {
            File file = RunFolder.of(folder)
                    .checkpoint(new Fit(SmallRecordings.tiny(), neuron, 1, 1))
                    .toFile();
            text.append(file.exists() ? "%d at %d;".formatted(neuron, file.lastModified()) : "");
        }
        return text.toString();
    }

    private ChildProcess start(Path folder) throws Exception {
        return ChildProcess.start(temporary, List.of(), HastyTrainer.class, List.of(folder.toString(), "2"));
    }
}
