package org.hypercolumn.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hypercolumn.analysis.EffectiveImages;

/** The data of one neuron's page; models are places in the report's list. */
final class NeuronJson {

    private NeuronJson() {}

    static ObjectNode of(NeuronPage page, List<String> models) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("neuron", page.neuron());
        ArrayNode tuning = json.putArray("tuning");
        List<Values> curves = new ArrayList<>(List.of(page.recorded().curve()));
        ArrayNode scores = JsonNodeFactory.instance.arrayNode();
        ArrayNode predicted = JsonNodeFactory.instance.arrayNode();
        for (NeuronPage.Tuning curve : page.tuning()) {
            tuning.add(place(curve.model(), models));
            curves.add(curve.predicted());
            predicted.add(Quantized.coarse(curve.scattered()));
            ReportJson.add(scores.addArray(), curve.scores());
        }
        json.set("curves", Quantized.fine(Values.joined(curves)));
        json.put("theta", ReportJson.rounded(page.recorded().threshold()));
        json.set("recorded", Quantized.fine(page.recorded().scattered()));
        json.set("predicted", predicted);
        json.set("scores", scores);
        ArrayNode decomposition = json.putArray("decomposition");
        for (NeuronPage.Contributions of : page.decomposition()) {
            ObjectNode node = grid(model(decomposition, of.model(), models), of.grid());
            node.put("bias", ReportJson.rounded(of.bias()));
            node.put("centerShare", ReportJson.rounded(of.centerShare()));
            numbers(node.putArray("combination"), of.combination());
            node.set("map", Quantized.coarse(of.map()));
            node.set("shareMap", Quantized.coarse(of.shareMap()));
            List<Values> parts = List.of(of.predictions(), of.centers(), of.surrounds());
            node.set("curves", Quantized.coarse(Values.joined(parts)));
        }
        ArrayNode attention = json.putArray("attention");
        page.attention().forEach(of -> attention(model(attention, of.model(), models), of));
        ArrayNode filters = json.putArray("filters");
        for (NeuronPage.Filters of : page.filters()) {
            model(filters, of.model(), models)
                    .put("rows", of.rows())
                    .put("columns", of.columns())
                    .set("weights", Quantized.coarse(of.weights()));
        }
        ArrayNode images = json.putArray("images");
        for (NeuronPage.ImageRow row : page.images()) {
            ObjectNode node =
                    row.by().equals(EffectiveImages.RECORDED) ? images.addObject() : model(images, row.by(), models);
            node.put("end", row.end().id());
            ArrayNode shown = node.putArray("images"); // image, recorded, predicted in turn
            for (NeuronPage.Shown image : row.images()) {
                shown.add(image.image())
                        .add(ReportJson.shown(image.recorded()))
                        .add(ReportJson.shown(image.predicted()));
            }
        }
        ArrayNode training = json.putArray("training");
        for (NeuronPage.Training of : page.training()) {
            model(training, of.model(), models)
                    .put("chosen", of.chosen())
                    .put("epochs", of.loss().size());
        }
        json.set("loss", joined(page.training(), NeuronPage.Training::loss));
        json.set("corr", joined(page.training(), NeuronPage.Training::correlation));
        return json;
    }

    private static void attention(ObjectNode node, NeuronPage.Attention of) {
        grid(node, of.grid());
        NeuronPage.Area area = of.area();
        numbers(node.putArray("area"), Values.of(area.left(), area.top(), area.width(), area.height()));
        of.images().forEach(node.putArray("imageIndex")::add);
        node.set("weights", Quantized.coarse(Values.joined(of.weights())));
        node.set("mean", Quantized.coarse(of.mean()));
        numbers(node.putArray("measures"), of.measures());
    }

    private static void numbers(ArrayNode list, Values values) {
        for (int i = 0; i < values.size(); i++) {
            list.add(ReportJson.rounded(values.at(i)));
        }
    }

    private static ObjectNode grid(ObjectNode node, NeuronPage.Grid grid) {
        return node.put("rows", grid.rows()).put("columns", grid.columns()).put("centerPosition", grid.center());
    }

    private static ObjectNode joined(List<NeuronPage.Training> training, Function<NeuronPage.Training, Values> curve) {
        return Quantized.fine(Values.joined(training.stream().map(curve).toList()));
    }

    private static ObjectNode model(ArrayNode list, String id, List<String> models) {
        return list.addObject().put("model", place(id, models));
    }

    private static int place(String id, List<String> models) {
        int place = models.indexOf(id);
        if (place < 0) {
            throw new IllegalArgumentException("report: expected one of the models %s, got %s".formatted(models, id));
        }
        return place;
    }
}
