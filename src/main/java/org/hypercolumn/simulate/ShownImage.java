package org.hypercolumn.simulate;

/** An image as neurons see it: its contrast and its oriented energies. */
final class ShownImage {

    private static final double GRAY = 127.5;

    private final double[] contrast; // [H * W]
    private final double[][] energies;

    private ShownImage(double[] contrast, double[][] energies) {
        this.contrast = contrast;
        this.energies = energies;
    }

    /** Of gray levels {@code [H * W]}, 0 to 255, which become contrasts of -1 to 1. */
    static ShownImage of(byte[] pixels, EnergyBank bank) {
        double[] contrast = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            contrast[i] = ((pixels[i] & 0xff) - GRAY) / GRAY;
        }
        return new ShownImage(contrast, bank.energies(contrast));
    }

    /** Read only. */
    double[] contrast() {
        return contrast;
    }

    /** Read only; as {@link EnergyBank#energies} gives them. */
    double[][] energies() {
        return energies;
    }
}
