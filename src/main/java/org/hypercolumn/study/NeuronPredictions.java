package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.analysis.TuningCurves;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.train.PredictionsFile;

/** Responses of some neurons on one tier, recorded and predicted by one model. */
final class NeuronPredictions {

    private final List<Integer> neurons;
    private final int[] places; // [S]
    private final List<float[]> recorded; // [S] each
    private final List<float[]> predicted; // [S] each

    private NeuronPredictions(List<Integer> neurons, int[] places, List<float[]> recorded, List<float[]> predicted) {
        this.neurons = neurons;
        this.places = places;
        this.recorded = recorded;
        this.predicted = predicted;
    }

    /**
     * Those of a file.
     *
     * @param neurons all in the file
     * @throws BadDataFileException if the file has no such tier
     */
    static NeuronPredictions of(PredictionsFile file, String tier, List<Integer> neurons) throws BadDataFileException {
        int[] places = file.places(tier);
        float[] recorded = file.responses(tier);
        float[] predicted = file.predictions(tier);
        List<float[]> recordedOf = new ArrayList<>();
        List<float[]> predictedOf = new ArrayList<>();
        for (int neuron : neurons) {
            int column = file.neurons().indexOf(neuron);
            recordedOf.add(column(recorded, column, file.neurons().size()));
            predictedOf.add(column(predicted, column, file.neurons().size()));
        }
        return new NeuronPredictions(List.copyOf(neurons), places, recordedOf, predictedOf);
    }

    private static float[] column(float[] values, int column, int columns) {
        float[] found = new float[values.length / columns];
        for (int row = 0; row < found.length; row++) {
            found[row] = values[row * columns + column];
        }
        return found;
    }

    /** Both, ranked by the recorded responses. */
    TuningCurves tuning() {
        return TuningCurves.of(neurons, places, recorded, predicted);
    }

    /** The {@code count} most and least effective images of each neuron as recorded. */
    List<EffectiveImages> effectiveRecorded(int count) {
        List<EffectiveImages> found = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            found.add(EffectiveImages.byRecorded(neurons.get(n), recorded.get(n), places, count));
        }
        return found;
    }

    /** The {@code count} most and least effective images of each neuron by the model's predictions. */
    List<EffectiveImages> effective(String model, int count) {
        List<EffectiveImages> found = new ArrayList<>();
        for (int n = 0; n < neurons.size(); n++) {
            found.add(EffectiveImages.byPrediction(
                    neurons.get(n), model, recorded.get(n), predicted.get(n), places, count));
        }
        return found;
    }

    /** The images' places {@code [S]} in the recording's tier; a copy. */
    int[] places() {
        return places.clone();
    }

    /** Recorded responses {@code [S]} of a neuron, in the order of the tier; a copy. */
    float[] recorded(int index) {
        return recorded.get(index).clone();
    }

    /** Predicted responses {@code [S]} of a neuron, in the order of the tier; a copy. */
    float[] predicted(int index) {
        return predicted.get(index).clone();
    }
}
