package org.hypercolumn.analysis;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.AttentionMaps;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Predictor;
import org.hypercolumn.model.ReceptiveFields;
import org.hypercolumn.stimulus.Normalization;

/**
 * Looks how the center hypercolumn of fitted models of one architecture attends in the images of one tier. The images'
 * orientations are found once, for all neurons. Immutable; many threads may use it.
 */
public final class AttentionAnalysis {

    private final Architecture architecture;
    private final Kernels kernels;
    private final Stimuli stimuli;
    private final int[] places;
    private final ImageOrientations orientations;

    private AttentionAnalysis(
            Architecture architecture, Kernels kernels, Stimuli stimuli, int[] places, ImageOrientations orientations) {
        this.architecture = architecture;
        this.kernels = kernels;
        this.stimuli = stimuli;
        this.places = places;
        this.orientations = orientations;
    }

    /**
     * Finds the orientations of images.
     *
     * @param stimuli S images, 1 or more
     * @param places {@code [S]}, each image's place in the recording's tier, read only
     * @throws IllegalArgumentException if the architecture has no attention, there is no image or not a place for each, or the
     *     images are too small
     */
    public static AttentionAnalysis of(Architecture architecture, Kernels kernels, Stimuli stimuli, int[] places) {
        ReceptiveFields fields = architecture
                .attended(stimuli.height(), stimuli.width())
                .orElseThrow(() -> new IllegalArgumentException(
                        "attention: expected a model with attention, got " + architecture.id()));
        if (stimuli.count() == 0 || places.length != stimuli.count()) {
            throw new IllegalArgumentException(
                    "attention: expected an image or more and a place for each, got %d and %d"
                            .formatted(stimuli.count(), places.length));
        }
        return new AttentionAnalysis(
                architecture, kernels, stimuli, places.clone(), ImageOrientations.of(stimuli, fields));
    }

    /**
     * One neuron's attention in all images, computed.
     *
     * @param neuron its index in the recording
     * @param model fitted to it
     * @param otherwise how the model sees pixels if it does not say
     * @param recorded {@code [S]}, its responses to the images, read only
     * @throws IllegalArgumentException if the model is of another architecture or image size, or there is not a response to
     *     each image
     */
    public NeuronAttention of(int neuron, FittedModel model, Normalization otherwise, float[] recorded) {
        if (!model.architecture().equals(architecture)) {
            throw new IllegalArgumentException("attention: expected a model as the others of %s, got one of %s"
                    .formatted(architecture.id(), model.architecture().id()));
        }
        if (recorded.length != stimuli.count()) {
            throw new IllegalArgumentException(
                    "attention: expected responses to %d images, got %d".formatted(stimuli.count(), recorded.length));
        }
        var predictor = new Predictor(architecture, kernels, model.imageHeight(), model.imageWidth());
        model.loadInto(predictor.network());
        AttentionMaps maps =
                predictor.attentionMaps(stimuli, model.normalization().orElse(otherwise));
        double[] coherence = new double[stimuli.count()];
        Arrays.setAll(
                coherence, i -> orientations.coherence(i, orientations.fields().center()));
        return new NeuronAttention(
                architecture.id(),
                neuron,
                AttentionGrid.of(orientations.fields(), stimuli),
                new AttendedImages(places, recorded, coherence),
                maps.center(),
                measures(maps.center(), maps.mean(), orientations));
    }

    /**
     * By measure, of every image, {@code [S]}.
     *
     * @param center weights with the center as query, {@code [S, P]}, read only
     * @param mean weights of all queries on average, {@code [S, P]}, read only
     */
    static Map<AttentionMeasure, double[]> measures(float[] center, float[] mean, ImageOrientations orientations) {
        ReceptiveFields fields = orientations.fields();
        int positions = fields.positions();
        double[] entropy = new double[orientations.images()];
        double[] share = new double[entropy.length];
        for (int i = 0; i < entropy.length; i++) {
            entropy[i] = entropyBits(center, i * positions, positions);
            share[i] = center[i * positions + fields.center()];
        }
        int[] surround = Association.surround(fields);
        double[] association = Association.ofImages(center, orientations, surround);
        double[] ofAllQueries = Association.ofImages(mean, orientations, surround);
        double[] specific = new double[association.length];
        Arrays.setAll(specific, i -> association[i] - ofAllQueries[i]);
        Map<AttentionMeasure, double[]> measures = new EnumMap<>(AttentionMeasure.class);
        measures.put(AttentionMeasure.ENTROPY, entropy);
        measures.put(AttentionMeasure.CENTER_SHARE, share);
        measures.put(AttentionMeasure.ASSOCIATION, association);
        measures.put(
                AttentionMeasure.ASSOCIATION_APART,
                Association.ofImages(center, orientations, Association.apart(fields)));
        measures.put(AttentionMeasure.ASSOCIATION_SPECIFIC, specific);
        return measures;
    }

    /** A weight of 0 adds nothing, its limit. */
    private static double entropyBits(float[] attention, int at, int positions) {
        double sum = 0;
        for (int p = at; p < at + positions; p++) {
            if (attention[p] != 0) {
                sum -= attention[p] * StrictMath.log(attention[p]);
            }
        }
        return sum / StrictMath.log(2) + 0.0; // not -0
    }
}
