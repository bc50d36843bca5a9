package org.hypercolumn.cli;

import java.util.ArrayList;
import java.util.List;

/** Names of sites with commas between. */
final class SiteList {

    private SiteList() {}

    /**
     * The names, in order.
     *
     * @throws IllegalArgumentException if one is blank or there twice
     */
    static List<String> parse(String text) {
        List<String> names = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException(
                        "sites: expected names with commas between, got '%s'".formatted(text));
            }
            if (names.contains(name)) {
                throw new IllegalArgumentException(
                        "sites: expected each once, got %s twice; remove one".formatted(name));
            }
            names.add(name);
        }
        return names;
    }
}
