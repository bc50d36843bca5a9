package org.hypercolumn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.ImageLabels;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.format.PhotoFolder;
import org.hypercolumn.format.ReadOptions;
import org.hypercolumn.format.RecordingReader;
import org.hypercolumn.prepare.Size;
import org.hypercolumn.simulate.PhotographCrops;
import org.hypercolumn.simulate.Photographs;
import picocli.CommandLine.Option;

/** A user's own photographs as images to show. */
final class PhotographOptions {

    @Option(
            names = "--photos",
            paramLabel = "PATH",
            description = {
                "Your own images: a folder of PNG or JPEG photographs, an npy file [S, H, W], or a recording"
                        + " (default: dead leaves). No photograph is in two tiers."
            })
    private Optional<Path> photos = Optional.empty();

    @Option(
            names = "--crops",
            paramLabel = "N",
            description = "Images from each photograph: cut at random places; consecutive ones of an npy file"
                    + " (default: 1).")
    private Optional<Integer> crops = Optional.empty();

    PhotographOptions() {}

    /**
     * The photographs, if there are any.
     *
     * @param size of an image, if the user says it
     * @param usual size that photographs of a folder are otherwise cut to
     */
    Optional<Photographs> photographs(Optional<Size> size, Size usual, long seed) throws IOException {
        if (photos.isEmpty()) {
            if (crops.isPresent()) {
                throw new IllegalArgumentException("--crops is for --photos, which is missing");
            }
            return Optional.empty();
        }
        Path path = photos.get();
        if (crops() < 1) {
            throw new IllegalArgumentException("photographs: crops must be 1 or more, got " + crops());
        }
        try {
            Photographs found;
            if (String.valueOf(path.getFileName()).endsWith(".npy")) {
                found = consecutive(Stimuli.read(path));
            } else if (Files.isDirectory(path) && isOnlyImages(path)) {
                return Optional.of(cut(PhotoFolder.files(path), size.orElse(usual), seed));
            } else {
                found = shown(RecordingReader.read(path, ReadOptions.found().withGaps(Gaps.KEPT)));
            }
            Size got = new Size(found.height(), found.width());
            if (size.isPresent() && !size.get().equals(got)) {
                throw new BadDataFileException(
                        path,
                        "expected images of %s pixels, got %s; leave --size out, or make them smaller with hypercolumn prepare"
                                .formatted(size.get(), got));
            }
            return Optional.of(found);
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(path, e.problem(), e);
        }
    }

    private int crops() {
        return crops.orElse(1);
    }

    /** Without a table of responses, and without arrays. */
    private static boolean isOnlyImages(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            List<String> names =
                    entries.map(entry -> String.valueOf(entry.getFileName())).toList();
            return names.stream()
                    .noneMatch(name -> name.endsWith(".npy") || name.endsWith(".csv") || name.equals("data"));
        }
    }

    private Photographs consecutive(Stimuli images) {
        return Photographs.of(
                images,
                IntStream.range(0, images.count())
                        .mapToObj(image -> "photograph " + image / crops())
                        .toList());
    }

    private Photographs cut(List<Path> files, Size size, long seed) throws IOException {
        var cutter = new PhotographCrops(size.height(), size.width(), crops(), seed);
        for (Path file : files) {
            cutter.add(String.valueOf(file.getFileName()), PhotoFolder.read(file));
        }
        return cutter.photographs();
    }

    /** All images of a recording; those of one group, or of one id, are one photograph. */
    private static Photographs shown(Recording recording) throws ArrayFormatException {
        List<Stimuli> stimuli = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Tier> tiers = new ArrayList<>(List.of(recording.training()));
        recording.validation().ifPresent(tiers::add);
        recording.test().ifPresent(tiers::add);
        for (int tier = 0; tier < tiers.size(); tier++) {
            ImageLabels labels = tiers.get(tier).labels();
            String prefix = labels.groups().isPresent() || labels.named() ? "" : tier + " ";
            stimuli.add(tiers.get(tier).stimuli());
            labels.groups().orElse(labels.ids()).forEach(name -> names.add(prefix + name));
        }
        return Photographs.of(Stimuli.joined(stimuli), names);
    }
}
