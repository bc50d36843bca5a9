package org.hypercolumn.model;

/** How hypercolumns attend in each of S images: weights of the P keys, which sum to 1, row by row of the grid. Immutable. */
public final class AttentionMaps {

    private final int images;
    private final int positions;
    private final float[] center;
    private final float[] mean;

    /** Takes over the arrays. */
    AttentionMaps(int images, int positions, float[] center, float[] mean) {
        this.images = images;
        this.positions = positions;
        this.center = center;
        this.mean = mean;
    }

    /** S. */
    public int images() {
        return images;
    }

    /** P. */
    public int positions() {
        return positions;
    }

    /** {@code [S, P]}: with the center hypercolumn as query; a copy. */
    public float[] center() {
        return center.clone();
    }

    /** {@code [S, P]}: the mean over all P hypercolumns as queries; a copy. */
    public float[] mean() {
        return mean.clone();
    }
}
