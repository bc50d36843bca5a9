package org.hypercolumn.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hypercolumn.data.BadDataFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationFileTest {

    @TempDir
    private Path folder;

    @Test
    void printed_is_read_back_to_the_same_population() {
        Population population = Population.v1()
                .withSurround(0.1)
                .withNoiseLevel(3)
                .with(Trait.ASPECT, new Distribution.Listed(List.of(1.0, 1.7)))
                .with(Trait.COMPLEXITY, new Distribution.Fixed(0.3));

        assertThat(PopulationFile.of(PopulationFile.text(population))).isEqualTo(population);
        assertThat(PopulationFile.of(PopulationFile.text(Population.v1()))).isEqualTo(Population.v1());
        assertThat(PopulationFile.of(PopulationFile.text(Population.spikes()))).isEqualTo(Population.spikes());
    }

    @Test
    void printed_says_what_every_trait_is() {
        assertThat(PopulationFile.text(Population.v1()).lines())
                .hasSize(7 + Trait.values().length)
                .allMatch(line -> line.equals("neurons:") || line.contains(" # "))
                .anyMatch(line -> line.matches("  orientation_degrees: \\{uniform: \\[0, 180]} +# direction along .*"));
    }

    @Test
    void names_only_what_differs_from_the_usual() {
        Population population = PopulationFile.of("""
                surround: 2
                additive_noise: 0.2
                neurons:
                  complexity: 1
                  aspect: [1, 1.5]
                  exponent: {normal: [1, 0.1]}
                """);

        assertThat(population)
                .isEqualTo(Population.v1()
                        .withSurround(2)
                        .withNoise(new ResponseNoise.Calcium(
                                0.2, ((ResponseNoise.Calcium) Population.v1().noise()).signal()))
                        .with(Trait.COMPLEXITY, new Distribution.Fixed(1))
                        .with(Trait.ASPECT, new Distribution.Listed(List.of(1.0, 1.5)))
                        .with(Trait.EXPONENT, new Distribution.Normal(1, 0.1)));
        assertThat(PopulationFile.of("responses: counts\ngain_noise: 0.25").noise())
                .isEqualTo(new ResponseNoise.Counts(0.25));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
                    suround: 1 ~ population: expected only responses, surround, noise, additive_noise, signal_noise, site_spread, neurons, got suround; did you mean 'surround'?
                    responses: counts\\nsignal_noise: 1 ~ population: expected only responses, surround, noise, gain_noise, site_spread, neurons, got signal_noise
                    responses: voltage ~ population: expected responses: calcium or counts, got "voltage"
                    surround: strong ~ population: expected a number as surround, got "strong"
                    surround: -1 ~ population: surround must be 0 to 100, got -1
                    neurons: 5 ~ population: expected neurons with traits such as complexity, got 5
                    neurons: {aspect: 9} ~ population: aspect must be 0.2 to 5, got 9.0 to 9.0
                    neurons: {aspect: {uniform: [2, 1]}} ~ population: aspect: expected limits in order, got 2.0 to 1.0
                    neurons: {aspect: {uniform: [1]}} ~ population: aspect: expected a number, a list of numbers (one a neuron), or {uniform | loguniform | normal | lognormal: [a, b]}, got {"uniform":[1]}
                    neurons: {aspect: {gamma: [1, 2]}} ~ population: aspect: expected a number, a list of numbers (one a neuron), or {uniform | loguniform | normal | lognormal: [a, b]}, got {"gamma":[1,2]}
                    neurons: {aspect: wide} ~ population: aspect: expected a number, a list of numbers (one a neuron), or {uniform | loguniform | normal | lognormal: [a, b]}, got "wide"
                    [1, 2] ~ population: expected names such as surround and noise with their values, got [1,2]
                    surround: 1\\nsurround: 2 ~ population: expected YAML with finite numbers, got an error in line 2 (Duplicate field 'surround'); see hypercolumn simulate --print-population
                    """)
    void refuses_what_it_does_not_know(String yaml, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationFile.of(yaml.replace("\\n", "\n")))
                .withMessage(message);
    }

    @Test
    void names_the_unknown_trait_and_the_nearest_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationFile.of("neurons: {exponant: 1}"))
                .withMessageStartingWith("population, neurons: expected only orientation_degrees, ")
                .withMessageEndingWith(", got exponant; did you mean 'exponent'?");
    }

    @Test
    void of_no_file_or_no_text_is_refused_with_its_name() throws IOException {
        Path file = folder.resolve("neurons.yaml");

        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> PopulationFile.read(file))
                .withMessage("neurons.yaml: expected a population in YAML, but there is no such file");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xff});
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> PopulationFile.read(file))
                .withMessage("neurons.yaml: expected a population in YAML, got no text");
        Files.writeString(file, "");
        assertThatExceptionOfType(BadDataFileException.class)
                .isThrownBy(() -> PopulationFile.read(file))
                .withMessage(
                        "neurons.yaml: population: expected names such as surround and noise with their values, got nothing");
    }
}
