package org.hypercolumn.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hypercolumn.data.NeuronIds;
import org.hypercolumn.data.Recording;
import org.hypercolumn.data.Tier;
import org.hypercolumn.doctor.Finding.Kind;
import org.hypercolumn.format.RecordingReader;

/** Looks at responses, neuron by neuron. */
final class NeuronChecks {
    /** A neuron with as few others than its commonest response has no tuning that could be learned. */
    private static final int FEW_RESPONSES = 2;

    private static final double FEW_SHARE = 0.005;
    private static final double MOST_OF_VARIANCE = 0.5;
    /** With fewer images, one can well make half of the variance. */
    private static final int ENOUGH_IMAGES = 50;

    private NeuronChecks() {}

    static List<Finding> of(Recording recording) {
        NeuronIds ids = recording.labels().neuronIds();
        List<Integer> all = IntStream.range(0, recording.neurons()).boxed().toList();
        List<Finding> findings = new ArrayList<>();
        Map<String, Tier> tiers = new LinkedHashMap<>(recording.tiers());
        if (recording
                .test()
                .filter(test -> RecordingReader.allZero(test.responses()))
                .isPresent()) {
            tiers.remove("test"); // hidden, which is said elsewhere
        }
        findings.addAll(constant(tiers, ids, all));
        same(recording, ids, findings);
        outliers(recording.training(), ids, findings);
        ResponseScales.of(recording.training(), all).ifPresent(findings::add);
        return findings;
    }

    /** Of some neurons, those that respond the same to every image of a tier, or nearly so. */
    static List<Finding> constant(Map<String, Tier> tiers, NeuronIds ids, List<Integer> neurons) {
        Map<List<Integer>, List<String>> constant = new LinkedHashMap<>();
        Map<List<Integer>, List<String>> nearly = new LinkedHashMap<>();
        tiers.forEach((name, tier) -> {
            List<Integer> always = new ArrayList<>();
            List<Integer> nearlyAlways = new ArrayList<>();
            for (int neuron : neurons) {
                int others = others(tier.responses().neuron(neuron));
                if (others == 0) {
                    always.add(neuron);
                } else if (others <= Math.max(FEW_RESPONSES, FEW_SHARE * tier.count()) && others < tier.count() / 2) {
                    nearlyAlways.add(neuron);
                }
            }
            constant.computeIfAbsent(always, missing -> new ArrayList<>()).add(name);
            nearly.computeIfAbsent(nearlyAlways, missing -> new ArrayList<>()).add(name);
        });
        List<Finding> findings = new ArrayList<>();
        constant.forEach((found, names) -> {
            String images = "every %s image".formatted(Names.and(names));
            boolean fittedOnly = names.contains("train") && names.size() < tiers.size();
            String therefore = fittedOnly ? "there is nothing to learn of %s" : "no correlation with %s is defined";
            sentence(found, neurons, ids, images, therefore).ifPresent(findings::add);
        });
        nearly.forEach((found, names) -> {
            String images = "all but a few %s images".formatted(Names.and(names));
            sentence(found, neurons, ids, images, "the scores of %s hang on these few")
                    .ifPresent(findings::add);
        });
        return findings;
    }

    private static Optional<Finding> sentence(
            List<Integer> found, List<Integer> neurons, NeuronIds ids, String images, String therefore) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean one = found.size() == 1;
        return Optional.of(new Finding(
                Kind.CONSTANT_NEURON,
                "%d of %d neurons %s the same to %s (%s): %s"
                        .formatted(
                                found.size(),
                                neurons.size(),
                                one ? "responds" : "respond",
                                images,
                                names(found, ids),
                                therefore.formatted(one ? "it" : "them")),
                Remedies.without(found, neurons)));
    }

    private static String names(List<Integer> neurons, NeuronIds ids) {
        return Names.listed(
                "neuron", neurons.stream().mapToInt(neuron -> neuron).toArray(), neuron -> Names.neuron(ids, neuron));
    }

    /** How many responses are not the commonest one. */
    private static int others(float[] responses) {
        Arrays.sort(responses);
        int longest = 0;
        int run = 0;
        for (int i = 0; i < responses.length; i++) {
            run = i > 0 && responses[i] == responses[i - 1] ? run + 1 : 1; // NaN is no response
            longest = Math.max(longest, run);
        }
        return responses.length - longest;
    }

    private static void same(Recording recording, NeuronIds ids, List<Finding> findings) {
        Map<Integer, List<Integer>> seen = new HashMap<>();
        List<String> pairs = new ArrayList<>();
        List<Integer> later = new ArrayList<>();
        Tier training = recording.training();
        for (int neuron = 0; neuron < training.neurons(); neuron++) {
            if (training.responses().isConstant(neuron)) {
                continue;
            }
            float[] own = training.responses().neuron(neuron);
            List<Integer> alike = seen.computeIfAbsent(Arrays.hashCode(own), missing -> new ArrayList<>());
            for (int earlier : alike) {
                if (Arrays.equals(own, training.responses().neuron(earlier))) {
                    pairs.add(Names.neuron(ids, neuron) + " = " + Names.neuron(ids, earlier));
                    later.add(neuron);
                    break;
                }
            }
            alike.add(neuron);
        }
        if (!pairs.isEmpty()) {
            findings.add(new Finding(
                    Kind.SAME_NEURON,
                    "%s the same training responses as another one (%s): means over neurons count it twice"
                            .formatted(
                                    pairs.size() == 1 ? "1 neuron has" : pairs.size() + " neurons have",
                                    Names.some(pairs, pair -> pair)),
                    Remedies.without(
                            later,
                            IntStream.range(0, training.neurons()).boxed().toList())));
        }
    }

    private static void outliers(Tier training, NeuronIds ids, List<Finding> findings) {
        List<String> found = new ArrayList<>();
        for (int neuron = 0; neuron < training.neurons() && training.count() >= ENOUGH_IMAGES; neuron++) {
            float[] own = training.responses().neuron(neuron);
            Values values = Values.of(1, part -> own);
            double sum = values.standardDeviation() * values.standardDeviation() * own.length;
            for (int image = 0; image < own.length; image++) {
                double square = (own[image] - values.mean()) * (own[image] - values.mean());
                if (square > MOST_OF_VARIANCE * sum && others(own.clone()) > FEW_RESPONSES) {
                    found.add(String.format(
                            Locale.ROOT,
                            "neuron %s: %.3g to image %s",
                            Names.neuron(ids, neuron),
                            own[image],
                            Names.image(training, image)));
                }
            }
        }
        if (!found.isEmpty()) {
            findings.add(
                    new Finding(
                            Kind.OUTLIER,
                            "%s more than half of a neuron's variance (%s): a fit learns little else"
                                    .formatted(
                                            found.size() == 1
                                                    ? "1 training response makes"
                                                    : found.size() + " training responses make",
                                            Names.some(found, one -> one)),
                            "look at these responses; if one is an artefact, save NaN in its place and take the image out: hypercolumn prepare DATA OUT --drop-incomplete images"));
        }
    }
}
