package org.hypercolumn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Block;
import org.hypercolumn.model.ReadoutKind;
import org.hypercolumn.model.Start;

/** Recordings that are fitted in no time, and a look into folders. */
public final class SmallRecordings {

    public static final int HEIGHT = 17;
    public static final int WIDTH = 19;
    public static final int NEURONS = 5;

    /** This neuron responds the same to every image, the others do not. */
    public static final int CONSTANT_NEURON = 3;

    private SmallRecordings() {}

    /** A network of 7 channels; fits in milliseconds. */
    public static Architecture tiny() {
        return new Architecture("tiny", 7, List.of(Block.pooled(5, 0.1), Block.plain(3, 0)), ReadoutKind.FULL);
    }

    /** Where incremental learning begins: a center readout of two blocks. */
    public static Architecture stage() {
        return new Architecture("stage", 7, List.of(Block.pooled(5, 0.1), Block.plain(1, 0)), ReadoutKind.CENTER);
    }

    /** Takes the pooled block of {@link #stage} over and freezes it; the rest is new. */
    public static Architecture child() {
        Start frozen = new Start.From("stage", Start.Then.FROZEN);
        List<Block> blocks = List.of(Block.pooled(5, 0.1).withStart(frozen), Block.plain(3, 0.2));
        return new Architecture("child", 7, blocks, ReadoutKind.FULL);
    }

    /** Takes all of {@link #child} over, freezes the blocks and trains the readout further. */
    public static Architecture grandchild() {
        Start frozen = new Start.From("child", Start.Then.FROZEN);
        Start.From trained = new Start.From("child", Start.Then.TRAINED);
        List<Block> blocks = List.of(
                Block.pooled(5, 0.1).withStart(frozen), Block.plain(3, 0.2).withStart(frozen));
        return new Architecture("grandchild", 7, blocks, ReadoutKind.FULL, trained);
    }

    /** A tier whose responses depend on the middle of the image, with noise. */
    public static Tier tier(int count, long seed) {
        return tier(count, seed, HEIGHT, WIDTH);
    }

    private static Tier tier(int count, long seed, int height, int width) {
        var random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * height * width];
        random.nextBytes(pixels);
        float[] responses = new float[count * NEURONS];
        for (int s = 0; s < count; s++) {
            for (int n = 0; n < NEURONS; n++) {
                int middle = s * height * width + (height / 2) * width + width / 2 + n;
                double seen = (pixels[middle] & 255) / 255.0;
                responses[s * NEURONS + n] =
                        n == CONSTANT_NEURON ? 0.25f : (float) (seen * seen + random.nextDouble(0.2));
            }
        }
        return new Tier(Stimuli.ofBytes(pixels, count, height, width), Responses.of(responses, count, NEURONS));
    }

    /** A recording of all three tiers, not from files. */
    public static Recording recording() {
        return recording(HEIGHT, WIDTH);
    }

    /** The same with images of another size, for models that need it. */
    static Recording recording(int height, int width) {
        return new Recording(
                "lab",
                tier(61, 1, height, width),
                Optional.of(tier(23, 2, height, width)),
                Optional.of(tier(29, 3, height, width)),
                Map.of());
    }

    /** Writes the recording in the paper's layout as site {@code lab}; the folder. */
    public static Path write(Path folder) throws IOException {
        return write(folder, HEIGHT, WIDTH);
    }

    /** The same with images of another size, for models that need it. */
    public static Path write(Path folder, int height, int width) throws IOException {
        Recording recording = recording(height, width);
        Files.createDirectories(folder);
        write(folder, "train", recording.training());
        write(folder, "val", recording.validation().orElseThrow());
        write(folder, "test", recording.test().orElseThrow());
        return folder;
    }

    private static void write(Path folder, String tier, Tier data) throws IOException {
        NpyFile.write(folder.resolve(tier + "_img_lab.npy"), images(data.stimuli()));
        NpyFile.write(folder.resolve(tier + "Rsp_lab.npy"), responses(data.responses()));
    }

    /** {@code [S, H, W, 1]} in bytes. */
    public static NpyArray images(Stimuli stimuli) {
        int length = stimuli.height() * stimuli.width();
        byte[] pixels = new byte[stimuli.count() * length];
        float[] image = new float[length];
        for (int s = 0; s < stimuli.count(); s++) {
            stimuli.copyTo(s, image, 0);
            for (int i = 0; i < length; i++) {
                pixels[s * length + i] = (byte) image[i];
            }
        }
        return NpyArray.ofBytes(pixels, stimuli.count(), stimuli.height(), stimuli.width(), 1);
    }

    /** {@code [S, N]} in doubles, as the paper's files are. */
    public static NpyArray responses(Responses responses) {
        double[] values = new double[responses.stimuli() * responses.neurons()];
        for (int i = 0; i < values.length; i++) {
            values[i] = responses.at(i / responses.neurons(), i % responses.neurons());
        }
        return NpyArray.ofDoubles(values, responses.stimuli(), responses.neurons());
    }

    /** Every file below a folder, hidden ones too, with the SHA-256 of its bytes; empty folders end in a slash. */
    public static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> !path.equals(folder)).forEach(path -> {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (Files.isRegularFile(path)) {
                    contents.put(name, digest(path));
                } else if (isEmpty(path)) {
                    contents.put(name + "/", "");
                }
            });
        }
        return contents;
    }

    /** The same of a run's folder, but for what has times or places: run.json, its copy, its digest and the recording's path. */
    public static Map<String, String> results(Path run) throws IOException {
        Map<String, String> contents = contents(run);
        contents.keySet().removeAll(List.of("run.json", ".run.json", "SHA256SUMS", "local.json"));
        return contents;
    }

    private static String digest(Path file) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
