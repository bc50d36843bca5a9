package org.hypercolumn.data;

import java.util.stream.IntStream;

/**
 * Single trials {@code [R, S, N]}: what each of N neurons did each of R times that each of S stimuli was shown. NaN where a
 * stimulus was not shown that often. Selections share the values.
 */
public final class Trials {
    private final float[] values; // [R, all stimuli, N]
    private final int repeats;
    private final int all;
    private final int neurons;
    private final int[] stimuli; // which of all, in our order

    private Trials(float[] values, int repeats, int all, int neurons, int[] stimuli) {
        this.values = values;
        this.repeats = repeats;
        this.all = all;
        this.neurons = neurons;
        this.stimuli = stimuli;
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
        return owning(values.clone(), repeats, stimuli, neurons);
    }

    /** Takes the trials over from an array {@code [R, S, N]} of numbers, rounded to float. */
    static Trials of(NpyArray trials) {
        float[] values = trials.elements() instanceof float[] floats ? floats : trials.toFloats();
        return owning(values, trials.size(0), trials.size(1), trials.size(2));
    }

    private static Trials owning(float[] values, int repeats, int stimuli, int neurons) {
        return new Trials(
                values, repeats, stimuli, neurons, IntStream.range(0, stimuli).toArray());
    }

    /** R, how often a stimulus was shown at most. */
    public int repeats() {
        return repeats;
    }

    /** S, how many stimuli were shown. */
    public int stimuli() {
        return stimuli.length;
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
        check("stimulus", stimulus, "S", stimuli.length);
        check("neuron", neuron, "N", neurons);
        return value(repeat, stimulus, neuron);
    }

    /**
     * How often a stimulus was shown to a neuron.
     *
     * @throws IllegalArgumentException if there is no such stimulus or neuron
     */
    public int repeats(int stimulus, int neuron) {
        check("stimulus", stimulus, "S", stimuli.length);
        check("neuron", neuron, "N", neurons);
        int shown = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            shown += Float.isNaN(value(repeat, stimulus, neuron)) ? 0 : 1;
        }
        return shown;
    }

    /**
     * All trials of one neuron: for each stimulus those that were shown, in their order; copies, none NaN.
     *
     * @throws IllegalArgumentException if there is no such neuron
     */
    public float[][] neuron(int neuron) {
        check("neuron", neuron, "N", neurons);
        float[][] trials = new float[stimuli.length][];
        for (int stimulus = 0; stimulus < trials.length; stimulus++) {
            trials[stimulus] = new float[repeats(stimulus, neuron)];
            int next = 0;
            for (int repeat = 0; repeat < repeats; repeat++) {
                float value = value(repeat, stimulus, neuron);
                if (!Float.isNaN(value)) {
                    trials[stimulus][next++] = value;
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
        int[] chosen = new int[selected.length];
        for (int i = 0; i < selected.length; i++) {
            check("stimulus", selected[i], "S", stimuli.length);
            chosen[i] = stimuli[selected[i]];
        }
        return new Trials(values, repeats, all, neurons, chosen);
    }

    /** Shape in brackets, such as {@code trials [10, 640, 50]}. */
    @Override
    public String toString() {
        return "trials [%d, %d, %d]".formatted(repeats, stimuli.length, neurons);
    }

    private float value(int repeat, int stimulus, int neuron) {
        return values[(repeat * all + stimuli[stimulus]) * neurons + neuron];
    }

    private static void check(String what, int index, String letter, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "trials: %s %d of %s = %d asked for".formatted(what, index, letter, count));
        }
    }
}
