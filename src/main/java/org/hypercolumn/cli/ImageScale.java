package org.hypercolumn.cli;

import java.util.Locale;
import java.util.Optional;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.stimulus.Normalization;

/**
 * The gray levels of images, held against those that a model was fitted to. A model standardises any pixels with the mean and
 * standard deviation of its training images: if those at hand are on another scale, it predicts noise without complaint.
 *
 * @param mean gray levels
 * @param deviation standard deviation of all pixels, gray levels
 * @param least of all pixels, gray levels
 * @param most of all pixels, gray levels
 */
record ImageScale(double mean, double deviation, double least, double most) {

    /** White, as images are commonly stored: a share, percent, 8, 12 and 16 bits. */
    private static final double[] WHITES = {1, 100, 255, 4095, 65_535};

    /** In training standard deviations. Means of natural images and of gratings stay well within. */
    private static final double FARTHEST_MEAN = 2;

    /**
     * The largest ratio of two standard deviations, either way. Black and white gratings reach 2.1 times that of natural
     * images; percent instead of 8 bits make 2.55.
     */
    private static final double LARGEST_RATIO = 2.5;

    /** How near to the training images a change must bring these to be proposed; as above, but narrower. */
    private static final double NEAR_MEAN = 1;

    private static final double NEAR_RATIO = 2;

    /** Of images that are standardised already. */
    private static final Normalization STANDARDISED = Normalization.none();

    /** The scale of all images together. */
    static ImageScale of(Stimuli images) {
        float[] pixels = new float[images.height() * images.width()];
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int image = 0; image < images.count(); image++) {
            images.copyTo(image, pixels, 0);
            for (float pixel : pixels) {
                least = Math.min(least, pixel);
                most = Math.max(most, pixel);
            }
        }
        return new ImageScale(images.mean(), images.standardDeviation(), least, most);
    }

    /** What is odd about these images for a model that standardises pixels as it does its training images; empty if nothing. */
    Optional<String> remark(Normalization training) {
        return isAs(training, FARTHEST_MEAN, LARGEST_RATIO)
                ? Optional.empty()
                : Optional.of(numbers() + ", those that the model was fitted to " + numbers(training) + "; "
                        + advice(training));
    }

    /** The same for pixels that the model takes as they are, though it was fitted to standardised ones. */
    Optional<String> remarkOnRaw() {
        return isAs(STANDARDISED, FARTHEST_MEAN, LARGEST_RATIO)
                ? Optional.empty()
                : Optional.of(numbers() + ", those that the model was fitted to, once standardised, "
                        + numbers(STANDARDISED) + "; leave out --raw unless these are standardised");
    }

    private boolean isAs(Normalization other, double farthestMean, double largestRatio) {
        double ratio = deviation / other.standardDeviation();
        return Math.abs(mean - other.mean()) <= farthestMean * other.standardDeviation()
                && ratio <= largestRatio
                && ratio >= 1 / largestRatio;
    }

    private String advice(Normalization training) {
        if (least < 0 && isAs(STANDARDISED, 0.5, 1.5)) {
            return "if they are standardised already, use --raw";
        }
        for (double white : WHITES) {
            if (least >= 0 && most <= white) {
                return change(white, training).orElse("are they images of the same kind?");
            }
        }
        return "are they images of the same kind?";
    }

    /** How to bring images with this white to the white of the training images, if that explains the difference. */
    private Optional<String> change(double white, Normalization training) {
        for (double other : WHITES) {
            double factor = other / white;
            var changed = new ImageScale(factor * mean, factor * deviation, factor * least, factor * most);
            if (factor != 1 && changed.isAs(training, NEAR_MEAN, NEAR_RATIO)) {
                return Optional.of(factor(white, other) + " they would be alike");
            }
        }
        return Optional.empty();
    }

    private static String factor(double white, double other) {
        if (white % other == 0) {
            return "divided by " + number(white / other);
        }
        return "multiplied by " + (other % white == 0 ? number(other / white) : number(other) + "/" + number(white));
    }

    private String numbers() {
        return String.format(
                Locale.ROOT, "these images have mean %s and standard deviation %s", number(mean), number(deviation));
    }

    private static String numbers(Normalization other) {
        return "%s and %s".formatted(number(other.mean()), number(other.standardDeviation()));
    }

    private static String number(double value) {
        boolean isWhole = Math.abs(value) >= 1000 || value == Math.rint(value);
        return String.format(Locale.ROOT, isWhole ? "%.0f" : Math.abs(value) < 1e-3 ? "%.3f" : "%.3g", value);
    }
}
