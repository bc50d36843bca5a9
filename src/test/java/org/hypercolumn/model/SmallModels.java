package org.hypercolumn.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.Parameter;
import org.hypercolumn.stimulus.Normalization;

/** Models and stimuli to test with, drawn by seed. */
public final class SmallModels {

    static final int HEIGHT = 17;
    static final int WIDTH = 19;

    private SmallModels() {}

    /** Two blocks of 3 channels: images of 6 x 6 leave one hypercolumn, those of 17 x 19 a grid of 6 x 7. */
    public static Architecture tiny(ReadoutKind readout) {
        return new Architecture("tiny", 3, List.of(Block.pooled(3, 0.3), Block.plain(2, 0)), readout);
    }

    /** A model whose every parameter and statistic differs from those of a fresh network. */
    public static FittedModel drawn(Architecture architecture, int height, int width, long seed) {
        Network network = Networks.of(architecture, new ScalarKernels(), height, width, 1);
        var random = new SplittableRandom(seed);
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            float[] drawn = new float[parameter.length()];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = value(parameter, random);
            }
            values.put(parameter.name(), drawn);
        }
        network.load(values);
        return FittedModel.of(architecture, new Normalization(117.25, 1.0 / 3), network);
    }

    private static float value(Parameter parameter, SplittableRandom random) {
        if (parameter.role() == Parameter.Role.COUNTER) {
            return random.nextInt(100_000);
        }
        return parameter.name().endsWith("running_var")
                ? (float) random.nextDouble(0.5, 2)
                : (float) random.nextDouble(-0.5, 0.5);
    }

    /** Images of any gray levels. */
    public static Stimuli stimuli(int count, int height, int width, long seed) {
        var random = new SplittableRandom(seed);
        float[] pixels = new float[count * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble(116, 119);
        }
        return Stimuli.of(pixels, count, height, width);
    }
}
