package org.hypercolumn.report;

import java.util.List;
import org.hypercolumn.analysis.EffectiveImages;
import org.hypercolumn.metrics.Scores;

/**
 * What the page of one neuron shows; a list is empty where there is nothing to show.
 *
 * @param neuron index in the recording
 * @param scores of the models, means over seeds
 * @param ceilings in the order of {@link ReportData#ceilings}; NaN where undefined; empty without trials
 * @param recorded responses by rank; empty without tuning curves
 * @param tuning predictions of the models by the same ranks
 * @param decomposition of the models whose readout is full
 * @param attention of the models that have self-attention
 * @param filters of the models' first layers
 * @param images that drive it most and least
 * @param training of the models
 */
record NeuronPage(
        int neuron,
        List<Score> scores,
        Values ceilings,
        Recorded recorded,
        List<Tuning> tuning,
        List<Contributions> decomposition,
        List<Attention> attention,
        List<Filters> filters,
        List<ImageRow> images,
        List<Training> training) {

    NeuronPage {
        scores = List.copyOf(scores);
        tuning = List.copyOf(tuning);
        decomposition = List.copyOf(decomposition);
        attention = List.copyOf(attention);
        filters = List.copyOf(filters);
        images = List.copyOf(images);
        training = List.copyOf(training);
    }

    /** A model's scores at a share of the training images. */
    record Score(String model, double share, Scores scores) {}

    /**
     * Recorded responses by rank.
     *
     * @param curve means at the points of {@link RankBins}
     * @param scattered at the ranks of {@link RankBins#scattered()}
     * @param threshold θ of peak tuning; NaN where undefined
     */
    record Recorded(Values curve, Values scattered, double threshold) {

        static final Recorded NONE = new Recorded(Values.NONE, Values.NONE, Double.NaN);
    }

    /**
     * A model's predictions by recorded rank, at the ranks at which {@link Recorded} has the responses.
     *
     * @param scores of the fit whose predictions these are; {@link Score} has means over seeds
     */
    record Tuning(String model, Values predicted, Values scattered, Scores scores) {}

    /** Positions of hypercolumns, row-major. */
    record Grid(int rows, int columns, int center) {}

    /**
     * What the hypercolumns add to a full readout's prediction.
     *
     * @param centerShare the center's share in the variation of the prediction, dimensionless
     * @param combination weights of center and surround; NaN of a readout without them
     * @param map {@code [P]} mean over images
     * @param shareMap {@code [P]} shares in the variation of the prediction
     * @param predictions by predicted rank, and so the other two
     */
    record Contributions(
            String model,
            Grid grid,
            double bias,
            double centerShare,
            Values combination,
            Values map,
            Values shareMap,
            Values predictions,
            Values centers,
            Values surrounds) {}

    /** A rectangle of an image in shares of its sides. */
    record Area(double left, double top, double width, double height) {}

    /**
     * Where the center hypercolumn attends to.
     *
     * @param area of the image that the grid covers when each hypercolumn stands at the middle of its receptive field
     * @param images the most effective, places in the tier
     * @param weights {@code [P]} for each of them
     * @param mean {@code [P]} over all images
     * @param measures a neuron's own, in the order of {@link ReportData#attentionMeasures}; NaN where undefined
     */
    record Attention(
            String model,
            Grid grid,
            Area area,
            List<Integer> images,
            List<Values> weights,
            Values mean,
            Values measures) {

        Attention {
            images = List.copyOf(images);
            weights = List.copyOf(weights);
            if (images.size() != weights.size()) {
                throw new IllegalArgumentException("attention: expected a map an image, got %d maps of %d images"
                        .formatted(weights.size(), images.size()));
            }
        }
    }

    /**
     * Filters of a model's first layer.
     *
     * @param weights {@code [C, rows, columns]}, dimensionless
     */
    record Filters(String model, int rows, int columns, Values weights) {}

    /**
     * Images at one end of an order.
     *
     * @param by id of the model whose predictions order them; {@link EffectiveImages#RECORDED} for the recorded responses
     * @param images the utmost first
     */
    record ImageRow(String by, EffectiveImages.End end, List<Shown> images) {

        ImageRow {
            images = List.copyOf(images);
        }
    }

    /** An image, by its place in the tier, with the recorded response and the prediction, NaN where there is none. */
    record Shown(int image, double recorded, double predicted) {}

    /**
     * A fit's epochs.
     *
     * @param chosen the epoch that was kept, from 1
     * @param loss {@code [epochs]}
     * @param correlation {@code [epochs]}, CORR on the images that chose the epoch
     */
    record Training(String model, int chosen, Values loss, Values correlation) {}
}
