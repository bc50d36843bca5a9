package org.hypercolumn.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.kernel.AdamStep;
import org.hypercolumn.kernel.Kernels;

/**
 * The Adam optimiser of one network's trained parameters, with its moments. Mutable.
 *
 * <p>Source: Kingma, Ba, "Adam", ICLR 2015, in PyTorch's form; see {@link AdamStep}.
 */
public final class Adam {

    /**
     * What the optimiser is told.
     *
     * @param learningRate step size, above 0
     * @param beta1 decay of the first moment, in [0, 1)
     * @param beta2 decay of the second moment, in [0, 1)
     * @param epsilon added to the root of the second moment, above 0
     */
    public record Settings(double learningRate, double beta1, double beta2, double epsilon) {

        public Settings {
            boolean finite = Double.isFinite(learningRate) && Double.isFinite(epsilon);
            if (!(finite && learningRate > 0 && epsilon > 0 && beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
                throw new IllegalArgumentException(
                        "Adam: learning rate and epsilon must be above 0 and betas in [0, 1), got learning rate %s, epsilon %s, betas %s and %s"
                                .formatted(learningRate, epsilon, beta1, beta2));
            }
        }

        /** The same with another learning rate. */
        public Settings withLearningRate(double changed) {
            return new Settings(changed, beta1, beta2, epsilon);
        }

        /** The paper's, and PyTorch's default: 1e-3, 0.9, 0.999, 1e-8. */
        public static Settings paper() {
            return new Settings(1e-3, 0.9, 0.999, 1e-8);
        }
    }

    private final Kernels kernels;
    private final Settings settings;
    private final List<Parameter> trained;
    private final List<float[]> first = new ArrayList<>();
    private final List<float[]> second = new ArrayList<>();
    private long steps;

    /** An optimiser that has made no step. */
    public Adam(Kernels kernels, Settings settings, Network network) {
        this.kernels = kernels;
        this.settings = settings;
        this.trained = network.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.TRAINED)
                .toList();
        for (Parameter parameter : trained) {
            first.add(Kernels.array(parameter.packedLength()));
            second.add(Kernels.array(parameter.packedLength()));
        }
    }

    /** Moves every trained parameter along its gradient. */
    public void step() {
        steps++;
        AdamStep step =
                AdamStep.of(settings.learningRate(), settings.beta1(), settings.beta2(), settings.epsilon(), steps);
        for (int i = 0; i < trained.size(); i++) {
            Parameter parameter = trained.get(i);
            kernels.adam(
                    parameter.values(),
                    parameter.gradient(),
                    first.get(i),
                    second.get(i),
                    parameter.packedLength(),
                    step);
        }
    }

    /** Steps made. */
    public long steps() {
        return steps;
    }

    /** Copies of the moments in published order: {@code exp_avg.NAME} and {@code exp_avg_sq.NAME}, PyTorch's words. */
    public Map<String, float[]> moments() {
        Map<String, float[]> moments = new LinkedHashMap<>();
        for (int i = 0; i < trained.size(); i++) {
            Parameter parameter = trained.get(i);
            moments.put("exp_avg." + parameter.name(), parameter.inPublishedOrder(first.get(i)));
            moments.put("exp_avg_sq." + parameter.name(), parameter.inPublishedOrder(second.get(i)));
        }
        return moments;
    }

    /**
     * Goes on from {@code steps} steps made, with {@link #moments} as they were then.
     *
     * @throws IllegalArgumentException if a moment is missing or of another length
     */
    public void resume(long steps, Map<String, float[]> moments) {
        for (int i = 0; i < trained.size(); i++) {
            Parameter parameter = trained.get(i);
            parameter.pack(moment(moments, "exp_avg." + parameter.name()), first.get(i));
            parameter.pack(moment(moments, "exp_avg_sq." + parameter.name()), second.get(i));
        }
        this.steps = steps;
    }

    private static float[] moment(Map<String, float[]> moments, String name) {
        float[] moment = moments.get(name);
        if (moment == null) {
            throw new IllegalArgumentException("Adam: moment %s is missing".formatted(name));
        }
        return moment;
    }
}
