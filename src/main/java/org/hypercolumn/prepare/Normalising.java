package org.hypercolumn.prepare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.StimuliBuilder;
import org.hypercolumn.data.StimuliShape;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.stimulus.Normalization;

/** Applies {@link Statistics}: images become z-scores, responses are divided by their deviation and not centred. */
final class Normalising {
    /** The unit of responses that are divided by their standard deviation. */
    static final String UNIT = "standard deviations";

    private Normalising() {}

    static Draft apply(Statistics statistics, Draft draft, List<String> steps) {
        if (!(statistics.divisor(0) > 0)) {
            throw new IllegalArgumentException(
                    "normalise: expected responses that differ, got a standard deviation of 0 for every neuron");
        }
        var images = new Normalization(statistics.imageMean(), statistics.imageDeviation());
        Map<String, Tier> changed = new LinkedHashMap<>();
        draft.tiers()
                .forEach((name, tier) -> changed.put(
                        name,
                        new Tier(
                                stimuli(tier.stimuli(), images),
                                responses(tier.responses(), statistics),
                                tier.labels())));
        steps.add("normalised: images less %s, over %s; responses over their standard deviation"
                .formatted((float) statistics.imageMean(), (float) statistics.imageDeviation()));
        RecordingLabels labels = draft.labels();
        return draft.withTiers(changed)
                .withLabels(new RecordingLabels(
                        labels.neuronIds(), labels.degreesPerPixel(), Optional.of(UNIT), labels.remarks()));
    }

    private static Stimuli stimuli(Stimuli stimuli, Normalization normalization) {
        try {
            var builder = new StimuliBuilder(new StimuliShape(stimuli.count(), stimuli.height(), stimuli.width()));
            float[] image = new float[stimuli.height() * stimuli.width()];
            for (int s = 0; s < stimuli.count(); s++) {
                stimuli.copyTo(s, image, 0);
                normalization.apply(image, 0, image.length);
                builder.set(s, image);
            }
            return builder.build();
        } catch (ArrayFormatException e) {
            throw new IllegalArgumentException("normalise: " + e.problem(), e);
        }
    }

    private static Responses responses(Responses responses, Statistics statistics) {
        int stimuli = responses.stimuli();
        int neurons = responses.neurons();
        float[] values = new float[Math.multiplyExact(stimuli, neurons)];
        List<List<float[]>> trials = new ArrayList<>();
        for (int s = 0; s < stimuli; s++) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                values[s * neurons + neuron] = (float) (responses.at(s, neuron) / statistics.divisor(neuron));
            }
            Optional<Trials> shown = responses.trials();
            if (shown.isPresent()) {
                List<float[]> scaled = shown.get().stimulus(s);
                scaled.forEach(trial -> scale(trial, statistics));
                trials.add(scaled);
            }
        }
        Responses normalised = Responses.of(values, stimuli, neurons, Gaps.KEPT);
        return trials.isEmpty() ? normalised : normalised.withTrials(Trials.owning(trials, neurons));
    }

    private static void scale(float[] trial, Statistics statistics) {
        for (int neuron = 0; neuron < trial.length; neuron++) {
            trial[neuron] = (float) (trial[neuron] / statistics.divisor(neuron));
        }
    }
}
