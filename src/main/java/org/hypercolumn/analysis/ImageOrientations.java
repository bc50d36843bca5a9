package org.hypercolumn.analysis;

import org.hypercolumn.data.Stimuli;
import org.hypercolumn.model.ReceptiveFields;
import org.hypercolumn.model.Window;
import org.hypercolumn.stimulus.LocalOrientation;
import org.hypercolumn.stimulus.StructureTensor;

/** The orientation that each of P hypercolumns sees in each of S images, and how like the center's it is. Immutable. */
final class ImageOrientations {

    private final ReceptiveFields fields;
    private final double[] degrees; // [S, P]
    private final double[] coherence; // [S, P]
    private final double[] likeness; // [S, P]

    private ImageOrientations(ReceptiveFields fields, double[] degrees, double[] coherence) {
        this.fields = fields;
        this.degrees = degrees;
        this.coherence = coherence;
        this.likeness = new double[degrees.length];
        int positions = fields.positions();
        for (int at = 0; at < degrees.length; at++) {
            double center = degrees[at - at % positions + fields.center()];
            likeness[at] = StrictMath.cos(2 * (degrees[at] - center) * (StrictMath.PI / 180));
        }
    }

    /**
     * Looks at the receptive fields of all images, as {@link StructureTensor} does.
     *
     * @throws IllegalArgumentException if a receptive field does not lie in the images, or has fewer than 3 x 3 pixels
     */
    static ImageOrientations of(Stimuli stimuli, ReceptiveFields fields) {
        StructureTensor tensor = StructureTensor.ofSide(fields.side());
        int positions = fields.positions();
        double[] degrees = new double[Math.multiplyExact(stimuli.count(), positions)];
        double[] coherence = new double[degrees.length];
        float[] image = new float[stimuli.height() * stimuli.width()];
        for (int i = 0; i < stimuli.count(); i++) {
            stimuli.copyTo(i, image, 0);
            for (int p = 0; p < positions; p++) {
                Window window = fields.window(p);
                LocalOrientation found = tensor.at(image, stimuli.width(), window.top(), window.left());
                degrees[i * positions + p] = found.orientationDegrees();
                coherence[i * positions + p] = found.coherence();
            }
        }
        return new ImageOrientations(fields, degrees, coherence);
    }

    /**
     * Wraps copies of {@code degrees} and {@code coherence}, {@code [S, P]}.
     *
     * @throws IllegalArgumentException if their lengths differ or are no multiple of P
     */
    static ImageOrientations of(double[] degrees, double[] coherence, ReceptiveFields fields) {
        if (degrees.length != coherence.length || degrees.length % fields.positions() != 0) {
            throw new IllegalArgumentException(
                    "orientations: expected one and a coherence for each of %d positions, got %d and %d"
                            .formatted(fields.positions(), degrees.length, coherence.length));
        }
        return new ImageOrientations(fields, degrees.clone(), coherence.clone());
    }

    /** S. */
    int images() {
        return degrees.length / fields.positions();
    }

    /** The pixels that the hypercolumns see. */
    ReceptiveFields fields() {
        return fields;
    }

    /** Degrees along the stripes, counter-clockwise from the right, 0 to below 180; NaN where none stands out. */
    double orientationDegrees(int image, int position) {
        return degrees[at(image, position)];
    }

    /** How clear the orientation is, 0 to 1. */
    double coherence(int image, int position) {
        return coherence[at(image, position)];
    }

    /** cos 2 (orientation - orientation at the center): 1 parallel, -1 orthogonal, NaN where either is. */
    double likeness(int image, int position) {
        return likeness[at(image, position)];
    }

    private int at(int image, int position) {
        if (image < 0 || image >= images() || position < 0 || position >= fields.positions()) {
            throw new IllegalArgumentException("orientations: image %d, position %d of [S, P] = [%d, %d] asked for"
                    .formatted(image, position, images(), fields.positions()));
        }
        return image * fields.positions() + position;
    }
}
