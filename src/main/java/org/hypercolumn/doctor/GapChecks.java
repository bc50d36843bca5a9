package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Responses;
import org.hypercolumn.data.Tier;
import org.hypercolumn.doctor.Finding.Kind;

/** Looks for pixels and responses that are no numbers. */
final class GapChecks {
    private GapChecks() {}

    static List<Finding> of(Recording recording) {
        List<Finding> findings = new ArrayList<>();
        recording.tiers().forEach((name, tier) -> {
            pixels(name, tier, findings);
            responses(name, tier, recording.labels().neuronIds(), findings);
        });
        return findings;
    }

    private static void pixels(String name, Tier tier, List<Finding> findings) {
        BitSet images = new BitSet();
        if (tier.stimuli().bytes()) {
            return;
        }
        float[] pixels = new float[tier.stimuli().height() * tier.stimuli().width()];
        long count = 0;
        for (int image = 0; image < tier.count(); image++) {
            tier.stimuli().copyTo(image, pixels, 0);
            for (float pixel : pixels) {
                if (!Float.isFinite(pixel)) {
                    images.set(image);
                    count++;
                }
            }
        }
        if (count > 0) {
            findings.add(new Finding(
                    Kind.NAN_PIXELS,
                    "%d pixels of %d of %d %s images are NaN or infinite (%s)"
                            .formatted(count, images.cardinality(), tier.count(), name, names(images, tier)),
                    "repair these images or leave them out: hypercolumn prepare DATA OUT --drop-incomplete images"));
        }
    }

    private static void responses(String name, Tier tier, NeuronIds ids, List<Finding> findings) {
        Responses responses = tier.responses();
        BitSet images = new BitSet();
        BitSet neurons = new BitSet();
        long count = 0;
        for (int neuron = 0; neuron < responses.neurons(); neuron++) {
            float[] own = responses.neuron(neuron);
            for (int image = 0; image < own.length; image++) {
                if (!Float.isFinite(own[image])) {
                    images.set(image);
                    neurons.set(neuron);
                    count++;
                }
            }
        }
        if (count > 0) {
            findings.add(new Finding(
                    Kind.NAN_RESPONSES,
                    "%d %s responses are NaN or infinite: of %d of %d neurons (%s), to %d of %d images (%s)"
                            .formatted(
                                    count,
                                    name,
                                    neurons.cardinality(),
                                    responses.neurons(),
                                    Names.listed("neuron", neurons.stream().toArray(), n -> Names.neuron(ids, n)),
                                    images.cardinality(),
                                    tier.count(),
                                    names(images, tier)),
                    "leave out whichever are fewer: hypercolumn prepare DATA OUT --drop-incomplete %s"
                            .formatted(
                                    (double) neurons.cardinality() / responses.neurons()
                                                    < (double) images.cardinality() / tier.count()
                                            ? "neurons"
                                            : "images")));
        }
    }

    private static String names(BitSet images, Tier tier) {
        return Names.listed("image", images.stream().toArray(), image -> Names.image(tier, image));
    }
}
