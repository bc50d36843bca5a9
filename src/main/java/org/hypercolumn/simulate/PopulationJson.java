package org.hypercolumn.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hypercolumn.data.DecimalText;
import org.hypercolumn.data.EditDistance;
import org.hypercolumn.data.Excerpt;

/** A population as a tree of names and values, as YAML and JSON have it. */
final class PopulationJson {

    private static final String RESPONSES = "responses";
    private static final String SURROUND = "surround";
    private static final String NOISE = "noise";
    private static final String ADDITIVE = "additive_noise";
    private static final String SIGNAL = "signal_noise";
    private static final String GAIN = "gain_noise";
    private static final String SITE_SPREAD = "site_spread";
    private static final String NEURONS = "neurons";
    private static final List<String> OF_CALCIUM =
            List.of(RESPONSES, SURROUND, NOISE, ADDITIVE, SIGNAL, SITE_SPREAD, NEURONS);
    private static final List<String> OF_COUNTS = List.of(RESPONSES, SURROUND, NOISE, GAIN, SITE_SPREAD, NEURONS);

    /** Distributions of two numbers, by their names in files. */
    private static final Map<String, BiFunction<Double, Double, Distribution>> OF_TWO = ofTwo();

    private PopulationJson() {}

    private static Map<String, BiFunction<Double, Double, Distribution>> ofTwo() {
        Map<String, BiFunction<Double, Double, Distribution>> made = new LinkedHashMap<>();
        made.put("uniform", Distribution.Uniform::new);
        made.put("loguniform", Distribution.LogUniform::new);
        made.put("normal", Distribution.Normal::new);
        made.put("lognormal", Distribution.LogNormal::new);
        return made;
    }

    /** Reads a tree; {@link IllegalArgumentException} if it states no population. */
    static Population read(ObjectNode root) {
        JsonNode kind = root.path(RESPONSES);
        boolean counts = kind.asText().equals("counts");
        if (!kind.isMissingNode() && !counts && !kind.asText().equals("calcium")) {
            throw new IllegalArgumentException(
                    "population: expected responses: calcium or counts, got " + Excerpt.of(kind.toString()));
        }
        refuseUnknown(root, counts ? OF_COUNTS : OF_CALCIUM, "population");
        Population population = counts ? Population.spikes() : Population.v1();
        if (population.noise() instanceof ResponseNoise.Calcium usual) {
            population = population.withNoise(new ResponseNoise.Calcium(
                    number(root, ADDITIVE, usual.additive()), number(root, SIGNAL, usual.signal())));
        } else if (population.noise() instanceof ResponseNoise.Counts usual) {
            population = population.withNoise(new ResponseNoise.Counts(number(root, GAIN, usual.gain())));
        }
        return withTraits(
                population
                        .withSurround(number(root, SURROUND, population.surround()))
                        .withNoiseLevel(number(root, NOISE, population.noiseLevel()))
                        .withSiteSpread(number(root, SITE_SPREAD, population.siteSpread())),
                root.path(NEURONS));
    }

    private static Population withTraits(Population population, JsonNode neurons) {
        if (neurons.isMissingNode() || neurons.isNull()) {
            return population;
        }
        if (!(neurons instanceof ObjectNode node)) {
            throw new IllegalArgumentException("population: expected neurons with traits such as complexity, got "
                    + Excerpt.of(neurons.toString()));
        }
        List<String> known = Arrays.stream(Trait.values()).map(Trait::key).toList();
        refuseUnknown(node, known, "population, neurons");
        Population changed = population;
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            for (Trait trait : Trait.values()) {
                if (trait.key().equals(entry.getKey())) {
                    changed = changed.with(trait, distribution(trait, entry.getValue()));
                }
            }
        }
        return changed;
    }

    private static Distribution distribution(Trait trait, JsonNode value) {
        try {
            if (value.isNumber()) {
                return new Distribution.Fixed(value.doubleValue());
            }
            if (value.isArray() && value.valueStream().allMatch(JsonNode::isNumber)) {
                return new Distribution.Listed(numbers(value));
            }
            if (value instanceof ObjectNode node && node.size() == 1) {
                Map.Entry<String, JsonNode> only = node.properties().iterator().next();
                var make = OF_TWO.get(only.getKey());
                List<Double> numbers = numbers(only.getValue());
                if (make != null && numbers.size() == 2 && only.getValue().size() == 2) {
                    return make.apply(numbers.get(0), numbers.get(1));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("population: %s: %s".formatted(trait.key(), e.getMessage()), e);
        }
        throw new IllegalArgumentException(
                "population: %s: expected a number, a list of numbers (one a neuron), or {%s: [a, b]}, got %s"
                        .formatted(trait.key(), String.join(" | ", OF_TWO.keySet()), Excerpt.of(value.toString())));
    }

    private static List<Double> numbers(JsonNode list) {
        List<Double> numbers = new ArrayList<>();
        list.valueStream().filter(JsonNode::isNumber).forEach(number -> numbers.add(number.doubleValue()));
        return numbers;
    }

    private static double number(ObjectNode root, String name, double otherwise) {
        JsonNode value = root.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException(
                    "population: expected a number as %s, got %s".formatted(name, Excerpt.of(value.toString())));
        }
        return value.doubleValue();
    }

    private static void refuseUnknown(ObjectNode node, List<String> known, String where) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new IllegalArgumentException("%s: expected only %s, got %s%s"
                        .formatted(
                                where,
                                String.join(", ", known),
                                Excerpt.of(entry.getKey()),
                                EditDistance.hint(entry.getKey(), known)));
            }
        }
    }

    /** A distribution as a file states it. */
    static String text(Distribution distribution) {
        if (distribution instanceof Distribution.Fixed fixed) {
            return DecimalText.of(fixed.value());
        }
        if (distribution instanceof Distribution.Listed listed) {
            return listed.values().stream().map(DecimalText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (distribution instanceof Distribution.Uniform uniform) {
            return pair("uniform", uniform.low(), uniform.high());
        }
        if (distribution instanceof Distribution.LogUniform uniform) {
            return pair("loguniform", uniform.low(), uniform.high());
        }
        if (distribution instanceof Distribution.Normal normal) {
            return pair("normal", normal.mean(), normal.standardDeviation());
        }
        if (distribution instanceof Distribution.LogNormal normal) {
            return pair("lognormal", normal.median(), normal.logStandardDeviation());
        }
        throw new IllegalStateException("population: a distribution without a name");
    }

    private static String pair(String name, double first, double second) {
        return "{%s: [%s, %s]}".formatted(name, DecimalText.of(first), DecimalText.of(second));
    }
}
