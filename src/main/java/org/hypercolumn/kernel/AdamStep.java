package org.hypercolumn.kernel;

/**
 * The numbers of one step of Adam: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g g, value = value - stepSize *
 * m / (sqrt(v) * inverseRoot + epsilon).
 *
 * <p>Source: Kingma, Ba, "Adam", ICLR 2015, in the form of PyTorch's {@code optim.Adam}.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param stepSize learning rate / (1 - beta1^t)
 * @param inverseRoot 1 / sqrt(1 - beta2^t)
 * @param epsilon added to the root of the second moment
 */
public record AdamStep(float beta1, float beta2, float stepSize, float inverseRoot, float epsilon) {

    /**
     * Step {@code t} = 1, 2, ...; powers by {@link StrictMath}, whose bits do not depend on the machine.
     *
     * @throws IllegalArgumentException if {@code t} is below 1
     */
    public static AdamStep of(double learningRate, double beta1, double beta2, double epsilon, long t) {
        if (t < 1) {
            throw new IllegalArgumentException("Adam: steps count from 1, got " + t);
        }
        double correction1 = 1 - StrictMath.pow(beta1, (double) t);
        double correction2 = 1 - StrictMath.pow(beta2, (double) t);
        return new AdamStep(
                (float) beta1,
                (float) beta2,
                (float) (learningRate / correction1),
                (float) (1 / StrictMath.sqrt(correction2)),
                (float) epsilon);
    }
}
