package org.hypercolumn.nn;

import org.hypercolumn.kernel.RandomStream;

/**
 * Feature maps of a batch in double precision, {@code [B][C * H * W]} in the published order, and what layers make of them:
 * the control of forward passes, and a function smooth enough for differences, in plain loops.
 */
final class DoubleMaps {

    private final MapShape shape;
    private final double[][] images;

    private DoubleMaps(MapShape shape, double[][] images) {
        this.shape = shape;
        this.images = images;
    }

    /** Wraps {@code [B, C, H, W]}. */
    static DoubleMaps of(MapShape shape, double[] values) {
        int length = shape.positions() * shape.channels();
        double[][] images = new double[values.length / length][length];
        for (int i = 0; i < values.length; i++) {
            images[i / length][i % length] = values[i];
        }
        return new DoubleMaps(shape, images);
    }

    /** Shape of one image's maps. */
    MapShape shape() {
        return shape;
    }

    /** All values, {@code [B, C, H, W]}. */
    double[] values() {
        int length = shape.positions() * shape.channels();
        double[] values = new double[images.length * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = images[i / length][i % length];
        }
        return values;
    }

    /** @param weights {@code [out, in, k, k]} */
    DoubleMaps convolved(double[] weights, double[] bias, int kernelSize) {
        int inputs = shape.channels();
        int width = shape.width();
        var next = new MapShape(shape.height() - kernelSize + 1, width - kernelSize + 1, bias.length);
        double[][] outputs = new double[images.length][next.positions() * next.channels()];
        for (int image = 0; image < images.length; image++) {
            for (int i = 0; i < outputs[image].length; i++) {
                int out = i / next.positions();
                int corner = i % next.positions() / next.width() * width + i % next.width();
                double sum = bias[out];
                for (int in = 0; in < inputs; in++) {
                    for (int ky = 0; ky < kernelSize; ky++) {
                        int w = ((out * inputs + in) * kernelSize + ky) * kernelSize;
                        int at = in * shape.positions() + corner + ky * width;
                        for (int kx = 0; kx < kernelSize; kx++) {
                            sum += weights[w + kx] * images[image][at + kx];
                        }
                    }
                }
                outputs[image][i] = sum;
            }
        }
        return new DoubleMaps(next, outputs);
    }

    /** The largest of each 2 x 2 values; an odd last row or column is left out. */
    DoubleMaps pooled() {
        int width = shape.width();
        var next = new MapShape(shape.height() / 2, width / 2, shape.channels());
        double[][] outputs = new double[images.length][next.positions() * next.channels()];
        for (int image = 0; image < images.length; image++) {
            double[] all = images[image];
            for (int i = 0; i < outputs[image].length; i++) {
                int y = i % next.positions() / next.width();
                int at = i / next.positions() * shape.positions() + 2 * y * width + 2 * (i % next.width());
                double upper = Math.max(all[at], all[at + 1]);
                outputs[image][i] = Math.max(upper, Math.max(all[at + width], all[at + width + 1]));
            }
        }
        return new DoubleMaps(next, outputs);
    }

    /** Mean and biased variance of each channel over images and positions, {@code [2][C]}. */
    double[][] statistics() {
        double values = (double) images.length * shape.positions();
        double[][] statistics = new double[2][shape.channels()];
        for (double[] image : images) {
            for (int i = 0; i < image.length; i++) {
                statistics[0][i / shape.positions()] += image[i] / values;
            }
        }
        for (double[] image : images) {
            for (int i = 0; i < image.length; i++) {
                double distance = image[i] - statistics[0][i / shape.positions()];
                statistics[1][i / shape.positions()] += distance * distance / values;
            }
        }
        return statistics;
    }

    /** Batch norm with the given statistics, sigmoid. */
    DoubleMaps activated(double[] weights, double[] bias, double[] means, double[] variances) {
        double[][] outputs = new double[images.length][images[0].length];
        for (int image = 0; image < images.length; image++) {
            for (int i = 0; i < outputs[image].length; i++) {
                int c = i / shape.positions();
                double z = (images[image][i] - means[c]) / Math.sqrt(variances[c] + 1e-5) * weights[c] + bias[c];
                outputs[image][i] = 1 / (1 + Math.exp(-z));
            }
        }
        return new DoubleMaps(shape, outputs);
    }

    /** Channel dropout: image by image and channel by channel, one draw each. */
    DoubleMaps dropped(double dropout, RandomStream random) {
        double[][] outputs = new double[images.length][images[0].length];
        for (int image = 0; image < images.length; image++) {
            for (int c = 0; c < shape.channels(); c++) {
                double keep = random.nextFloat() < dropout ? 0 : 1 / (1 - dropout);
                for (int p = c * shape.positions(); p < (c + 1) * shape.positions(); p++) {
                    outputs[image][p] = keep * images[image][p];
                }
            }
        }
        return new DoubleMaps(shape, outputs);
    }

    /** One prediction an image from all positions: {@code [C * H * W]} weights. */
    double[] readFully(double[] weights, double bias) {
        double[] predictions = new double[images.length];
        for (int image = 0; image < images.length; image++) {
            predictions[image] = bias;
            for (int i = 0; i < weights.length; i++) {
                predictions[image] += weights[i] * images[image][i];
            }
        }
        return predictions;
    }

    /**
     * One prediction an image from the center and from all other positions, each read linearly, {@code [C]} and
     * {@code [C * (P - 1)]} weights, and the two added up with two weights.
     */
    double[] readCenterAndSurround(double[][] center, double[][] surround, double[][] combination) {
        int leftOut = shape.height() / 2 * shape.width() + shape.width() / 2;
        double[] ofCenter = readCenter(center[0], center[1][0]);
        double[] predictions = new double[images.length];
        for (int image = 0; image < images.length; image++) {
            double ofSurround = surround[1][0];
            int next = 0;
            for (int i = 0; i < images[image].length; i++) {
                if (i % shape.positions() != leftOut) {
                    ofSurround += surround[0][next++] * images[image][i];
                }
            }
            predictions[image] =
                    combination[0][0] * ofCenter[image] + combination[0][1] * ofSurround + combination[1][0];
        }
        return predictions;
    }

    /** One prediction an image from the position at row H / 2 and column W / 2: {@code [C]} weights. */
    double[] readCenter(double[] weights, double bias) {
        int center = shape.height() / 2 * shape.width() + shape.width() / 2;
        double[] predictions = new double[images.length];
        for (int image = 0; image < images.length; image++) {
            predictions[image] = bias;
            for (int c = 0; c < weights.length; c++) {
                predictions[image] += weights[c] * images[image][c * shape.positions() + center];
            }
        }
        return predictions;
    }
}
