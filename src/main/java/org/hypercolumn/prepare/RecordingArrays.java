package org.hypercolumn.prepare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.hypercolumn.data.ElementType;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.RecordingLabels;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Stimuli;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.WholeFile;
import org.hypercolumn.format.Word;

/** The arrays of a recording, called as {@link Word} says, row by row. */
final class RecordingArrays {
    private final Recording recording;
    private final int images;

    RecordingArrays(Recording recording) {
        this.recording = recording;
        this.images = recording.tiers().values().stream().mapToInt(Tier::count).sum();
    }

    void write(ArrayOutput output) throws IOException {
        boolean bytes = tiers().stream().allMatch(tier -> tier.stimuli().bytes());
        int[] shape = {images, recording.height(), recording.width()};
        output.numbers(Word.IMAGES.id(), bytes ? ElementType.U1 : ElementType.F4, shape, pixels(bytes));
        int[] matrix = {images, recording.neurons()};
        output.numbers(Word.RESPONSES.id(), ElementType.F4, matrix, means());
        new TrialArrays(tiers(), recording.neurons()).write(output);
        output.texts(Word.TIERS.id(), tierNames());
        if (tiers().stream().allMatch(tier -> tier.labels().named())) {
            output.texts(Word.IMAGE_IDS.id(), texts(tier -> tier.labels().ids()));
        }
        if (tiers().stream().allMatch(tier -> tier.labels().groups().isPresent())) {
            output.texts(Word.GROUPS.id(), texts(tier -> tier.labels().groups().orElseThrow()));
        }
        writeLabels(output, recording.labels());
    }

    private void writeLabels(ArrayOutput output, RecordingLabels labels) throws IOException {
        if (labels.neuronIds().named()) {
            output.texts(Word.NEURON_IDS.id(), labels.neuronIds().all());
        }
        if (labels.degreesPerPixel().isPresent()) {
            number(output, Word.DEGREES_PER_PIXEL.id(), labels.degreesPerPixel().getAsDouble());
        }
        if (labels.responseUnit().isPresent()) {
            output.text(Word.RESPONSE_UNIT.id(), labels.responseUnit().get());
        }
        output.text(Word.SITE.id(), recording.site());
    }

    private List<Tier> tiers() {
        return List.copyOf(recording.tiers().values());
    }

    /** Writes one number. */
    static void number(ArrayOutput output, String name, double value) throws IOException {
        output.numbers(name, ElementType.F8, new int[0], out -> out.write(doubles(value)));
    }

    private static byte[] doubles(double value) {
        return ByteBuffer.allocate(Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array();
    }

    /** Writes one number a neuron. */
    static void numbers(ArrayOutput output, String name, int count, IntToDoubleFunction value) throws IOException {
        output.numbers(name, ElementType.F8, new int[] {count}, out -> {
            for (int i = 0; i < count; i++) {
                out.write(doubles(value.applyAsDouble(i)));
            }
        });
    }

    /** Writes floats. */
    static void write(OutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    private WholeFile.Content pixels(boolean bytes) {
        return out -> {
            float[] image = new float[recording.height() * recording.width()];
            byte[] whole = new byte[image.length];
            for (Tier tier : tiers()) {
                Stimuli stimuli = tier.stimuli();
                for (int s = 0; s < stimuli.count(); s++) {
                    stimuli.copyTo(s, image, 0);
                    if (bytes) {
                        for (int i = 0; i < image.length; i++) {
                            whole[i] = (byte) (int) image[i];
                        }
                        out.write(whole);
                    } else {
                        write(out, image);
                    }
                }
            }
        };
    }

    private WholeFile.Content means() {
        return out -> {
            float[] row = new float[recording.neurons()];
            for (Tier tier : tiers()) {
                Responses responses = tier.responses();
                for (int s = 0; s < responses.stimuli(); s++) {
                    for (int neuron = 0; neuron < row.length; neuron++) {
                        row[neuron] = responses.at(s, neuron);
                    }
                    write(out, row);
                }
            }
        };
    }

    /** A text an image. */
    private List<String> texts(Function<Tier, List<String>> ofTier) {
        return tiers().stream().flatMap(tier -> ofTier.apply(tier).stream()).toList();
    }

    private List<String> tierNames() {
        List<String> names = new ArrayList<>(images);
        recording.tiers().forEach((name, tier) -> names.addAll(Collections.nCopies(tier.count(), name)));
        return names;
    }
}
