package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hypercolumn.data.Stimuli;
import org.junit.jupiter.api.Test;

class PhotographCropsTest {

    /** A ramp from black at the top to white at the bottom. */
    private static Stimuli ramp(int rows, int columns, float white) {
        float[] pixels = new float[rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / columns;
            pixels[i] = Math.round(white * row / (rows - 1));
        }
        return Stimuli.of(pixels, 1, rows, columns);
    }

    @Test
    void are_of_the_size_and_keep_the_gray_levels_in_order() {
        var cutter = new PhotographCrops(17, 19, 3, 1);
        cutter.add("ramp", ramp(101, 203, 255));
        Photographs crops = cutter.photographs();

        assertThat(crops.height()).isEqualTo(17);
        assertThat(crops.width()).isEqualTo(19);
    }

    @Test
    void of_a_photograph_as_small_as_a_crop_are_the_photograph() {
        Stimuli photograph = ramp(17, 19, 255);
        var cutter = new PhotographCrops(17, 19, 1, 1);
        cutter.add("one", photograph);

        assertThat(cutter.photographs().images().digest(0)).isEqualTo(photograph.digest(0));
    }

    @Test
    void of_16_bits_are_scaled_to_8() {
        var deep = new PhotographCrops(17, 19, 2, 1);
        deep.add("deep", ramp(17, 19, 65535));
        var shallow = new PhotographCrops(17, 19, 2, 1);
        shallow.add("shallow", ramp(17, 19, 255));

        float[] deepLevels = new float[17 * 19];
        float[] levels = new float[17 * 19];
        deep.photographs().images().copyTo(1, deepLevels, 0);
        shallow.photographs().images().copyTo(1, levels, 0);
        for (int i = 0; i < levels.length; i++) {
            assertThat(deepLevels[i]).isBetween(levels[i] - 1, levels[i] + 1);
        }
    }

    @Test
    void differ_from_crop_to_crop_and_not_from_run_to_run() {
        var cutter = new PhotographCrops(17, 19, 2, 5);
        cutter.add("ramp", ramp(101, 203, 255));
        var again = new PhotographCrops(17, 19, 2, 5);
        again.add("ramp", ramp(101, 203, 255));

        Stimuli images = cutter.photographs().images();
        assertThat(images.digest(0)).isNotEqualTo(images.digest(1));
        assertThat(again.photographs().images().digest(1)).isEqualTo(images.digest(1));
    }

    @Test
    void refuses_photographs_that_are_too_small_and_no_crops() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhotographCrops(17, 19, 1, 1).add("small.png", ramp(16, 203, 255)))
                .withMessage(
                        "photographs: expected small.png to have 17 x 19 pixels or more, got 16 x 203; use a smaller --size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhotographCrops(17, 19, 0, 1))
                .withMessage("photographs: crops must be 1 or more, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhotographCrops(17, 19, 1, 1).photographs())
                .withMessageStartingWith("photographs: expected images of 1 to ");
    }
}
