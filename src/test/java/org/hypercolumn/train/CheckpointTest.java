package org.hypercolumn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypercolumn.data.BadDataFileException;
import org.hypercolumn.kernel.ScalarKernels;
import org.hypercolumn.model.FittedModel;
import org.hypercolumn.model.SafetensorsFile;
import org.hypercolumn.model.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final int EPOCHS = 7;
    private static final TrainingPlan PLAN =
            TrainingPlan.paper().withEpochs(EPOCHS).withBatch(13);
    private static final Partition PARTITION = Partition.of(SmallRecordings.recording(), PLAN);

    @TempDir
    private static Path folder;

    private static FitResult undisturbed;
    private static final List<Path> AFTER_EPOCH = new ArrayList<>();

    private static NeuronTrainer trainer() {
        return new NeuronTrainer(SmallRecordings.tiny(), new ScalarKernels(), PARTITION, PLAN, 0);
    }

    @BeforeAll
    static void fits_a_neuron_and_keeps_every_checkpoint() {
        undisturbed = trainer().fit(2, List.of(), Optional.empty(), checkpoint -> AFTER_EPOCH.add(write(checkpoint)));
        assertThat(AFTER_EPOCH).hasSize(EPOCHS);
    }

    private static Path write(Checkpoint checkpoint) {
        Path file = folder.resolve("epoch_" + checkpoint.epochs().size());
        try {
            checkpoint.write(file, Map.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    private static Checkpoint read(Path file) throws IOException {
        return Checkpoint.read(
                file, SmallRecordings.tiny(), PARTITION.normalization(), SmallRecordings.HEIGHT, SmallRecordings.WIDTH);
    }

    private static byte[] bytes(FittedModel model) throws IOException {
        model.write(folder.resolve("model"));
        return Files.readAllBytes(folder.resolve("model"));
    }

    @Test
    void learns_so_that_resuming_has_something_to_spoil() {
        assertThat(undisturbed.epochs()).hasSize(EPOCHS).doesNotHaveDuplicates();
        assertThat(undisturbed.epochs().get(EPOCHS - 1).loss())
                .isLessThan(undisturbed.epochs().get(0).loss());
        assertThat(undisturbed.epoch()).isBetween(1, EPOCHS);
    }

    @ParameterizedTest(name = "after epoch {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void a_fit_goes_on_to_the_same_bytes(int epoch) throws IOException {
        List<Integer> seen = new ArrayList<>();

        FitResult resumed = trainer()
                .fit(
                        2,
                        List.of(),
                        Optional.of(read(AFTER_EPOCH.get(epoch - 1))),
                        checkpoint -> seen.add(checkpoint.epochs().size()));

        assertThat(bytes(resumed.model())).isEqualTo(bytes(undisturbed.model()));
        assertThat(resumed.epochs()).isEqualTo(undisturbed.epochs());
        assertThat(resumed.epoch()).isEqualTo(undisturbed.epoch());
        assertThat(seen).hasSize(EPOCHS - epoch);
    }

    @Test
    void what_was_fitted_before_leaves_no_trace() throws IOException {
        NeuronTrainer used = trainer();
        used.fit(0, List.of(), Optional.empty(), checkpoint -> {});
        used.fit(4, List.of(), Optional.of(read(AFTER_EPOCH.get(3))), checkpoint -> {});

        assertThat(bytes(used.fit(2, List.of(), Optional.empty(), checkpoint -> {})
                        .model()))
                .isEqualTo(bytes(undisturbed.model()));
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        Checkpoint read = read(AFTER_EPOCH.get(3));

        // 61 images in batches of 13 are 5 steps an epoch
        assertThat(read.steps()).isEqualTo(20);
        assertThat(read.epochs()).isEqualTo(undisturbed.epochs().subList(0, 4));
        assertThat(read.bestEpoch()).isBetween(1, 4);
        assertThat(read.moments().keySet()).contains("exp_avg.Linear.weight", "exp_avg_sq.Linear.weight");
        read.write(folder.resolve("again"), Map.of());
        assertThat(folder.resolve("again")).hasSameBinaryContentAs(AFTER_EPOCH.get(3));
    }

    private static void assertRefused(Map<String, String> metadata, Map<String, Tensor> tensors, String message)
            throws IOException {
        Path file = folder.resolve("bad");
        SafetensorsFile.of(metadata, tensors).write(file);
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> read(file))
                .withMessage("bad: " + message);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                "steps # NONE # expected metadata steps of a checkpoint, got none",
                "steps # many # expected a whole number as steps, got 'many'",
                "steps # -1 # expected 0 steps or more, got -1",
                "bestEpoch # 1.5 # expected a whole number as bestEpoch, got '1.5'",
                "bestEpoch # 0 # expected a best epoch of 1 to 7, got 0",
                "bestEpoch # 8 # expected a best epoch of 1 to 7, got 8",
                "epochs # NONE # expected metadata epochs of a checkpoint, got none",
                "epochs # 1 2 # expected an epoch as number, loss and correlation, got '1 2'",
            })
    void refuses_metadata_that_make_no_sense(String name, String value, String message) throws IOException {
        SafetensorsFile stored = SafetensorsFile.read(AFTER_EPOCH.get(EPOCHS - 1));
        Map<String, String> metadata = stored.metadata();
        metadata.remove(name);
        if (!value.equals("NONE")) {
            metadata.put(name, value);
        }

        assertRefused(metadata, stored.tensors(), message);
    }

    @Test
    void refuses_another_network() throws IOException {
        SafetensorsFile stored = SafetensorsFile.read(AFTER_EPOCH.get(0));
        Map<String, Tensor> tensors = new LinkedHashMap<>(stored.tensors());
        tensors.remove("best.Linear.bias");

        assertRefused(stored.metadata(), tensors, "expected Linear.bias [1] for tiny and images of 17 x 19, got none");
    }

    @Test
    void refuses_moments_of_another_length_and_of_nothing() throws IOException {
        SafetensorsFile stored = SafetensorsFile.read(AFTER_EPOCH.get(0));
        Map<String, Tensor> tensors = new LinkedHashMap<>(stored.tensors());
        Tensor two = Tensor.of(Tensor.Kind.FLOAT, new int[] {2}, new float[2]);
        tensors.put("exp_avg.Linear.bias", two);
        assertRefused(
                stored.metadata(), tensors, "expected a moment of every weight, got exp_avg.Linear.bias of 2 values");

        tensors.remove("exp_avg.Linear.bias");
        tensors.put("notes", two);
        assertRefused(stored.metadata(), tensors, "expected a moment of every weight, got notes of 2 values");
    }

    @Test
    void refuses_to_go_on_without_a_moment() throws IOException {
        SafetensorsFile stored = SafetensorsFile.read(AFTER_EPOCH.get(0));
        Map<String, Tensor> tensors = new LinkedHashMap<>(stored.tensors());
        tensors.remove("exp_avg.Linear.bias");
        SafetensorsFile.of(stored.metadata(), tensors).write(folder.resolve("bad"));
        Checkpoint checkpoint = read(folder.resolve("bad"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().fit(2, List.of(), Optional.of(checkpoint), ignored -> {}))
                .withMessage("Adam: moment exp_avg.Linear.bias is missing");
    }
}
