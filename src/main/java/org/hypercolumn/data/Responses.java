package org.hypercolumn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measured activity {@code [S, N]} of N neurons to S stimuli, ΔF/F or spikes, finite unless read with {@link Gaps#KEPT};
 * repeats are averaged. Where they came as single trials, these are kept beside them.
 */
public final class Responses {
    private final float[] values; // [N, S]: a neuron's responses lie side by side
    private final int stimuli;
    private final int neurons;
    private final @Nullable Trials trials;

    private Responses(float[] values, int stimuli, int neurons, @Nullable Trials trials) {
        this.values = values;
        this.stimuli = stimuli;
        this.neurons = neurons;
        this.trials = trials;
    }

    /**
     * Wraps a copy of {@code values}.
     *
     * @param values {@code [S * N]}, neuron fastest, ΔF/F or spikes
     * @param stimuli S
     * @param neurons N
     * @throws IllegalArgumentException if the length of {@code values} is not S * N, or a response is NaN or infinite
     */
    public static Responses of(float[] values, int stimuli, int neurons) {
        return of(values, stimuli, neurons, Gaps.REFUSED);
    }

    /** {@link #of(float[], int, int)} that does with NaN and infinite responses as {@code gaps} says. */
    public static Responses of(float[] values, int stimuli, int neurons, Gaps gaps) {
        if (stimuli < 0 || neurons < 0 || values.length != (long) stimuli * neurons) {
            throw new IllegalArgumentException(
                    "responses: expected [S, N] = [%d, %d], got %d values".formatted(stimuli, neurons, values.length));
        }
        float[] columns = new float[values.length];
        for (int s = 0; s < stimuli; s++) {
            for (int n = 0; n < neurons; n++) {
                columns[n * stimuli + s] = values[s * neurons + n];
            }
        }
        return checked(columns, stimuli, neurons, null, gaps);
    }

    /**
     * The means over the repeats that were shown, with the trials beside them if any stimulus was shown twice.
     *
     * @throws IllegalArgumentException if S * N is more than an array can hold, or if there is a stimulus or neuron without
     *     any repeat, or an infinite response, and gaps are refused
     */
    public static Responses ofTrials(Trials trials, Gaps gaps) {
        int stimuli = trials.stimuli();
        int neurons = trials.neurons();
        if ((long) stimuli * neurons > Limits.MOST_ELEMENTS) {
            throw new IllegalArgumentException(
                    "responses: expected at most %d responses, got [%d, %d]; take fewer stimuli or neurons"
                            .formatted(Limits.MOST_ELEMENTS, stimuli, neurons));
        }
        float[] columns = new float[stimuli * neurons];
        for (int s = 0; s < stimuli; s++) {
            for (int n = 0; n < neurons; n++) {
                columns[n * stimuli + s] = (float) mean(trials, s, n);
            }
        }
        return checked(columns, stimuli, neurons, trials.repeats() > 1 ? trials : null, gaps);
    }

    /**
     * The same responses with the single trials that they are the means of.
     *
     * @throws IllegalArgumentException if the trials are of other stimuli or neurons
     */
    public Responses withTrials(Trials found) {
        if (found.stimuli() != stimuli || found.neurons() != neurons) {
            throw new IllegalArgumentException(
                    "responses: expected trials [R, %d, %d], got %s".formatted(stimuli, neurons, found));
        }
        return new Responses(values, stimuli, neurons, found);
    }

    /**
     * Reads an npy file of numbers: {@code [S, N]}, {@code [S]} for one neuron, or trials {@code [R, S, N]}, which are
     * averaged over the repeats that were shown, NaN marking those that were not, and kept as {@link #trials}.
     *
     * @throws BadDataFileException if {@code file} is not npy, has no responses, another shape, or NaN or infinite
     *     responses (of trials: a stimulus without any repeat)
     * @throws IOException if {@code file} cannot be read
     */
    public static Responses read(Path file) throws IOException {
        return read(file, FileDigests.none(), Gaps.REFUSED);
    }

    /** {@link #read(Path)} that leaves the file's SHA-256 in {@code digests} and does with gaps as told. */
    public static Responses read(Path file, FileDigests digests, Gaps gaps) throws IOException {
        return DataFile.read(file, digests, reader -> read(reader, gaps));
    }

    private static Responses read(NpyReader reader, Gaps gaps) throws IOException, ArrayFormatException {
        NpyHeader header = reader.header();
        if (!header.type().isNumeric()) {
            throw new ArrayFormatException("expected responses as numbers, got " + header + "; save it as float32");
        }
        if (header.rank() < 1 || header.rank() > 3) {
            throw new ArrayFormatException("expected responses [S, N], [S] or trials [R, S, N], got " + header
                    + (header.rank() < 1
                            ? "; save a response to each image"
                            : "; average over the axes that are too many, or select from them"));
        }
        if (header.length() == 0) {
            throw new ArrayFormatException(
                    "expected one response or more, got " + header + "; save it again with responses");
        }
        try {
            if (header.rank() == 3) {
                Trials trials = Trials.of(reader.floats(), header.size(0), header.size(1), header.size(2));
                return ofTrials(trials, gaps);
            }
            int neurons = header.rank() == 1 ? 1 : header.size(1);
            return checked(reader.transposed().floats(), header.size(0), neurons, null, gaps);
        } catch (IllegalArgumentException e) {
            throw new ArrayFormatException(String.valueOf(e.getMessage()).replaceFirst("^responses: ", ""));
        }
    }

    /** The mean over the repeats that are not NaN; NaN if all are. */
    private static double mean(Trials trials, int s, int n) {
        double sum = 0;
        int shown = 0;
        for (int r = 0; r < trials.repeats(); r++) {
            double response = trials.at(r, s, n);
            if (!Double.isNaN(response)) {
                sum += response;
                shown++;
            }
        }
        return sum / shown;
    }

    /** S, how many stimuli were shown. */
    public int stimuli() {
        return stimuli;
    }

    /** N, how many neurons were recorded. */
    public int neurons() {
        return neurons;
    }

    /**
     * One response.
     *
     * @throws IllegalArgumentException if there is no such stimulus or neuron
     */
    public float at(int stimulus, int neuron) {
        checkStimulus(stimulus);
        checkNeuron(neuron);
        return values[neuron * stimuli + stimulus];
    }

    /**
     * All responses of one neuron {@code [S]}, a copy.
     *
     * @throws IllegalArgumentException if there is no such neuron
     */
    public float[] neuron(int neuron) {
        checkNeuron(neuron);
        return Arrays.copyOfRange(values, neuron * stimuli, (neuron + 1) * stimuli);
    }

    /** The single trials that these are the means of; empty where the means are all that there is. */
    public Optional<Trials> trials() {
        return Optional.ofNullable(trials);
    }

    /**
     * Whether a neuron responds the same to every stimulus, so that nothing can be correlated with it.
     *
     * @throws IllegalArgumentException if there is no such neuron
     */
    public boolean isConstant(int neuron) {
        checkNeuron(neuron);
        int start = neuron * stimuli;
        for (int i = start + 1; i < start + stimuli; i++) {
            if (values[i] != values[start]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The responses to some of the stimuli, with their trials, in the order given.
     *
     * @param selected each 0 to S - 1; may repeat
     * @throws IllegalArgumentException if there is no such stimulus
     */
    public Responses select(int[] selected) {
        float[] columns = new float[Math.multiplyExact(selected.length, neurons)];
        for (int i = 0; i < selected.length; i++) {
            checkStimulus(selected[i]);
            for (int n = 0; n < neurons; n++) {
                columns[n * selected.length + i] = values[n * stimuli + selected[i]];
            }
        }
        return new Responses(columns, selected.length, neurons, trials == null ? null : trials.select(selected));
    }

    /**
     * The responses of some of the neurons, with their trials, in the order given.
     *
     * @param selected each 0 to N - 1; may repeat
     * @throws IllegalArgumentException if there is no such neuron
     */
    public Responses selectNeurons(int[] selected) {
        float[] columns = new float[Math.multiplyExact(selected.length, stimuli)];
        for (int i = 0; i < selected.length; i++) {
            checkNeuron(selected[i]);
            System.arraycopy(values, selected[i] * stimuli, columns, i * stimuli, stimuli);
        }
        return new Responses(columns, stimuli, selected.length, trials == null ? null : trials.selectNeurons(selected));
    }

    /** Shape in brackets, such as {@code responses [7620, 4]}. */
    @Override
    public String toString() {
        return "responses [%d, %d]".formatted(stimuli, neurons);
    }

    private void checkStimulus(int stimulus) {
        if (stimulus < 0 || stimulus >= stimuli) {
            throw new IllegalArgumentException(
                    "responses: stimulus %d of S = %d asked for".formatted(stimulus, stimuli));
        }
    }

    private void checkNeuron(int neuron) {
        if (neuron < 0 || neuron >= neurons) {
            throw new IllegalArgumentException("responses: neuron %d of N = %d asked for".formatted(neuron, neurons));
        }
    }

    private static Responses checked(float[] columns, int stimuli, int neurons, @Nullable Trials trials, Gaps gaps) {
        int count = 0;
        long first = Long.MAX_VALUE; // place with the neuron fastest, as in the file
        for (int i = 0; i < columns.length; i++) {
            if (!Float.isFinite(columns[i])) {
                count++;
                first = Math.min(first, (long) (i % stimuli) * neurons + i / stimuli);
            }
        }
        if (count > 0 && gaps == Gaps.REFUSED) {
            String where =
                    trials == null ? "" : " in the mean over repeats (where every repeat is NaN, none was shown)";
            throw new IllegalArgumentException(
                    "responses: expected finite responses, got %d NaN or infinite%s, the first at stimulus %d, neuron %d (counted from 0); repair them, or take them out with prepare --drop-incomplete"
                            .formatted(count, where, first / neurons, first % neurons));
        }
        return new Responses(columns, stimuli, neurons, trials);
    }
}
