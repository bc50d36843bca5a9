package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationPlanTest {

    @Test
    void of_the_demo_is_changed_one_number_at_a_time() {
        assertThat(SimulationPlan.demo()).isEqualTo(new SimulationPlan(2000, 4, 1));
        assertThat(SimulationPlan.demo().withImages(31).withNeurons(7).withSeed(-5))
                .isEqualTo(new SimulationPlan(31, 7, -5));
    }

    @ParameterizedTest(name = "{0} training images: {1}")
    @CsvSource({"1, 200", "1000, 200", "2000, 400", "5000, 1000", "34000, 1000"})
    void evaluates_on_a_fifth_within_200_and_1000(int images, int evaluationImages) {
        assertThat(new SimulationPlan(images, 3, 1).evaluationImages()).isEqualTo(evaluationImages);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 800_001})
    void refuses_too_few_or_too_many_images(int images) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationPlan(images, 3, 1))
                .withMessage("simulation: images must be 1 to 800000, got " + images);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 2685})
    void refuses_too_few_or_too_many_neurons(int neurons) {
        // one array holds 2^31 - 1 = 2684 * 800,000 + 283,647 responses
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationPlan(800_000, neurons, 1))
                .withMessage("simulation: neurons must be 1 to 2684 for 800000 images, got " + neurons);
    }
}
