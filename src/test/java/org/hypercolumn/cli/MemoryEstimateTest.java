package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {

    @Test
    void counts_the_trials_of_neurons_that_were_not_always_recorded() {
        float[] shown = {Float.NaN, 1, 2};
        Trials trials = Trials.owning(List.of(List.of(shown, shown), List.of(shown)), 3);
        Tier training = new Tier(Stimuli.ofBytes(new byte[4], 2, 1, 2), Responses.ofTrials(trials, Gaps.KEPT));
        Recording recording = new Recording("s", training, Optional.empty(), Optional.empty(), Map.of());

        // pixels 2 * 1 * 2, responses 4 * 2 * 3, trials 4 * (2 + 1) * 3
        assertThat(MemoryEstimate.of(recording, List.of(), 1, 1).recording()).isEqualTo(4 + 24 + 36);
    }
}
