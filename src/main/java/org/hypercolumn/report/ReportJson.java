package org.hypercolumn.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.figure.AttentionScale;
import org.hypercolumn.figure.ModelLooks;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.PeakTuning;
import org.hypercolumn.metrics.Scores;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.Session;
import org.jspecify.annotations.Nullable;

/** The data that the page reads when it opens: all but the pages of neurons, the figures and the pictures. */
final class ReportJson {

    /** More digits than a table shows, fewer than a double has. */
    private static final MathContext DIGITS = new MathContext(6);

    private static final MathContext SHOWN_DIGITS = new MathContext(4);

    private ReportJson() {}

    static ObjectNode of(ReportData data) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("run", run(data.facts()));
        json.put("tier", data.tier());
        json.put("analyzed", data.analyzed());
        ArrayNode models = json.putArray("models");
        for (ReportData.ReportModel model : data.models()) {
            models.addObject()
                    .put("id", model.id())
                    .put("name", model.name())
                    .put("note", model.note())
                    .put("color", ModelLooks.css(model.id()))
                    .put("onDark", ModelLooks.cssOnDark(model.id()))
                    .put("dashes", ModelLooks.dashes(model.id()));
        }
        ArrayNode metrics = json.putArray("metrics");
        for (Metric metric : Metric.paper()) {
            metrics.addObject()
                    .put("id", metric.id())
                    .put("name", metric.label(data.bins().ranks()))
                    .put("undefined", metric.undefined())
                    .put("ceiling", RunAnalyses.ceiling(metric));
        }
        data.ceilings().forEach(json.putArray("ceilings")::add);
        data.attentionMeasures().forEach(json.putArray("attentionMeasures")::add);
        json.putObject("attentionScale")
                .put("high", data.attentionScale().high())
                .put("highText", data.attentionScale().highText())
                .put("opacity", AttentionScale.MOST_OPAQUE)
                .put("color", AttentionScale.css());
        ObjectNode ranks = json.putObject("ranks");
        ranks.put("count", data.bins().ranks());
        ranks.put("peak", PeakTuning.peakImages(data.bins().ranks()));
        data.bins().starts().forEach(ranks.putArray("starts")::add);
        data.bins().scattered().forEach(ranks.putArray("scattered")::add);
        figures(json.putArray("figures"), data.figures());
        data.missingFigures().forEach(json.putArray("missingFigures")::add);
        ObjectNode missing = json.putObject("missing");
        data.missing().forEach((part, sentence) -> missing.put(part.name().toLowerCase(Locale.ROOT), sentence));
        ArrayNode neurons = json.putArray("neurons");
        data.neurons().forEach(page -> neurons.add(scores(page, data)));
        return json;
    }

    private static void figures(ArrayNode json, List<ReportFigure> figures) {
        for (ReportFigure figure : figures) {
            json.addObject().put("id", figure.id()).put("title", figure.title()).put("caption", figure.caption());
        }
    }

    private static ObjectNode run(RunFacts facts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("site", facts.site()).put("data", facts.data());
        facts.sha256().forEach(json.putObject("sha256")::put);
        facts.models().forEach(json.putArray("models")::add);
        json.put("neurons", facts.neurons());
        ObjectNode ids = json.putObject("neuronIds");
        facts.neuronIds().forEach((neuron, id) -> ids.put(Integer.toString(neuron), id));
        json.put("leaks", facts.leaks() == RunData.Leaks.ALLOWED);
        ArrayNode shares = json.putArray("shares");
        facts.shares().forEach(share -> shares.add(DecimalText.decimal(share)));
        // As text: a seed of 64 bits is no number in a browser.
        ArrayNode seeds = json.putArray("seeds");
        facts.seeds().forEach(seed -> seeds.add(Long.toString(seed)));
        facts.plan().forEach(json.putObject("plan")::put);
        ArrayNode sessions = json.putArray("sessions");
        for (Session session : facts.sessions()) {
            sessions.addObject()
                    .put("started", session.started())
                    .put("ended", session.ended())
                    .put("version", session.version())
                    .put("java", session.java())
                    .put("system", session.system())
                    .put("kernels", session.kernels())
                    .put("threads", session.threads());
        }
        return json;
    }

    /** Scores {@code [shares][models][metrics]}, null where a model was not fitted. */
    private static ObjectNode scores(NeuronPage page, ReportData data) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("neuron", page.neuron());
        ArrayNode shares = json.putArray("scores");
        for (double share : data.facts().shares()) {
            ArrayNode models = shares.addArray();
            for (ReportData.ReportModel model : data.models()) {
                page.scores().stream()
                        .filter(score -> score.model().equals(model.id()) && score.share() == share)
                        .findFirst()
                        .ifPresentOrElse(score -> add(models.addArray(), score.scores()), models::addNull);
            }
        }
        ArrayNode ceilings = json.putArray("ceilings");
        for (int i = 0; i < page.ceilings().size(); i++) {
            ceilings.add(rounded(page.ceilings().at(i)));
        }
        return json;
    }

    static void add(ArrayNode metrics, Scores scores) {
        for (Metric metric : Metric.paper()) {
            metrics.add(rounded(metric.of(scores)));
        }
    }

    /** All pictures, row-major one after the other, in base64, and which image each is of. */
    static ObjectNode thumbnails(ThumbnailSheet sheet) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("height", sheet.height()).put("width", sheet.width());
        sheet.places().forEach(json.putArray("imageIndex")::add);
        json.put("pixels", Base64.getEncoder().encodeToString(sheet.pixels()));
        return json;
    }

    /** The number with 6 digits; null, which JSON has for it, where it is not finite. */
    static @Nullable BigDecimal rounded(double value) {
        return rounded(value, DIGITS);
    }

    /** The same with as many digits as the page shows below an image, and one more. */
    static @Nullable BigDecimal shown(double value) {
        return rounded(value, SHOWN_DIGITS);
    }

    private static @Nullable BigDecimal rounded(double value, MathContext digits) {
        if (!Double.isFinite(value)) {
            return null;
        }
        BigDecimal rounded = new BigDecimal(value).round(digits).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
