package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final Map<Trait, Double> STATED = Map.of(
            Trait.SURROUND, 0.5,
            Trait.FACILITATION, 4.0,
            Trait.SEMISATURATION, 0.1,
            Trait.LOCAL_SUPPRESSION, 0.3,
            Trait.NEAR_SUPPRESSION, 2.0,
            Trait.FAR_SUPPRESSION, 6.0,
            Trait.EXPONENT, 1.5,
            Trait.BASELINE_SHARE, 0.25,
            Trait.MEAN_RESPONSE, 0.06);

    private static final Transfer TRANSFER = new Transfer(TestNeurons.traits(STATED), 0.5, 0.01, 0.1);

    @Test
    void of_a_hand_computed_case() {
        // in units of 0.5: E 4, L 2, N 0.3, F 0.2, C 3.4, so half of the facilitation, 1 + 0.5 * 4 * 0.5 = 2;
        // 4 * 2 / (0.1 + 0.3 * 2 + 0.5 (2 * 0.3 + 6 * 0.2)) = 8 / 1.6 = 5
        var drives = new Drives(2, 1, 0.15, 0.1, 1.7);
        assertThat(TRANSFER.response(drives)).isCloseTo(0.01 + 0.1 * Math.pow(5, 1.5), within(1e-14));
        // without surround: 4 / 0.7
        assertThat(TRANSFER.centerOnly(drives)).isCloseTo(0.01 + 0.1 * Math.pow(4 / 0.7, 1.5), within(1e-14));
    }

    @Test
    void of_an_empty_center_is_the_baseline_whatever_the_surround() {
        assertThat(TRANSFER.response(new Drives(0, 1, 1, 1, 1))).isEqualTo(0.01);
        assertThat(TRANSFER.centerOnly(new Drives(0, 1, 1, 1, 1))).isEqualTo(0.01);
    }

    @Test
    void equals_the_center_alone_where_the_surround_is_gray() {
        var drives = new Drives(2, 1, 0, 0, 0);

        assertThat(TRANSFER.response(drives)).isEqualTo(TRANSFER.centerOnly(drives));
    }

    @Test
    void calibrated_gives_the_neuron_its_mean_response_and_its_share_of_it_as_baseline() {
        NeuronTraits traits = TestNeurons.traits(STATED);
        var random = new SplittableRandom(1);
        List<Drives> images = new ArrayList<>();
        for (int image = 0; image < 31; image++) {
            images.add(new Drives(
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextDouble()));
        }

        Transfer transfer = Transfer.calibrated(traits, images);

        double sum = 0;
        for (Drives image : images) {
            sum += transfer.response(image);
        }
        assertThat(sum / 31).isCloseTo(0.06, within(1e-15));
        assertThat(transfer.baseline()).isCloseTo(0.015, within(1e-18));
    }

    @Test
    void calibrated_on_blank_images_is_the_baseline() {
        Transfer transfer = Transfer.calibrated(TestNeurons.traits(STATED), List.of(new Drives(0, 0, 0, 0, 0)));

        assertThat(transfer.response(new Drives(0, 0, 0, 0, 0))).isCloseTo(0.015, within(1e-18));
    }
}
