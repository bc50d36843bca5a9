package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.TrainingPlan;

/** What a reader must know before believing a comparison. */
final class ComparisonNotes {

    private ComparisonNotes() {}

    static List<String> of(ComparisonConditions conditions, List<ComparisonEntry> entries) {
        List<String> notes = new ArrayList<>();
        for (ScoredRun run : conditions.whole()) {
            unfinished(run, conditions.share()).ifPresent(notes::add);
        }
        if (conditions.sites().areSeveral()) {
            notes.addAll(sites(conditions));
            fewerUnits(conditions.sites(), entries).ifPresent(notes::add);
        } else if (!conditions.isOneRun()) {
            notes.addAll(differences(conditions));
        }
        leaks(conditions).ifPresent(notes::add);
        undefined(entries).ifPresent(notes::add);
        notes.addAll(peaks(conditions, entries));
        int most = entries.stream()
                .mapToInt(entry -> entry.counts().paired())
                .max()
                .orElse(0);
        if (most > 0 && !conditions.sites().areSeveral()) {
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
        networks(a, b, "A and B").ifPresent(notes::add);
        return notes;
    }

    /** Networks of two runs that have one id, but are not the same. */
    private static Optional<String> networks(ScoredRun a, ScoredRun b, String names) {
        Set<String> networks = new LinkedHashSet<>();
        for (Architecture model : a.description().models()) {
            if (b.description().models().stream()
                    .anyMatch(other -> other.id().equals(model.id()) && !other.equals(model))) {
                networks.add(model.id());
            }
        }
        return sentence("Of one id, but not the same network in %s: ".formatted(names), networks);
    }

    /** Where fewer sites or animals have a score than there are. */
    private static Optional<String> fewerUnits(ComparedSites sites, List<ComparisonEntry> entries) {
        Set<String> fewer = new LinkedHashSet<>();
        for (ComparisonEntry entry : entries) {
            if (entry.estimate().units() < sites.unitCount()) {
                fewer.add("%s of %s and %s (%d)"
                        .formatted(
                                entry.metric().name(),
                                entry.modelA(),
                                entry.modelB(),
                                entry.estimate().units()));
            }
        }
        return sentence(
                "Not all %d %s have the score under A and B, and of fewer than two there is no interval or test: "
                        .formatted(sites.unitCount(), sites.units().id()),
                fewer);
    }

    /** What sites say of other sites and animals, and what else they differ in. */
    private static List<String> sites(ComparisonConditions conditions) {
        List<String> notes = new ArrayList<>();
        ComparedSites sites = conditions.sites();
        if (sites.animals().size() == 1) {
            notes.add(
                    "All sites are of one animal, %s: intervals and tests speak of its other sites, not of other animals."
                            .formatted(sites.sites().get(0).animal()));
        } else if (!sites.haveAnimals()) {
            notes.add("Each site is taken as an animal of its own; if some share one, say so with --animals.");
        }
        ScoredRun first = sites.sites().get(0).run();
        for (ComparedSites.Site site : sites.sites()) {
            List<String> plans =
                    plans(first.description().plan(), site.run().description().plan());
            if (!plans.isEmpty()) {
                notes.add("%s and %s were not trained alike: %s."
                        .formatted(sites.names().get(0), site.name(), String.join(", ", plans)));
            }
            networks(first, site.run(), "%s and %s".formatted(sites.names().get(0), site.name()))
                    .ifPresent(notes::add);
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
        parts.put("responses", plan -> plan.responses().id());
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
        for (ScoredRun run : conditions.runs()) {
            if (run.description().data().leaks() == RunData.Leaks.ALLOWED) {
                leaking.add(run.name());
            }
        }
        return sentence("Fitted to images that are also reported on, so that scores are too good: ", leaking);
    }

    /** A run that does not have all fits of its run.json yet: how many are missing, of which models. */
    private static Optional<String> unfinished(ScoredRun run, double share) {
        RunDescription description = run.description();
        int ofModel = description.neurons().size() * description.seeds().size();
        Set<String> missing = new LinkedHashSet<>();
        int all = 0;
        for (String model : description.modelIds()) {
            int left = ofModel - run.scores(model, share).fits();
            if (left > 0) {
                missing.add(model + " " + left + " of " + ofModel);
                all += left;
            }
        }
        String beginning = String.format(
                Locale.ROOT,
                "%s is unfinished: %d of its %d fits at this share %s missing: ",
                run.name(),
                all,
                ofModel * description.modelIds().size(),
                all == 1 ? "is" : "are");
        return sentence(beginning, missing);
    }

    /** What a reader of peak tuning must know, where it is compared. */
    private static List<String> peaks(ComparisonConditions conditions, List<ComparisonEntry> entries) {
        int most = entries.stream()
                .filter(entry -> entry.metric().isPeakTuning())
                .mapToInt(entry -> entry.counts().paired())
                .max()
                .orElse(0);
        return most == 0
                ? List.of()
                : PeakNotes.of(conditions.images(), most).stream()
                        .map(PeakNotes::sentence)
                        .toList();
    }

    private static Optional<String> undefined(List<ComparisonEntry> entries) {
        Set<String> reasons = new LinkedHashSet<>();
        for (ComparisonEntry entry : entries) {
            if (entry.counts().undefined() > 0) {
                reasons.add("%s (%s)"
                        .formatted(entry.metric().name(), entry.metric().undefined()));
            }
        }
        return sentence("Neurons counted as undefined are excluded, since A or B has no score of them: ", reasons);
    }

    private static Optional<String> sentence(String beginning, Set<String> parts) {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.stream().collect(Collectors.joining(", ", beginning, ".")));
    }
}
