package org.hypercolumn.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.nn.SelfAttention.Values;

/** The architectures of the paper by their ids. Source: Lin et al. 2025, figures 2 and 3. */
public final class Presets {

    private static final double DROPOUT = 0.3;

    private static final String STAGE_0 = "rf-cnn-c30";
    private static final String STAGE_1 = "rf-sa-cnn-star-incr";
    private static final String RECURRENT = "recurrent-cnn";
    private static final int KEY_SIZE = 5;
    private static final int ITERATIONS = 7;

    private static final Map<String, Architecture> BY_ID = new LinkedHashMap<>();

    static {
        add(convolutional("ff-cnn", 32, 3, ReadoutKind.FULL));
        add(attending("ff-sa-cnn", Values.MAPPED, 3, ReadoutKind.FULL));
        add(convolutional("rf-cnn", 32, 1, ReadoutKind.CENTER));
        add(attending("rf-sa-cnn", Values.FEATURES, 1, ReadoutKind.CENTER));
        add(attending("rf-sa-cnn-star-simul", Values.MAPPED, 1, ReadoutKind.CENTER));
        Architecture star = attending(STAGE_1, Values.MAPPED, 1, ReadoutKind.CENTER);
        add(startingFrom(STAGE_0, star, 2, Start.anew()));
        add(attending("ff-sa-cnn-star-simul", Values.MAPPED, 1, ReadoutKind.FULL));
        Architecture first = attending("ff-sa-cnn-star-incr-fc1", Values.MAPPED, 1, ReadoutKind.CENTER_AND_SURROUND);
        add(startingFrom(STAGE_1, first, 5, new Start.From(STAGE_1, Start.Then.FROZEN)));
        Architecture second = attending("ff-sa-cnn-star-incr-fc2", Values.MAPPED, 1, ReadoutKind.FULL);
        add(startingFrom(STAGE_1, second, 5, Start.anew()));
        add(convolutional(STAGE_0, 30, 1, ReadoutKind.CENTER));
        add(recurrent());
    }

    private Presets() {}

    private static void add(Architecture architecture) {
        BY_ID.put(architecture.id(), architecture);
    }

    private static Architecture convolutional(String id, int channels, int kernelSize, ReadoutKind readout) {
        List<Block> blocks = List.of(
                Block.pooled(5, DROPOUT),
                Block.pooled(5, DROPOUT),
                Block.plain(kernelSize, DROPOUT),
                Block.plain(kernelSize, 0));
        return new Architecture(id, channels, blocks, readout);
    }

    private static Architecture attending(String id, Values values, int kernelSize, ReadoutKind readout) {
        List<Block> blocks = List.of(
                Block.pooled(5, DROPOUT),
                Block.pooled(5, DROPOUT),
                Block.attention(KEY_SIZE, values, DROPOUT),
                Block.plain(kernelSize, DROPOUT),
                Block.plain(kernelSize, 0));
        return new Architecture(id, 30, blocks, readout);
    }

    /** The recurrent baseline of the ICLR discussion; 3 x 3 kernels and 32 channels come near the parameters of ff-cnn. */
    private static Architecture recurrent() {
        List<Block> blocks =
                List.of(Block.pooled(5, DROPOUT), Block.pooled(5, DROPOUT), Block.recurrent(3, ITERATIONS, 0));
        return new Architecture(RECURRENT, 32, blocks, ReadoutKind.FULL);
    }

    /** The same with its first blocks taken from a model and frozen. */
    private static Architecture startingFrom(String model, Architecture architecture, int blocks, Start readout) {
        Start frozen = new Start.From(model, Start.Then.FROZEN);
        List<Block> changed = new ArrayList<>(architecture.blocks());
        for (int i = 0; i < blocks; i++) {
            changed.set(i, changed.get(i).withStart(frozen));
        }
        return new Architecture(architecture.id(), architecture.channels(), changed, architecture.readout(), readout);
    }

    /** The ids of the paper's nine networks, in its order. */
    public static List<String> paper() {
        return ids().stream()
                .filter(id -> !id.equals(STAGE_0) && !id.equals(RECURRENT))
                .toList();
    }

    /** All ids: the paper's networks in its order, the first stage of incremental learning, the recurrent baseline. */
    public static List<String> ids() {
        return List.copyOf(BY_ID.keySet());
    }

    /**
     * The architecture of an id, the paper's or its appendix's.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest id
     */
    public static Architecture of(String id) {
        Architecture architecture = BY_ID.get(id);
        if (architecture != null) {
            return architecture;
        }
        if (Appendix.ids().contains(id)) {
            return ArchitectureFile.of(Appendix.text(id));
        }
        List<String> known = new ArrayList<>(ids());
        known.addAll(Appendix.ids());
        String hint = EditDistance.hint(id, known);
        throw new IllegalArgumentException(
                "model '%s' is not known%s hypercolumn models lists all".formatted(id, hint.isEmpty() ? ";" : hint));
    }
}
