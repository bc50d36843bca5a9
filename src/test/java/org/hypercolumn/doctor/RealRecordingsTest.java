package org.hypercolumn.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.analysis.Ceilings;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.doctor.Examination.Depth;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.format.Format;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.model.Presets;
import org.junit.jupiter.api.Test;

/** Examines real recordings where they are at hand: in the folder of the system property {@code hypercolumn.data}. */
class RealRecordingsTest {
    private static final Path DATA = Path.of(System.getProperty("hypercolumn.data", "../shared/data"));

    private static Recording recording(String name) throws IOException {
        Path folder = DATA.resolve(name);
        assumeTrue(
                Files.isDirectory(folder),
                () -> "not tested, for want of the recording %s; point -Dhypercolumn.data to the folder that has it"
                        .formatted(folder.toAbsolutePath().normalize()));
        return RecordingReader.read(folder, ReadOptions.found().withGaps(Gaps.KEPT));
    }

    private static Examination examine(Recording recording) {
        return Examination.of(
                recording, Presets.paper().stream().map(Presets::of).toList(), Depth.FULL);
    }

    private static List<Kind> kinds(Examination examination) {
        return examination.findings().stream().map(Finding::kind).distinct().toList();
    }

    @Test
    void finds_no_leak_in_v1_patterns_though_shapes_are_shifted_and_turned() throws IOException {
        Examination examination = examine(recording("v1-patterns"));

        // within tiers, shapes are the same after some turns; dF/F have standard deviations of about 0.09
        assertThat(kinds(examination)).containsExactly(Kind.DUPLICATES, Kind.RESPONSE_SCALE, Kind.NO_TRIALS);
        assertThat(examination.isRefused()).isFalse();
    }

    @Test
    void finds_no_leak_in_v4_201025() throws IOException {
        Examination examination = examine(recording("v4-201025"));

        assertThat(kinds(examination)).containsExactly(Kind.SMALL_TIER, Kind.NO_TIERS, Kind.NO_TRIALS);
    }

    @Test
    void names_four_of_the_neurons_of_v4_210325_unreliable() throws IOException {
        Examination examination = examine(recording("v4-210325"));

        assertThat(kinds(examination)).contains(Kind.UNRELIABLE_NEURON).doesNotContain(Kind.LEAK, Kind.NEAR_DUPLICATES);
        assertThat(examination.reliability().stream()
                        .filter(ReliabilityChecks::isUnreliable)
                        .map(Ceilings.Neuron::neuron))
                .containsExactly(1, 3, 10, 49);
        assertThat(examination.tiers().get(0).repeats()).hasValue(new TierFacts.Repeats(6, 8, 10));
    }

    @Test
    void names_training_images_of_v1_patterns_that_were_copied_into_its_test_tier() throws IOException {
        Recording recording = recording("v1-patterns");
        Tier test = withCopies(recording.test().orElseThrow(), recording.training(), new int[] {4000, 17, 7619});
        Recording broken = new Recording(
                recording.site(),
                recording.training(),
                recording.validation(),
                Optional.of(test),
                recording.labels(),
                recording.sha256());

        Finding first = examine(broken).findings().get(0);

        assertThat(first.kind()).isEqualTo(Kind.LEAK);
        assertThat(first.what())
                .startsWith("3 of 920 test images are train images too (test 0 = train 4000, test 1 = train ")
                .endsWith(", test 2 = train 7619): scores on them would be too good");
    }

    /** The tier with the first images and responses replaced by some of another tier. */
    private static Tier withCopies(Tier tier, Tier other, int[] copied) {
        Stimuli stimuli = tier.stimuli();
        int length = stimuli.height() * stimuli.width();
        float[] pixels = new float[stimuli.count() * length];
        float[] responses = new float[stimuli.count() * tier.neurons()];
        for (int s = 0; s < stimuli.count(); s++) {
            Tier from = s < copied.length ? other : tier;
            int image = s < copied.length ? copied[s] : s;
            from.stimuli().copyTo(image, pixels, s * length);
            for (int n = 0; n < tier.neurons(); n++) {
                responses[s * tier.neurons() + n] = from.responses().at(image, n);
            }
        }
        return new Tier(
                Stimuli.of(pixels, stimuli.count(), stimuli.height(), stimuli.width()),
                Responses.of(responses, stimuli.count(), tier.neurons()));
    }

    @Test
    void the_parts_that_are_drawn_from_a_pair_do_not_leak_even_with_copies() throws IOException {
        Recording recording = recording("v4-201025");
        int[] doubled = IntStream.range(0, 2400).map(i -> i / 2).toArray();
        Recording pair = new Recording(
                "doubled", recording.training().select(doubled), Optional.empty(), Optional.empty(), Map.of());

        Map<String, Tier> parts = new LinkedHashMap<>(
                SplitChecks.of(pair, new Remedies(Format.NPY, pair)).parts());

        assertThat(parts).hasSize(3);
        assertThat(Leaks.between(parts)).isEmpty();
    }
}
