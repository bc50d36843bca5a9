package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.data.Stimuli;
import org.junit.jupiter.api.Test;

class PhotographsTest {

    private static final int SIDE = 16;
    private static final SimulationPlan PLAN =
            SimulationPlan.standard().withImages(211).withNeurons(2).withSize(SIDE, SIDE);

    /** Images of noise, so many of each photograph. */
    private static byte[] noise(int images) {
        byte[] pixels = new byte[images * SIDE * SIDE];
        var random = new SplittableRandom(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return pixels;
    }

    private static Photographs photographs(byte[] pixels, int crops) {
        int images = pixels.length / (SIDE * SIDE);
        return Photographs.of(
                Stimuli.ofBytes(pixels, images, SIDE, SIDE),
                IntStream.range(0, images)
                        .mapToObj(image -> "photo " + image / crops)
                        .toList());
    }

    private static Set<String> names(Photographs.Dealt dealt, SimulatedTier tier) {
        Set<String> names = new HashSet<>();
        IntStream.range(0, tier.images(PLAN)).forEach(image -> names.add(dealt.photograph(tier, image)));
        return names;
    }

    @Test
    void no_photograph_is_in_two_tiers() {
        Photographs.Dealt dealt = photographs(noise(700), 7).dealt(PLAN);

        Set<String> all = new HashSet<>();
        int count = 0;
        for (SimulatedTier tier : SimulatedTier.values()) {
            Set<String> names = names(dealt, tier);
            all.addAll(names);
            count += names.size();
        }
        // 200 test images are 29 photographs of 7, and so on: 29 + 29 + 31
        assertThat(count).isEqualTo(89);
        assertThat(all).hasSize(89);
    }

    @Test
    void the_same_pixels_are_one_photograph_whatever_it_is_called() {
        byte[] pixels = noise(700);
        System.arraycopy(pixels, 0, pixels, 7 * SIDE * SIDE, SIDE * SIDE); // first of photo 0 and of photo 1

        for (long seed = 0; seed < 10; seed++) {
            Photographs.Dealt dealt = photographs(pixels, 7).dealt(PLAN.withSeed(seed));
            long tiers = Arrays.stream(SimulatedTier.values())
                    .filter(tier -> names(dealt, tier).contains("photo 0")
                            || names(dealt, tier).contains("photo 1"))
                    .count();
            assertThat(tiers).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void shows_the_pixels_it_was_given_in_an_order_of_the_seed() {
        byte[] pixels = noise(700);
        Photographs photographs = photographs(pixels, 7);
        Photographs.Dealt dealt = photographs.dealt(PLAN);

        byte[] first = dealt.image(SimulatedTier.TEST, 0);
        boolean found = IntStream.range(0, 700)
                .anyMatch(image -> Arrays.equals(
                        first, Arrays.copyOfRange(pixels, image * SIDE * SIDE, (image + 1) * SIDE * SIDE)));

        assertThat(found).isTrue();
        assertThat(photographs.dealt(PLAN).image(SimulatedTier.TEST, 0)).isEqualTo(first);
        assertThat(photographs.dealt(PLAN.withSeed(2)).image(SimulatedTier.TEST, 0))
                .isNotEqualTo(first);
    }

    @Test
    void are_shown_to_neurons() {
        Simulation simulation = Simulation.of(PLAN, photographs(noise(700), 7));

        assertThat(simulation.recording().training().count()).isEqualTo(211);
        assertThat(simulation.source().inWords()).startsWith("700 crops of 100 photographs, SHA-256 ");
    }

    @Test
    void refuses_too_few_another_size_and_other_gray_levels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> photographs(noise(600), 7).dealt(PLAN))
                .withMessage("photographs: expected 211 training, 200 validation and 200 test images of different"
                        + " photographs, got 600 images of 86; use fewer --images, or more photographs or crops");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> photographs(noise(700), 7).dealt(PLAN.withSize(16, 17)))
                .withMessage("photographs: expected images of 16 x 17 pixels, got 16 x 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Photographs.of(Stimuli.of(new float[] {0.5f}, 1, 1, 1), List.of("a")))
                .withMessage(
                        "photographs: expected gray levels that are whole and 0 to 255, got others; convert the images first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Photographs.of(Stimuli.ofBytes(new byte[1], 1, 1, 1), List.of()))
                .withMessage("photographs: expected a name for each of 1 images, got 0");
    }
}
