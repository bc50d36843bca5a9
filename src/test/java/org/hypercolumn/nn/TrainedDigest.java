package org.hypercolumn.nn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Networks;
import org.hypercolumn.model.Presets;

/** Trains small networks and says what became of their bytes; {@link ByteIdentityTest} runs it in many Javas. */
final class TrainedDigest {

    /** A network a few steps of which take hardly any time, on the slowest Java too; the same below with attention. */
    private static final List<Workload> SHORT = List.of(new Workload("rf-cnn", 22, 23, 2, 1));

    private static final List<Workload> SHORT_WITH_ATTENTION = List.of(new Workload("rf-sa-cnn", 22, 23, 2, 1));

    private static final List<Workload> LONG = List.of(
            new Workload("ff-cnn", 37, 34, 3, 3),
            new Workload("rf-cnn", 29, 26, 5, 3),
            new Workload("rf-cnn-c30", 22, 31, 3, 2));

    private static final List<Workload> LONG_WITH_ATTENTION = List.of(
            new Workload("ff-sa-cnn", 37, 34, 3, 3),
            new Workload("rf-sa-cnn", 29, 26, 5, 3),
            new Workload("rf-sa-cnn-star-incr", 26, 31, 3, 3),
            new Workload("ff-sa-cnn-star-incr-fc1", 31, 29, 3, 2),
            new Workload("rf-sa-cnn-star-incr", 26, 31, 3, 3, Treatment.FIXED));

    /**
     * What is trained: a preset, the size of its images, the images of a batch (the last has one less), steps, and what is done
     * with blocks that the preset freezes.
     */
    private record Workload(String preset, int height, int width, int batch, int steps, Treatment ofFrozen) {
        Workload(String preset, int height, int width, int batch, int steps) {
            this(preset, height, width, batch, steps, Treatment.FROZEN);
        }
    }

    private TrainedDigest() {}

    /**
     * Prints the kernels' name, the digest after little training, that with attention, and, with an argument, both after more
     * of it, one a line.
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        Kernels kernels = Kernels.best();
        System.out.println(kernels.name());
        System.out.println(digest(kernels, SHORT));
        System.out.println(digest(kernels, SHORT_WITH_ATTENTION));
        if (arguments.length > 0) {
            System.out.println(digest(kernels, LONG));
            System.out.println(digest(kernels, LONG_WITH_ATTENTION));
        }
    }

    /** SHA-256 of names and values, in order, of all parameters and statistics that training leaves behind. */
    private static String digest(Kernels kernels, List<Workload> workloads) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Workload workload : workloads) {
            for (Parameter parameter : trained(kernels, workload).parameters()) {
                digest.update(parameter.name().getBytes(StandardCharsets.UTF_8));
                float[] values = parameter.published();
                ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
                bytes.asFloatBuffer().put(values);
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Network trained(Kernels kernels, Workload workload) {
        Architecture architecture = Presets.of(workload.preset());
        Network network = Networks.of(
                architecture, kernels, workload.height(), workload.width(), workload.batch(), workload.ofFrozen());
        network.initialize(RandomStream.of(1, "initialize"));
        network.parameters().stream()
                .filter(parameter -> parameter.name().equals("attention.gamma"))
                .forEach(gamma -> gamma.fill(0.5f)); // of 0 attention would hardly matter in so few steps
        Adam adam = new Adam(kernels, Adam.Settings.paper(), network);
        FeatureMaps stimuli = network.stimuli();
        for (int step = 1; step <= workload.steps(); step++) {
            int count = step < workload.steps() ? workload.batch() : workload.batch() - 1;
            RandomStream random = RandomStream.of(1, "images", step);
            for (int i = 0; i < count * workload.height() * workload.width(); i++) {
                stimuli.values()[stimuli.at(0) + i] = 4 * random.nextFloat() - 2;
            }
            float[] responses = new float[count];
            for (int image = 0; image < count; image++) {
                responses[image] = random.nextFloat();
            }
            network.forward(count, Layer.Mode.TRAINING, RandomStream.of(1, "dropout", step));
            network.backward(responses, count);
            adam.step();
        }
        return network;
    }
}
