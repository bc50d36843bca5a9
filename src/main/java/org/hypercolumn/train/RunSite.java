package org.hypercolumn.train;

import java.util.Optional;
import org.hypercolumn.data.VisibleText;

/**
 * One site of a run of several.
 *
 * @param name what tables call it, and its folder; no other site of the run has it
 * @param animal that it was recorded in; empty where nobody said
 */
public record RunSite(String name, Optional<String> animal) {

    /** What tables call all sites together; as no site may be called, in capitals or not. */
    public static final String ALL = "all";

    private static final int LONGEST = 100;

    public RunSite {
        if (!canBeFolder(name)) {
            throw new IllegalArgumentException(
                    "site: expected a name of 1 to %d characters that a folder can have, got '%s'; name it otherwise"
                            .formatted(LONGEST, name));
        }
        if (name.equalsIgnoreCase(ALL)) {
            throw new IllegalArgumentException(
                    "site: '%s' is what tables call all sites together; name it otherwise".formatted(name));
        }
        if (animal.isPresent() && animal.get().isBlank()) {
            throw new IllegalArgumentException("animal of site %s: expected a name, got none".formatted(name));
        }
    }

    private static boolean canBeFolder(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST
                && name.equals(name.strip())
                && !name.startsWith(".")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':')
                && VisibleText.line(name).equals(name);
    }
}
