package org.hypercolumn.simulate;

import java.util.List;

/**
 * From drives to a response: {@code baseline + gain d^exponent}, with
 *
 * <pre>{@code d = E (1 + s f C^2 / (3.4^2 + C^2)) / (semisaturation + l L + s (n N + w F))}</pre>
 *
 * <p>where E is the center's energy, L that of the local pool, N of the near, F of the far, and C of the collinear one, all in
 * units of the mean local energy; s is the neuron's {@link Trait#SURROUND}, f its {@link Trait#FACILITATION}, l its
 * {@link Trait#LOCAL_SUPPRESSION}, n its {@link Trait#NEAR_SUPPRESSION} and w its {@link Trait#FAR_SUPPRESSION}.
 *
 * <p>Source: division as in Heeger, "Normalization of cell responses in cat striate cortex", Visual Neuroscience 1992, and
 * Carandini, Heeger, "Normalization as a canonical neural computation", Nature Reviews Neuroscience 2012; pools of the
 * surround as in Cavanaugh, Bair, Movshon, "Nature and interaction of signals from the receptive field center and surround in
 * macaque V1 neurons", Journal of Neurophysiology 2002, Schwartz, Simoncelli, "Natural signal statistics and sensory gain
 * control", Nature Neuroscience 2001, and Coen-Cagli, Kohn, Schwartz, "Flexible gating of contextual influences in natural
 * vision", Nature Neuroscience 2015; facilitation as in Kapadia, Westheimer, Gilbert, "Spatial distribution of contextual
 * interactions in primary visual cortex and in visual perception", Journal of Neurophysiology 2000. Ours differs: the form of
 * the facilitation and all constants are chosen so that the population's statistics are those of macaque V1.
 *
 * @param traits of the neuron
 * @param energyUnit mean local energy, squared contrast
 * @param baseline response to a gray image
 * @param gain in the unit of responses
 */
record Transfer(NeuronTraits traits, double energyUnit, double baseline, double gain) {

    private static final double HALF_FACILITATION = 3.4;

    /** Sets unit, baseline and gain from responses to calibration images, so that their mean is the neuron's. */
    static Transfer calibrated(NeuronTraits traits, List<Drives> calibration) {
        double local = 0;
        for (Drives drives : calibration) {
            local += drives.local();
        }
        double unit = Math.max(Double.MIN_NORMAL, local / calibration.size());
        double mean = traits.at(Trait.MEAN_RESPONSE);
        double baseline = traits.at(Trait.BASELINE_SHARE) * mean;
        Transfer raw = new Transfer(traits, unit, 0, 1);
        double sum = 0;
        for (Drives drives : calibration) {
            sum += raw.response(drives);
        }
        double gain = sum > 0 ? (mean - baseline) * calibration.size() / sum : 0;
        return new Transfer(traits, unit, baseline, gain);
    }

    /** The noise-free response. */
    double response(Drives drives) {
        return response(drives, traits.at(Trait.SURROUND));
    }

    /** The noise-free response without near and far pools and without facilitation. */
    double centerOnly(Drives drives) {
        return response(drives, 0);
    }

    private double response(Drives drives, double surround) {
        double collinear = drives.collinear() / energyUnit;
        double squared = collinear * collinear;
        double facilitation =
                traits.at(Trait.FACILITATION) * squared / (HALF_FACILITATION * HALF_FACILITATION + squared);
        double pools =
                traits.at(Trait.NEAR_SUPPRESSION) * drives.near() + traits.at(Trait.FAR_SUPPRESSION) * drives.far();
        double divisor = traits.at(Trait.SEMISATURATION)
                + (traits.at(Trait.LOCAL_SUPPRESSION) * drives.local() + surround * pools) / energyUnit;
        double drive = drives.center() / energyUnit * (1 + surround * facilitation) / divisor;
        return baseline + gain * StrictMath.pow(drive, traits.at(Trait.EXPONENT));
    }
}
