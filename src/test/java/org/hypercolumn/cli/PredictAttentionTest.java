package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpyFile;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Block;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Networks;
import org.hypercolumn.model.ReadoutKind;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.SelfAttention.Values;
import org.hypercolumn.stimulus.Normalization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PredictAttentionTest {

    private static final int IMAGES = 13;

    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void draw_images() throws IOException {
        var random = new SplittableRandom(1);
        float[] pixels = new float[IMAGES * 11 * 13];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble(-1, 1);
        }
        images = folder.resolve("x.npy");
        NpyFile.write(images, NpyArray.ofFloats(pixels, IMAGES, 11, 13));
    }

    /** A drawn model whose grid has 4 x 5 hypercolumns. */
    private Path model(List<Block> blocks) throws IOException {
        var architecture = new Architecture("own", 3, blocks, ReadoutKind.FULL);
        Network network = Networks.of(architecture, new ScalarKernels(), 11, 13, 1);
        network.initialize(RandomStream.of(1, "weights"));
        Path file = folder.resolve("own.safetensors");
        FittedModel.of(architecture, Normalization.none(), network).write(file);
        return file;
    }

    private CommandRun predict(Object... arguments) {
        Object[] all = new Object[arguments.length + 5];
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        System.arraycopy(new Object[] {"predict", "--images", images, "--out", folder.resolve("p.npy")}, 0, all, 0, 5);
        return CommandRun.of(all);
    }

    @Test
    void writes_for_every_image_and_query_the_weights_of_all_keys() throws IOException {
        Path model = model(List.of(Block.pooled(4, 0.3), Block.attention(2, Values.MAPPED, 0.3)));
        Path attention = folder.resolve("a.npy");

        predict(model, "--attention", attention).assertDone();

        NpyArray written = NpyFile.read(attention);
        int positions = 20; // (11 - 3) / 2 x (13 - 3) / 2
        assertThat(written.shape()).containsExactly(IMAGES, positions, positions);
        float[] weights = written.toFloats();
        for (int row = 0; row < weights.length; row += positions) {
            double sum = 0;
            for (int key = 0; key < positions; key++) {
                assertThat(weights[row + key]).isPositive();
                sum += weights[row + key];
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
        // Images differ, and so does what is attended to, in every batch.
        assertThat(weights[0]).isNotEqualTo(weights[positions * positions]);
        assertThat(weights[(IMAGES - 1) * positions * positions])
                .isNotEqualTo(weights[0])
                .isNotZero();
        assertThat(folder.resolve("p.npy")).exists();
    }

    @Test
    void refuses_models_without_attention_and_several_models() throws IOException {
        Path model = model(List.of(Block.pooled(4, 0.3)));
        Path attention = folder.resolve("a.npy");

        predict(model, "--attention", attention)
                .assertFailed("own.safetensors: cannot write its attention: model: expected one with attention, got one"
                        + " without");
        predict(model, model, "--attention", attention)
                .assertMisused(" predict", "--attention is of one model, got 2 model files");
        assertThat(attention).doesNotExist();
        assertThat(folder.resolve("p.npy")).doesNotExist();
    }

    @Test
    void does_not_overwrite_what_it_reads() throws IOException {
        Path model = model(List.of(Block.pooled(4, 0.3), Block.attention(2, Values.MAPPED, 0.3)));
        byte[] before = Files.readAllBytes(images);

        predict(model, "--attention", images)
                .assertFailed("x.npy: is to be read and written; choose another --attention");

        predict(model, "--attention", folder.resolve("p.npy"))
                .assertFailed("p.npy: is both --out and --attention; choose another --attention");
        assertThat(images).hasBinaryContent(before);
    }
}
