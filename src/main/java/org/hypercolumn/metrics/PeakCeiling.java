package org.hypercolumn.metrics;

import java.util.random.RandomGenerator;

/**
 * What a model without any error or noise would score in {@link PeakTuning} on a neuron whose recorded responses are noisy:
 * an estimate of the expected score over repetitions of the recording.
 *
 * <p>The recorded means are noise on top of the neuron's own responses, so they spread too far, and half of a neuron's repeats are
 * noisier still: neither can stand for the noise-free model. Therefore both are estimated from the trials, the responses by
 * {@link SignalEstimate} and the noise by {@link NoiseEstimate}. Then {@value #DRAWS} times, each image is given a response
 * that its recorded trials and the distribution over images allow, and a recorded mean of as many noisy trials as it had; the
 * responses are scored as predictions of the means.
 *
 * <p>Images that were not shown take no part. Uses the generator's {@code nextDouble} and {@code nextGaussian} only.
 *
 * @param joint of PT_J, 0 to 1; NaN if undefined
 * @param separate of PT_S
 * @param ranked of PT_R
 */
record PeakCeiling(double joint, double separate, double ranked) {

    /** Why all are NaN, in the words of a report. */
    static final String UNDEFINED = "fewer than 2 images with 2 repeats, or constant mean responses";

    /** How often the recording is simulated: a score that varies by 0.1 is found to 0.01. */
    static final int DRAWS = 100;

    private static final PeakCeiling NONE = new PeakCeiling(Double.NaN, Double.NaN, Double.NaN);
    private static final PeakCeiling WITHOUT_NOISE = new PeakCeiling(1, 1, 1);

    /**
     * Of one neuron.
     *
     * @param trials image, then repeat; ΔF/F or spikes; only those that were shown, read only
     * @param random drawn from
     */
    static PeakCeiling of(float[][] trials, RandomGenerator random) {
        RepeatedImages shown = RepeatedImages.of(trials, 1);
        double[] means = shown.means();
        if (RepeatedImages.of(trials, 2).count() < 2 || Series.isConstant(means) || !Series.allFinite(means)) {
            return NONE;
        }
        TrialMoments moments = TrialMoments.of(shown);
        return moments.noise() == 0 ? WITHOUT_NOISE : simulated(SignalEstimate.of(moments), moments, random);
    }

    private static PeakCeiling simulated(SignalEstimate estimate, TrialMoments moments, RandomGenerator random) {
        int images = moments.images();
        int k = PeakTuning.peakImages(images);
        double[] responses = new double[images];
        double[] recorded = new double[images];
        double joint = 0;
        double separate = 0;
        double ranked = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int image = 0; image < images; image++) {
                int cell = estimate.cell(image, random.nextDouble());
                responses[image] = estimate.grid().within(cell, random.nextDouble());
                double deviation = Math.sqrt(estimate.variance(cell) / moments.repeats(image));
                recorded[image] = responses[image] + deviation * random.nextGaussian();
            }
            PeakTuning peak = PeakTuning.of(responses, recorded, k);
            joint += peak.joint();
            separate += peak.separate();
            ranked += peak.ranked();
        }
        return new PeakCeiling(joint / DRAWS, separate / DRAWS, ranked / DRAWS);
    }
}
