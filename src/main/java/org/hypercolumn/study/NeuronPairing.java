package org.hypercolumn.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.train.FitScore;
import org.hypercolumn.train.RunData;

/** Which neuron of one run is which of another: a neuron is known by its site and id, its place says nothing elsewhere. */
final class NeuronPairing {

    private NeuronPairing() {}

    /**
     * The second run with its neurons numbered as the first one numbers them; those that the first has not get numbers that
     * it has not.
     *
     * @throws BadDataFileException if nothing says which neurons are the same, or none are
     */
    static ScoredRun renumbered(ScoredRun first, ScoredRun second, ComparisonChoice choice)
            throws BadDataFileException {
        ScoredRun renumbered = second;
        if (choice.neurons() == ComparisonChoice.Neurons.BY_ID && !sameRecording(first, second)) {
            renumbered = byId(first, second, choice);
        }
        if (renumbered.neurons().stream().noneMatch(first.neurons()::contains)) {
            throw new BadDataFileException(
                    second.folder().path(),
                    "has no neuron in common with %s, of %d and %d that have scores; give runs of the same neurons"
                            .formatted(
                                    first.name(),
                                    second.neurons().size(),
                                    first.neurons().size()));
        }
        return renumbered;
    }

    /** Whether both were made from the same bytes, read alike, so that equal places are equal neurons. */
    static boolean sameRecording(ScoredRun first, ScoredRun second) {
        return first.description().data().isSameRecording(second.description().data());
    }

    private static ScoredRun byId(ScoredRun first, ScoredRun second, ComparisonChoice choice)
            throws BadDataFileException {
        RunData data = first.description().data();
        RunData otherData = second.description().data();
        if (!data.site().equals(otherData.site()) && choice.differences() == ComparisonChoice.Differences.REFUSED) {
            throw new BadDataFileException(
                    second.folder().path(),
                    "is of site %s and %s of site %s; where these are two names of one site, say --allow-different"
                            .formatted(otherData.site(), first.name(), data.site()));
        }
        Optional<NeuronIds> ids = data.neuronIds();
        Optional<NeuronIds> others = otherData.neuronIds();
        if (ids.isEmpty() || others.isEmpty()) {
            String nameless = ids.isPresent() ? second.name() + " has no neuron ids" : "neither run has neuron ids";
            throw new BadDataFileException(
                    second.folder().path(),
                    "was made from other files than %s, and %s; where equal places are equal neurons, say --by-place"
                            .formatted(
                                    first.name(), others.isPresent() ? first.name() + " has no neuron ids" : nameless));
        }
        return second.withRows(numbered(second.rows(), others.get(), ids.get()));
    }

    private static List<FitScore> numbered(List<FitScore> rows, NeuronIds others, NeuronIds ids) {
        List<FitScore> numbered = new ArrayList<>();
        for (FitScore row : rows) {
            int unknown = ids.count() + row.neuron();
            int number = ids.indexOf(others.at(row.neuron())).orElse(unknown);
            numbered.add(row.withNeuron(number));
        }
        return numbered;
    }
}
