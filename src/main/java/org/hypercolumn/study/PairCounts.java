package org.hypercolumn.study;

/**
 * How many neurons stand behind the comparison of two models.
 *
 * @param paired have a score under both: all that is said comes from them
 * @param onlyFirst were fitted with the first model only
 * @param onlySecond were fitted with the second model only
 * @param undefined were fitted with both, and the score of one or both is NaN
 */
public record PairCounts(int paired, int onlyFirst, int onlySecond, int undefined) {}
