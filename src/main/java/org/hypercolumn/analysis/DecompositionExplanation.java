package org.hypercolumn.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.metrics.MeanEstimate;

/** What the files of a decomposition hold, and of each model what it is of. */
final class DecompositionExplanation {

    /** Why a share is NaN, in the words of a report. */
    private static final String UNDEFINED = "constant prediction, or one that is not finite";

    private static final String SOURCE =
            "Lin et al. 2025, section 4.4, figures 7 and 9 of A.5. Added to it: shares of the"
                    + " prediction's variation, since a mean contribution may stand in the bias as well";

    private static final List<String> CONVENTIONS = List.of(
            "S images, N neurons, P hypercolumns of the grid, row by row from the top left; indices count from 0",
            "prediction[s] = bias + the sum over p of contribution[s, p], but for rounding to single precision",
            "contribution[s, p]: weights of hypercolumn p times its features for image s; of a readout that combines center and"
                    + " surround, also times w1 at the center and w2 elsewhere, and the bias is w1 * the center's + w2 * the"
                    + " surround's + its own; 0 where the readout does not read",
            "share[p] = cov(contribution p, y) / var(y) over images, y = prediction - bias; dimensionless; shares of a neuron sum to"
                    + " 1; below 0 where a hypercolumn takes away from what the others add; NaN where the prediction is constant",
            "all but shares and weights are in the unit of the recorded responses; NaN is undefined",
            "of equal predictions the image that comes first in the tier ranks first");

    private static final List<String> TABLE = List.of(
            "model: id",
            "neuron: index in the recording; '" + DecompositionText.POPULATION + "' for the mean over neurons, '"
                    + DecompositionText.LOW + "' and '" + DecompositionText.HIGH
                    + "' for the ends of its 95 % interval over neurons (" + MeanEstimate.METHOD + ")",
            "bias: constant part of the prediction",
            "center: mean contribution of the center over images",
            "surround: mean over images of what all other hypercolumns add",
            "center_share: share of the center in the variation of the prediction; the surround's is 1 - center_share",
            "neurons, undefined: how many neurons have a center_share, and how many have not");

    private DecompositionExplanation() {}

    static ObjectNode of(Map<String, Decomposition> models) {
        ObjectNode root = JsonText.object();
        root.put("source", SOURCE);
        root.set("conventions", JsonText.texts(CONVENTIONS));
        root.set("decomposition.csv", JsonText.texts(TABLE));
        ofModel().forEach(root.putObject("decomposition/MODEL.npz")::put);
        ofNeuron().forEach(root.putObject("decomposition/MODEL/neuron_0000.npz")::put);
        ObjectNode all = root.putObject("models");
        models.forEach((model, decomposition) -> put(all.putObject(model), decomposition));
        return root;
    }

    private static void put(ObjectNode node, Decomposition decomposition) {
        PopulationDecomposition population = decomposition.population();
        node.put("rows", decomposition.rows());
        node.put("columns", decomposition.columns());
        node.put("center", decomposition.center());
        node.put("images", decomposition.stimuli());
        node.put("neurons", decomposition.neurons().size());
        node.put("neurons_with_finite_predictions", population.neurons());
        node.set("center_share", JsonText.number(population.centerShare().mean()));
        List<String> notes = new ArrayList<>();
        population.centerShare().undefinedSentence("center share", UNDEFINED).ifPresent(notes::add);
        node.set("notes", JsonText.texts(notes));
    }

    private static Map<String, String> ofModel() {
        Map<String, String> arrays = new LinkedHashMap<>();
        arrays.put("neurons", "[N] indices in the recording");
        arrays.put("grid", "[2] rows and columns of hypercolumns");
        arrays.put("center", "[1] position of the center");
        arrays.put("image_index", "[N, S] " + AnalysisWords.IMAGE_INDEX + "; by falling prediction of the neuron");
        arrays.put("predictions", "[N, S] in that order");
        arrays.put("centers", "[N, S] contribution of the center, in that order");
        arrays.put("surrounds", "[N, S] sum of the other contributions, in that order");
        arrays.put("bias", "[N]");
        arrays.put("combination", "[N, 2] w1 of the center, w2 of the surround; NaN of a readout without them");
        arrays.put("map", "[N, P] mean contribution over images");
        arrays.put("share_map", "[N, P] share in the variation of the prediction");
        String mean = " mean over the neurons with finite predictions";
        arrays.put("population/prediction", "[S]" + mean + ", rank by rank; so are the next two");
        arrays.put("population/center", "[S]");
        arrays.put("population/surround", "[S]");
        arrays.put("population/prediction_error", "[S] standard error of the mean, and so of the other two");
        arrays.put("population/center_error", "[S]");
        arrays.put("population/surround_error", "[S]");
        arrays.put("population/hypercolumns", "[P, S]" + mean + " of each contribution, rank by rank");
        arrays.put("population/bias", "[1]" + mean);
        arrays.put("population/map", "[P]" + mean);
        arrays.put("population/share_map", "[P] mean over the neurons whose share is defined");
        return arrays;
    }

    private static Map<String, String> ofNeuron() {
        Map<String, String> arrays = new LinkedHashMap<>();
        arrays.put("neuron", "[1] index in the recording");
        arrays.put("grid", "[2] rows and columns of hypercolumns");
        arrays.put("center", "[1] position of the center");
        arrays.put("image_index", "[S] " + AnalysisWords.IMAGE_INDEX + "; the order of the arrays below");
        arrays.put("predictions", "[S]");
        arrays.put("contributions", "[S, P]");
        arrays.put("bias", "[1]");
        arrays.put("combination", "[2] w1 of the center, w2 of the surround; NaN of a readout without them");
        return arrays;
    }
}
