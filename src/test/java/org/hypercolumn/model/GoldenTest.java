package org.hypercolumn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.nn.Adam;
import org.hypercolumn.nn.Layer;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.Parameter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Outputs, losses, gradients and Adam steps against tensors that PyTorch computed; {@code -Dgolden.dir=DIR} for others. */
class GoldenTest {

    /** Norm of the difference by norm: single precision summed in another order gives about 1e-6. */
    private static final double TOLERANCE = 1e-4;

    /** Gradients that are 0 but for rounding: those of a bias that batch norm subtracts again. */
    private static final double ZERO = 1e-6;

    /** Pixels of a side that a hypercolumn behind the second pool sees. */
    private static final int FIELD_SIDE = 16;

    private static final Path USUAL_FOLDER = absolute("../shared/golden");

    private static Path absolute(String folder) {
        return Path.of(folder).toAbsolutePath().normalize();
    }

    @TestFactory
    Stream<DynamicTest> agrees_with_pytorch() throws IOException {
        Path folder = absolute(System.getProperty("golden.dir", USUAL_FOLDER.toString()));
        if (folder.equals(USUAL_FOLDER) && !Files.isDirectory(folder)) {
            // A test that is skipped is counted, a factory is not.
            return Stream.of(DynamicTest.dynamicTest(
                    "no tensors",
                    () -> assumeTrue(
                            false,
                            "not tested, for want of the golden tensors in %s; point -Dgolden.dir to their folder"
                                    .formatted(folder))));
        }
        assertThat(folder).as("folder of -Dgolden.dir").isDirectory();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> Presets.ids().stream().anyMatch(id -> named(file, id)))
                    .sorted()
                    .toList();
        }
        assertThat(files).as("golden files of known models in " + folder).isNotEmpty();
        return files.stream()
                .flatMap(file -> Stream.of(new VectorKernels(), new ScalarKernels())
                        .map(kernels -> DynamicTest.dynamicTest(
                                file.getFileName() + " " + kernels.name(), () -> check(file, kernels))));
    }

    /** {@code ff-cnn.npz}, and {@code ff-cnn-40x44.npz} or {@code ff-cnn_b.npz} for further files of the same model. */
    private static boolean named(Path file, String id) {
        String name = file.getFileName().toString();
        return name.endsWith(".npz") && modelOf(name).equals(id);
    }

    private static String modelOf(String fileName) {
        String stem = fileName.substring(0, fileName.length() - ".npz".length());
        return Presets.ids().stream()
                .filter(id -> stem.equals(id) || stem.startsWith(id + "_") || stem.matches(id + "[-.]\\d.*"))
                .findFirst()
                .orElse("");
    }

    private static void check(Path file, Kernels kernels) throws IOException {
        Map<String, NpyArray> golden = NpzFile.read(file);
        NpyArray stimuli = required(golden, "x");
        int batch = stimuli.size(0);
        int height = stimuli.size(2);
        int width = stimuli.size(3);
        Architecture architecture =
                Presets.of(modelOf(file.getFileName().toString())).withDropout(0);
        Network network = Networks.of(architecture, kernels, height, width, batch);
        RandomStream random = RandomStream.of(1, "unused");
        network.load(parameters(golden, "init/"));
        System.arraycopy(
                stimuli.toFloats(),
                0,
                network.stimuli().values(),
                network.stimuli().at(0),
                batch * height * width);

        assertClose("eval_out", network.forward(batch, Layer.Mode.EVALUATION, random), required(golden, "eval_out"));
        checkAttention(network, golden, batch);
        network.stimulusGradients(batch);
        float[] stimulusGradients = new float[batch * height * width];
        System.arraycopy(
                network.stimuli().gradients(), network.stimuli().at(0), stimulusGradients, 0, stimulusGradients.length);
        assertCloseButForATie(stimulusGradients, required(golden, "input_grad"));

        float[] responses = required(golden, "y").toFloats();
        float[] losses = new float[required(golden, "losses").size(0)];
        Adam adam = new Adam(kernels, Adam.Settings.paper(), network);
        for (int step = 0; step < losses.length; step++) {
            float[] predictions = network.forward(batch, Layer.Mode.TRAINING, random);
            if (step == 0) {
                assertClose("train_out", predictions, required(golden, "train_out"));
            }
            double loss = network.backward(responses, batch);
            losses[step] = (float) loss;
            if (step == 0) {
                assertClose("loss", new float[] {(float) loss}, required(golden, "loss"));
                checkGradients(network, golden);
            }
            adam.step();
        }
        assertClose("losses", losses, required(golden, "losses"));
        checkAfter(network, golden, losses.length);
        // The rest of the network follows the noise in the biases; with PyTorch's noise it must predict the same.
        network.parameters().stream()
                .filter(parameter -> isNoise(parameter))
                .forEach(parameter -> parameter.publish(
                        required(golden, "after/" + parameter.name()).toFloats()));
        assertMoved(
                "after_eval_out",
                required(golden, "eval_out").toFloats(),
                network.forward(batch, Layer.Mode.EVALUATION, random),
                required(golden, "after_eval_out").toFloats());
    }

    private static void checkAttention(Network network, Map<String, NpyArray> golden, int batch) {
        NpyArray expected = golden.get("attention");
        assertThat(network.attentions()).hasSize(expected == null ? 0 : 1);
        if (expected != null) {
            float[] got = new float[expected.toFloats().length];
            for (int image = 0; image < batch; image++) {
                float[] matrix = network.attentions().get(0).attention(image);
                System.arraycopy(matrix, 0, got, image * matrix.length, matrix.length);
            }
            assertClose("attention", got, expected);
        }
    }

    private static void checkGradients(Network network, Map<String, NpyArray> golden) {
        int compared = 0;
        for (Parameter parameter : network.parameters()) {
            NpyArray expected = golden.get("grad/" + parameter.name());
            if (parameter.role() == Parameter.Role.TRAINED) {
                assertClose("grad/" + parameter.name(), parameter.publishedGradient(), expected);
                compared++;
            } else if (parameter.role() == Parameter.Role.CONSTANT && expected != null) {
                assertThat(norm(expected.toFloats()))
                        .as("grad/" + parameter.name())
                        .isLessThan(ZERO);
                compared++;
            }
        }
        assertThat(compared).isEqualTo((int) golden.keySet().stream()
                .filter(name -> name.startsWith("grad/"))
                .count());
    }

    /** Biases walk along the sign of rounding noise in PyTorch, at most a learning rate a step; running means follow. */
    private static boolean isNoise(Parameter parameter) {
        return parameter.role() == Parameter.Role.CONSTANT || parameter.name().endsWith("running_mean");
    }

    private static void checkAfter(Network network, Map<String, NpyArray> golden, int steps) {
        double walk = steps * Adam.Settings.paper().learningRate();
        for (Parameter parameter : network.parameters()) {
            String name = "after/" + parameter.name();
            if (isNoise(parameter)) {
                float[] got = parameter.published();
                float[] expected = required(golden, name).toFloats();
                for (int i = 0; i < got.length; i++) {
                    assertThat(Math.abs(got[i] - expected[i])).as(name).isLessThan((float) walk * 1.01f);
                }
            } else {
                float[] before = required(golden, "init/" + parameter.name()).toFloats();
                assertMoved(
                        name,
                        before,
                        parameter.published(),
                        required(golden, name).toFloats());
            }
        }
    }

    private static Map<String, float[]> parameters(Map<String, NpyArray> golden, String prefix) {
        Map<String, float[]> values = new LinkedHashMap<>();
        golden.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), array.toFloats());
            }
        });
        return values;
    }

    private static NpyArray required(Map<String, NpyArray> golden, String name) {
        assertThat(golden).containsKey(name);
        return golden.get(name);
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** By norm, or by how far the steps went: what crosses 0 just then has hardly a norm. */
    private static void assertMoved(String name, float[] before, float[] got, float[] expected) {
        double size = Math.max(norm(expected), norm(difference(expected, before)));
        double error = norm(difference(got, expected));
        assertThat(size == 0 ? error : error / size)
                .as(name + ": relative error")
                .isLessThan(TOLERANCE);
    }

    private static float[] difference(float[] left, float[] right) {
        assertThat(left).hasSize(right.length);
        float[] difference = new float[left.length];
        for (int i = 0; i < left.length; i++) {
            difference[i] = left[i] - right[i];
        }
        return difference;
    }

    /**
     * Where two values under a pool differ by less than rounding, either may win, and the gradient goes to the one or the
     * other: one image may differ, in no more pixels than one hypercolumn sees.
     */
    private static void assertCloseButForATie(float[] got, NpyArray expected) {
        float[] values = expected.toFloats();
        double scale = norm(values);
        int pixels = expected.size(2) * expected.size(3);
        int ties = 0;
        for (int first = 0; first < got.length; first += pixels) {
            float[] difference = difference(
                    Arrays.copyOfRange(got, first, first + pixels), Arrays.copyOfRange(values, first, first + pixels));
            if (norm(difference) > TOLERANCE * scale / Math.sqrt(expected.size(0))) {
                ties++;
                assertThat(extent(difference, expected.size(3), (float) (ZERO * scale)))
                        .as("input_grad: rows and columns in which image %d differs", first / pixels)
                        .isLessThanOrEqualTo(FIELD_SIDE);
            }
        }
        assertThat(ties).as("input_grad: images that differ").isLessThanOrEqualTo(1);
    }

    /** Side of the smallest square that holds all values above a limit. */
    private static int extent(float[] values, int width, float limit) {
        int[] places = IntStream.range(0, values.length)
                .filter(i -> Math.abs(values[i]) > limit)
                .toArray();
        var rows = Arrays.stream(places).map(i -> i / width).summaryStatistics();
        var columns = Arrays.stream(places).map(i -> i % width).summaryStatistics();
        return 1 + Math.max(rows.getMax() - rows.getMin(), columns.getMax() - columns.getMin());
    }

    private static void assertClose(String name, float[] got, NpyArray expected) {
        float[] values = expected.toFloats();
        assertThat(norm(difference(got, values)) / norm(values))
                .as(name + ": relative error")
                .isLessThan(TOLERANCE);
    }
}
