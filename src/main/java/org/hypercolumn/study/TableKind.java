package org.hypercolumn.study;

import java.util.List;

/** The paper's tables. Source: Lin et al. 2025, tables 1 and 2, and table 3 of A.7. */
public enum TableKind {
    /** Which readout and which surround a model needs, at the largest share of the training images. */
    TABLE_1("1", "Full and center readout, with and without self-attention"),
    /** Whether to learn center and surround one after the other, at the largest share. */
    TABLE_2("2", "Self-attention learned at once and in stages"),
    /** The models of table 1 at every share. */
    TABLE_3("3", "Fewer training images");

    private static final List<String> READOUTS = List.of("ff-cnn", "ff-sa-cnn", "rf-cnn", "rf-sa-cnn");

    private static final List<String> STAGES = List.of(
            "rf-cnn",
            "rf-sa-cnn-star-simul",
            "rf-sa-cnn-star-incr",
            "ff-sa-cnn-star-simul",
            "ff-sa-cnn-star-incr-fc1",
            "ff-sa-cnn-star-incr-fc2");

    private final String number;
    private final String subject;

    TableKind(String number, String subject) {
        this.number = number;
        this.subject = subject;
    }

    /** Name of its files, without suffix, for example {@code table1}. */
    public String id() {
        return "table" + number;
    }

    /** For example {@code Table 1}. */
    public String title() {
        return "Table " + number;
    }

    /** Its number in the paper. */
    String number() {
        return number;
    }

    /** What it is about, in a few words. */
    public String subject() {
        return subject;
    }

    /** The paper's models of the table, the baseline first. */
    public List<String> models() {
        return switch (this) {
            case TABLE_1, TABLE_3 -> READOUTS;
            case TABLE_2 -> STAGES;
        };
    }

    /** The model that the others are compared with. */
    public String baseline() {
        return models().get(0);
    }
}
