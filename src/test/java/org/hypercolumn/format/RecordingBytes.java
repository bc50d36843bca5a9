package org.hypercolumn.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.data.Trials;

/** All that a recording holds, but for the files that it came from, as lines of text: equal where the recordings are. */
final class RecordingBytes {
    private RecordingBytes() {}

    static List<String> of(Recording recording) {
        List<String> lines = new ArrayList<>();
        lines.add("site " + recording.site());
        lines.add("neurons " + recording.labels().neuronIds().all());
        lines.add("degrees " + recording.labels().degreesPerPixel());
        lines.add("unit " + recording.labels().responseUnit());
        for (Map.Entry<String, Tier> tier : recording.tiers().entrySet()) {
            add(lines, tier.getKey(), tier.getValue());
        }
        return lines;
    }

    private static void add(List<String> lines, String name, Tier tier) {
        lines.add(name + " " + tier.stimuli() + (tier.stimuli().bytes() ? " bytes" : " floats"));
        for (int s = 0; s < tier.count(); s++) {
            String group = tier.labels().groups().isPresent()
                    ? tier.labels().groups().get().get(s)
                    : "none";
            lines.add("%s %d: id %s, group %s, image %s"
                    .formatted(
                            name,
                            s,
                            tier.labels().named() ? tier.labels().ids().get(s) : "none",
                            group,
                            tier.stimuli().digest(s)));
            for (int n = 0; n < tier.neurons(); n++) {
                lines.add("  %d: %s".formatted(n, bits(tier.responses().at(s, n))));
                if (tier.responses().trials().isPresent()) {
                    lines.add("    " + trials(tier.responses().trials().get(), s, n));
                }
            }
        }
    }

    private static String trials(Trials trials, int stimulus, int neuron) {
        List<String> bits = new ArrayList<>();
        for (int r = 0; r < trials.repeats(); r++) {
            bits.add(bits(trials.at(r, stimulus, neuron)));
        }
        return String.join(" ", bits);
    }

    private static String bits(float value) {
        return Integer.toHexString(Float.floatToIntBits(value));
    }
}
