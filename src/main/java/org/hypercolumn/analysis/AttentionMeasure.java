package org.hypercolumn.analysis;

/**
 * A number about the attention of the center hypercolumn in an image, and the mean of it over a neuron's images.
 *
 * <p>The association in image i compares the orientation at the center c with those at other hypercolumns p. With a_ip the
 * weight of key p, theta_ip the orientation in its receptive field and q_ip the coherence of that, w any weights,
 *
 * <pre>
 * s_ip    = cos 2 (theta_ip - theta_ic)                                1 parallel, -1 orthogonal
 * R_i(w)  = sum over p of w_p q_ip s_ip / sum over p of w_p q_ip       how alike what w weights is
 * b_ip    = mean over the other images j of a_jp
 * A_i     = R_i(a_i) - R_i(b_i)
 * A       = sum over i of q_ic A_i / sum over i of q_ic                the neuron's
 * </pre>
 *
 * <p>b, the neuron's usual attention, takes away what follows from where it looks: receptive fields that are near are alike
 * in any image. The image itself is not part of its b, since with few images that would pull A to 0. A is 0 if attention
 * depends on position only, above 0 if it prefers what is parallel to the center.
 *
 * <p>Ours; the association field that it looks for is that of Field, Hayes, Hess, "Contour integration by the human visual
 * system: evidence for a local association field", 1993.
 */
public enum AttentionMeasure {
    /** Entropy of the weights, bits: 0 if one key has all, log2 P if all have the same. */
    ENTROPY("entropy_bits"),
    /** Weight of the center hypercolumn itself, 0 to 1. */
    CENTER_SHARE("center_share"),
    /** A, with p over all hypercolumns but the center. */
    ASSOCIATION("association"),
    /** A, with p over the hypercolumns that see no pixel that the center sees: pixels in common are alike in orientation. */
    ASSOCIATION_APART("association_apart"),
    /**
     * A less that of the mean attention of all queries. What draws every query alike, such as contrast, gives an A where
     * contours pass through the center; here it cancels, and what is left the center's own features do.
     */
    ASSOCIATION_SPECIFIC("association_specific");

    private final String id;

    AttentionMeasure(String id) {
        this.id = id;
    }

    /** Name in files. */
    public String id() {
        return id;
    }

    /** Whether 0 means that nothing is there, so that a population is tested against it. */
    public boolean isAssociation() {
        return this != ENTROPY && this != CENTER_SHARE;
    }

    /** Why it can be NaN, in the words of a report. */
    public String undefined() {
        return isAssociation()
                ? "one image only, or no image with an orientation at the center and elsewhere"
                : "attention that is not a number";
    }
}
