package org.hypercolumn.metrics;

/**
 * How much of the variance of a neuron's mean responses images account for, and how well any model can correlate with them.
 *
 * <p>Write a trial as the image's own response plus noise that is independent from trial to trial. The variance of the means over
 * images is then signal variance + noise variance / n. The reliability ρ = signal variance / variance of the means is the
 * ceiling of CORR², and √ρ that of CORR: a model that predicts each image's own response exactly has no noise of its own, so
 * it correlates with the means by √ρ, not by ρ.
 *
 * <p>The noise is known from the variance over trials, so that the estimate needs no halves. Without any signal it is below 0 as
 * often as above. A mean over neurons is biased if those below 0 are left out or made 0, so they stay, and the root keeps their
 * sign. Of few images a score can pass its ceiling.
 *
 * <p>Images with fewer than 2 repeats take no part.
 *
 * <p>Source: the intraclass correlation of means of a one-way analysis of variance, Shrout, Fleiss, Psychol. Bull. 1979; for equal
 * repeats it estimates what Spearman and Brown's formula makes of the correlation of halves. √ρ is the CC_max of Hsu, Borst,
 * Theunissen, Network 2004. Ours differs: what is below -1 is -1.
 *
 * @param share ρ, -1 to 1; NaN with fewer than 2 images with 2 repeats, or if the means are constant
 */
record Reliability(double share) {

    /** Why it is NaN, in the words of a report. */
    static final String UNDEFINED = "fewer than 2 images with 2 repeats, or constant mean responses";

    /**
     * Of one neuron.
     *
     * @param trials image, then repeat; ΔF/F or spikes; only those that were shown, read only
     */
    static Reliability of(float[][] trials) {
        RepeatedImages repeated = RepeatedImages.of(trials, 2);
        if (Series.isConstant(repeated.means())) { // of fewer than 2 images too
            return new Reliability(Double.NaN);
        }
        TrialMoments moments = TrialMoments.of(repeated);
        return new Reliability(Math.max(-1, moments.signalVariance() / moments.varianceOfMeans()));
    }

    /** √ρ, the ceiling of CORR to the average over repeats; -√-ρ where ρ is below 0; NaN if ρ is. */
    double correlationCeiling() {
        return signedRoot(share);
    }

    /** √x, or -√-x below 0. */
    static double signedRoot(double x) {
        return Math.signum(x) * Math.sqrt(Math.abs(x));
    }
}
