package org.hypercolumn.analysis;

import java.util.Map;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.model.ReceptiveFields;

/**
 * What attention is over: a grid of receptive fields on images of one size, as files hold it.
 *
 * @param fields the pixels that each hypercolumn sees
 * @param imageHeight pixels
 * @param imageWidth pixels
 */
record AttentionGrid(ReceptiveFields fields, int imageHeight, int imageWidth) {

    private static final int LARGEST_SIDE = 32_768; // of any image or grid of ours

    static AttentionGrid of(ReceptiveFields fields, Stimuli stimuli) {
        return new AttentionGrid(fields, stimuli.height(), stimuli.width());
    }

    /** P. */
    int positions() {
        return fields.positions();
    }

    void addTo(Map<String, NpyArray> arrays) {
        arrays.put("grid", NamedArrays.of(fields.rows(), fields.columns()));
        arrays.put("center", NamedArrays.of(fields.center()));
        arrays.put("field", NamedArrays.of(fields.stride(), fields.side()));
        arrays.put("image_size", NamedArrays.of(imageHeight, imageWidth));
    }

    static AttentionGrid of(NamedArrays arrays) throws BadDataFileException {
        int[] grid = sizes(arrays, "grid");
        int[] field = sizes(arrays, "field");
        int[] image = sizes(arrays, "image_size");
        var fields = new ReceptiveFields(grid[0], grid[1], field[0], field[1]);
        int center = arrays.wholeNumbers("center", 1, 0)[0];
        if (center != fields.center()) {
            throw arrays.bad(
                    "center",
                    "expected %d, the middle of %d x %d hypercolumns, got %d"
                            .formatted(fields.center(), grid[0], grid[1], center));
        }
        return new AttentionGrid(fields, image[0], image[1]);
    }

    private static int[] sizes(NamedArrays arrays, String name) throws BadDataFileException {
        int[] sizes = arrays.wholeNumbers(name, 2, 1);
        for (int size : sizes) {
            if (size > LARGEST_SIDE) {
                throw arrays.bad(name, "expected sizes of at most %d, got %d".formatted(LARGEST_SIDE, size));
            }
        }
        return sizes;
    }
}
