package org.hypercolumn.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hypercolumn.data.NpyArray;
import org.hypercolumn.data.NpzFile;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.kernel.Kernels;
import org.hypercolumn.kernel.RandomStream;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.kernel.VectorKernels;
import org.hypercolumn.model.Architecture;
import org.hypercolumn.model.Block;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.Networks;
import org.hypercolumn.model.Predictor;
import org.hypercolumn.model.Presets;
import org.hypercolumn.model.ReadoutKind;
import org.hypercolumn.nn.Network;
import org.hypercolumn.nn.SelfAttention.Values;
import org.hypercolumn.stimulus.LocalOrientation;
import org.hypercolumn.stimulus.Normalization;
import org.hypercolumn.stimulus.StructureTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttentionAnalysisTest {

    private static final int IMAGES = 13;
    private static final int HEIGHT = 23;
    private static final int WIDTH = 29;

    /** 23 -> 20 -> 10, 29 -> 26 -> 13, of 5 x 5 pixels every 2. */
    private static final int POSITIONS = 130;

    private static final int CENTER = 5 * 13 + 6;

    /** Doubles that were summed in another order. */
    private static final double ROUNDING = 1e-12;

    private static final Normalization NORMALIZATION = new Normalization(100, 40);

    @TempDir
    private Path folder;

    private static Architecture architecture(int channels) {
        List<Block> blocks = List.of(Block.pooled(4, 0.3), Block.attention(2, Values.MAPPED, 0.3), Block.plain(3, 0));
        return new Architecture("own", channels, blocks, ReadoutKind.FULL);
    }

    private static FittedModel model(int channels) {
        Network network = Networks.of(architecture(channels), new ScalarKernels(), HEIGHT, WIDTH, 1);
        network.initialize(RandomStream.of(1, "weights"));
        return FittedModel.of(architecture(channels), NORMALIZATION, network);
    }

    private static float[] pixels() {
        var random = new SplittableRandom(1);
        float[] pixels = new float[IMAGES * HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        return pixels;
    }

    private static Stimuli stimuli() {
        return Stimuli.of(pixels(), IMAGES, HEIGHT, WIDTH);
    }

    private static int[] places() {
        return IntStream.range(0, IMAGES).map(i -> 100 - i).toArray();
    }

    private static float[] recorded() {
        float[] recorded = new float[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            recorded[i] = i * 5 % IMAGES;
        }
        return recorded;
    }

    private static NeuronAttention analyzed(Kernels kernels) {
        return AttentionAnalysis.of(architecture(3), kernels, stimuli(), places())
                .of(7, model(3), Normalization.none(), recorded());
    }

    /** All attention, {@code [S, P, P]}. */
    private static float[] all() {
        var predictor = new Predictor(architecture(3), new ScalarKernels(), HEIGHT, WIDTH);
        model(3).loadInto(predictor.network());
        return predictor.attention(stimuli(), NORMALIZATION);
    }

    @Test
    void is_of_the_center_query_in_every_image() {
        NeuronAttention attention = analyzed(new ScalarKernels());
        float[] all = all();

        assertThat(attention.model()).isEqualTo("own");
        assertThat(attention.neuron()).isEqualTo(7);
        assertThat(attention.images()).isEqualTo(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            float[] expected = new float[POSITIONS];
            System.arraycopy(all, (i * POSITIONS + CENTER) * POSITIONS, expected, 0, POSITIONS);
            assertThat(attention.attention(i)).isEqualTo(expected);
        }
    }

    /** By plain loops over the numbers that a file holds. */
    @Test
    void entropy_and_center_share_follow_from_the_saved_attention() throws Exception {
        Path file = folder.resolve("a.npz");
        analyzed(new ScalarKernels()).write(file);
        NpyArray attention = NpzFile.read(file).get("attention");
        NeuronAttention read = NeuronAttention.read(file);

        double entropies = 0;
        double shares = 0;
        for (int i = 0; i < IMAGES; i++) {
            double entropy = 0;
            double sum = 0;
            for (int p = 0; p < POSITIONS; p++) {
                double a = attention.at((long) i * POSITIONS + p);
                sum += a;
                entropy += a * Math.log(1 / a) / Math.log(2);
            }
            double share = attention.at((long) i * POSITIONS + CENTER);
            assertThat(sum).isCloseTo(1, within(1e-6));
            assertThat(read.ofImages(AttentionMeasure.ENTROPY)[i]).isCloseTo(entropy, within(ROUNDING));
            assertThat(read.ofImages(AttentionMeasure.CENTER_SHARE)[i]).isEqualTo(share);
            entropies += entropy / IMAGES;
            shares += share / IMAGES;
        }
        assertThat(read.value(AttentionMeasure.ENTROPY))
                .isCloseTo(entropies, within(ROUNDING))
                .isBetween(5.0, Math.log(POSITIONS) / Math.log(2));
        assertThat(read.value(AttentionMeasure.CENTER_SHARE)).isCloseTo(shares, within(ROUNDING));
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSOCIATION", "ASSOCIATION_APART", "ASSOCIATION_SPECIFIC"})
    void associations_follow_from_attention_and_images(AttentionMeasure measure) {
        NeuronAttention attention = analyzed(new ScalarKernels());
        float[] all = all();
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < IMAGES; i++) {
            double association = association(all, i, CENTER, measure == AttentionMeasure.ASSOCIATION_APART);
            if (measure == AttentionMeasure.ASSOCIATION_SPECIFIC) {
                association -= association(all, i, -1, false);
            }
            assertThat(attention.ofImages(measure)[i]).as("image %d", i).isCloseTo(association, within(1e-7));
            double weight = seen(i, CENTER).coherence();
            sum += weight * association;
            weights += weight;
        }
        assertThat(attention.value(measure)).isNotZero().isCloseTo(sum / weights, within(1e-7));
        assertThat(attention.undefined(measure)).isZero();
    }

    /** The weight of a key for one query, or for all on average where {@code query} is -1. */
    private static double weight(float[] all, int image, int query, int key) {
        if (query >= 0) {
            return all[(image * POSITIONS + query) * POSITIONS + key];
        }
        double sum = 0;
        for (int other = 0; other < POSITIONS; other++) {
            sum += weight(all, image, other, key);
        }
        return sum / POSITIONS;
    }

    private static double association(float[] all, int image, int query, boolean apart) {
        double[] sums = new double[4];
        for (int p = 0; p < POSITIONS; p++) {
            boolean touches = Math.abs(p / 13 - 5) < 3 && Math.abs(p % 13 - 6) < 3; // 2 steps of 2 pixels, of 5
            if (p != CENTER && !(apart && touches)) {
                double usual = 0;
                for (int other = 0; other < IMAGES; other++) {
                    usual += other == image ? 0 : weight(all, other, query, p) / (IMAGES - 1);
                }
                LocalOrientation seen = seen(image, p);
                double turn = Math.toRadians(
                        seen.orientationDegrees() - seen(image, CENTER).orientationDegrees());
                double a = weight(all, image, query, p);
                sums[0] += a * seen.coherence() * Math.cos(2 * turn);
                sums[1] += a * seen.coherence();
                sums[2] += usual * seen.coherence() * Math.cos(2 * turn);
                sums[3] += usual * seen.coherence();
            }
        }
        return sums[0] / sums[1] - sums[2] / sums[3];
    }

    private static LocalOrientation seen(int image, int position) {
        float[] pixels = new float[HEIGHT * WIDTH];
        System.arraycopy(pixels(), image * pixels.length, pixels, 0, pixels.length);
        return StructureTensor.ofSide(5).at(pixels, WIDTH, 2 * (position / 13), 2 * (position % 13));
    }

    @Test
    void is_the_same_bytes_whatever_the_kernels_and_threads() throws Exception {
        Path scalar = folder.resolve("scalar.npz");
        analyzed(new ScalarKernels()).write(scalar);
        AttentionAnalysis shared = AttentionAnalysis.of(architecture(3), new VectorKernels(), stimuli(), places());
        byte[] expected = Files.readAllBytes(scalar);

        List<NeuronAttention> parallel = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> shared.of(7, model(3), Normalization.none(), recorded()))
                .toList();

        for (NeuronAttention attention : parallel) {
            Path file = folder.resolve("again.npz");
            attention.write(file);
            assertThat(file).hasBinaryContent(expected);
        }
    }

    @Test
    void a_model_that_does_not_say_how_it_sees_pixels_is_told() {
        FittedModel silent = FittedModel.of(architecture(3), Optional.empty(), HEIGHT, WIDTH, model(3).parameters());
        AttentionAnalysis analysis = AttentionAnalysis.of(architecture(3), new ScalarKernels(), stimuli(), places());

        assertThat(analysis.of(7, silent, NORMALIZATION, recorded()).attention(3))
                .isEqualTo(analyzed(new ScalarKernels()).attention(3))
                .isNotEqualTo(analysis.of(7, silent, new Normalization(1, 2), recorded())
                        .attention(3));
    }

    @Test
    void refuses_what_does_not_fit() {
        AttentionAnalysis analysis = AttentionAnalysis.of(architecture(3), new ScalarKernels(), stimuli(), places());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttentionAnalysis.of(Presets.of("rf-cnn"), new ScalarKernels(), stimuli(), places()))
                .withMessage("attention: expected a model with attention, got rf-cnn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttentionAnalysis.of(architecture(3), new ScalarKernels(), stimuli(), new int[12]))
                .withMessage("attention: expected an image or more and a place for each, got 13 and 12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttentionAnalysis.of(
                        architecture(3), new ScalarKernels(), stimuli().select(new int[0]), new int[0]))
                .withMessage("attention: expected an image or more and a place for each, got 0 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> analysis.of(7, model(5), NORMALIZATION, recorded()))
                .withMessage("attention: expected a model as the others of own, got one of own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> analysis.of(7, model(3), NORMALIZATION, new float[14]))
                .withMessage("attention: expected responses to 13 images, got 14");
    }
}
