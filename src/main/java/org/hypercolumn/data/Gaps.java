package org.hypercolumn.data;

/** What becomes of pixels and responses that are NaN or infinite. */
public enum Gaps {
    /** They are an error: what is read can be fitted. */
    REFUSED,
    /** They are read as they are: to be looked at, or to be taken out. */
    KEPT
}
