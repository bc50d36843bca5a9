package org.hypercolumn.figure;

import java.util.Map;

/** What the paper calls its models, which figures say in place of ids. */
public final class ModelName {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ff-cnn", "ff-CNN"),
            Map.entry("ff-sa-cnn", "ff+sa-CNN"),
            Map.entry("rf-cnn", "rf-CNN"),
            Map.entry("rf-sa-cnn", "rf+sa-CNN"),
            Map.entry("rf-sa-cnn-star-simul", "rf+sa-CNN* (Simul.)"),
            Map.entry("rf-sa-cnn-star-incr", "rf+sa-CNN* (Incr.)"),
            Map.entry("ff-sa-cnn-star-simul", "ff+sa-CNN* (Simul.)"),
            Map.entry("ff-sa-cnn-star-incr-fc1", "ff+sa-CNN* (Incr.FC1)"),
            Map.entry("ff-sa-cnn-star-incr-fc2", "ff+sa-CNN* (Incr.FC2)"),
            Map.entry("rf-cnn-c30", "rf-CNN (30 ch.)"),
            Map.entry("recurrent-cnn", "recurrent CNN"));

    private ModelName() {}

    /** The paper's name of the model with this id; the id itself of a model that is not the paper's. */
    public static String of(String id) {
        return NAMES.getOrDefault(id, id);
    }
}
