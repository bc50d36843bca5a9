package org.hypercolumn.data;

import java.math.BigInteger;

/** The pixels of many images of one size, image after image, each row by row. */
sealed interface Pixels {
    /**
     * Copies one image.
     *
     * @param target written from {@code offset} on
     */
    void copyTo(int image, float[] target, int offset);

    /** The mean over all pixels of {@code images}. */
    double mean(int[] images);

    /** The standard deviation over all pixels of {@code images}; divides by their number. */
    double standardDeviation(int[] images);

    /**
     * Pixels of 0 to 255, a byte each; sums are exact.
     *
     * <p>Not copied: {@code values} is never changed by anyone.
     */
    final class Bytes implements Pixels {
        private final byte[] values;
        private final int perImage;

        /** Whether a byte can hold a value as it is. */
        static boolean holds(float value) {
            return value >= 0 && value <= 255 && value == (int) value;
        }

        Bytes(byte[] values, int perImage) {
            this.values = values;
            this.perImage = perImage;
        }

        @Override
        public void copyTo(int image, float[] target, int offset) {
            byte[] from = values;
            int start = image * perImage;
            int end = start + perImage;
            for (int i = start, to = offset; i < end; i++, to++) {
                target[to] = from[i] & 0xff;
            }
        }

        @Override
        public double mean(int[] images) {
            return (double) sum(images) / ((long) images.length * perImage);
        }

        @Override
        public double standardDeviation(int[] images) {
            BigInteger sum = BigInteger.valueOf(sum(images));
            BigInteger count = BigInteger.valueOf((long) images.length * perImage);
            // sd = sqrt(n Q - S^2) / n with S the sum and Q the sum of squares: no cancellation in whole numbers
            BigInteger scaled =
                    BigInteger.valueOf(squares(images)).multiply(count).subtract(sum.multiply(sum));
            return Math.sqrt(scaled.doubleValue()) / count.doubleValue();
        }

        private long sum(int[] images) {
            long sum = 0;
            for (int image : images) {
                for (int i = image * perImage, end = i + perImage; i < end; i++) {
                    sum += values[i] & 0xff;
                }
            }
            return sum;
        }

        private long squares(int[] images) {
            long squares = 0;
            for (int image : images) {
                for (int i = image * perImage, end = i + perImage; i < end; i++) {
                    long value = values[i] & 0xff;
                    squares += value * value;
                }
            }
            return squares;
        }
    }

    /**
     * Pixels of any finite value; sums are in double, image by image.
     *
     * <p>Not copied: {@code values} is never changed by anyone.
     */
    final class Floats implements Pixels {
        private final float[] values;
        private final int perImage;

        Floats(float[] values, int perImage) {
            this.values = values;
            this.perImage = perImage;
        }

        /** All of them, not copied: read only. */
        float[] values() {
            return values;
        }

        @Override
        public void copyTo(int image, float[] target, int offset) {
            System.arraycopy(values, image * perImage, target, offset, perImage);
        }

        @Override
        public double mean(int[] images) {
            double total = 0;
            for (int image : images) {
                double sum = 0;
                for (int i = image * perImage, end = i + perImage; i < end; i++) {
                    sum += values[i];
                }
                total += sum;
            }
            return total / ((double) images.length * perImage);
        }

        @Override
        public double standardDeviation(int[] images) {
            double mean = mean(images);
            double total = 0;
            for (int image : images) {
                double sum = 0;
                for (int i = image * perImage, end = i + perImage; i < end; i++) {
                    double difference = values[i] - mean;
                    sum += difference * difference;
                }
                total += sum;
            }
            return Math.sqrt(total / ((double) images.length * perImage));
        }
    }
}
