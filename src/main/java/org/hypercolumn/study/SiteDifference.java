package org.hypercolumn.study;

import org.hypercolumn.metrics.MeanEstimate;

/**
 * The difference of two models at one site of several.
 *
 * @param site which
 * @param paired how many of its neurons have the score under both models
 * @param estimate of the mean of B - A over these neurons
 */
record SiteDifference(ComparedSites.Site site, int paired, MeanEstimate estimate) {}
