package org.hypercolumn.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.cli.Launch;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.train.ChildProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan as large as they come, in a Java of its own with 2 GB. */
@Tag("slow")
class LargeScanTest {
    private static final int TRIALS = 6000;
    private static final int NEURONS = 7000;
    private static final int HEIGHT = 144;
    private static final int WIDTH = 256;
    /** Trials from this one on show 100 images of the test tier 10 times each. */
    private static final int FIRST_TEST = 5000;

    /** Distinct files; all others are links to them, so that the scan takes little space. */
    private static final int DISTINCT = 4;

    @TempDir
    Path temporary;

    /** Images of fractions, which take four bytes a pixel. */
    private Path scan() throws IOException {
        Path scan = temporary.resolve("static1-2-3-GrayImageNet-0");
        Path images = Files.createDirectories(scan.resolve("data/images"));
        Path responses = Files.createDirectories(scan.resolve("data/responses"));
        int[] ids = IntStream.range(0, TRIALS)
                .map(trial -> trial < FIRST_TEST ? trial : FIRST_TEST + trial % 100)
                .toArray();
        var random = new SplittableRandom(1);
        for (int trial = 0; trial < TRIALS; trial++) {
            Path image = images.resolve(trial + ".npy");
            Path response = responses.resolve(trial + ".npy");
            if (trial < DISTINCT) {
                float[] pixels = new float[HEIGHT * WIDTH];
                double[] values = new double[NEURONS];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (float) random.nextDouble(255);
                }
                Arrays.setAll(values, i -> random.nextDouble());
                NpyFile.write(image, NpyArray.ofFloats(pixels, 1, HEIGHT, WIDTH));
                NpyFile.write(response, NpyArray.ofDoubles(values, NEURONS));
            } else {
                Files.createLink(image, images.resolve(ids[trial] % DISTINCT + ".npy"));
                Files.createLink(response, responses.resolve(trial * 7 % DISTINCT + ".npy"));
            }
        }
        meta(scan, ids);
        return scan;
    }

    private static void meta(Path scan, int[] ids) throws IOException {
        Path trials = Files.createDirectories(scan.resolve("meta/trials"));
        String[] tiers = new String[TRIALS];
        Arrays.setAll(tiers, trial -> trial < 4500 ? "train" : trial < FIRST_TEST ? "validation" : "test");
        NpyFile.write(trials.resolve("tiers.npy"), NpyArray.ofText(tiers, TRIALS));
        NpyFile.write(
                trials.resolve("frame_image_id.npy"),
                NpyArray.ofLongs(Arrays.stream(ids).asLongStream().toArray(), TRIALS));
        NpyFile.write(
                Files.createDirectories(scan.resolve("meta/neurons")).resolve("unit_ids.npy"),
                NpyArray.ofLongs(IntStream.range(0, NEURONS).asLongStream().toArray(), NEURONS));
    }

    @Test
    void is_prepared_in_2_gb() throws Exception {
        Path out = temporary.resolve("out");
        List<String> prepare = List.of("prepare", scan().toString(), out.toString(), "--size=64x64");

        try (ChildProcess child = ChildProcess.start(temporary, List.of("-Xmx2g"), Launch.class, prepare)) {
            assertThat(child.exitCode()).as(child.err()).isZero();
        }

        Recording recording = RecordingReader.read(out, ReadOptions.found());
        assertThat(recording.neurons()).isEqualTo(NEURONS);
        assertThat(recording.test().orElseThrow().count()).isEqualTo(100);
        assertThat(recording
                        .test()
                        .orElseThrow()
                        .responses()
                        .trials()
                        .orElseThrow()
                        .repeats())
                .isEqualTo(10);
        assertThat(recording.training().stimuli().height()).isEqualTo(64);
    }
}
