package org.hypercolumn.data;

/**
 * How an array is taken as images.
 *
 * @param count S
 * @param height H in pixels
 * @param width W in pixels
 */
record StimuliShape(int count, int height, int width) {
    private static final String EXPECTED = "expected images [S, H, W], [S, H, W, 1] or [S, 1, H, W], got ";

    /**
     * Finds the images in an array.
     *
     * @throws NpyFormatException if they are not numbers of one of the three shapes, or there are none
     */
    static StimuliShape of(NpyHeader header) throws NpyFormatException {
        if (!header.type().isNumeric()) {
            throw new NpyFormatException("expected pixels as numbers, got " + header + "; save grey values");
        }
        StimuliShape shape = shape(header);
        if (shape.count == 0 || shape.height == 0 || shape.width == 0) {
            throw new NpyFormatException("expected one image or more, got " + header + "; save it again with images");
        }
        return shape;
    }

    private static StimuliShape shape(NpyHeader header) throws NpyFormatException {
        int rank = header.rank();
        if (rank == 3) {
            return new StimuliShape(header.size(0), header.size(1), header.size(2));
        }
        if (rank == 4 && header.size(3) == 1) {
            return new StimuliShape(header.size(0), header.size(1), header.size(2));
        }
        if (rank == 4 && header.size(1) == 1) {
            return new StimuliShape(header.size(0), header.size(2), header.size(3));
        }
        throw new NpyFormatException(EXPECTED + header + "; " + advice(header));
    }

    private static String advice(NpyHeader header) {
        if (header.rank() == 2) {
            int side = (int) Math.round(Math.sqrt(header.size(1)));
            String sides = side * side == header.size(1) ? side + ", " + side : "H, W";
            return "if each row is an image, save a.reshape(-1, %s)".formatted(sides);
        }
        if (header.rank() == 4 && (header.size(3) == 3 || header.size(3) == 4)) {
            return "turn colours to grey, such as a[..., :3].mean(axis=3)";
        }
        if (header.rank() == 4 && (header.size(1) == 3 || header.size(1) == 4)) {
            return "turn colours to grey, such as a[:, :3].mean(axis=1)";
        }
        return "reshape it and save it again";
    }
}
