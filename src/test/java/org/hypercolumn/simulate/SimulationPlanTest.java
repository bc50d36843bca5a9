package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationPlanTest {

    private static final SimulationPlan DEMO = SimulationPlan.standard();

    @Test
    void of_the_demo_is_changed_one_number_at_a_time() {
        Population other = Population.v1().withSurround(0);

        assertThat(DEMO).isEqualTo(new SimulationPlan(2000, 4, 1, 50, 50, 1, Population.v1()));
        assertThat(DEMO.withImages(31)
                        .withNeurons(7)
                        .withSeed(-5)
                        .withSize(64, 37)
                        .withSites(3)
                        .withPopulation(other))
                .isEqualTo(new SimulationPlan(31, 7, -5, 64, 37, 3, other));
    }

    @ParameterizedTest(name = "{0} training images: {1}")
    @CsvSource({"1, 200", "1000, 200", "2000, 400", "5000, 1000", "34000, 1000"})
    void evaluates_on_a_fifth_within_200_and_1000(int images, int evaluationImages) {
        assertThat(DEMO.withImages(images).evaluationImages()).isEqualTo(evaluationImages);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 800_001})
    void refuses_too_few_or_too_many_images(int images) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEMO.withImages(images))
                .withMessage("simulation: images must be 1 to 800000, got " + images);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 2685})
    void refuses_too_few_or_too_many_neurons(int neurons) {
        // one array holds 2^31 - 1 = 2684 * 800,000 + 283,647 responses
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEMO.withImages(800_000).withNeurons(neurons))
                .withMessage("simulation: neurons must be 1 to 2684 for 800000 images, got " + neurons);
    }

    @Test
    void refuses_sizes_and_sites_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEMO.withSize(15, 50))
                .withMessage("simulation: height must be 16 to 1000, got 15");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEMO.withSize(50, 1001))
                .withMessage("simulation: width must be 16 to 1000, got 1001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEMO.withSites(0))
                .withMessage("simulation: sites must be 1 to 100, got 0");
    }
}
