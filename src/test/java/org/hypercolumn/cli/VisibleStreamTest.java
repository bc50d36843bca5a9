package org.hypercolumn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VisibleStreamTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PrintStream to(Charset charset) {
        return new VisibleStream(bytes, charset).printer();
    }

    @Test
    void passes_text_on_with_nothing_in_it_that_acts() {
        to(StandardCharsets.UTF_8).printf("%s%n", "Größe \u001b[31m\u202ered");

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("Größe \\u001b[31m\\u202ered" + System.lineSeparator());
    }

    @Test
    void writes_what_the_terminal_reads() {
        to(StandardCharsets.ISO_8859_1).print("Größe 細胞");

        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).isEqualTo("Größe \\u7d30\\u80de");
    }

    @Test
    void puts_characters_together_that_come_in_pieces() throws IOException {
        var stream = new VisibleStream(bytes, StandardCharsets.UTF_8);
        for (byte one : "細\u202e\ud83e\udde0".getBytes(StandardCharsets.UTF_8)) {
            stream.write(one);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("細\\u202e\ud83e\udde0");
    }

    @Test
    void keeps_text_whole_that_is_longer_than_any_buffer() {
        String text = "細胞\u0007".repeat(9973);

        to(StandardCharsets.UTF_8).print(text);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("細胞\\u0007".repeat(9973));
    }

    @Test
    void remembers_what_a_print_stream_does_not_say() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        var stream = new VisibleStream(full, StandardCharsets.UTF_8);

        stream.printer().print("lost");

        assertThat(stream.failure()).hasMessage("No space left on device");
    }
}
