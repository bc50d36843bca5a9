package org.hypercolumn.simulate;

/**
 * What drives and divides one neuron in one image; all are energies, squared contrast.
 *
 * @param center of the neuron's own filters, between a simple and a complex cell's
 * @param local of all orientations within the center
 * @param near of the pool around the center
 * @param far of the pool beyond
 * @param collinear of the neuron's orientation beyond both ends of its stripes
 */
record Drives(double center, double local, double near, double far, double collinear) {}
