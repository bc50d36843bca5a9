package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hypercolumn.data.ArrayFormatException;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.data.FileDigests;
import org.hypercolumn.data.Gaps;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.data.NpyHeader;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;

/**
 * Reads {@code {train,val,test}_img_SITE.npy} with {@code {train,val,test}Rsp_SITE.npy}, of which test may be absent. The
 * single trials that responses are the means of may stand beside them as {@code {train,val,test}Trials_SITE.npy}
 * {@code [R, S, N]}.
 */
final class PaperLayout {
    private static final Pattern OF_SITE = Pattern.compile("(?:train|val|test)(?:_img|Rsp|Trials)_(.+)\\.npy");
    private static final int MOST_NAMES = 6;

    private final Path folder;
    private final SortedSet<String> names;
    private final Gaps gaps;
    private final FileDigests digests = FileDigests.all();
    private final List<String> equalAxes = new ArrayList<>();

    /** A reader of the files of these names. */
    PaperLayout(Path folder, SortedSet<String> names, Gaps gaps) {
        this.folder = folder;
        this.names = names;
        this.gaps = gaps;
    }

    /** The sites that files of these names are of. */
    static SortedSet<String> sites(SortedSet<String> names) {
        return names.stream()
                .map(OF_SITE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Reads the recording of {@code site}, or of the only site. */
    Recording read(Optional<String> site) throws IOException {
        return ofSite(chosen(site, sites(names)));
    }

    private String chosen(Optional<String> site, SortedSet<String> sites) throws BadDataFileException {
        if (sites.isEmpty()) {
            throw problem("expected {train,val,test}_img_SITE.npy with {train,val,test}Rsp_SITE.npy, got %s"
                    .formatted(some(names)));
        }
        if (site.isEmpty() && sites.size() > 1) {
            throw problem("expected one site or the name of one, got %d sites (%s); give the site"
                    .formatted(sites.size(), some(sites)));
        }
        String wanted = site.orElse(sites.first());
        if (!sites.contains(wanted)) {
            throw problem("expected one of the sites %s, got '%s'%s"
                    .formatted(some(sites), wanted, EditDistance.hint(wanted, List.copyOf(sites))));
        }
        return wanted;
    }

    private Recording ofSite(String site) throws IOException {
        Tier training = tier(site, "train").orElseThrow(() -> absent(site, "train"));
        Tier validation = tier(site, "val").orElseThrow(() -> absent(site, "val"));
        Optional<Tier> test = tier(site, "test");
        checkSame(site, "val", validation, training);
        if (test.isPresent()) {
            checkSame(site, "test", test.get(), training);
        }
        RecordingLabels labels = RecordingLabels.none(training.neurons()).withRemarks(remarks());
        return new Recording(site, training, Optional.of(validation), test, labels, digests.hexByName());
    }

    /** One tier; absent if neither of its files is there. */
    private Optional<Tier> tier(String site, String tier) throws IOException {
        String images = images(site, tier);
        String responses = responses(site, tier);
        return has(images) || has(responses)
                ? Optional.of(readTier(images, responses, tier + "Trials_" + site + ".npy"))
                : Optional.empty();
    }

    private static String images(String site, String tier) {
        return tier + "_img_" + site + ".npy";
    }

    private static String responses(String site, String tier) {
        return tier + "Rsp_" + site + ".npy";
    }

    private Tier readTier(String images, String responses, String trials) throws IOException {
        if (!has(images) || !has(responses)) {
            String missing = has(images) ? responses : images;
            String there = has(images) ? images : responses;
            throw new BadDataFileException(
                    folder.resolve(missing), "is missing beside %s in %s; put it there".formatted(there, folder));
        }
        Stimuli stimuli = Stimuli.read(folder.resolve(images), digests, gaps);
        Responses measured = Responses.read(folder.resolve(responses), digests, gaps);
        if (stimuli.count() != measured.stimuli()) {
            throw new BadDataFileException(
                    folder.resolve(images),
                    "has %d images but %s has %d responses; find out which are missing"
                            .formatted(stimuli.count(), responses, measured.stimuli()));
        }
        compareAxes(images, 3, 2);
        compareAxes(responses, 2, 1);
        return new Tier(stimuli, has(trials) ? withTrials(measured, responses, trials) : measured);
    }

    /** Notes a file in which the axis of images is as long as another one. */
    private void compareAxes(String file, int rank, int other) throws IOException {
        NpyHeader header = NpyFile.header(folder.resolve(file));
        boolean shaped = header.rank() == rank || (rank == 3 && header.rank() == 4 && header.size(3) == 1);
        if (shaped && header.size(0) == header.size(other) && header.size(0) > 1) {
            equalAxes.add("%s %s".formatted(file, header));
        }
    }

    /** Says what order of axes is assumed where their lengths do not tell; this layout has only one. */
    private List<String> remarks() {
        return equalAxes.isEmpty()
                ? List.of()
                : List.of(
                        "axes of equal length are read in the order of this layout, images [S, H, W] and responses [S, N]: "
                                + String.join(", ", equalAxes));
    }

    private Responses withTrials(Responses means, String responses, String file) throws IOException {
        Responses own = Responses.read(folder.resolve(file), digests, Gaps.KEPT);
        if (own.trials().isEmpty()) {
            throw new BadDataFileException(
                    folder.resolve(file), "expected trials [R, S, N] with 2 repeats or more, got %s".formatted(own));
        }
        try {
            MeansOfTrials.check(means, responses, own);
            return means.withTrials(own.trials().get());
        } catch (ArrayFormatException e) {
            throw new BadDataFileException(folder.resolve(file), e.problem(), e);
        }
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

    /** The first of some names, and how many more there are. */
    static String some(SortedSet<String> names) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and %d more".formatted(names.size() - MOST_NAMES);
    }
}
