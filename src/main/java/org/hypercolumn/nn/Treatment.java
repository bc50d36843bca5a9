package org.hypercolumn.nn;

/** What training does with a layer. */
public enum Treatment {
    /** Its weights are moved. */
    TRAINED,
    /** Its weights are kept; batch norm and dropout act as in any training. The published way of freezing. */
    FROZEN,
    /** Its weights are kept, and so are its statistics: batch norm and dropout act as in evaluation. */
    FIXED
}
