package org.hypercolumn.prepare;

/** What is taken out where responses or pixels are NaN or infinite. */
public enum Incomplete {
    /** Every neuron that lacks a response to an image. */
    NEURONS,
    /** Every image that lacks a pixel or the response of a neuron. */
    IMAGES
}
