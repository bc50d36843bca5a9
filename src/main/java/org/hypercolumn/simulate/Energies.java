package org.hypercolumn.simulate;

/**
 * What one neuron's filters say about one image, before any division; all are squared contrast.
 *
 * @param center energy at the center, between a simple and a complex cell's
 * @param suppressing energy of the ring, weighted to one side and to the flanks of the stripes
 * @param facilitating energy of the ring, weighted to the ends of the stripes
 * @param ring energy of the ring, unweighted
 */
record Energies(double center, double suppressing, double facilitating, double ring) {}
