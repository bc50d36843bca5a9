package org.hypercolumn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was recorded at one site: the same N neurons and images of one size in all tiers.
 *
 * @param site the site's name
 * @param training images to learn from
 * @param validation images to choose the epoch by; absent if the recording does not set them aside
 * @param test images to report on; absent if the recording does not set them aside
 * @param sha256 file name to SHA-256 in hexadecimal of each file read, in the order of reading; empty if not from files
 */
public record Recording(
        String site, Tier training, Optional<Tier> validation, Optional<Tier> test, Map<String, String> sha256) {
    /**
     * Puts tiers together.
     *
     * @throws IllegalArgumentException if they differ in image size or number of neurons
     */
    public Recording {
        sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
        checkSame(site, "validation", validation, training);
        checkSame(site, "test", test, training);
    }

    /**
     * Reads a folder of npy files in one of two layouts: the paper's, {@code {train,val,test}_img_SITE.npy} with
     * {@code {train,val,test}Rsp_SITE.npy}, where test may be absent; or a plain pair {@code images.npy} and
     * {@code responses.npy}, all of it training, whose site is called as the folder.
     *
     * <p>Shapes and types of the files are those of {@link Stimuli#read} and {@link Responses#read}.
     *
     * @param site which site; may be left out if the folder has one only
     * @throws BadDataFileException if the folder has neither layout, a file is missing, several sites are there and
     *     none is given, a file is bad, or files do not fit together
     * @throws IOException if a file cannot be read
     */
    public static Recording read(Path folder, Optional<String> site) throws IOException {
        return RecordingFolder.list(folder).read(site);
    }

    /** N, how many neurons there are. */
    public int neurons() {
        return training.neurons();
    }

    /** H of every image in pixels. */
    public int height() {
        return training.stimuli().height();
    }

    /** W of every image in pixels. */
    public int width() {
        return training.stimuli().width();
    }

    private static void checkSame(String site, String name, Optional<Tier> tier, Tier training) {
        String expected = size(training);
        String got = tier.map(Recording::size).orElse(expected);
        if (!got.equals(expected)) {
            throw new IllegalArgumentException(
                    "recording %s: expected %s as in training, got %s in %s".formatted(site, expected, got, name));
        }
    }

    /** What all tiers have in common, in words. */
    static String size(Tier tier) {
        return "images of %d x %d pixels and %d neurons"
                .formatted(tier.stimuli().height(), tier.stimuli().width(), tier.neurons());
    }
}
