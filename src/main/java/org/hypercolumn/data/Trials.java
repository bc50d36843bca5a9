package org.hypercolumn.data;

import java.util.Arrays;
import java.util.List;

/**
 * Single trials {@code [R, S, N]}: what each of N neurons did each time that each of S stimuli was shown, at most R times.
 * NaN where a stimulus was not shown that often, or a neuron not recorded. A stimulus that was shown less often takes less
 * memory. Selections share the values.
 */
public final class Trials {
    private final float[][][] values; // [S][repeats of s][N]; stimuli and trials are shared between selections
    private final int repeats;
    private final int neurons;

    private Trials(float[][][] values, int repeats, int neurons) {
        this.values = values;
        this.repeats = repeats;
        this.neurons = neurons;
    }

    /**
     * Wraps a copy of {@code values}.
     *
     * @param values {@code [R * S * N]}, neuron fastest, ΔF/F or spikes; NaN where not shown
     * @param repeats R
     * @param stimuli S
     * @param neurons N
     * @throws IllegalArgumentException if the length of {@code values} is not R * S * N
     */
    public static Trials of(float[] values, int repeats, int stimuli, int neurons) {
        if (repeats < 0
                || stimuli < 0
                || neurons < 0
                || values.length != Shapes.length(new int[] {repeats, stimuli, neurons})) {
            throw new IllegalArgumentException("trials: expected [R, S, N] = [%d, %d, %d], got %d values"
                    .formatted(repeats, stimuli, neurons, values.length));
        }
        float[][][] byStimulus = new float[stimuli][][];
        for (int s = 0; s < stimuli; s++) {
            int shown = 0;
            float[][] trials = new float[repeats][];
            for (int r = 0; r < repeats; r++) {
                int start = (r * stimuli + s) * neurons;
                trials[r] = Arrays.copyOfRange(values, start, start + neurons);
                shown = allNaN(trials[r]) ? shown : r + 1;
            }
            byStimulus[s] = Arrays.copyOf(trials, shown);
        }
        return new Trials(byStimulus, repeats, neurons);
    }

    /**
     * Takes trials over, stimulus by stimulus.
     *
     * @param trials for each stimulus one array {@code [N]} a trial, in their order; not copied: never to be changed again
     * @param neurons N
     * @throws IllegalArgumentException if a trial is not of N neurons
     */
    public static Trials owning(List<List<float[]>> trials, int neurons) {
        float[][][] values = new float[trials.size()][][];
        int repeats = 0;
        for (int s = 0; s < values.length; s++) {
            values[s] = trials.get(s).toArray(float[][]::new);
            repeats = Math.max(repeats, values[s].length);
            for (float[] trial : values[s]) {
                if (trial.length != neurons) {
                    throw new IllegalArgumentException(
                            "trials: expected responses of %d neurons in each, got %d for stimulus %d"
                                    .formatted(neurons, trial.length, s));
                }
            }
        }
        return new Trials(values, repeats, neurons);
    }

    private static boolean allNaN(float[] trial) {
        for (float value : trial) {
            if (!Float.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** R, how often a stimulus was shown at most. */
    public int repeats() {
        return repeats;
    }

    /** S, how many stimuli were shown. */
    public int stimuli() {
        return values.length;
    }

    /** N, how many neurons were recorded. */
    public int neurons() {
        return neurons;
    }

    /**
     * One trial; NaN if there was none.
     *
     * @throws IllegalArgumentException if there is no such repeat, stimulus or neuron
     */
    public float at(int repeat, int stimulus, int neuron) {
        check("repeat", repeat, "R", repeats);
        check("stimulus", stimulus, "S", values.length);
        check("neuron", neuron, "N", neurons);
        return repeat < values[stimulus].length ? values[stimulus][repeat][neuron] : Float.NaN;
    }

    /**
     * How often a stimulus was shown to a neuron.
     *
     * @throws IllegalArgumentException if there is no such stimulus or neuron
     */
    public int repeats(int stimulus, int neuron) {
        check("stimulus", stimulus, "S", values.length);
        check("neuron", neuron, "N", neurons);
        int shown = 0;
        for (float[] trial : values[stimulus]) {
            shown += Float.isNaN(trial[neuron]) ? 0 : 1;
        }
        return shown;
    }

    /**
     * How many trials of a stimulus are kept, whichever neurons were recorded in them.
     *
     * @throws IllegalArgumentException if there is no such stimulus
     */
    public int kept(int stimulus) {
        check("stimulus", stimulus, "S", values.length);
        return values[stimulus].length;
    }

    /**
     * All trials of one stimulus, {@code [N]} each, in their order; copies, NaN where a neuron was not recorded.
     *
     * @throws IllegalArgumentException if there is no such stimulus
     */
    public List<float[]> stimulus(int stimulus) {
        check("stimulus", stimulus, "S", values.length);
        return Arrays.stream(values[stimulus]).map(float[]::clone).toList();
    }

    /**
     * All trials of one neuron: for each stimulus those that were shown, in their order; copies, none NaN.
     *
     * @throws IllegalArgumentException if there is no such neuron
     */
    public float[][] neuron(int neuron) {
        check("neuron", neuron, "N", neurons);
        float[][] trials = new float[values.length][];
        for (int stimulus = 0; stimulus < trials.length; stimulus++) {
            trials[stimulus] = new float[repeats(stimulus, neuron)];
            int next = 0;
            for (float[] trial : values[stimulus]) {
                if (!Float.isNaN(trial[neuron])) {
                    trials[stimulus][next++] = trial[neuron];
                }
            }
        }
        return trials;
    }

    /**
     * The trials of some of the stimuli, in the order given.
     *
     * @param selected each 0 to S - 1; may repeat
     * @throws IllegalArgumentException if there is no such stimulus
     */
    public Trials select(int[] selected) {
        float[][][] chosen = new float[selected.length][][];
        for (int i = 0; i < selected.length; i++) {
            check("stimulus", selected[i], "S", values.length);
            chosen[i] = values[selected[i]];
        }
        return new Trials(chosen, repeats, neurons);
    }

    /**
     * The trials of some of the neurons, in the order given; copies.
     *
     * @param selected each 0 to N - 1; may repeat
     * @throws IllegalArgumentException if there is no such neuron
     */
    public Trials selectNeurons(int[] selected) {
        for (int neuron : selected) {
            check("neuron", neuron, "N", neurons);
        }
        float[][][] chosen = new float[values.length][][];
        for (int s = 0; s < chosen.length; s++) {
            chosen[s] = new float[values[s].length][selected.length];
            for (int r = 0; r < chosen[s].length; r++) {
                for (int i = 0; i < selected.length; i++) {
                    chosen[s][r][i] = values[s][r][selected[i]];
                }
            }
        }
        return new Trials(chosen, repeats, selected.length);
    }

    /** Shape in brackets, such as {@code trials [10, 640, 50]}. */
    @Override
    public String toString() {
        return "trials [%d, %d, %d]".formatted(repeats, values.length, neurons);
    }

    private static void check(String what, int index, String letter, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "trials: %s %d of %s = %d asked for".formatted(what, index, letter, count));
        }
    }
}
