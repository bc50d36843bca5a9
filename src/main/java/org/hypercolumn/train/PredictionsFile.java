package org.hypercolumn.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.jspecify.annotations.Nullable;

/** What one model, share and seed of a run predicts: a file of {@code predictions}, read. */
public final class PredictionsFile {

    private final Path file;
    private final List<Integer> neurons;
    private final Map<String, NpyArray> arrays;

    private PredictionsFile(Path file, List<Integer> neurons, Map<String, NpyArray> arrays) {
        this.file = file;
        this.neurons = neurons;
        this.arrays = arrays;
    }

    /**
     * Reads a file of {@code folder} that its run wrote.
     *
     * @throws BadDataFileException if it is missing, damaged, another model's or no such file
     */
    public static PredictionsFile read(RunFolder folder, Path file) throws IOException {
        Map<String, NpyArray> arrays;
        try {
            arrays = NpzFile.read(file);
        } catch (BadDataFileException e) {
            String problem = Files.exists(file) ? "is damaged" : "is missing";
            throw new BadDataFileException(file, problem + "; " + RunFolder.REWRITE, e);
        }
        folder.seal().check(file);
        int[] neurons = indices(file, arrays, "neurons");
        return new PredictionsFile(file, Arrays.stream(neurons).boxed().toList(), arrays);
    }

    /** N, the neurons' indices in the recording. */
    public List<Integer> neurons() {
        return neurons;
    }

    /**
     * The images' indices {@code [S]} in the recording's own tier, which {@code TIER/image_tier} names.
     *
     * @throws BadDataFileException if the file has no such tier
     */
    public int[] places(String tier) throws BadDataFileException {
        String earlier = tier + "/stimuli"; // as version 1.0 called it
        return indices(file, arrays, arrays.containsKey(earlier) ? earlier : tier + "/image_index");
    }

    private static int[] indices(Path file, Map<String, NpyArray> arrays, String name) throws BadDataFileException {
        NpyArray indices = arrays.get(name);
        if (indices == null
                || !indices.type().isInteger()
                || indices.rank() != 1
                || Arrays.stream(indices.toLongs()).anyMatch(index -> index < 0 || index > Integer.MAX_VALUE)) {
            throw damaged(file, name + " as a row of whole numbers from 0 on", indices);
        }
        return Arrays.stream(indices.toLongs()).mapToInt(Math::toIntExact).toArray();
    }

    /** Predicted responses {@code [S, N]}, neuron fastest; as {@link #places}. */
    public float[] predictions(String tier) throws BadDataFileException {
        return values(tier, "predictions");
    }

    /** Recorded responses {@code [S, N]}, neuron fastest; as {@link #places}. */
    public float[] responses(String tier) throws BadDataFileException {
        return values(tier, "responses");
    }

    private float[] values(String tier, String what) throws BadDataFileException {
        int stimuli = places(tier).length;
        NpyArray values = arrays.get(tier + "/" + what);
        if (values == null
                || values.type() != ElementType.F4
                || !Arrays.equals(values.shape(), new int[] {stimuli, neurons.size()})) {
            throw damaged(file, "%s/%s as f4 [%d, %d]".formatted(tier, what, stimuli, neurons.size()), values);
        }
        return values.toFloats();
    }

    private static BadDataFileException damaged(Path file, String expected, @Nullable NpyArray got) {
        return new BadDataFileException(
                file, "expected %s, got %s; %s".formatted(expected, got == null ? "none" : got, RunFolder.REWRITE));
    }
}
