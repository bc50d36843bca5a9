package org.hypercolumn.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.format.Format;
import org.hypercolumn.format.GivenStatistics;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;

/** Reads a recording and does with it what a {@link PreparePlan} says. */
public final class Preparation {
    private Preparation() {}

    /**
     * Makes the recording.
     *
     * @param data a file or a folder of any format
     * @param options what its files do not say; gaps are always read
     * @throws BadDataFileException if it is no recording, or a file of it is bad
     * @throws IllegalArgumentException if the plan does not fit the recording; one line says how
     */
    public static Prepared of(Path data, ReadOptions options, PreparePlan plan) throws IOException {
        Format format = RecordingReader.format(data, options);
        Optional<Statistics> given = plan.statistics() == PreparePlan.StatisticsOf.GIVEN
                ? Optional.of(given(data, format))
                : Optional.empty();
        Recording recording = RecordingReader.read(data, options.withGaps(Gaps.KEPT));
        Path name = data.toAbsolutePath().normalize().getFileName();
        Source source = new Source(name == null ? recording.site() : name.toString(), format, recording.sha256());
        List<String> steps = new ArrayList<>(recording.labels().remarks());
        return of(Draft.of(recording), given, source, plan, steps);
    }

    private static Statistics given(Path data, Format format) throws IOException {
        if (format != Format.SENSORIUM) {
            throw new BadDataFileException(
                    data,
                    "expected a Sensorium scan, which gives statistics, got format %s; use those of training"
                            .formatted(format.id()));
        }
        return Statistics.of(GivenStatistics.read(data));
    }

    private static Prepared of(
            Draft read, Optional<Statistics> given, Source source, PreparePlan plan, List<String> steps) {
        NeuronIds all = read.labels().neuronIds();
        Draft draft = Selecting.apply(plan.selection(), withoutHiddenTest(read, steps), steps);
        draft = Completing.apply(plan.incomplete(), draft, steps);
        if (plan.split().isPresent()) {
            draft = Splitting.apply(plan.split().get(), draft, steps);
        }
        draft = ImageChange.of(draft.size(), plan.crop(), plan.size()).apply(draft, steps);
        Tier training = draft.recording().training();
        Statistics statistics = given.isPresent()
                ? given.get().select(places(draft.labels().neuronIds(), all))
                : Statistics.of(training);
        steps.add("statistics: of %s, mean %s and standard deviation %s of the pixels"
                .formatted(
                        given.isPresent() ? "all images, as given" : training.count() + " training images",
                        (float) statistics.imageMean(),
                        (float) statistics.imageDeviation()));
        if (plan.scale() == PreparePlan.Scale.NORMALISED) {
            draft = Normalising.apply(statistics, draft, steps);
        }
        return new Prepared(draft.recording(), statistics, source, steps);
    }

    private static List<Integer> places(NeuronIds chosen, NeuronIds all) {
        return chosen.all().stream().map(id -> all.indexOf(id).orElseThrow()).toList();
    }

    private static Draft withoutHiddenTest(Draft draft, List<String> steps) {
        Tier test = draft.tiers().get("test");
        if (test == null
                || !RecordingReader.allZero(test.responses())
                || draft.tiers().size() == 1) {
            return draft;
        }
        steps.add("all test responses are 0, as where a competition hides them: the test tier is left out");
        Map<String, Tier> kept = new LinkedHashMap<>(draft.tiers());
        kept.remove("test");
        return draft.withTiers(kept);
    }
}
