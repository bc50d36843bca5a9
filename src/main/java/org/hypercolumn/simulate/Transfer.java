package org.hypercolumn.simulate;

import java.util.List;

/**
 * From energies to a response: {@code baseline + gain * (E (1 + f A / (1 + A)) / (0.2 + 0.05 E + s S))^0.8}, where E is
 * the center's, S the suppressing and A the facilitating energy, each in units of the neuron's mean ring energy, and s
 * and f are the neuron's {@code suppression} and {@code facilitation}. As in a cortical normalisation model, what
 * surrounds the center divides its drive, and structure that continues the preferred stripes multiplies it.
 *
 * @param suppression s, dimensionless
 * @param facilitation f, dimensionless
 * @param energyUnit mean ring energy, squared contrast
 * @param baseline response to a gray image, ΔF/F
 * @param gain ΔF/F
 */
record Transfer(double suppression, double facilitation, double energyUnit, double baseline, double gain) {

    private static final double SEMISATURATION = 0.2;
    private static final double SATURATION = 0.05;
    private static final double EXPONENT = 0.8;
    private static final double BASELINE_SHARE = 0.25; // of the mean response

    /** Sets unit, baseline and gain from responses to calibration images, so that their mean is the neuron's. */
    static Transfer calibrated(NeuronTraits traits, List<Energies> calibration) {
        double ring = 0;
        for (Energies energies : calibration) {
            ring += energies.ring();
        }
        double unit = ring / calibration.size();
        double baseline = BASELINE_SHARE * traits.meanResponse();
        Transfer raw = new Transfer(traits.suppression(), traits.facilitation(), unit, 0, 1);
        double sum = 0;
        for (Energies energies : calibration) {
            sum += raw.response(energies);
        }
        double gain = (traits.meanResponse() - baseline) * calibration.size() / sum;
        return new Transfer(raw.suppression, raw.facilitation, unit, baseline, gain);
    }

    /** The noise-free response, ΔF/F. */
    double response(Energies energies) {
        return response(energies.center(), energies.suppressing(), energies.facilitating());
    }

    /** The noise-free response if all but the center were gray, ΔF/F. */
    double centerOnly(Energies energies) {
        return response(energies.center(), 0, 0);
    }

    private double response(double center, double suppressing, double facilitating) {
        double e = center / energyUnit;
        double s = suppressing / energyUnit;
        double a = facilitating / energyUnit;
        double drive = e * (1 + facilitation * a / (1 + a)) / (SEMISATURATION + SATURATION * e + suppression * s);
        return baseline + gain * StrictMath.pow(drive, EXPONENT);
    }
}
