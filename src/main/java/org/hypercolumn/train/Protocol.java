package org.hypercolumn.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which images choose the epoch, and on which the scores are reported. */
public enum Protocol {
    /** Never reports on images that took part in choosing the epoch. */
    HOLDOUT,
    /** As published: chooses the epoch on the validation images and reports on the same. */
    PAPER;

    /** Name on the command line and in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The protocol of an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Protocol of(String id) {
        for (Protocol protocol : values()) {
            if (protocol.id().equals(id)) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("protocol: expected %s, got '%s'"
                .formatted(Arrays.stream(values()).map(Protocol::id).collect(Collectors.joining(" or ")), id));
    }
}
