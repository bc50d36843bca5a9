package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.metrics.Metric;
import org.hypercolumn.metrics.RepeatMeasure;
import org.hypercolumn.metrics.Summary;

/** What repeats say of a table's scores: how well any model could score, and by chance; nothing without single trials. */
final class CeilingNotes {

    private final TableKind kind;
    private final List<ModelScores> models;
    private final Ceilings ceilings;

    /**
     * Notes of a table.
     *
     * @param models the table's
     * @param ceilings of neurons among which those of the table may be
     */
    CeilingNotes(TableKind kind, List<ModelScores> models, Ceilings ceilings) {
        this.kind = kind;
        this.models = models;
        TreeSet<Integer> neurons = new TreeSet<>();
        models.forEach(model -> neurons.addAll(model.byNeuron().keySet()));
        this.ceilings = ceilings.select(neurons);
    }

    /** A sentence each. */
    List<String> sentences() {
        if (!ceilings.haveTrials()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(ceilings());
        sentences.add("PT_J by chance, after shuffling predictions over images: %s."
                .formatted(each(model -> TableNumbers.value(
                        Metric.PT_J, summary(model, Metric.PT_CHANCE).mean()))));
        sentences.add("FEVE, over the neurons whose FEV is 0.15 or more: %s.".formatted(each(this::explained)));
        return sentences;
    }

    private String ceilings() {
        Summary correlation = ceilings.summary(RepeatMeasure.CORR_CEILING);
        String some = correlation.undefined() == 0
                ? ""
                : " (%d of %d neurons have none)".formatted(correlation.undefined(), neurons(correlation));
        return "What a noise-free model would score, estimated from repeats, means over neurons: CORR %s%s; PT_J %s, PT_S %s and PT_R %s."
                .formatted(
                        TableNumbers.value(Metric.CORR, correlation.mean()),
                        some,
                        mean(Metric.PT_J, RepeatMeasure.PTJ_CEILING),
                        mean(Metric.PT_S, RepeatMeasure.PTS_CEILING),
                        mean(Metric.PT_R, RepeatMeasure.PTR_CEILING));
    }

    private String mean(Metric metric, RepeatMeasure ceiling) {
        return TableNumbers.value(metric, ceilings.summary(ceiling).mean());
    }

    private String explained(ModelScores model) {
        Summary summary = summary(model, Metric.FEVE);
        return "%s (%d of %d)"
                .formatted(TableNumbers.value(Metric.FEVE, summary.mean()), summary.defined(), neurons(summary));
    }

    private String each(Function<ModelScores, String> words) {
        return models.stream()
                .map(model -> TableNotes.name(kind, model.model(), model.share()) + " " + words.apply(model))
                .collect(Collectors.joining(", "));
    }

    private static Summary summary(ModelScores model, Metric metric) {
        return Summary.of(model.values(metric));
    }

    private static int neurons(Summary summary) {
        return summary.defined() + summary.undefined();
    }
}
