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
     * @throws BadDataFileException if they are not there, or not numbers of the right shape
     */
    public static GivenStatistics read(Path scan) throws IOException {
        Path folder = scan.resolve("meta").resolve("statistics");
        Path responses = folder.resolve("responses").resolve("all").resolve("std.npy");
        NpyArray deviations = numbers(responses);
        if (deviations.rank() != 1 || deviations.length() == 0) {
            throw new BadDataFileException(
                    responses, "expected the standard deviations [N] of the responses, got " + deviations);
        }
        Path images = folder.resolve("images").resolve("all");
        return new GivenStatistics(
                one(images.resolve("mean.npy")), one(images.resolve("std.npy")), deviations.toDoubles());
    }

    private static double one(Path file) throws IOException {
        NpyArray array = numbers(file);
        if (array.length() != 1) {
            throw new BadDataFileException(file, "expected one number for all images, got " + array);
        }
        return array.at(0);
    }

    private static NpyArray numbers(Path file) throws IOException {
        NpyArray array = NpyFile.read(file);
        if (!array.type().isNumeric()) {
            throw new BadDataFileException(file, "expected numbers, got " + array);
        }
        for (double value : array.toDoubles()) {
            if (!Double.isFinite(value)) {
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
