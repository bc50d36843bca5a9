package org.hypercolumn.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a figure from left to right, or its rows from the top: each has a cell, and in it the area between the
 * axes. Lengths are points.
 */
record Track(List<Double> cellStarts, List<Double> areaStarts, List<Double> areaEnds, List<Double> cellEnds) {

    /**
     * Cells one after the other.
     *
     * @param start of the first cell
     * @param gap between cells
     * @param before what each cell has before its area
     * @param areas sizes of the areas
     * @param after what each cell has after its area
     */
    static Track of(double start, double gap, List<Double> before, List<Double> areas, List<Double> after) {
        Track track = new Track(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        double at = start;
        for (int i = 0; i < areas.size(); i++) {
            track.cellStarts.add(at);
            at += before.get(i);
            track.areaStarts.add(at);
            at += areas.get(i);
            track.areaEnds.add(at);
            at += after.get(i);
            track.cellEnds.add(at);
            at += gap;
        }
        return track;
    }

    double cellStart(int index) {
        return cellStarts.get(index);
    }

    double areaStart(int index) {
        return areaStarts.get(index);
    }

    double areaEnd(int index) {
        return areaEnds.get(index);
    }

    double cellEnd(int index) {
        return cellEnds.get(index);
    }
}
