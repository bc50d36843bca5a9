package org.hypercolumn.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        boolean asGiven = plan.statistics() == PreparePlan.StatisticsOf.GIVEN;
        if (asGiven) {
            checkGives(data, format);
        }
        Recording recording =
                RecordingReader.withoutHiddenTest(RecordingReader.read(data, options.withGaps(Gaps.KEPT)));
        Optional<Statistics> given = asGiven
                ? Optional.of(Statistics.of(GivenStatistics.read(data, recording.neurons())))
                : Optional.empty();
        Path name = data.toAbsolutePath().normalize().getFileName();
        Source source = new Source(name == null ? recording.site() : name.toString(), format, recording.sha256());
        List<String> steps = new ArrayList<>(recording.labels().remarks());
        return of(Draft.of(recording), given, source, plan, steps);
    }

    private static void checkGives(Path data, Format format) throws BadDataFileException {
        if (format != Format.SENSORIUM) {
            throw new BadDataFileException(
                    data,
                    "expected a Sensorium scan, which gives statistics, got format %s; use those of training"
                            .formatted(format.id()));
        }
    }

    private static Prepared of(
            Draft read, Optional<Statistics> given, Source source, PreparePlan plan, List<String> steps) {
        NeuronIds all = read.labels().neuronIds();
        Draft draft = Selecting.apply(plan.selection(), read, steps);
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
}
