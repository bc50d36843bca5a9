package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.StimuliBuilder;
import org.hypercolumn.data.StimuliShape;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;

/** A recording with nothing wrong, to plant a fault in. Mutable. */
final class Planted {
    static final int SIDE = 20;
    static final int NEURONS = 7;
    static final int REPEATS = 5;

    final Map<String, Part> tiers = new LinkedHashMap<>();
    int height = SIDE;
    int width = SIDE;
    Optional<NeuronIds> neuronIds = Optional.empty();
    List<String> remarks = List.of();

    /** A tier: pixels {@code [S][H * W]}, trials {@code [R][S][N]}, and labels if it has any. */
    static final class Part {
        float[][] pixels;
        float[][][] trials;
        Optional<ImageLabels> labels = Optional.empty();

        Part(float[][] pixels, float[][][] trials) {
            this.pixels = pixels;
            this.trials = trials;
        }
    }

    static Planted healthy() {
        Planted planted = new Planted();
        planted.add("train", 211, 1);
        planted.add("val", 113, 2);
        planted.add("test", 101, REPEATS);
        return planted;
    }

    private void add(String name, int count, int repeats) {
        var random = new SplittableRandom(count);
        float[][] pixels = new float[count][SIDE * SIDE];
        float[][][] trials = new float[name.equals("val") ? 1 : repeats][count][NEURONS];
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < pixels[s].length; i++) {
                pixels[s][i] = random.nextInt(256);
            }
            for (int n = 0; n < NEURONS; n++) {
                float own = pixels[s][200 + n] / 255;
                for (float[][] trial : trials) {
                    trial[s][n] = own + (float) random.nextDouble(0.3);
                }
            }
        }
        tiers.put(name, new Part(pixels, trials));
    }

    float[][] pixels(String tier) {
        return part(tier).pixels;
    }

    /** Of the first trial. */
    float[][] responses(String tier) {
        return part(tier).trials[0];
    }

    Part part(String tier) {
        Part part = tiers.get(tier);
        if (part == null) {
            throw new IllegalArgumentException("no tier " + tier);
        }
        return part;
    }

    /** Names the images of a tier. */
    void name(String tier, String prefix) {
        part(tier).labels = Optional.of(ImageLabels.of(names(tier, prefix, 1)));
    }

    /** {@code prefix0, prefix1 ...}, each for so many images. */
    List<String> names(String tier, String prefix, int each) {
        return IntStream.range(0, pixels(tier).length)
                .mapToObj(i -> prefix + i / each)
                .toList();
    }

    /** Sets every trial of a neuron. */
    void respond(String tier, int neuron, float response) {
        for (float[][] trial : part(tier).trials) {
            for (float[] image : trial) {
                image[neuron] = response;
            }
        }
    }

    /** Multiplies every trial of a neuron, and adds to it. */
    void rescale(int neuron, float factor, float offset) {
        for (Part part : tiers.values()) {
            for (float[][] trial : part.trials) {
                for (float[] image : trial) {
                    image[neuron] = image[neuron] * factor + offset;
                }
            }
        }
    }

    /** Keeps the first images of a tier only. */
    void shorten(String tier, int count) {
        Part part = part(tier);
        part.pixels = Arrays.copyOf(part.pixels, count);
        part.trials = Arrays.stream(part.trials)
                .map(trial -> Arrays.copyOf(trial, count))
                .toArray(float[][][]::new);
    }

    /** Cuts all images down to their first rows and columns. */
    void crop(int rows, int columns) {
        for (Part part : tiers.values()) {
            for (int s = 0; s < part.pixels.length; s++) {
                float[] cut = new float[rows * columns];
                for (int i = 0; i < cut.length; i++) {
                    cut[i] = part.pixels[s][i / columns * width + i % columns];
                }
                part.pixels[s] = cut;
            }
        }
        height = rows;
        width = columns;
    }

    /** Makes each pixel so many rows high and columns wide. */
    void enlarge(int times) {
        for (Part part : tiers.values()) {
            for (int s = 0; s < part.pixels.length; s++) {
                float[] large = new float[height * times * width * times];
                for (int i = 0; i < large.length; i++) {
                    int row = i / (width * times) / times;
                    int column = i % (width * times) / times;
                    large[i] = part.pixels[s][row * width + column];
                }
                part.pixels[s] = large;
            }
        }
        height *= times;
        width *= times;
    }

    Recording build() {
        return new Recording(
                "lab",
                tier("train").orElseThrow(),
                tier("val"),
                tier("test"),
                RecordingLabels.none(NEURONS)
                        .withNeuronIds(neuronIds.orElse(NeuronIds.places(NEURONS)))
                        .withRemarks(remarks),
                Map.of());
    }

    private Optional<Tier> tier(String name) {
        Part part = tiers.get(name);
        return part == null ? Optional.empty() : Optional.of(tier(part));
    }

    private Tier tier(Part part) {
        int count = part.pixels.length;
        List<List<float[]>> trials = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            List<float[]> own = new ArrayList<>();
            for (float[][] trial : part.trials) {
                own.add(trial[s].clone());
            }
            trials.add(own);
        }
        return new Tier(
                stimuli(part.pixels),
                Responses.ofTrials(Trials.owning(trials, NEURONS), Gaps.KEPT),
                part.labels.orElse(ImageLabels.places(count)));
    }

    private Stimuli stimuli(float[][] pixels) {
        try {
            var builder = new StimuliBuilder(StimuliShape.of(ElementType.F4, new int[] {pixels.length, height, width}));
            int length = height * width;
            for (int i = 0; i < pixels.length * length; i++) {
                builder.set(i, pixels[i / length][i % length]);
            }
            return builder.build();
        } catch (ArrayFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
