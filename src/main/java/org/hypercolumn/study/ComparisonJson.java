package org.hypercolumn.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.metrics.Interval;
import org.hypercolumn.metrics.Metric;

/** A comparison as JSON: what the runs are, then one object a metric and pair of models; null where undefined. */
final class ComparisonJson {

    private static final int FORMAT = 1;

    private static final JsonMapper JSON = new JsonMapper();

    private ComparisonJson() {}

    static String text(ComparisonConditions conditions, List<ComparisonEntry> entries, List<String> notes) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("subject", ComparisonCaption.subject(conditions));
        if (conditions.sites().areSeveral()) {
            ArrayNode sites = root.putArray("sites");
            conditions.sites().sites().forEach(site -> sites.add(site(site)));
        } else {
            root.set("a", run(conditions.runA(), conditions.ofA()));
            root.set("b", run(conditions.runB(), conditions.ofB()));
        }
        root.put("unit", conditions.units());
        putNumber(root, "share", conditions.share());
        root.put(
                "pairing",
                conditions.choice().neurons().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        root.put("method", ComparisonCaption.method(conditions));
        ArrayNode comparisons = root.putArray("comparisons");
        entries.forEach(entry -> comparisons.add(comparison(conditions, entry)));
        ArrayNode sentences = root.putArray("notes");
        notes.forEach(sentences::add);
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return JSON.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("comparison: could not be made into JSON", e);
        }
    }

    private static ObjectNode run(ScoredRun run, TableConditions conditions) {
        ObjectNode node = JSON.createObjectNode();
        node.put("run", run.name());
        node.put("site", run.description().data().site());
        node.put("tier", conditions.tier());
        node.put("protocol", conditions.protocol().id());
        node.put("responses", conditions.responses().id());
        ArrayNode seeds = node.putArray("seeds");
        conditions.seeds().forEach(seeds::add);
        node.put("neurons", conditions.neurons());
        run.description().data().sha256().forEach(node.putObject("sha256")::put);
        return node;
    }

    private static ObjectNode site(ComparedSites.Site site) {
        ObjectNode node =
                run(site.run(), TableConditions.of(site.run().rows(), site.run().images()));
        return JSON.createObjectNode()
                .put("name", site.name())
                .put("animal", site.animal())
                .setAll(node);
    }

    private static ObjectNode comparison(ComparisonConditions conditions, ComparisonEntry entry) {
        ObjectNode node = JSON.createObjectNode();
        node.put("metric", entry.metric().id());
        node.put("modelA", entry.modelA());
        node.put("modelB", entry.modelB());
        node.put("paired", entry.counts().paired());
        node.put("onlyA", entry.counts().onlyFirst());
        node.put("onlyB", entry.counts().onlySecond());
        node.put("undefined", entry.counts().undefined());
        putNumber(node, "meanA", entry.meanA());
        putNumber(node, "meanB", entry.meanB());
        putNumber(node, "difference", entry.difference());
        putNumber(node, "low", entry.interval().low());
        putNumber(node, "high", entry.interval().high());
        putNumber(node, "rankBiserial", entry.effect().rankBiserial());
        putNumber(node, "dz", entry.effect().standardized());
        putNumber(node, "pWilcoxon", TableCsv.roundedP(entry.tests().wilcoxon()));
        putNumber(node, "pWilcoxonHolm", TableCsv.roundedP(entry.tests().wilcoxonCorrected()));
        putNumber(node, "pPermutation", TableCsv.roundedP(entry.tests().permutation()));
        putNumber(node, "pPermutationHolm", TableCsv.roundedP(entry.tests().permutationCorrected()));
        node.put("units", entry.estimate().units());
        if (conditions.sites().areSeveral()) {
            putNumber(node, "pUnits", TableCsv.roundedP(entry.meanTests().difference()));
            putNumber(node, "pUnitsHolm", TableCsv.roundedP(entry.meanTests().differenceCorrected()));
            ArrayNode sites = node.putArray("sites");
            entry.bySite().forEach(site -> sites.add(difference(entry.metric(), site)));
        }
        entry.overImages().ifPresent(images -> put(node, entry.metric(), images));
        conditions.bound(entry.metric()).ifPresent(bound -> {
            putNumber(node, "bound", bound);
            putNumber(node, "pEquivalence", TableCsv.roundedP(entry.meanTests().equivalence()));
            putNumber(
                    node,
                    "pEquivalenceHolm",
                    TableCsv.roundedP(entry.meanTests().equivalenceCorrected()));
        });
        return node;
    }

    private static void put(ObjectNode node, Metric metric, OverImages images) {
        Interval interval = metric.intervalOfDifference(images.estimate());
        putNumber(node, "lowImages", interval.low());
        putNumber(node, "highImages", interval.high());
        putNumber(node, "pImages", TableCsv.roundedP(images.estimate().p()));
        putNumber(node, "pImagesHolm", TableCsv.roundedP(images.corrected()));
    }

    private static ObjectNode difference(Metric metric, SiteDifference site) {
        Interval interval = metric.intervalOfDifference(site.estimate());
        ObjectNode node = JSON.createObjectNode();
        node.put("site", site.site().name());
        node.put("paired", site.paired());
        putNumber(node, "difference", site.estimate().mean());
        putNumber(node, "low", interval.low());
        putNumber(node, "high", interval.high());
        return node;
    }

    private static void putNumber(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, DecimalText.decimal(value));
        }
    }
}
