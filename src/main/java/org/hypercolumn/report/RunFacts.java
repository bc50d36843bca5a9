package org.hypercolumn.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypercolumn.train.RunData;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.Session;

/**
 * What was run, when and where.
 *
 * @param site name of the site
 * @param data name of the recording's file or folder
 * @param sha256 of each of the recording's files, by its name
 * @param models ids, in the run's order
 * @param neurons how many
 * @param neuronIds what the recording calls them, by index; empty where it does not say
 * @param leaks whether images that were fitted to may be among those reported on
 * @param shares of the training images
 * @param seeds of every random draw
 * @param plan how each neuron was fitted: a name and what it was
 * @param sessions stretches of work, in their order
 */
record RunFacts(
        String site,
        String data,
        Map<String, String> sha256,
        List<String> models,
        int neurons,
        Map<Integer, String> neuronIds,
        RunData.Leaks leaks,
        List<Double> shares,
        List<Long> seeds,
        Map<String, String> plan,
        List<Session> sessions) {

    RunFacts {
        sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
        models = List.copyOf(models);
        neuronIds = Collections.unmodifiableMap(new LinkedHashMap<>(neuronIds));
        shares = List.copyOf(shares);
        seeds = List.copyOf(seeds);
        plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
        sessions = List.copyOf(sessions);
    }

    static RunFacts of(RunDescription description, List<Session> sessions) {
        Map<String, String> plan = new LinkedHashMap<>();
        plan.put("protocol", description.plan().protocol().id());
        plan.put("epochs", Integer.toString(description.plan().epochs()));
        plan.put("batch", Integer.toString(description.plan().batch()));
        plan.put("frozen", description.plan().frozen().id());
        plan.put("responses", description.plan().responses().id());
        Map<Integer, String> ids = new LinkedHashMap<>();
        description.data().neuronIds().ifPresent(all -> description.neurons().forEach(n -> ids.put(n, all.at(n))));
        return new RunFacts(
                description.data().site(),
                description.data().name(),
                description.data().sha256(),
                description.modelIds(),
                description.neurons().size(),
                ids,
                description.data().leaks(),
                description.shares(),
                description.seeds(),
                plan,
                sessions);
    }
}
