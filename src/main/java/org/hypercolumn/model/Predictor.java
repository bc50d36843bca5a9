package org.hypercolumn.model;

import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.nn.FeatureMaps;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.Network;
import org.hypercolumn.stimulus.Normalization;

/**
 * Predicts responses with models of one architecture and one image size. Mutable: it holds a network, one model's
 * parameters at a time, and is one thread's. It computes only the part of the image that decides the prediction.
 */
public final class Predictor {

    /** Few, since their maps take memory in every thread, and more at a time would be no faster. */
    private static final int BATCH = 10;

    private final Window window;
    private final int imageWidth;
    private final float[] image;
    private final Network network;

    /**
     * A predictor whose network has all parameters 0.
     *
     * @throws IllegalArgumentException if the images are too small for the architecture
     */
    public Predictor(Architecture architecture, Kernels kernels, int imageHeight, int imageWidth) {
        this.window = architecture.window(imageHeight, imageWidth);
        this.imageWidth = imageWidth;
        this.image = new float[imageHeight * imageWidth];
        this.network = Networks.of(architecture, kernels, window.height(), window.width(), BATCH);
    }

    /** The network that predicts; give it the parameters before {@link #predict}. */
    public Network network() {
        return network;
    }

    /**
     * The predicted responses {@code [S]} to {@code stimuli}, in the unit of the responses that the model was fitted to.
     *
     * @throws IllegalArgumentException if the stimuli are of another size
     */
    public float[] predict(Stimuli stimuli, Normalization normalization) {
        if (stimuli.height() * stimuli.width() != image.length || stimuli.width() != imageWidth) {
            throw new IllegalArgumentException("images: expected %d x %d pixels as the model was fitted to, got %d x %d"
                    .formatted(image.length / imageWidth, imageWidth, stimuli.height(), stimuli.width()));
        }
        float[] predictions = new float[stimuli.count()];
        RandomStream unused = RandomStream.of(0, "evaluation");
        FeatureMaps buffer = network.stimuli();
        int pixels = window.height() * window.width();
        for (int first = 0; first < predictions.length; first += BATCH) {
            int count = Math.min(BATCH, predictions.length - first);
            for (int i = 0; i < count; i++) {
                stimuli.copyTo(first + i, image, 0);
                window.copy(image, imageWidth, buffer.values(), buffer.at(i));
                normalization.apply(buffer.values(), buffer.at(i), pixels);
            }
            float[] batch = network.forward(count, Layer.Mode.EVALUATION, unused);
            System.arraycopy(batch, 0, predictions, first, count);
        }
        return predictions;
    }
}
