package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final Transfer TRANSFER = new Transfer(3, 2, 0.5, 0.01, 0.1);

    @Test
    void of_a_hand_computed_case() {
        // E = 4, S = 2, A = 1: 4 (1 + 2 * 1/2) / (0.2 + 0.05 * 4 + 3 * 2) = 8 / 6.4 = 1.25
        assertThat(TRANSFER.response(new Energies(2, 1, 0.5, 7)))
                .isCloseTo(0.01 + 0.1 * Math.pow(1.25, 0.8), within(1e-15));
        // without surround: 4 / (0.2 + 0.2) = 10
        assertThat(TRANSFER.centerOnly(new Energies(2, 1, 0.5, 7)))
                .isCloseTo(0.01 + 0.1 * Math.pow(10, 0.8), within(1e-15));
    }

    @Test
    void of_an_empty_center_is_the_baseline_whatever_the_surround() {
        assertThat(TRANSFER.response(new Energies(0, 1, 1, 1))).isEqualTo(0.01);
        assertThat(TRANSFER.centerOnly(new Energies(0, 1, 1, 1))).isEqualTo(0.01);
    }

    @Test
    void equals_the_center_alone_where_the_surround_is_gray() {
        var energies = new Energies(2, 0, 0, 0);

        assertThat(TRANSFER.response(energies)).isEqualTo(TRANSFER.centerOnly(energies));
    }

    @Test
    void calibrated_gives_the_neuron_its_mean_response_and_a_quarter_of_it_as_baseline() {
        var traits = NeuronTraits.of(1, 2);
        var random = new SplittableRandom(1);
        List<Energies> images = new ArrayList<>();
        for (int image = 0; image < 31; image++) {
            images.add(
                    new Energies(random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble()));
        }

        Transfer transfer = Transfer.calibrated(traits, images);

        double sum = 0;
        for (Energies image : images) {
            sum += transfer.response(image);
        }
        assertThat(sum / 31).isCloseTo(traits.meanResponse(), within(1e-15));
        assertThat(transfer.baseline()).isEqualTo(traits.meanResponse() / 4);
    }
}
