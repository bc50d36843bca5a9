package org.hypercolumn.prepare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;

/** Makes one tier of images of several; those of one id become one image, whose trials follow each other. */
final class JoinedTier {
    private JoinedTier() {}

    /**
     * The tier.
     *
     * @throws IllegalArgumentException if images of one id have different pixels
     * @throws ArrayFormatException if the images do not fit into the heap
     */
    static Tier of(List<Splitting.Row> rows) throws ArrayFormatException {
        List<List<Splitting.Row>> images = byId(rows);
        Responses responses = responses(images);
        List<Splitting.Row> first = images.stream().map(image -> image.get(0)).toList();
        return new Tier(stimuli(first), responses, labels(first));
    }

    private static List<List<Splitting.Row>> byId(List<Splitting.Row> rows) {
        boolean named = rows.stream().allMatch(row -> row.tier().labels().named());
        if (!named) {
            return rows.stream().map(List::of).toList();
        }
        Map<String, List<Splitting.Row>> images = new LinkedHashMap<>();
        for (Splitting.Row row : rows) {
            List<Splitting.Row> same = images.computeIfAbsent(row.id(), id -> new ArrayList<>());
            if (!same.isEmpty() && !digest(same.get(0)).equals(digest(row))) {
                throw new IllegalArgumentException(
                        "split: expected the same image wherever the id is '%s', got others in %s and %s; if these are two images, give each its own id"
                                .formatted(Excerpt.of(row.id()), same.get(0).was(), row.was()));
            }
            same.add(row);
        }
        return new ArrayList<>(images.values());
    }

    private static String digest(Splitting.Row row) {
        return row.tier().stimuli().digest(row.image());
    }

    private static Stimuli stimuli(List<Splitting.Row> rows) throws ArrayFormatException {
        List<Stimuli> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            Tier tier = rows.get(from).tier();
            String was = rows.get(from).was();
            int to = from;
            while (to < rows.size() && rows.get(to).was().equals(was)) {
                to++;
            }
            parts.add(tier.stimuli()
                    .select(rows.subList(from, to).stream()
                            .mapToInt(Splitting.Row::image)
                            .toArray()));
            from = to;
        }
        return Stimuli.joined(parts);
    }

    private static ImageLabels labels(List<Splitting.Row> rows) {
        ImageLabels labels = rows.stream().allMatch(row -> row.tier().labels().named())
                ? ImageLabels.of(rows.stream().map(Splitting.Row::id).toList())
                : ImageLabels.places(rows.size());
        boolean grouped =
                rows.stream().allMatch(row -> row.tier().labels().groups().isPresent());
        return grouped
                ? labels.withGroups(rows.stream()
                        .map(row -> row.tier().labels().groups().orElseThrow().get(row.image()))
                        .toList())
                : labels;
    }

    /** The mean of an image that was in one tier only stays as it is; of others it is that of all trials. */
    private static Responses responses(List<List<Splitting.Row>> images) {
        int neurons = images.get(0).get(0).tier().neurons();
        List<List<float[]>> trials = new ArrayList<>(images.size());
        boolean repeated = false;
        for (List<Splitting.Row> image : images) {
            List<float[]> shown = new ArrayList<>();
            image.forEach(row -> shown.addAll(trials(row)));
            repeated |= shown.size() > 1;
            trials.add(shown);
        }
        Trials all = Trials.owning(trials, neurons);
        Responses own = Responses.ofTrials(all, Gaps.KEPT);
        float[] means = new float[Math.multiplyExact(images.size(), neurons)];
        for (int image = 0; image < images.size(); image++) {
            Splitting.Row row = images.get(image).get(0);
            boolean one = images.get(image).size() == 1;
            for (int neuron = 0; neuron < neurons; neuron++) {
                means[image * neurons + neuron] =
                        one ? row.tier().responses().at(row.image(), neuron) : own.at(image, neuron);
            }
        }
        Responses responses = Responses.of(means, images.size(), neurons, Gaps.KEPT);
        return repeated ? responses.withTrials(all) : responses;
    }

    /** The trials of an image; its response as one where the recording has no trials. */
    static List<float[]> trials(Splitting.Row row) {
        Responses responses = row.tier().responses();
        Optional<Trials> trials = responses.trials();
        if (trials.isPresent()) {
            return trials.get().stimulus(row.image());
        }
        float[] response = new float[responses.neurons()];
        for (int neuron = 0; neuron < response.length; neuron++) {
            response[neuron] = responses.at(row.image(), neuron);
        }
        return List.of(response);
    }
}
