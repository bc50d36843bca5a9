package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hypercolumn.data.Recording;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.study.AnalysisPart;
import org.hypercolumn.study.RunAnalysis;
import org.hypercolumn.train.RunDescription;
import org.hypercolumn.train.RunFolder;
import org.jspecify.annotations.Nullable;

/** Analyses a run for a command and says how it goes. Mutable: it reads the recording when it is first needed. */
final class AnalysisRunner {

    private final RunFolder folder;
    private final RunDescription description;
    private final RunAnalysis analysis;
    private final Optional<Path> data;
    private final int threads;
    private @Nullable Recording recording;

    /**
     * A runner of a run's analysis.
     *
     * @param data where the recording is now, if anywhere else than local.json says
     */
    AnalysisRunner(
            RunFolder folder, RunDescription description, RunAnalysis analysis, Optional<Path> data, int threads) {
        this.folder = folder;
        this.description = description;
        this.analysis = analysis;
        this.data = data;
        this.threads = threads;
    }

    /** Makes these parts, whether they are there or not. */
    void make(Collection<AnalysisPart> parts) throws IOException, InterruptedException {
        if (!analysis.leftOut().isEmpty()) {
            System.err.printf(
                    "left out, since not fitted to all of these neurons yet: %s%n",
                    String.join(", ", analysis.leftOut()));
        }
        analysis.begin();
        for (AnalysisPart part : parts) {
            long start = System.nanoTime();
            analysis.begin(part);
            run(part);
            analysis.end(part);
            System.err.printf(Locale.ROOT, "%-13s  %s%n", part.id(), TimeText.of((System.nanoTime() - start) / 1e9));
        }
    }

    /**
     * Makes what is not there yet. What cannot be made, because the models or the recording are gone, is left out, and it
     * says so; what was made before stays.
     */
    void makeMissing() throws IOException, InterruptedException {
        List<AnalysisPart> missing = new ArrayList<>();
        for (AnalysisPart part : AnalysisPart.values()) {
            for (String file : analysis.broken(part)) {
                System.err.printf("analysis/%s is damaged or missing%n", file);
            }
            if (!analysis.isMade(part)) {
                missing.add(part);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<AnalysisPart> gone = missing.stream()
                .filter(part -> !analysis.hasModels(part) || (part.needsRecording() && !hasRecording()))
                .toList();
        missing.removeAll(gone);
        if (!gone.isEmpty()) {
            System.err.printf(
                    "not analysed, since the models or the recording are gone: %s%n",
                    gone.stream().map(AnalysisPart::id).collect(Collectors.joining(", ")));
        }
        if (!missing.isEmpty()) {
            make(missing);
        }
    }

    private void run(AnalysisPart part) throws IOException, InterruptedException {
        switch (part) {
            case SCORES -> analysis.scores();
            case TUNING -> analysis.tuning();
            case CEILINGS -> analysis.ceilings(recording());
            case IMAGES -> analysis.images(recording());
            case DECOMPOSITION -> analysis.decomposition(recording(), threads);
            case ATTENTION -> analysis.attention(recording(), Kernels.best(), threads);
            case FILTERS -> analysis.filters();
        }
    }

    private boolean hasRecording() {
        return Files.exists(data.orElse(description.data().path()));
    }

    private Recording recording() throws IOException {
        if (recording == null) {
            recording = RunRecording.read(folder, description, data);
        }
        return recording;
    }
}
