package org.hypercolumn.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.hypercolumn.study.ComparisonChoice.Partners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTextTest {

    @TempDir
    private Path temporary;

    private static ScoredRuns run(int neurons) {
        return ScoredRuns.of(neurons)
                .with("ff-cnn", neurons, neuron -> 0.3 + 0.01 * (neuron * 7 % 11))
                .with("ff-sa-cnn-star-incr-fc1", neurons, neuron -> 0.35 + 0.01 * (neuron * 5 % 13))
                .with("rf-cnn", neurons - 2, neuron -> neuron == 3 ? Double.NaN : 0.3 + 0.01 * (neuron * 3 % 11));
    }

    private RunComparison models() throws IOException {
        return RunComparison.of(run(7).write(temporary.resolve("m1s1")), ComparisonChoice.standard());
    }

    private RunComparison allPairs() throws IOException {
        return RunComparison.of(
                run(7).write(temporary.resolve("m1s1")),
                ComparisonChoice.standard().withPartners(Partners.ALL));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ComparisonTextTest.class.getResourceAsStream(name)) {
            assertThat(in).as("resource " + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A text that changed is read here by somebody before it is read by everybody. */
    @Test
    void reads_just_so() throws IOException {
        assertThat(models().text()).isEqualTo(resource("comparison.txt"));
        assertThat(models().csv()).isEqualTo(resource("comparison.csv"));
        assertThat(models().markdown()).isEqualTo(resource("comparison.md"));
        assertThat(models().json()).isEqualTo(resource("comparison.json"));
        assertThat(allPairs().text()).isEqualTo(resource("comparison-pairs.txt"));
    }

    @Test
    void is_the_same_in_every_language() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(models().text()).isEqualTo(resource("comparison.txt"));
            assertThat(models().json()).isEqualTo(resource("comparison.json"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void has_no_line_too_long_for_a_terminal() throws IOException {
        assertThat(models().text().lines()).hasSizeGreaterThan(20).allMatch(line -> line.length() <= 100);
    }
}
