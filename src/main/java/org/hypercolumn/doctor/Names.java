package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hypercolumn.data.Excerpt;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Tier;

/** Images and neurons as a sentence names them: by id where there is one, never all of many. */
final class Names {
    private static final int MOST = 5;

    private Names() {}

    /** {@code 7}, or {@code 'img7'} where the recording names its images. */
    static String image(Tier tier, int image) {
        String id = Excerpt.of(tier.labels().ids().get(image));
        return tier.labels().named() ? "'" + id + "'" : id;
    }

    /** {@code 7}, or {@code 7 ('u12')} where the recording names its neurons. */
    static String neuron(NeuronIds ids, int neuron) {
        return ids.named() ? "%d ('%s')".formatted(neuron, Excerpt.of(ids.at(neuron))) : Integer.toString(neuron);
    }

    /** The first few with commas, and how many more there are. */
    static <T> String some(List<T> all, Function<T, String> name) {
        List<String> names = new ArrayList<>();
        all.stream().limit(MOST).map(name).forEach(names::add);
        String first = String.join(", ", names);
        return all.size() > MOST ? first + " and %d more".formatted(all.size() - MOST) : first;
    }

    /** {@code image 3}, {@code images 3, 7}: the first few, and how many more there are. */
    static String listed(String noun, int[] all, IntFunction<String> name) {
        return (all.length == 1 ? noun : noun + "s")
                + " "
                + some(Arrays.stream(all).boxed().toList(), name::apply);
    }

    /** {@code train}, {@code train and val}, {@code train, val and test}. */
    static String and(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** {@code 1 image}, {@code 2 images}. */
    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
