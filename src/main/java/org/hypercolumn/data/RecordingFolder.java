package org.hypercolumn.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out how the files of a folder make a recording. */
final class RecordingFolder {
    private static final String IMAGES = "images.npy";
    private static final String RESPONSES = "responses.npy";
    private static final Pattern OF_SITE = Pattern.compile("(?:train|val|test)(?:_img|Rsp)_(.+)\\.npy");
    private static final int MOST_NAMES = 6;

    private final Path folder;
    private final SortedSet<String> names;
    private final FileDigests digests = FileDigests.all();

    private RecordingFolder(Path folder, SortedSet<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * Looks what is in {@code folder}.
     *
     * @throws BadDataFileException if it is not a folder that may be read
     */
    static RecordingFolder list(Path folder) throws IOException {
        if (Files.isRegularFile(folder)) {
            throw new BadDataFileException(folder, "expected a folder with a recording, got a file; give its folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new RecordingFolder(
                    folder,
                    files.map(file -> String.valueOf(file.getFileName()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        } catch (NoSuchFileException e) {
            throw new BadDataFileException(folder, "there is no such folder (%s); check the path".formatted(folder), e);
        } catch (AccessDeniedException e) {
            throw new BadDataFileException(folder, "may not be read (%s); check its permissions".formatted(folder), e);
        }
    }

    /** Reads the recording of {@code site}, or of the only site. */
    Recording read(Optional<String> site) throws IOException {
        SortedSet<String> sites = names.stream()
                .map(OF_SITE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        if (sites.isEmpty()) {
            return pair(site);
        }
        if (site.isEmpty() && has(IMAGES) && has(RESPONSES)) {
            throw problem(
                    "expected one recording, got both %s with %s and files of the site %s; give the site or move some away"
                            .formatted(IMAGES, RESPONSES, String.join(", ", sites)));
        }
        return layoutOfPaper(chosen(site, sites));
    }

    private String chosen(Optional<String> site, SortedSet<String> sites) throws BadDataFileException {
        if (site.isEmpty() && sites.size() > 1) {
            throw problem("expected one site or the name of one, got %d sites (%s); give the site"
                    .formatted(sites.size(), some(sites)));
        }
        String wanted = site.orElse(sites.first());
        if (!sites.contains(wanted)) {
            throw problem("expected one of the sites %s, got '%s'; did you mean '%s'?"
                    .formatted(some(sites), wanted, EditDistance.nearest(wanted, List.copyOf(sites))));
        }
        return wanted;
    }

    private Recording layoutOfPaper(String site) throws IOException {
        Tier training = tier(site, "train").orElseThrow(() -> absent(site, "train"));
        Tier validation = tier(site, "val").orElseThrow(() -> absent(site, "val"));
        Optional<Tier> test = tier(site, "test");
        checkSame(site, "val", validation, training);
        if (test.isPresent()) {
            checkSame(site, "test", test.get(), training);
        }
        return new Recording(site, training, Optional.of(validation), test, digests.hexByName());
    }

    private Recording pair(Optional<String> site) throws IOException {
        if (!has(IMAGES) && !has(RESPONSES)) {
            throw problem(
                    "expected {train,val,test}_img_SITE.npy with {train,val,test}Rsp_SITE.npy, or %s with %s, got %s; give the folder that holds them"
                            .formatted(IMAGES, RESPONSES, names.isEmpty() ? "an empty folder" : some(names)));
        }
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String own = name == null ? "recording" : name.toString();
        if (site.isPresent() && !site.get().equals(own)) {
            throw problem("expected no site or '%s', as the folder has %s and %s only, got '%s'; leave the site out"
                    .formatted(own, IMAGES, RESPONSES, site.get()));
        }
        return new Recording(own, readTier(IMAGES, RESPONSES), Optional.empty(), Optional.empty(), digests.hexByName());
    }

    /** One tier of the paper's layout; absent if neither of its files is there. */
    private Optional<Tier> tier(String site, String tier) throws IOException {
        String images = images(site, tier);
        String responses = responses(site, tier);
        return has(images) || has(responses) ? Optional.of(readTier(images, responses)) : Optional.empty();
    }

    private static String images(String site, String tier) {
        return tier + "_img_" + site + ".npy";
    }

    private static String responses(String site, String tier) {
        return tier + "Rsp_" + site + ".npy";
    }

    private Tier readTier(String images, String responses) throws IOException {
        if (!has(images) || !has(responses)) {
            String missing = has(images) ? responses : images;
            String there = has(images) ? images : responses;
            throw new BadDataFileException(
                    folder.resolve(missing), "is missing beside %s in %s; put it there".formatted(there, folder));
        }
        Stimuli stimuli = Stimuli.read(folder.resolve(images), digests);
        Responses measured = Responses.read(folder.resolve(responses), digests);
        if (stimuli.count() != measured.stimuli()) {
            throw new BadDataFileException(
                    folder.resolve(images),
                    "has %d images but %s has %d responses; give each image one row of responses"
                            .formatted(stimuli.count(), responses, measured.stimuli()));
        }
        return new Tier(stimuli, measured);
    }

    private void checkSame(String site, String name, Tier tier, Tier training) throws BadDataFileException {
        if (!Recording.size(tier).equals(Recording.size(training))) {
            throw new BadDataFileException(
                    folder.resolve(images(site, name)),
                    "expected %s as in %s, got %s; all tiers must come from one recording"
                            .formatted(Recording.size(training), images(site, "train"), Recording.size(tier)));
        }
    }

    private BadDataFileException absent(String site, String tier) {
        return new BadDataFileException(
                folder.resolve(images(site, tier)),
                "is missing in %s, and %s too; a recording in this layout needs both (there are %s)"
                        .formatted(folder, responses(site, tier), some(names)));
    }

    private boolean has(String name) {
        return names.contains(name);
    }

    private BadDataFileException problem(String problem) {
        return new BadDataFileException(folder, problem);
    }

    private static String some(SortedSet<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and %d more".formatted(names.size() - MOST_NAMES);
    }
}
