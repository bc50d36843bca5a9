package org.hypercolumn.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.hypercolumn.format.Format;

/** Recordings of 3 neurons and images of 5 x 7 pixels, and a look at what two have in common. */
final class SmallRecording {
    static final int HEIGHT = 5;
    static final int WIDTH = 7;
    static final int NEURONS = 3;

    private SmallRecording() {}

    /** Images of whole gray levels. */
    static Stimuli bytes(int count, long seed) {
        byte[] pixels = new byte[count * HEIGHT * WIDTH];
        new SplittableRandom(seed).nextBytes(pixels);
        return Stimuli.ofBytes(pixels, count, HEIGHT, WIDTH);
    }

    /** Images of any gray levels, below 0 too. */
    static Stimuli floats(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] pixels = new float[count * HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble(-1, 1);
        }
        return Stimuli.of(pixels, count, HEIGHT, WIDTH);
    }

    /** Responses without trials. */
    static Responses responses(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] values = new float[count * NEURONS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return Responses.of(values, count, NEURONS);
    }

    /** Responses with as many trials of each image as said, of which the first neuron misses the first trial. */
    static Responses trials(long seed, int... repeats) {
        var random = new SplittableRandom(seed);
        List<List<float[]>> trials = new ArrayList<>();
        for (int count : repeats) {
            List<float[]> shown = new ArrayList<>();
            for (int trial = 0; trial < count; trial++) {
                float first = trial == 0 && count > 1 ? Float.NaN : (float) random.nextDouble();
                shown.add(new float[] {first, (float) random.nextDouble(), (float) random.nextDouble()});
            }
            trials.add(shown);
        }
        return Responses.ofTrials(Trials.owning(trials, NEURONS), Gaps.REFUSED);
    }

    /** Ids that begin with a letter, each group of two. */
    static ImageLabels named(String letter, int count) {
        return ImageLabels.of(
                        IntStream.range(0, count).mapToObj(i -> letter + i).toList())
                .withGroups(IntStream.range(0, count)
                        .mapToObj(i -> "photo " + letter + i / 2)
                        .toList());
    }

    /** Three tiers with ids, groups and labels, of which only the last has trials, each image another number of them. */
    static Recording full() {
        return new Recording(
                "m1s1",
                new Tier(bytes(11, 1), responses(11, 2), named("a", 11)),
                Optional.of(new Tier(bytes(5, 3), responses(5, 4), named("b", 5))),
                Optional.of(new Tier(bytes(3, 5), trials(6, 2, 4, 3), named("c", 3))),
                labels(),
                Map.of());
    }

    static RecordingLabels labels() {
        return new RecordingLabels(
                NeuronIds.of(List.of("cell 7", "zellé", "3")),
                OptionalDouble.of(0.04),
                Optional.of("dF/F"),
                List.of("a remark"));
    }

    /** A recording that says nothing of itself, with training images only. */
    static Recording plain() {
        return new Recording(
                "plain", new Tier(floats(11, 7), responses(11, 8)), Optional.empty(), Optional.empty(), Map.of());
    }

    /** As if made by a preparation that changed nothing. */
    static Prepared prepared(Recording recording) {
        return new Prepared(
                recording,
                Statistics.of(recording.training()),
                new Source("lab", Format.NPY, Map.of("images.npy", "00ff")),
                List.of("a step"));
    }

    /** All that a recording says but where it came from. */
    static Map<String, Object> contents(Recording recording) {
        Map<String, Object> contents = new LinkedHashMap<>();
        contents.put("site", recording.site());
        contents.put("neurons", recording.labels().neuronIds().all());
        contents.put("neurons named", recording.labels().neuronIds().named());
        contents.put("degrees", recording.labels().degreesPerPixel());
        contents.put("unit", recording.labels().responseUnit());
        recording.tiers().forEach((name, tier) -> contents.put(name, contents(tier)));
        return contents;
    }

    private static List<Object> contents(Tier tier) {
        List<Object> contents = new ArrayList<>();
        contents.add(tier.labels().ids());
        contents.add(tier.labels().named());
        contents.add(tier.labels().groups());
        contents.add(tier.stimuli().toString());
        contents.add(tier.stimuli().bytes());
        contents.add(tier.responses().trials().isPresent());
        for (int image = 0; image < tier.count(); image++) {
            contents.add(tier.stimuli().digest(image));
        }
        for (int neuron = 0; neuron < tier.neurons(); neuron++) {
            contents.add(floats(tier.responses().neuron(neuron)));
            if (tier.responses().trials().isPresent()) {
                for (float[] trials : tier.responses().trials().get().neuron(neuron)) {
                    contents.add(floats(trials));
                }
            }
        }
        return contents;
    }

    static List<Float> floats(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    static void assertSame(Recording got, Recording expected) {
        assertThat(contents(got)).isEqualTo(contents(expected));
    }
}
