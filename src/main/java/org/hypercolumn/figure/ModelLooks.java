package org.hypercolumn.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hypercolumn.drawing.Look;
import org.hypercolumn.drawing.Palette;

/** Which model has which color in one figure: the paper's models the same ones in all, others what is left. */
final class ModelLooks {

    private static final Map<String, Integer> CATEGORIES = Map.ofEntries(
            Map.entry("ff-cnn", 0),
            Map.entry("ff-sa-cnn", 1),
            Map.entry("rf-cnn", 2),
            Map.entry("rf-sa-cnn", 3),
            Map.entry("recurrent-cnn", 6),
            Map.entry("rf-sa-cnn-star-simul", 4),
            Map.entry("rf-sa-cnn-star-incr", 3),
            Map.entry("ff-sa-cnn-star-simul", 5),
            Map.entry("ff-sa-cnn-star-incr-fc1", 0),
            Map.entry("ff-sa-cnn-star-incr-fc2", 1));

    private final Map<String, Look> looks = new LinkedHashMap<>();

    /** Looks of the models of one figure, all different. */
    ModelLooks(List<String> models) {
        List<Integer> taken = new ArrayList<>();
        for (String model : models) {
            Integer category = CATEGORIES.get(model);
            if (category != null && !taken.contains(category)) {
                taken.add(category);
                looks.put(model, Palette.category(category));
            }
        }
        int next = 0;
        for (String model : models) {
            while (taken.contains(next)) {
                next++;
            }
            if (looks.putIfAbsent(model, Palette.category(next)) == null) {
                taken.add(next);
            }
        }
    }

    Look of(String model) {
        return Objects.requireNonNull(looks.get(model));
    }
}
