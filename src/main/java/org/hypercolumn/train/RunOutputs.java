package org.hypercolumn.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.WholeFile;

/** What a run leaves besides models and scores: the predictions of every tier and the log of every epoch. */
final class RunOutputs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunOutputs() {}

    /**
     * Writes {@code predictions/MODEL.npz}, share and seed in its name where they are not 1: {@code neurons [N]}, their
     * {@code neuron_ids [N]}, and for each tier {@code TIER/predictions [S, N]}, {@code TIER/responses [S, N]} and which images
     * they are of: {@code TIER/image_index [S]} in the recording's own tier {@code TIER/image_tier [1]}. What scores.csv scores
     * is there again as {@code scored/...}, whichever tier that is; {@code scored/tier [1]} says which.
     *
     * @param fits all fits of one architecture, share and seed
     */
    static void writePredictions(RunFolder folder, Partition partition, List<EvaluatedFit> fits) throws IOException {
        Fit first = fits.get(0).fit();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        long[] neurons = fits.stream().mapToLong(fit -> fit.fit().neuron()).toArray();
        arrays.put("neurons", NpyArray.ofLongs(neurons, neurons.length));
        String[] ids = fits.stream()
                .map(fit -> partition.neuronIds().at(fit.fit().neuron()))
                .toArray(String[]::new);
        arrays.put("neuron_ids", NpyArray.ofText(ids, ids.length));
        for (Map.Entry<String, Tier> entry : partition.evaluated().entrySet()) {
            int stimuli = entry.getValue().count();
            float[] predictions = new float[Math.multiplyExact(stimuli, neurons.length)];
            float[] responses = new float[predictions.length];
            for (int n = 0; n < neurons.length; n++) {
                float[] predicted =
                        Objects.requireNonNull(fits.get(n).predictions().get(entry.getKey()));
                float[] recorded = entry.getValue().responses().neuron((int) neurons[n]);
                for (int s = 0; s < stimuli; s++) {
                    predictions[s * neurons.length + n] = predicted[s];
                    responses[s * neurons.length + n] = recorded[s];
                }
            }
            long[] images = Objects.requireNonNull(partition.images().get(entry.getKey())).stream()
                    .mapToLong(Integer::longValue)
                    .toArray();
            String own = Objects.requireNonNull(partition.imageTiers().get(entry.getKey()));
            arrays.put(entry.getKey() + "/image_index", NpyArray.ofLongs(images, stimuli));
            arrays.put(entry.getKey() + "/image_tier", NpyArray.ofText(new String[] {own}, 1));
            arrays.put(entry.getKey() + "/predictions", NpyArray.ofFloats(predictions, stimuli, neurons.length));
            arrays.put(entry.getKey() + "/responses", NpyArray.ofFloats(responses, stimuli, neurons.length));
        }
        arrays.put("scored/tier", NpyArray.ofText(new String[] {partition.reportName()}, 1));
        for (String name : List.of("image_index", "image_tier", "predictions", "responses")) {
            arrays.put("scored/" + name, Objects.requireNonNull(arrays.get(partition.reportName() + "/" + name)));
        }
        NpzFile.write(folder.predictions(first.architecture(), first.share(), first.seed()), arrays);
    }

    /** Writes {@code log.jsonl}: a line an epoch, fits in the order of the run. */
    static void writeLog(RunFolder folder, List<EvaluatedFit> fits) throws IOException {
        StringBuilder text = new StringBuilder();
        for (EvaluatedFit evaluated : fits) {
            for (Epoch epoch : evaluated.epochs()) {
                ObjectNode line = JSON.createObjectNode();
                line.put("model", evaluated.fit().architecture().id());
                line.put("neuron", evaluated.fit().neuron());
                line.put("share", DecimalText.decimal(evaluated.fit().share()));
                line.put("seed", evaluated.fit().seed());
                line.put("epoch", epoch.number());
                putNumber(line, "loss", epoch.loss());
                putNumber(line, "corr", epoch.correlation());
                text.append(line).append('\n');
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        WholeFile.write(folder.log(), out -> out.write(bytes));
    }

    /** JSON has no NaN: an undefined number is null. */
    private static void putNumber(ObjectNode line, String name, double value) {
        if (Double.isFinite(value)) {
            line.put(name, DecimalText.decimal(value));
        } else {
            line.putNull(name);
        }
    }
}
