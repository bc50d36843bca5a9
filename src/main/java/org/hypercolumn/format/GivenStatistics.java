package org.hypercolumn.format;

import java.io.IOException;
import java.nio.file.Path;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;

/**
 * What a Sensorium scan says of its own images and responses, in {@code meta/statistics/.../all}. They may be of test
 * images too: to compare with others who used them, not to fit with.
 */
public final class GivenStatistics {
    private final double imageMean;
    private final double imageDeviation;
    private final double[] responseDeviations;

    private GivenStatistics(double imageMean, double imageDeviation, double[] responseDeviations) {
        this.imageMean = imageMean;
        this.imageDeviation = imageDeviation;
        this.responseDeviations = responseDeviations;
    }

    /**
     * Reads them.
     *
     * @param scan folder of a Sensorium scan
     * @param neurons N of the scan
     * @throws BadDataFileException if they are not there, not of as many neurons, or nothing to divide by
     */
    public static GivenStatistics read(Path scan, int neurons) throws IOException {
        Path folder = scan.resolve("meta").resolve("statistics");
        Path responses = folder.resolve("responses").resolve("all").resolve("std.npy");
        NpyArray deviations = numbers(responses);
        if (deviations.rank() != 1 || deviations.length() != neurons) {
            throw new BadDataFileException(
                    responses,
                    "expected standard deviations [%d], one for each neuron, got %s; use the statistics of training"
                            .formatted(neurons, deviations));
        }
        checkDeviations(responses, deviations);
        Path images = folder.resolve("images").resolve("all");
        double imageDeviation = one(images.resolve("std.npy"));
        if ((float) imageDeviation <= 0) {
            throw new BadDataFileException(
                    images.resolve("std.npy"),
                    "expected a standard deviation above 0, got %s; use the statistics of training"
                            .formatted(imageDeviation));
        }
        return new GivenStatistics(one(images.resolve("mean.npy")), imageDeviation, deviations.toDoubles());
    }

    /** One neuron may always have responded the same, all of them may not. */
    private static void checkDeviations(Path file, NpyArray deviations) throws BadDataFileException {
        double largest = 0;
        for (double value : deviations.toDoubles()) {
            if (value < 0) {
                throw new BadDataFileException(
                        file,
                        "expected standard deviations of 0 or more, got %s; use the statistics of training"
                                .formatted(value));
            }
            largest = Math.max(largest, value);
        }
        if ((float) largest == 0) {
            throw new BadDataFileException(
                    file, "expected a standard deviation above 0, got 0 for all; use the statistics of training");
        }
    }

    private static double one(Path file) throws IOException {
        NpyArray array = numbers(file);
        if (array.length() != 1) {
            throw new BadDataFileException(
                    file,
                    "expected one number for all images, got %s; use the statistics of training".formatted(array));
        }
        return array.at(0);
    }

    private static NpyArray numbers(Path file) throws IOException {
        NpyArray array = NpyFile.read(file);
        if (!array.type().isNumeric()) {
            throw new BadDataFileException(file, "expected numbers, got " + array);
        }
        for (double value : array.toDoubles()) {
            if (!Float.isFinite((float) value)) { // as a float, which responses and pixels are
                throw new BadDataFileException(
                        file, "expected finite numbers, got %s; use the statistics of training".formatted(value));
            }
        }
        return array;
    }

    /** Mean of all pixels, gray levels. */
    public double imageMean() {
        return imageMean;
    }

    /** Standard deviation of all pixels, gray levels. */
    public double imageDeviation() {
        return imageDeviation;
    }

    /** N, how many neurons they are of. */
    public int neurons() {
        return responseDeviations.length;
    }

    /**
     * Standard deviation of one neuron's responses, in their unit.
     *
     * @throws IndexOutOfBoundsException if there is no such neuron
     */
    public double responseDeviation(int neuron) {
        return responseDeviations[neuron];
    }
}
