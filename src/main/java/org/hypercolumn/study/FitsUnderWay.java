package org.hypercolumn.study;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.train.Fit;

/** Which fits of a run are being made: a fit leaves no file before its first checkpoint, so some of it is inferred. */
final class FitsUnderWay {

    private final List<Fit> fits;
    private final RunFiles files;
    private final Map<String, Architecture> models = new HashMap<>();

    /**
     * The fits under way that files tell.
     *
     * @param fits all of the run, in order
     */
    FitsUnderWay(List<Fit> fits, RunFiles files) {
        this.fits = fits;
        this.files = files;
        fits.forEach(fit -> models.putIfAbsent(fit.architecture().id(), fit.architecture()));
    }

    /**
     * Of a session at work: the fits that it left a checkpoint of, and for each thread that remains the next fit that waits for
     * no other one.
     *
     * @param start of the session
     * @param threads fits at a time
     * @return in the order of the run
     */
    List<RunProgress.UnderWay> atWork(Instant start, int threads) {
        Set<Fit> found = new HashSet<>();
        files.checkpoints().forEach((fit, reached) -> {
            if (!reached.written().isBefore(start)) {
                found.add(fit);
            }
        });
        for (Fit fit : fits) {
            if (found.size() < threads && mayBegin(fit)) {
                found.add(fit);
            }
        }
        return inOrder(found);
    }

    /** Of a session that was stopped: the fits that have a checkpoint to go on from. */
    List<RunProgress.UnderWay> interrupted() {
        return inOrder(files.checkpoints().keySet());
    }

    private List<RunProgress.UnderWay> inOrder(Set<Fit> found) {
        return fits.stream().filter(found::contains).map(this::standing).toList();
    }

    private boolean mayBegin(Fit fit) {
        return !files.models().containsKey(fit)
                && fit.architecture().parents().stream().allMatch(id -> isThere(id, fit));
    }

    private boolean isThere(String parent, Fit fit) {
        Architecture model = models.get(parent);
        return model != null && files.models().containsKey(new Fit(model, fit.neuron(), fit.share(), fit.seed()));
    }

    private RunProgress.UnderWay standing(Fit fit) {
        RunFiles.Reached reached = files.checkpoints().get(fit);
        return new RunProgress.UnderWay(fit, reached == null ? OptionalInt.empty() : OptionalInt.of(reached.epoch()));
    }
}
