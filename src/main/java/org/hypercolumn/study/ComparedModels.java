package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.EditDistance;

/** Which models of which runs are compared. */
final class ComparedModels {

    /**
     * Names of two models.
     *
     * @param first of run A
     * @param second of run B
     */
    record Names(String first, String second) {}

    private final ScoredRun first;
    private final ScoredRun second;
    private final ComparisonChoice choice;

    /** Of two runs, or of one that is given twice, with the rows of one share. */
    ComparedModels(ScoredRun first, ScoredRun second, ComparisonChoice choice) {
        this.first = first;
        this.second = second;
        this.choice = choice;
    }

    /**
     * The pairs of models, one or more, in the order chosen or else in that of the runs.
     *
     * @throws BadDataFileException if a run has not what was asked for, or there is nothing to compare
     */
    List<Names> pairs() throws BadDataFileException {
        return isOneRun() ? ofOneRun() : ofTwoRuns();
    }

    private boolean isOneRun() {
        return first.folder() == second.folder();
    }

    private List<Names> ofOneRun() throws BadDataFileException {
        List<String> models = choice.models().isEmpty() ? results(first.models()) : choice.models();
        for (String model : models) {
            require(model);
        }
        if (choice.baseline().isPresent()) {
            require(choice.baseline().get());
        }
        List<Names> pairs = new ArrayList<>();
        String baseline = choice.baseline().orElse(models.get(0));
        for (int one = 0; one < models.size(); one++) {
            if (choice.partners() == ComparisonChoice.Partners.ALL) {
                for (int other = one + 1; other < models.size(); other++) {
                    pairs.add(new Names(models.get(one), models.get(other)));
                }
            } else if (!models.get(one).equals(baseline)) {
                pairs.add(new Names(baseline, models.get(one)));
            }
        }
        if (pairs.isEmpty()) {
            throw new BadDataFileException(
                    first.folder().path(),
                    "expected two models or more to compare, got %s only; give another model or another run too"
                            .formatted(String.join(", ", models)));
        }
        return pairs;
    }

    private List<Names> ofTwoRuns() throws BadDataFileException {
        for (String model : choice.models()) {
            require(model);
        }
        if (choice.baseline().isPresent()) {
            String baseline = choice.baseline().get();
            require(baseline);
            requireIn(first, baseline);
            List<String> models = choice.models().isEmpty() ? results(second.models()) : choice.models();
            for (String model : models) {
                requireIn(second, model);
            }
            return models.stream().map(model -> new Names(baseline, model)).toList();
        }
        for (String model : choice.models()) {
            requireIn(first, model);
            requireIn(second, model);
        }
        List<String> models = choice.models().isEmpty()
                ? first.models().stream().filter(second.models()::contains).toList()
                : choice.models();
        if (models.isEmpty()) {
            throw new BadDataFileException(
                    second.folder().path(),
                    "has no model in common with %s: %s here and %s there; --baseline %s compares with one model there"
                            .formatted(
                                    first.name(),
                                    String.join(", ", second.models()),
                                    String.join(", ", first.models()),
                                    first.models().get(0)));
        }
        return models.stream().map(model -> new Names(model, model)).toList();
    }

    /** Without the stages of incremental learning, unless there is nothing else. */
    private static List<String> results(List<String> models) {
        List<String> results = models.stream()
                .filter(model -> !StudyTables.STAGES.contains(model))
                .toList();
        return results.isEmpty() ? models : results;
    }

    /** Some run has it. */
    private void require(String model) throws BadDataFileException {
        List<String> known = Stream.concat(first.models().stream(), second.models().stream())
                .distinct()
                .toList();
        if (known.contains(model)) {
            return;
        }
        boolean fitted = Stream.of(first, second)
                .anyMatch(run -> run.description().modelIds().contains(model));
        String who = isOneRun() ? "has no" : "neither it nor %s has a".formatted(second.name());
        String what = fitted
                ? "has no scores of %s yet; run its fit command again".formatted(model)
                : "%s model '%s'%s".formatted(who, model, EditDistance.hint(model, known));
        throw new BadDataFileException(first.folder().path(), what);
    }

    private static void requireIn(ScoredRun run, String model) throws BadDataFileException {
        if (!run.models().contains(model)) {
            throw new BadDataFileException(
                    run.folder().path(),
                    "has no scores of %s, but of %s; choose others, or compare them with one --baseline of the first run"
                            .formatted(model, String.join(", ", run.models())));
        }
    }
}
