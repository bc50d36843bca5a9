package org.hypercolumn.doctor;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** A fit is refused as long as it is so. */
    REFUSED,
    /** A fit runs, but some of its scores are not what they seem, or undefined. */
    WARNING,
    /** Good to know. */
    NOTE;

    /** Name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
