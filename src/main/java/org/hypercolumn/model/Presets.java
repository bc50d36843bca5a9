package org.hypercolumn.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.EditDistance;

/** The architectures of the paper by their ids. Source: Lin et al. 2025, figures 2 and 3. */
public final class Presets {

    private static final double DROPOUT = 0.3;

    private static final Map<String, Architecture> BY_ID = new LinkedHashMap<>();

    static {
        add(convolutional("ff-cnn", 32, 3, ReadoutKind.FULL));
        add(convolutional("rf-cnn", 32, 1, ReadoutKind.CENTER));
        add(convolutional("rf-cnn-c30", 30, 1, ReadoutKind.CENTER));
    }

    private Presets() {}

    private static void add(Architecture architecture) {
        BY_ID.put(architecture.id(), architecture);
    }

    private static Architecture convolutional(String id, int channels, int kernelSize, ReadoutKind readout) {
        List<Block> blocks = List.of(
                new Block.Pooled(5, DROPOUT),
                new Block.Pooled(5, DROPOUT),
                new Block.Plain(kernelSize, DROPOUT),
                new Block.Plain(kernelSize, 0));
        return new Architecture(id, channels, blocks, readout);
    }

    /** All ids, in the paper's order. */
    public static List<String> ids() {
        return List.copyOf(BY_ID.keySet());
    }

    /**
     * The architecture of an id.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest id
     */
    public static Architecture of(String id) {
        Architecture architecture = BY_ID.get(id);
        if (architecture == null) {
            throw new IllegalArgumentException("model '%s' is not known; did you mean '%s'? known are %s"
                    .formatted(id, nearest(id), String.join(", ", ids())));
        }
        return architecture;
    }

    private static String nearest(String id) {
        return BY_ID.keySet().stream()
                .min(Comparator.comparing(known -> EditDistance.between(id, known)))
                .orElseThrow();
    }
}
