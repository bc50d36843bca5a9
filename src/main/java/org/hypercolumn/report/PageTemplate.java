package org.hypercolumn.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page without data: markup, style and script from the resources beside this class. */
final class PageTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)\\}\\}");

    private static final List<String> STYLES = List.of("page.css", "parts.css", "print.css");

    /** In the order that they need each other. */
    private static final List<String> SCRIPTS = List.of(
            "values.js",
            "elements.js",
            "chart.js",
            "points.js",
            "pictures.js",
            "overview.js",
            "neurons.js",
            "predictions.js",
            "population.js",
            "neuron.js",
            "page.js");

    private PageTemplate() {}

    /** The page with each {@code {{name}}} replaced once, in one pass: what is put in is not looked at again. */
    static String filled(Map<String, String> parts) {
        String script = SCRIPTS.stream()
                .map(PageTemplate::resource)
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
        Map<String, String> all = new LinkedHashMap<>(parts);
        all.put("script", script);
        all.put("policy", policy(script));
        return filled("page.html", all);
    }

    /** The page of several sites, which has no script. */
    static String filledWithoutScript(Map<String, String> parts) {
        Map<String, String> all = new LinkedHashMap<>(parts);
        all.put(
                "policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'");
        return filled("sites.html", all);
    }

    private static String filled(String page, Map<String, String> all) {
        all.put("style", STYLES.stream().map(PageTemplate::resource).collect(Collectors.joining("\n")));
        Matcher places = PLACE.matcher(resource(page));
        return places.replaceAll(place -> Matcher.quoteReplacement(
                Objects.requireNonNull(all.get(place.group(1)), () -> page + " has " + place.group())));
    }

    /** Nothing may be loaded, and no script may run but ours: not even one that a name smuggles into the page. */
    private static String policy(String script) {
        return "default-src 'none'; script-src 'sha256-" + sha256(script)
                + "'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("report: %s is missing from the jar".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
