package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.nn.Adam;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.TrainingPlan;

/** What a reader must know before believing a comparison. */
final class ComparisonNotes {

    private ComparisonNotes() {}

    static List<String> of(ComparisonConditions conditions, List<ComparisonEntry> entries) {
        List<String> notes = new ArrayList<>();
        if (!conditions.isOneRun()) {
            notes.addAll(differences(conditions));
        }
        leaks(conditions).ifPresent(notes::add);
        missing(conditions).ifPresent(notes::add);
        undefined(entries).ifPresent(notes::add);
        int most = entries.stream()
                .mapToInt(entry -> entry.counts().paired())
                .max()
                .orElse(0);
        if (most > 0) {
            TableNotes.tooFew(most).ifPresent(notes::add);
        }
        return notes;
    }

    /** What else two runs differ in, besides what is compared. */
    private static List<String> differences(ComparisonConditions conditions) {
        ScoredRun a = conditions.runA();
        ScoredRun b = conditions.runB();
        List<String> notes = new ArrayList<>();
        if (!NeuronPairing.sameRecording(a, b)) {
            notes.add(
                    "The recordings of A and B are not the same files: a difference may be one of images or responses.");
        }
        List<String> plans = plans(a.description().plan(), b.description().plan());
        if (!plans.isEmpty()) {
            notes.add("A and B were not trained alike: %s.".formatted(String.join(", ", plans)));
        }
        List<String> networks = a.description().models().stream()
                .filter(model -> b.description().models().stream()
                        .anyMatch(other -> other.id().equals(model.id()) && !other.equals(model)))
                .map(Architecture::id)
                .toList();
        if (!networks.isEmpty()) {
            notes.add("Of one id, but not the same network in A and B: %s.".formatted(String.join(", ", networks)));
        }
        return notes;
    }

    private static List<String> plans(TrainingPlan a, TrainingPlan b) {
        Map<String, Function<TrainingPlan, String>> parts = new LinkedHashMap<>();
        parts.put("epochs", plan -> Integer.toString(plan.epochs()));
        parts.put("batch", plan -> Integer.toString(plan.batch()));
        parts.put("learning rate", plan -> DecimalText.of(plan.adam().learningRate()));
        parts.put("rest of Adam", plan -> decays(plan.adam()));
        parts.put("frozen parts", plan -> plan.frozen().id());
        parts.put("protocol", plan -> plan.protocol().id());
        List<String> different = new ArrayList<>();
        parts.forEach((name, part) -> {
            if (!part.apply(a).equals(part.apply(b))) {
                different.add("%s %s and %s".formatted(name, part.apply(a), part.apply(b)));
            }
        });
        return different;
    }

    private static String decays(Adam.Settings adam) {
        return Stream.of(adam.beta1(), adam.beta2(), adam.epsilon())
                .map(DecimalText::of)
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> leaks(ComparisonConditions conditions) {
        Set<String> leaking = new LinkedHashSet<>();
        for (ScoredRun run : List.of(conditions.runA(), conditions.runB())) {
            if (run.description().data().leaks() == RunData.Leaks.ALLOWED) {
                leaking.add(run.name());
            }
        }
        return sentence("Fitted to images that are also reported on, so that scores are too good: ", leaking);
    }

    /** A study under way, or a model that was fitted to fewer neurons or seeds than others of its run. */
    private static Optional<String> missing(ComparisonConditions conditions) {
        Set<String> counts = new LinkedHashSet<>();
        for (ModelComparison.Pair pair : conditions.pairs()) {
            missing(pair.first(), conditions.ofA(), conditions.runA()).ifPresent(counts::add);
            missing(pair.second(), conditions.ofB(), conditions.runB()).ifPresent(counts::add);
        }
        return sentence("Not all fits are there: ", counts);
    }

    private static Optional<String> missing(ModelScores model, TableConditions conditions, ScoredRun run) {
        int expected = conditions.neurons() * conditions.seeds().size();
        return model.fits() < expected
                ? Optional.of(model.model() + " of " + run.name() + " has " + model.fits() + " of " + expected)
                : Optional.empty();
    }

    private static Optional<String> undefined(List<ComparisonEntry> entries) {
        Set<String> reasons = new LinkedHashSet<>();
        for (ComparisonEntry entry : entries) {
            if (entry.counts().undefined() > 0) {
                reasons.add("%s (%s)"
                        .formatted(entry.metric().name(), entry.metric().undefined()));
            }
        }
        return sentence("Neurons counted under NaN are left out, since under A or B they have no ", reasons);
    }

    private static Optional<String> sentence(String beginning, Set<String> parts) {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.stream().collect(Collectors.joining(", ", beginning, ".")));
    }
}
