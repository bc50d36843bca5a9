package org.hypercolumn.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.doctor.Examination;
import org.hypercolumn.doctor.Finding;
import org.hypercolumn.doctor.TierFacts;
import org.hypercolumn.doctor.Values;
import org.hypercolumn.metrics.RepeatMeasure;

/** What the doctor found, for machines; what is undefined or unknown is null. */
final class DoctorJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DoctorJson() {}

    /** Of a recording that cannot be read. */
    static String unreadable(Path data, String problem) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("data", data.toString());
        root.put("refused", true);
        findings(
                root,
                List.of(new Finding(
                        Finding.Kind.UNREADABLE, problem, "repair what is said, or give another recording")));
        return JSON.writeValueAsString(root);
    }

    /** Of a recording that was examined. */
    static String of(Path data, Examination examination, Map<String, String> files, Optional<StudyNeed> need)
            throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        NeuronIds ids = examination.labels().neuronIds();
        root.put("data", data.toString());
        root.put("refused", examination.isRefused());
        findings(root, examination.findings());
        ObjectNode stored = root.putObject("files");
        files.forEach(stored::put);
        root.put("site", examination.site());
        root.put("height", examination.height());
        root.put("width", examination.width());
        root.put("neurons", ids.count());
        root.put("neuronIds", ids.named() ? "given" : "places");
        number(root, "degreesPerPixel", examination.labels().degreesPerPixel().orElse(Double.NaN));
        root.put("responseUnit", examination.labels().responseUnit().orElse(null));
        ArrayNode tiers = root.putArray("tiers");
        examination.tiers().forEach(tier -> tier(tiers.addObject(), tier));
        reliability(root, examination);
        need.ifPresentOrElse(found -> study(root.putObject("study"), found), () -> root.putNull("study"));
        return JSON.writeValueAsString(root);
    }

    private static void findings(ObjectNode root, List<Finding> findings) {
        ArrayNode nodes = root.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode node = nodes.addObject();
            node.put("kind", finding.kind().id());
            node.put("severity", finding.severity().id());
            node.put("what", finding.what());
            node.put("remedy", finding.remedy());
        }
    }

    private static void tier(ObjectNode node, TierFacts tier) {
        node.put("name", tier.name());
        node.put("images", tier.images());
        node.put("kept", tier.kept().name().toLowerCase(Locale.ROOT));
        values(node.putObject("pixels"), tier.pixels());
        values(node.putObject("responses"), tier.responses());
        tier.repeats()
                .ifPresentOrElse(
                        repeats -> {
                            ObjectNode counts = node.putObject("repeats");
                            counts.put("fewest", repeats.fewest());
                            number(counts, "median", repeats.median());
                            counts.put("most", repeats.most());
                        },
                        () -> node.putNull("repeats"));
        node.put("imageIds", tier.ids().name().toLowerCase(Locale.ROOT));
        tier.groups().ifPresentOrElse(groups -> node.put("groups", groups), () -> node.putNull("groups"));
    }

    private static void values(ObjectNode node, Values values) {
        number(node, "smallest", values.smallest());
        number(node, "largest", values.largest());
        number(node, "mean", values.mean());
        number(node, "standardDeviation", values.standardDeviation());
        node.put("notFinite", values.notFinite());
    }

    private static void reliability(ObjectNode root, Examination examination) {
        if (examination.reliabilityTier().isEmpty()) {
            root.putNull("reliability");
            return;
        }
        ObjectNode node = root.putObject("reliability");
        node.put("tier", examination.reliabilityTier().get());
        ArrayNode neurons = node.putArray("neurons");
        examination.reliability().forEach(neuron -> {
            ObjectNode row = neurons.addObject();
            row.put("neuron", neuron.neuron());
            row.put("id", neuron.id());
            for (RepeatMeasure measure : RepeatMeasure.values()) {
                number(row, measure.id(), measure.of(neuron.repeats()));
            }
        });
    }

    private static void study(ObjectNode node, StudyNeed need) {
        node.put("models", need.models());
        node.put("neurons", need.neurons());
        node.put("threads", need.memory().threads());
        number(node, "seconds", need.time().time().high());
        number(node, "secondsAlone", need.time().time().low());
        node.put("fileBytes", need.time().bytes());
        node.put("memoryBytes", need.memory().bytes());
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, DecimalText.decimal(value));
        } else {
            node.putNull(name);
        }
    }
}
