package org.hypercolumn.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hypercolumn.model.Architecture;

/**
 * What a run has come to so far, and the files that say it: written as fits end, so that an interrupted run can be read, in
 * an order that does not depend on which ended first. Mutable; one thread's.
 */
final class RunResults {

    /** The fits that share a file of predictions. */
    private record Group(Architecture architecture, double share, long seed) {

        static Group of(Fit fit) {
            return new Group(fit.architecture(), fit.share(), fit.seed());
        }
    }

    private final RunFolder folder;
    private final Partitions partitions;
    private final List<Fit> fits;
    private final Map<Group, List<Fit>> groups = new LinkedHashMap<>();
    private final Map<Group, Integer> left = new HashMap<>();
    private final Map<Fit, EvaluatedFit> ended = new HashMap<>();
    private final Set<Fit> awaited;

    /**
     * Results of a run none of whose fits are read or made yet.
     *
     * @param fits all of the run, in the order of its files
     * @param there those that earlier sessions made
     */
    RunResults(RunFolder folder, Partitions partitions, List<Fit> fits, Set<Fit> there) {
        this.folder = folder;
        this.partitions = partitions;
        this.fits = fits;
        this.awaited = new HashSet<>(there);
        for (Fit fit : fits) {
            groups.computeIfAbsent(Group.of(fit), group -> new ArrayList<>()).add(fit);
            left.merge(Group.of(fit), 1, Integer::sum);
        }
    }

    /**
     * Takes in a fit that has ended, and writes what can be said now.
     *
     * @return whether it was the last of its model, share and seed, and all that was there before is in
     */
    boolean add(EvaluatedFit evaluated) throws IOException {
        ended.put(evaluated.fit(), evaluated);
        awaited.remove(evaluated.fit());
        Group group = Group.of(evaluated.fit());
        boolean last = left.merge(group, -1, Integer::sum) == 0;
        if (last) {
            writePredictions(group);
        }
        // Not before all that was there is back in: a resumed run must not lose rows.
        if (awaited.isEmpty()) {
            ScoresFile.write(folder.scores(), scores());
            if (last) { // the log has a line an epoch: too much to be written after each fit
                RunOutputs.writeLog(folder, ended());
            }
        }
        return last && awaited.isEmpty();
    }

    /** The rows of scores.csv so far. */
    List<FitScore> scores() {
        return ended().stream().map(EvaluatedFit::score).toList();
    }

    private List<EvaluatedFit> ended() {
        return ended(fits);
    }

    private List<EvaluatedFit> ended(List<Fit> among) {
        List<EvaluatedFit> found = new ArrayList<>();
        for (Fit fit : among) {
            EvaluatedFit evaluated = ended.get(fit);
            if (evaluated != null) {
                found.add(evaluated);
            }
        }
        return found;
    }

    private void writePredictions(Group group) throws IOException {
        List<EvaluatedFit> all = ended(groups.getOrDefault(group, List.of()));
        RunOutputs.writePredictions(folder, partitions.of(group.share(), group.seed()), all);
        all.forEach(evaluated -> ended.put(evaluated.fit(), evaluated.withoutPredictions())); // they take memory
    }
}
