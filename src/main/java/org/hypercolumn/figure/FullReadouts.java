package org.hypercolumn.figure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.analysis.Decomposition;

/** The models of an analysis whose readout reads the surround, which figures of decompositions are of. */
final class FullReadouts {

    private FullReadouts() {}

    static Map<String, Decomposition> of(FigureResults results) {
        Map<String, Decomposition> full = new LinkedHashMap<>();
        results.decompositions().forEach((model, decomposition) -> {
            if (readsSurround(decomposition)) {
                full.put(model, decomposition);
            }
        });
        return full;
    }

    /** Why there are none, if there are none. */
    static Optional<String> missing(FigureResults results) {
        if (results.decompositions().isEmpty()) {
            return Optional.of(
                    "no readout is decomposed; run analyze --what decomposition, of models with a full readout");
        }
        return of(results).isEmpty()
                ? Optional.of(
                        "no analyzed model reads other hypercolumns than the center: all have a center readout, or the images leave one hypercolumn only")
                : Optional.empty();
    }

    private static boolean readsSurround(Decomposition decomposition) {
        for (int index = 0; index < decomposition.neurons().size(); index++) {
            for (float surround : decomposition.surrounds(index)) {
                if (surround != 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
