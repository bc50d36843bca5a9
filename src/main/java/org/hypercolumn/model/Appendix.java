package org.hypercolumn.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The variants of the paper's appendix, as files of the kind that a user writes. Source: Lin et al. 2025, A.1 to A.3; the
 * channels of A.2 are ours.
 */
public final class Appendix {

    private static final List<String> IDS = List.of(
            "a1-ff-sa-cnn-features", "a2-rf-sa-cnn-c64", "a3-ff-sa-cnn-no-b", "a3-rf-sa-cnn-no-b", "a3-rf-sa-cnn-k3");

    private Appendix() {}

    /** All ids. */
    public static List<String> ids() {
        return IDS;
    }

    /**
     * The file of an id, with its comments.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String text(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException(
                    "appendix: expected one of %s, got '%s'".formatted(String.join(", ", IDS), id));
        }
        try (InputStream in = Appendix.class.getResourceAsStream("appendix/" + id + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("appendix/%s.yaml is not in the jar; build it again".formatted(id));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
